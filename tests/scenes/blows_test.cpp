#include "scenes/blows.h"

#include <cmath>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>

#include "tests/scenes/story_for_tests.h"

namespace threshold::scenes {
namespace {

constexpr float kTick = 0.008f;

Part disc() {
  Part part;
  part.shape = Shape::disc;
  part.centre = {0.0f, 0.7f, -0.4f};
  part.radius_m = 0.178f;
  return part;
}

Part box() {
  Part part;
  part.shape = Shape::box;
  part.centre = {0.0f, 0.7f, -0.8f};
  part.half_m = {1.0f, 0.02f, 0.5f};
  return part;
}

TEST(blows, the_stick_reaches_its_length_in_front_of_a_butt_behind_the_fist) {
  const xr::Pose stick = stick_of({{1.0f, 1.0f, 1.0f}, {1.0f, 0.0f, 0.0f, 0.0f}});
  const glm::vec3 tip = stick.position + stick.orientation * glm::vec3(0, 0, -kStickLength_m);
  EXPECT_NEAR(glm::length(tip - stick.position), 0.406f, 1e-6f);
  EXPECT_NEAR(tip.z, 1.0f - (0.406f - 0.10f), 1e-6f);
}

TEST(blows, crossing_a_disc_from_above_is_a_blow_where_it_crosses) {
  const Part part = disc();
  const auto strike = sweep(part, 0.0f, {0.05f, 0.8f, -0.4f}, {0.09f, 0.6f, -0.4f});
  ASSERT_TRUE(strike);
  EXPECT_NEAR(strike->when, 0.5f, 1e-5f);
  EXPECT_NEAR(strike->at.x, 0.07f, 1e-5f);
  EXPECT_FALSE(sweep(part, 0.0f, {0.05f, 0.6f, -0.4f}, {0.05f, 0.8f, -0.4f})) << "from below";
  EXPECT_FALSE(sweep(part, 0.0f, {0.25f, 0.8f, -0.4f}, {0.25f, 0.6f, -0.4f})) << "past the rim";
  EXPECT_FALSE(sweep(part, 0.0f, {0.05f, 0.9f, -0.4f}, {0.05f, 0.71f, -0.4f})) << "not there yet";
}

TEST(blows, a_box_is_struck_on_the_face_that_is_entered) {
  const auto top = sweep(box(), 0.03f, {0.2f, 0.9f, -0.8f}, {0.2f, 0.7f, -0.8f});
  ASSERT_TRUE(top);
  EXPECT_NEAR(top->when, (0.9f - 0.75f) / 0.2f, 1e-5f);
  EXPECT_NEAR(top->at.y, 0.72f, 1e-5f);
  const auto edge = sweep(box(), 0.03f, {0.2f, 0.71f, 0.0f}, {0.2f, 0.71f, -0.4f});
  ASSERT_TRUE(edge);
  EXPECT_NEAR(edge->at.z, -0.3f, 1e-5f);
  EXPECT_FALSE(sweep(box(), 0.03f, {0.2f, 0.7f, -0.8f}, {0.2f, 0.9f, -0.8f})) << "from inside";
  EXPECT_TRUE(sweep(box(), 0.0f, {0.0f, 1.7f, -0.8f}, {0.0f, -1.7f, -0.8f})) << "through and through";
}

// One stroke from its top and back, as a headset shows it: 72 looks a second, each with the runtime's
// velocity, seen by ticks of 8 ms.
int hits_of(double phase, double peak_m_s, double dip_m) {
  const Part parts[] = {disc()};
  const double omega = 2.0 * 3.141592653589793 * 2.5;  // two and a half strokes a second
  const double swing = peak_m_s / omega;               // of the whole stroke
  const double middle = 0.7 + 0.007 + swing - dip_m;
  Striker before;
  int hits = 0;
  for (int tick = 0; tick < 50; ++tick) {  // one stroke
    const double shown = std::floor((tick * 0.008 + phase) * 72.0) / 72.0;
    Striker now{true, 0.007f, {0.02f, 0.0f, -0.4f}, {}, 0};
    now.position.y = static_cast<float>(middle + swing * std::cos(omega * shown));
    now.velocity.y = static_cast<float>(-swing * omega * std::sin(omega * shown));
    hits += follow(before, now, parts, kTick) ? 1 : 0;
    before = now;
  }
  return hits;
}

TEST(blows, at_72_looks_a_second_and_8_m_s_a_hundred_of_a_hundred_land) {
  int landed = 0;
  for (int i = 0; i < 100; ++i)
    landed += hits_of(i * 0.05 / 100.0, 8.0, 0.5) == 1 ? 1 : 0;  // through at full speed
  EXPECT_EQ(landed, 100);
}

TEST(blows, a_stroke_that_turns_between_two_looks_still_lands) {
  int landed = 0;
  for (int i = 0; i < 100; ++i)
    landed += hits_of(i * 0.05 / 100.0, 8.0, 0.012) == 1 ? 1 : 0;  // a centimetre deep
  EXPECT_EQ(landed, 100);
}

TEST(blows, a_stroke_that_stays_above_does_not_land) {
  for (int i = 0; i < 100; ++i) EXPECT_EQ(hits_of(i * 0.05 / 100.0, 8.0, -0.004), 0) << i;
}

TEST(blows, the_speed_is_that_of_the_stroke) {
  const Part parts[] = {disc()};
  for (const int repeats : {0, 1, 2}) {  // the same look lasts for several ticks
    Striker before{true, 0.0f, {0.0f, 0.72f, -0.4f}, {}, 0};
    for (int i = 0; i < repeats; ++i) {
      Striker same = before;
      same.unchanged_ticks = 0;
      EXPECT_FALSE(follow(before, same, parts, kTick));
      before = same;
    }
    Striker now{true, 0.0f, {0.0f, 0.72f - 4.0f * kTick * static_cast<float>(repeats + 1), -0.4f}, {}, 0};
    const auto strike = follow(before, now, parts, kTick);
    ASSERT_TRUE(strike) << repeats;
    EXPECT_NEAR(strike->speed_m_s, 4.0f, 1e-3f);
  }
}

TEST(blows, a_jump_of_the_tracking_strikes_nothing) {
  const Part parts[] = {disc()};
  const Striker before{true, 0.0f, {0.0f, 1.5f, -0.4f}, {}, 0};
  Striker now{true, 0.0f, {0.0f, 0.5f, -0.4f}, {}, 0};
  EXPECT_FALSE(follow(before, now, parts, kTick));
  const Striker lost;
  EXPECT_FALSE(follow(lost, now, parts, kTick));
}

TEST(blows, laying_a_hand_down_is_no_blow) {
  const Part parts[] = {box()};
  Striker before{true, 0.03f, {0.0f, 0.7505f, -0.8f}, {}, 0};
  Striker now{true, 0.03f, {0.0f, 0.7495f, -0.8f}, {}, 0};  // 0.125 m/s
  EXPECT_FALSE(follow(before, now, parts, kTick));
}

TEST(blows, height_is_measured_over_the_part_alone) {
  EXPECT_NEAR(height_over(disc(), 0.04f, {0.1f, 0.76f, -0.4f}), 0.02f, 1e-5f);
  EXPECT_GT(height_over(disc(), 0.04f, {0.5f, 0.76f, -0.4f}), 10.0f);
  EXPECT_NEAR(height_over(box(), 0.04f, {0.1f, 0.78f, -0.8f}), 0.02f, 1e-5f);
}

}  // namespace
}  // namespace threshold::scenes
