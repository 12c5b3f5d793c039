// Writes a picture as PNG or binary PPM, by the file's ending; reads a PNG.
#pragma once

#include <filesystem>

#include "xr/offscreen/offscreen.h"

namespace threshold::xr {

void write_image(const std::filesystem::path& file, const PictureImage& image);  // throws std::runtime_error
PictureImage read_png(const std::filesystem::path& file);                        // the same

}  // namespace threshold::xr
