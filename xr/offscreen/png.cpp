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

PictureImage read_png(const std::filesystem::path& file) {
  cairo_surface_t* surface = cairo_image_surface_create_from_png(file.c_str());
  const cairo_status_t status = cairo_surface_status(surface);
  const cairo_format_t format = cairo_image_surface_get_format(surface);
  if (status != CAIRO_STATUS_SUCCESS || (format != CAIRO_FORMAT_RGB24 && format != CAIRO_FORMAT_ARGB32)) {
    cairo_surface_destroy(surface);
    throw std::runtime_error(file.string() + ": cannot be read as a PNG of 8 bit colour (" +
                             cairo_status_to_string(status) + "). Make it again.");
  }
  PictureImage image;
  image.width = cairo_image_surface_get_width(surface);
  image.height = cairo_image_surface_get_height(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  const unsigned char* rows = cairo_image_surface_get_data(surface);
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const unsigned char* from = rows + static_cast<std::ptrdiff_t>(y) * stride + 4 * x;
      image.rgba.insert(image.rgba.end(), {from[2], from[1], from[0], 255});
    }
  }
  cairo_surface_destroy(surface);
  return image;
}

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
