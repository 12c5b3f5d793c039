// The built places, where they are built: seen from the visitor's head they are neither black nor blown out.
#include <algorithm>

#include "tests/vulkan/studio.h"
#include "xr/vulkan/model.h"
#include "xr/vulkan/place.h"

namespace threshold::xr::test {
namespace {

class BuiltPlaces : public Studio, public ::testing::WithParamInterface<const char*> {};

TEST_P(BuiltPlaces, is_drawn_with_few_draws_and_a_wide_spread_of_light) {
  const std::filesystem::path assets = std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets";
  const std::filesystem::path folder = assets / "places" / GetParam();
  if (!std::filesystem::exists(folder / "place.glb")) GTEST_SKIP() << folder << " is not built";
  options_.assets = assets;
  const PlaceData place = read_place(folder / "place.json");
  Picture picture;
  picture.place = GetParam();
  const Pose head{{0.0f, place.eye_height_m, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};
  const PictureImage image = offscreen(320, 180, 1, 1.05f).draw(picture, head);
  std::vector<float> light;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) light.push_back(luminance(image, x, y));
  }
  std::sort(light.begin(), light.end());
  const auto share = [&](double part) {
    return light[static_cast<std::size_t>(part * static_cast<double>(light.size() - 1))];
  };
  EXPECT_GT(share(0.95) - share(0.05), 0.25f);
  EXPECT_GT(share(0.90), 0.25f);
  EXPECT_LT(share(0.50), 0.95f);
  EXPECT_LE(renderer().stats().draws, 200);
  EXPECT_GT(renderer().stats().triangles, 1000);
}

// Where the driver's multiview is trusted: one pass for both eyes gives every pixel that two passes give,
// clipped floors and walls, panels and people with it.
TEST_P(BuiltPlaces, one_pass_for_both_eyes_equals_two_passes) {
  if (!gpu().multiview_trusted) GTEST_SKIP() << "multiview of " << gpu().name << " is not trusted";
  options_.assets = std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets";
  const std::filesystem::path folder = options_.assets / "places" / GetParam();
  if (!std::filesystem::exists(folder / "place.glb")) GTEST_SKIP() << folder << " is not built";
  Picture picture;
  picture.place = GetParam();
  picture.panels.push_back({PanelKind::notice, "n", "", "Seen by both eyes", {}, 1.0f});
  const Pose head{{0.0f, read_place(folder / "place.json").eye_height_m, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};
  const PictureImage together = offscreen(128, 128, 2, 1.05f).draw(picture, head);
  options_.allow_multiview = false;
  Renderer apart(gpu(), options_);
  OffscreenOptions size;
  size.width = size.height = 128;
  size.views = 2;
  size.fov_down_rad = 1.05f;
  EXPECT_EQ(Offscreen(gpu(), apart, size).draw(picture, head).rgba, together.rgba);
}

INSTANTIATE_TEST_SUITE_P(all, BuiltPlaces,
                         ::testing::Values("stage", "van", "dining", "study", "garden", "clinic", "square"),
                         [](const auto& built) { return std::string(built.param); });

}  // namespace
}  // namespace threshold::xr::test
