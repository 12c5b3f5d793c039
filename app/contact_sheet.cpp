#include "app/contact_sheet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "xr/offscreen/png.h"

namespace threshold::app {
namespace {

constexpr int kGap = 6;  // pixels between cells

float to_linear(std::uint8_t v) {  // IEC 61966-2-1
  const float s = static_cast<float>(v) / 255.0f;
  return s <= 0.04045f ? s / 12.92f : std::pow((s + 0.055f) / 1.055f, 2.4f);
}

std::uint8_t to_srgb(float l) {
  const float s = l <= 0.0031308f ? 12.92f * l : 1.055f * std::pow(l, 1.0f / 2.4f) - 0.055f;
  return static_cast<std::uint8_t>(std::clamp(s * 255.0f + 0.5f, 0.0f, 255.0f));
}

}  // namespace

xr::PictureImage shrunk(const xr::PictureImage& image, int width) {
  if (width >= image.width || image.width <= 0) return image;
  std::array<float, 256> linear{};
  for (int i = 0; i < 256; ++i) linear[static_cast<std::size_t>(i)] = to_linear(static_cast<std::uint8_t>(i));
  xr::PictureImage small;
  small.width = width;
  small.height = std::max(1, image.height * width / image.width);
  small.rgba.resize(static_cast<std::size_t>(small.width * small.height * 4));
  for (int y = 0; y < small.height; ++y)
    for (int x = 0; x < small.width; ++x) {
      const int x0 = x * image.width / small.width,
                x1 = std::max(x0 + 1, (x + 1) * image.width / small.width);
      const int y0 = y * image.height / small.height,
                y1 = std::max(y0 + 1, (y + 1) * image.height / small.height);
      std::array<float, 3> sum{};
      for (int v = y0; v < y1; ++v)
        for (int u = x0; u < x1; ++u)
          for (std::size_t c = 0; c < 3; ++c)
            sum[c] += linear[image.rgba[static_cast<std::size_t>((v * image.width + u) * 4) + c]];
      std::uint8_t* out = &small.rgba[static_cast<std::size_t>((y * small.width + x) * 4)];
      for (std::size_t c = 0; c < 3; ++c)
        out[c] = to_srgb(sum[c] / static_cast<float>((x1 - x0) * (y1 - y0)));
      out[3] = 255;
    }
  return small;
}

void ContactSheet::add(const std::string& row, const xr::PictureImage& image) {
  cells_.push_back({row, shrunk(image, cell_width_)});
}

void ContactSheet::write(const std::filesystem::path& file) const {
  if (cells_.empty()) return;
  std::vector<std::vector<const Cell*>> rows;
  for (const Cell& cell : cells_) {
    if (rows.empty() || rows.back().front()->row != cell.row) rows.emplace_back();
    rows.back().push_back(&cell);
  }
  std::size_t columns = 0;
  for (const auto& row : rows) columns = std::max(columns, row.size());
  const int w = cells_.front().image.width, h = cells_.front().image.height;
  xr::PictureImage sheet;
  sheet.width = static_cast<int>(columns) * (w + kGap) + kGap;
  sheet.height = static_cast<int>(rows.size()) * (h + kGap) + kGap;
  sheet.rgba.assign(static_cast<std::size_t>(sheet.width * sheet.height * 4), 24);
  for (std::size_t i = 3; i < sheet.rgba.size(); i += 4) sheet.rgba[i] = 255;
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      const xr::PictureImage& cell = rows[r][c]->image;
      for (int y = 0; y < std::min(h, cell.height); ++y)
        std::memcpy(
            &sheet
                 .rgba[static_cast<std::size_t>(((static_cast<int>(r) * (h + kGap) + kGap + y) * sheet.width +
                                                 static_cast<int>(c) * (w + kGap) + kGap) *
                                                4)],
            &cell.rgba[static_cast<std::size_t>(y * cell.width * 4)],
            static_cast<std::size_t>(std::min(w, cell.width) * 4));
    }
  xr::write_image(file, sheet);
}

}  // namespace threshold::app
