// GalleryViews: what a gallery and the golden pictures show of whatever places and people lie in a folder of
// assets.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "xr/picture.h"

namespace threshold::xr {

struct GalleryView {
  std::string subject;  // a place or a person
  std::string name;     // file name without its ending: "dining_b", "imani_hands"
  std::string title;    // for people: "dining, second light"
  Picture picture;
  Pose head;
  float fov_down_rad = 1.05f;
};

// Names, sorted. Places are folders with a place.glb; people are the *.glb that have a head.
std::vector<std::string> gallery_places(const std::filesystem::path& assets);
std::vector<std::string> gallery_people(const std::filesystem::path& assets);

// The visitor's own view under both lights: lamps and haze in the second, where the place has lamps. With
// `people`, those whose seats the place names sit there, and a crowd where it has places for one.
std::vector<GalleryView> views_of_place(const std::filesystem::path& assets, const std::string& place,
                                        bool people);

// In a studio: front, three-quarter, and the hands close. Throws std::runtime_error for a model that is not
// there.
std::vector<GalleryView> views_of_person(const std::filesystem::path& assets, const std::string& person);

// A standing person turned about, in `count` equal steps.
std::vector<GalleryView> turntable_of(const std::filesystem::path& assets, const std::string& person,
                                      int count);

}  // namespace threshold::xr
