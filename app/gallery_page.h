// GalleryPage: the plain HTML page of a gallery, one row a place or person.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace threshold::app {

struct GalleryRow {
  std::string name;
  bool person = false;
  std::vector<std::string> pictures;  // file names beside the page
  std::string film;                   // empty: none
  int draws = 0;
  std::int64_t triangles = 0, gpu_bytes = 0;
  double median_ms = 0.0, least_ms = 0.0;
};

struct GalleryHead {
  std::string device, size;
  int frames = 0;  // that each time is the median of
};

// Throws std::runtime_error when the file cannot be written.
void write_gallery_page(const std::filesystem::path& file, const GalleryHead& head,
                        const std::vector<GalleryRow>& rows);

}  // namespace threshold::app
