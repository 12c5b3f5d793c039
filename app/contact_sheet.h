// ContactSheet: a film on one page. Pictures are shrunk as they come and laid out in rows, one row a beat.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "xr/offscreen/offscreen.h"

namespace threshold::app {

class ContactSheet {
 public:
  explicit ContactSheet(int cell_width = 480) : cell_width_(cell_width) {}
  void add(const std::string& row, const xr::PictureImage& image);
  // Empty when nothing was added: then no file is written. Throws std::runtime_error.
  void write(const std::filesystem::path& file) const;

 private:
  struct Cell {
    std::string row;
    xr::PictureImage image;
  };
  int cell_width_;
  std::vector<Cell> cells_;
};

// Box-filtered in linear light, so that bright points neither vanish nor grow.
xr::PictureImage shrunk(const xr::PictureImage& image, int width);

}  // namespace threshold::app
