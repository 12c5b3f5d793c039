// The visitor's own arms: whole from finger tips to elbow wherever a hand goes, bent where a body's would be,
// and gone before they fill the view: softly, with no dots. Seen in pixels, of the hands that come with the
// program.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <glm/gtx/quaternion.hpp>

#include "tests/vulkan/studio.h"
#include "xr/vulkan/own_arm.h"

namespace threshold::xr::test {
namespace {

constexpr int kSide = 160;
const Pose kEye{{0.0f, 0.0f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};

// An open hand whose fingers point along `ahead`, palm down.
Pose fingers_along(const glm::vec3& at, const glm::vec3& ahead) {
  const glm::quat turn = glm::quatLookAt(glm::normalize(ahead), glm::vec3(0.0f, 1.0f, 0.0f));
  constexpr float kQuarter = 1.5707963f;
  return {at,
          turn * glm::angleAxis(kQuarter, glm::vec3(0, 0, 1)) * glm::angleAxis(kQuarter, glm::vec3(1, 0, 0))};
}

class OwnArms : public Studio {
 protected:
  // How much each pixel of a picture 90 degrees wide differs by a right hand whose fist is here, 0..255.
  std::vector<int> seen(const Pose& grip, const Pose& eye = kEye) {
    options_.assets = std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets";
    Picture nothing, hand;
    hand.hands[right].visible = true;
    hand.hands[right].grip = grip;
    const PictureImage without = offscreen(kSide, kSide).draw(nothing, eye),
                       with = offscreen().draw(hand, eye);
    std::vector<int> made;
    for (std::size_t i = 0; i < with.rgba.size(); i += 4) {
      int off = 0;
      for (std::size_t c = 0; c < 3; ++c)
        off = std::max(off, std::abs(with.rgba[i + c] - without.rgba[i + c]));
      made.push_back(off);
    }
    return made;
  }
  static int at(const std::vector<int>& pixels, int x, int y) {
    return pixels[static_cast<std::size_t>(y * kSide + x)];
  }
  static int covered(const std::vector<int>& pixels) {
    return static_cast<int>(std::count_if(pixels.begin(), pixels.end(), [](int p) { return p > 6; }));
  }
  // Pixels that stand out from all four neighbours, all brighter or all darker: what a dot pattern is made
  // of.
  static int dots(const std::vector<int>& pixels) {
    int sum = 0;
    for (int y = 1; y + 1 < kSide; ++y)
      for (int x = 1; x + 1 < kSide; ++x) {
        const int here = at(pixels, x, y);
        const int around[] = {at(pixels, x - 1, y), at(pixels, x + 1, y), at(pixels, x, y - 1),
                              at(pixels, x, y + 1)};
        const bool above =
            std::all_of(std::begin(around), std::end(around), [&](int other) { return here > other + 12; });
        const bool below =
            std::all_of(std::begin(around), std::end(around), [&](int other) { return here < other - 12; });
        sum += above || below;
      }
    return sum;
  }
  void SetUp() override {
    Studio::SetUp();
    if (!std::filesystem::exists(std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets/people/hands.glb"))
      GTEST_SKIP() << "no built hands";
  }
};

TEST_F(OwnArms, wherever_a_hand_goes_there_is_no_dot_and_the_view_stays_free) {
  for (const glm::vec3& place :
       {glm::vec3(0.0f, 0.0f, -0.35f), glm::vec3(-0.15f, -0.1f, -0.5f), glm::vec3(0.2f, -0.2f, -0.3f),
        glm::vec3(0.1f, 0.15f, -0.45f), glm::vec3(0.0f, -0.25f, -1.4f)}) {
    for (const glm::vec3& ahead : {glm::vec3(0.0f, 0.0f, -1.0f), glm::vec3(-0.6f, 0.3f, -0.8f)}) {
      const std::vector<int> arm = seen(fingers_along(place, ahead));
      EXPECT_GT(covered(arm), 40) << place.x << " " << place.y << " " << place.z;
      EXPECT_LT(covered(arm), kSide * kSide * 22 / 100) << place.x << " " << place.y << " " << place.z;
      EXPECT_LE(dots(arm), 30) << place.x << " " << place.y << " " << place.z;
    }
  }
}

TEST_F(OwnArms, a_hand_is_whole_at_every_distance_from_the_eye) {
  // Held up before the eye, fingers upward.
  for (const float away_m : {0.15f, 0.25f, 0.4f, 0.8f}) {
    const std::vector<int> arm = seen(fingers_along({0.0f, 0.0f, -away_m}, {0.0f, 1.0f, -0.3f}));
    int solid = 0;
    for (int y = kSide / 2 - 2; y < kSide / 2 + 3; ++y)
      for (int x = kSide / 2 - 2; x < kSide / 2 + 3; ++x) solid += at(arm, x, y) > 6;
    EXPECT_EQ(solid, 25) << "at " << away_m << " m";
  }
}

TEST_F(OwnArms, a_sleeve_ends_without_an_edge) {
  // From the side: along the arm, from the wrist to where nothing is left, no step of more than a tenth.
  const Pose from_the_side{{0.9f, -0.25f, -0.1f}, glm::angleAxis(1.5707963f, glm::vec3(0.0f, 1.0f, 0.0f))};
  const glm::vec3 hand(0.19f, -0.27f, -0.52f);
  const std::vector<int> arm = seen(fingers_along(hand, {0.0f, 0.0f, -1.0f}), from_the_side);
  EXPECT_GT(covered(arm), 300);
  EXPECT_LE(dots(arm), 8);
}

TEST(OwnArm, bones_keep_their_lengths_within_reach) {
  for (float x = -0.2f; x <= 0.4f; x += 0.1f)
    for (float y = -0.6f; y <= 0.1f; y += 0.1f)
      for (const float z : {-0.15f, -0.3f, -0.4f}) {
        const glm::vec3 wrist(x, y, z);
        const ArmJoints arm = arm_of(kEye, right, wrist);
        const float reach = glm::distance(arm.shoulder, wrist);
        if (reach > kUpperArm_m + kForearm_m || reach < 0.1f) continue;
        EXPECT_NEAR(glm::distance(arm.elbow, wrist), kForearm_m, 1e-3f) << x << " " << y << " " << z;
        EXPECT_NEAR(glm::distance(arm.elbow, arm.shoulder), kUpperArm_m, 1e-3f) << x << " " << y << " " << z;
      }
}

TEST(OwnArm, left_is_the_mirror_of_right_and_turns_with_the_head) {
  const ArmJoints r = arm_of(kEye, right, {0.1f, -0.3f, -0.35f}),
                  l = arm_of(kEye, left, {-0.1f, -0.3f, -0.35f});
  EXPECT_NEAR(glm::distance(r.elbow * glm::vec3(-1, 1, 1), l.elbow), 0.0f, 1e-5f);
  const glm::quat turn = glm::angleAxis(0.8f, glm::vec3(0, 1, 0));
  for (const float nod : {-1.3f, 0.0f, 1.3f}) {  // up and down turn no shoulder
    const Pose head{{0.3f, 1.2f, 0.1f}, turn * glm::angleAxis(nod, glm::vec3(1, 0, 0))};
    const ArmJoints turned = arm_of(head, right, head.position + turn * glm::vec3(0.1f, -0.3f, -0.35f));
    EXPECT_NEAR(glm::distance(turned.elbow, head.position + turn * r.elbow), 0.0f, 1e-4f) << nod;
  }
}

TEST(OwnArm, an_elbow_hangs_below_the_line_from_shoulder_to_hand) {
  const glm::vec3 wrist(0.15f, -0.1f, -0.3f);
  const ArmJoints arm = arm_of(kEye, right, wrist);
  const glm::vec3 way = glm::normalize(wrist - arm.shoulder), off = arm.elbow - arm.shoulder;
  EXPECT_LT((off - way * glm::dot(off, way)).y, -0.08f);
}

TEST(OwnArm, the_sleeve_ends_in_the_shoulder_however_far_the_hand) {
  for (const float z : {-0.2f, -0.45f, -0.7f, -1.5f})
    for (const float turn : {-1.0f, 0.0f, 0.7f, 2.5f}) {
      glm::mat4 wrist = glm::mat4_cast(glm::angleAxis(turn, glm::normalize(glm::vec3(1.0f, 0.6f, 0.2f))));
      wrist[3] = glm::vec4(0.1f, -0.2f, z, 1.0f);
      const ArmJoints joints = arm_of(kEye, right, glm::vec3(wrist[3]));
      const ArmBends bends = bends_of(wrist, joints);
      const glm::vec3 fore = glm::angleAxis(bends.wrist.angle_rad, bends.wrist.axis) * glm::vec3(wrist[2]);
      const glm::vec3 upper = glm::angleAxis(bends.elbow.angle_rad, bends.elbow.axis) * fore;
      const glm::vec3 end = glm::vec3(wrist[3]) + fore * kForearm_m + upper * (bends.stretch * kUpperArm_m);
      EXPECT_NEAR(glm::distance(end, joints.shoulder), 0.0f, 1e-3f) << z << " " << turn;
      EXPECT_LE(bends.wrist.angle_rad, kMostBend_rad + 1e-5f);
    }
}

TEST(OwnArm, nothing_jumps_while_a_hand_moves_through_all_it_can_reach) {
  // A millimetre and a hundredth of a radian at a time, through reach, lean, stretch and a wrist turned right
  // round.
  glm::vec3 last(0.0f);
  for (int i = 0; i < 4000; ++i) {
    const float s = 0.001f * static_cast<float>(i);
    glm::mat4 wrist = glm::mat4_cast(glm::angleAxis(1.57f * s, glm::vec3(0.0f, 1.0f, 0.0f)));
    wrist[3] = glm::vec4(0.1f, -0.2f - 0.1f * std::sin(3.0f * s), -0.2f - 0.3f * s, 1.0f);
    const ArmBends bends = bends_of(wrist, arm_of(kEye, right, glm::vec3(wrist[3])));
    if (i > 0) {
      EXPECT_LT(glm::distance(bends.elbow.at, last), 0.012f) << i;
    }
    last = bends.elbow.at;
  }
}

}  // namespace
}  // namespace threshold::xr::test
