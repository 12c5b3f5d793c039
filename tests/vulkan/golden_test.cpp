// Every built place, under both lights, and every person look as their golden pictures do.
#include <gtest/gtest.h>

#include "xr/offscreen/golden.h"
#include "xr/offscreen/likeness.h"
#include "xr/offscreen/png.h"

namespace threshold::xr::test {
namespace {

constexpr const char* kMakeThem = "Look at what changed, then make them anew: threshold render --golden";

TEST(Golden, every_place_and_person_looks_as_its_golden_picture_does) {
  const std::filesystem::path assets = std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets";
  const std::vector<GalleryView> views = golden_views(assets);
  if (views.empty())
    GTEST_SKIP() << assets << " holds no places and no people: build the assets (assets/build)";
  ASSERT_TRUE(std::filesystem::is_directory(assets / "golden"))
      << assets / "golden"
      << " is missing, so nothing says what places and people should look like. " << kMakeThem;
  Gpu gpu(GpuRequest{});
  GoldenPainter painter(gpu, assets);
  for (const GalleryView& view : views) {
    const std::filesystem::path file = assets / "golden" / (view.name + ".png");
    if (!std::filesystem::exists(file)) {
      ADD_FAILURE() << file << ": no golden picture of " << view.title << ". " << kMakeThem;
      continue;
    }
    const Likeness found = likeness(read_png(file), painter.draw(view));
    EXPECT_TRUE(found.alike()) << view.title << " does not look like " << file << ": " << found.say() << ". "
                               << kMakeThem;
  }
  for (const std::string& stray : stray_goldens(assets, views)) {
    ADD_FAILURE() << "golden/" << stray << ".png: its place or person is no longer there. " << kMakeThem;
  }
}

}  // namespace
}  // namespace threshold::xr::test
