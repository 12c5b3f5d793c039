// threshold render --gallery: every place and person that lies in the assets, on contact sheets, turntables
// and a page with what each costs. --golden: the small pictures that a test compares with.
#pragma once

#include <filesystem>
#include <string>

namespace threshold::app {

struct GalleryChoices {
  std::string folder;  // empty: no gallery
  std::string assets;  // empty: as find_paths()
  int width = 1280, height = 720;
  bool golden = false;  // into <assets>/golden
  bool validation = false;
};

// Throws std::runtime_error: a folder that cannot be written, a model that cannot be read.
int make_gallery(const GalleryChoices& choices);
int make_goldens(const GalleryChoices& choices);

}  // namespace threshold::app
