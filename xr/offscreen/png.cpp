#include "xr/offscreen/png.h"

#include <fstream>
#include <stdexcept>

#include <cairo.h>

namespace threshold::xr {
namespace {

void write_png(const std::filesystem::path& file, const PictureImage& image) {
  const int stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, image.width);
  std::vector<unsigned char> rows(static_cast<std::size_t>(stride) * static_cast<std::size_t>(image.height));
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const std::uint8_t* from =
          &image.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                       static_cast<std::size_t>(x)) *
                      4];
      unsigned char* to = &rows[static_cast<std::size_t>(y) * static_cast<std::size_t>(stride) +
                                static_cast<std::size_t>(x) * 4];
      to[0] = from[2];
      to[1] = from[1];
      to[2] = from[0];
      to[3] = 255;
    }
  }
  cairo_surface_t* surface =
      cairo_image_surface_create_for_data(rows.data(), CAIRO_FORMAT_RGB24, image.width, image.height, stride);
  const cairo_status_t status = cairo_surface_write_to_png(surface, file.c_str());
  cairo_surface_destroy(surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    throw std::runtime_error(file.string() + ": cannot be written (" + cairo_status_to_string(status) + ").");
  }
}

}  // namespace

void write_image(const std::filesystem::path& file, const PictureImage& image) {
  if (file.extension() == ".png") return write_png(file, image);
  std::ofstream out(file, std::ios::binary);
  out << "P6\n" << image.width << ' ' << image.height << "\n255\n";
  for (std::size_t i = 0; i + 3 < image.rgba.size(); i += 4) {
    out.write(reinterpret_cast<const char*>(&image.rgba[i]), 3);
  }
  if (!out) throw std::runtime_error(file.string() + ": cannot be written. Check the folder and free space.");
}

}  // namespace threshold::xr
