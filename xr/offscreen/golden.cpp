#include "xr/offscreen/golden.h"

#include <algorithm>

namespace threshold::xr {
namespace {

constexpr int kLarger = 2;

RendererOptions studio_of(const std::filesystem::path& assets) {
  RendererOptions options;
  options.assets = assets;
  options.studio = true;
  return options;
}

// The mean of each block of pixels, as encoded: what is compared is a picture, not light.
PictureImage shrunk(const PictureImage& large) {
  PictureImage small;
  small.width = large.width / kLarger;
  small.height = large.height / kLarger;
  for (int y = 0; y < small.height; ++y) {
    for (int x = 0; x < small.width; ++x) {
      for (int c = 0; c < 4; ++c) {
        int sum = kLarger * kLarger / 2;
        for (int k = 0; k < kLarger * kLarger; ++k) {
          const int u = x * kLarger + k % kLarger, v = y * kLarger + k / kLarger;
          sum += large.rgba[static_cast<std::size_t>(4 * (v * large.width + u) + c)];
        }
        small.rgba.push_back(static_cast<std::uint8_t>(sum / (kLarger * kLarger)));
      }
    }
  }
  return small;
}

}  // namespace

struct GoldenPainter::Impl {
  Impl(Gpu& g, const std::filesystem::path& assets) : gpu(g), renderer(g, studio_of(assets)) {}
  Gpu& gpu;
  Renderer renderer;
};

GoldenPainter::GoldenPainter(Gpu& gpu, const std::filesystem::path& assets)
    : impl_(std::make_unique<Impl>(gpu, assets)) {}
GoldenPainter::~GoldenPainter() = default;

PictureImage GoldenPainter::draw(const GalleryView& view) {
  OffscreenOptions size;
  size.width = kGoldenWidth * kLarger;
  size.height = kGoldenHeight * kLarger;
  size.fov_down_rad = view.fov_down_rad;
  return shrunk(Offscreen(impl_->gpu, impl_->renderer, size).draw(view.picture, view.head));
}

std::vector<GalleryView> golden_views(const std::filesystem::path& assets) {
  std::vector<GalleryView> views;
  for (const std::string& place : gallery_places(assets)) {
    for (GalleryView& view : views_of_place(assets, place, false)) views.push_back(std::move(view));
  }
  for (const std::string& person : gallery_people(assets)) {
    views.push_back(std::move(views_of_person(assets, person).front()));
  }
  return views;
}

std::vector<std::string> stray_goldens(const std::filesystem::path& assets,
                                       const std::vector<GalleryView>& views) {
  std::vector<std::string> strays;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(assets / "golden", none)) {
    const std::string name = entry.path().stem().string();
    const bool known =
        std::any_of(views.begin(), views.end(), [&](const GalleryView& view) { return view.name == name; });
    if (entry.path().extension() == ".png" && !known) strays.push_back(name);
  }
  return strays;
}

}  // namespace threshold::xr
