// Golden pictures: small pictures of every place under both lights and of every person, kept in
// <assets>/golden. Drawn twice as large and shrunk, so that a device with or without antialiasing makes the
// same.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "xr/offscreen/gallery_views.h"
#include "xr/offscreen/offscreen.h"

namespace threshold::xr {

inline constexpr int kGoldenWidth = 240, kGoldenHeight = 135;

std::vector<GalleryView> golden_views(const std::filesystem::path& assets);
// Names of golden pictures whose place or person is no longer there.
std::vector<std::string> stray_goldens(const std::filesystem::path& assets,
                                       const std::vector<GalleryView>& views);

class GoldenPainter {
 public:
  GoldenPainter(Gpu& gpu, const std::filesystem::path& assets);
  ~GoldenPainter();
  PictureImage draw(const GalleryView& view);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace threshold::xr
