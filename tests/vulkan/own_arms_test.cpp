// The visitor's own arms: one that points at the eye dissolves, one that lies across the view is there, and
// the sleeve's end is nowhere a stump. Counted in pixels, of the hands that come with the program.
#include <cmath>
#include <cstdlib>

#include <glm/gtx/quaternion.hpp>

#include "tests/vulkan/studio.h"

namespace threshold::xr::test {
namespace {

constexpr int kSide = 160;
constexpr float kWrist_m = 0.4f;

class OwnArms : public Studio {
 protected:
  // Covered pixels of a picture 90 degrees wide, x from the left and y from the top, by a right hand whose
  // fist is here; `turn` takes its fingers (-y of an open hand's grip) and so its forearm about the fist.
  std::vector<bool> covered(const Pose& grip) {
    options_.assets = std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets";
    Picture nothing, hand;
    hand.hands[right].visible = true;
    hand.hands[right].grip = grip;
    const Pose eye{{0.0f, 0.0f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};
    const PictureImage without = offscreen(kSide, kSide).draw(nothing, eye),
                       with = offscreen().draw(hand, eye);
    std::vector<bool> made;
    for (std::size_t i = 0; i < with.rgba.size(); i += 4) {
      int off = 0;
      for (std::size_t c = 0; c < 3; ++c) off += std::abs(with.rgba[i + c] - without.rgba[i + c]);
      made.push_back(off > 12);
    }
    return made;
  }
  static int count(const std::vector<bool>& pixels, int left, int right_end, int top, int bottom) {
    int sum = 0;
    for (int y = top; y < bottom; ++y)
      for (int x = left; x < right_end; ++x) sum += pixels[static_cast<std::size_t>(y * kSide + x)];
    return sum;
  }
  void SetUp() override {
    Studio::SetUp();
    if (!std::filesystem::exists(std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets/people/hands.glb"))
      GTEST_SKIP() << "no built hands";
  }
};

// A grip whose forearm runs along `back` from the fist: an open hand's fingers point along its -y.
Pose fist(const glm::vec3& at, const glm::vec3& back) {
  return {at, glm::rotation(glm::vec3(0.0f, 1.0f, 0.0f), back)};
}

TEST_F(OwnArms, one_that_points_at_the_eye_leaves_the_view_free) {
  const auto toward = covered(fist({0.0f, 0.0f, -kWrist_m}, {0.0f, 0.0f, 1.0f}));
  const int all = count(toward, 0, kSide, 0, kSide);
  EXPECT_GT(all, 150) << "the hand is there";
  // A hand 0.1 m wide and 0.4 m away: 3 % of a view 90 degrees wide. An elbow 0.13 m away would be a quarter
  // of it.
  EXPECT_LT(all, kSide * kSide * 8 / 100);
}

TEST_F(OwnArms, one_that_lies_across_the_view_is_whole_but_for_its_end) {
  const auto across = covered(fist({-0.1f, 0.0f, -kWrist_m}, {1.0f, 0.0f, 0.0f}));
  // Pixels of a place beside the eye's axis, 0.4 m away.
  const auto at = [](float x_m) { return static_cast<int>((x_m / kWrist_m * 0.5f + 0.5f) * kSide); };
  const auto height_at = [&](float behind_m) {
    const int x = at(-0.1f + behind_m);
    return count(across, x - 2, x + 3, 0, kSide) / 5.0;
  };
  // A forearm is 5 to 9 cm thick: 10 to 18 pixels here.
  for (const float behind_m : {0.10f, 0.14f, 0.18f}) {
    EXPECT_GT(height_at(behind_m), 8.0) << behind_m;
    EXPECT_LT(height_at(behind_m), 24.0) << behind_m;
  }
  const double before = height_at(0.22f);
  double last = before;
  for (const float behind_m : {0.27f, 0.30f, 0.33f}) {
    EXPECT_LE(height_at(behind_m), last + 1.0) << "thins out without an edge: " << behind_m;
    last = height_at(behind_m);
  }
  EXPECT_LT(last, 0.3 * before);
}

}  // namespace
}  // namespace threshold::xr::test
