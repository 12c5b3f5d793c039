// Strokes at a desk: by click, trigger and flick, through the frames of a display, the ticks of the story and
// its swept blows: each lands once, with the speed it was made with, and no hand is ever inside what it
// plays.
#include <cmath>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>

#include "app/frame_ticks.h"
#include "scenes/blows.h"
#include "xr/desktop/visitor.h"

namespace threshold::xr {
namespace {

constexpr float kTick_s = 0.008f;

scenes::Part drum() {
  scenes::Part part;
  part.shape = scenes::Shape::disc;
  part.centre = {0.0f, 0.75f, -0.55f};
  part.normal = glm::normalize(glm::vec3(0.0f, 1.0f, 0.25f));
  part.radius_m = 0.18f;
  return part;
}
scenes::Part table() {
  scenes::Part part;
  part.shape = scenes::Shape::box;
  part.centre = {0.0f, 0.74f, -0.8f};
  part.half_m = {0.9f, 0.02f, 0.45f};
  return part;
}
Surface surface_of(const scenes::Part& part) {
  return {part.shape == scenes::Shape::disc,
          part.centre,
          part.normal,
          part.radius_m,
          part.half_m,
          part.orientation};
}

// A visitor at a desk before one thing, and the story's way of finding blows.
struct Desk {
  Desk(const scenes::Part& part_, bool stick, float rate_hz) : part(part_), step_s(1.0f / rate_hz) {
    visitor.set_surfaces({surface_of(part)});
    in.holds_stick = stick;
    in.pointer = at(part.centre);
  }
  // The pointer that aims at a place.
  glm::vec2 at(const glm::vec3& place) {
    const Presence p = DesktopVisitor().advance({}, 0.0f);
    const glm::vec3 to = glm::conjugate(p.head.orientation) * (place - p.head.position);
    const float tan_half = std::tan(0.5f * in.vertical_fov_rad);
    return {-to.x / to.z / (tan_half * in.aspect), -to.y / to.z / tan_half};
  }
  void frame() {
    const Presence p = visitor.advance(in, step_s);
    time_s += static_cast<double>(step_s);
    frames.frame(p, time_s, false);
    const auto palm_or_tip = scenes::strikers_of(p.hands[right], in.holds_stick)[0];
    lowest = std::min(lowest, scenes::height_over(part, palm_or_tip.radius_m, palm_or_tip.position));
    const auto due = static_cast<std::int64_t>(time_s / static_cast<double>(kTick_s)) - ticks;
    frames.expect(due);
    for (std::int64_t i = 0; i < due; ++i, ++ticks) {
      auto now = scenes::strikers_of(frames.next().hands[right], in.holds_stick)[0];
      const auto strike = scenes::follow(before, now, {&part, 1}, kTick_s);
      if (strike && ticks - last_strike >= 5) speeds.push_back(strike->speed_m_s), last_strike = ticks;
      before = now;
    }
    in.strike = {};
  }
  void frames_for(float seconds) {
    for (float t = 0.0f; t < seconds; t += step_s) frame();
  }

  scenes::Part part;
  float step_s;
  DesktopVisitor visitor;
  DesktopInput in;
  app::FrameTicks frames;
  scenes::Striker before;
  double time_s = 0.0;
  std::int64_t ticks = 0, last_strike = -100;
  std::vector<float> speeds;
  float lowest = 1e9f;
};

struct How {
  const char* name;
  float rate_hz;
  bool stick;
};
class DeskStrokes : public ::testing::TestWithParam<How> {};

TEST_P(DeskStrokes, each_click_lands_once_with_its_speed_and_stops_at_the_surface) {
  for (const float speed : {2.0f, 5.0f, 8.0f}) {
    if (speed > 5.0f && GetParam().rate_hz < 60.0f) continue;  // more way in a frame than a hand is raised
    Desk desk(GetParam().stick ? drum() : table(), GetParam().stick, GetParam().rate_hz);
    desk.frames_for(0.5f);
    EXPECT_TRUE(desk.speeds.empty()) << "a hand that comes into its place strikes nothing";
    for (int i = 0; i < 20; ++i) {
      desk.in.strike[right] = true;
      desk.in.strike_speed_m_s[right] = speed;
      desk.frames_for(0.4f + 0.0013f * static_cast<float>(i));  // at any time within a frame and a tick
    }
    ASSERT_EQ(desk.speeds.size(), 20u) << speed;
    for (const float heard : desk.speeds) EXPECT_NEAR(heard, speed, 0.3f * speed);
    EXPECT_GT(desk.lowest, -0.001f - std::min(kDeepest_m, speed * kFollowThrough_s))
        << "inside what it plays";
    desk.lowest = 1e9f;
    desk.frames_for(0.1f);
    EXPECT_GT(desk.lowest, 0.0f);
  }
}

// The pointer goes down like a raised cosine: distance d in time t, fastest pi d / 2 t.
TEST_P(DeskStrokes, a_flick_of_the_mouse_strikes_with_its_own_speed_and_aiming_strikes_nothing) {
  const scenes::Part part = GetParam().stick ? drum() : table();
  const float distance_m = glm::distance(part.centre, glm::vec3(0.0f, 1.2f, 0.0f));
  const auto flick = [&](float fastest_m_s, float takes_s) {
    Desk desk(part, GetParam().stick, GetParam().rate_hz);
    desk.in.pointer_moves = true;
    const glm::vec2 end = desk.in.pointer;
    const float away =
        fastest_m_s * 2.0f * takes_s / 3.14159265f / (distance_m * std::tan(0.5f * desk.in.vertical_fov_rad));
    desk.in.pointer.y = end.y + away;
    desk.frames_for(0.4f);
    for (float t = 0.0f; t < takes_s; t += desk.step_s) {
      desk.in.pointer.y = end.y + away * (0.5f + 0.5f * std::cos(3.14159265f * t / takes_s));
      desk.frame();
    }
    desk.in.pointer = end;
    desk.frames_for(0.4f);
    return desk;
  };
  for (const float fastest : {4.0f, 6.0f}) {
    const Desk desk = flick(fastest, 0.1f);
    ASSERT_EQ(desk.speeds.size(), 1u) << fastest;
    EXPECT_NEAR(desk.speeds[0], fastest, 0.35f * fastest);
    EXPECT_GT(desk.lowest, -kDeepest_m - 0.001f);
  }
  EXPECT_TRUE(flick(1.5f, 0.3f).speeds.empty());
}

INSTANTIATE_TEST_SUITE_P(rates, DeskStrokes,
                         ::testing::Values(How{"stick_60_hz", 60.0f, true}, How{"palm_60_hz", 60.0f, false},
                                           How{"stick_144_hz", 144.0f, true},
                                           How{"stick_30_hz", 30.0f, true}),
                         [](const auto& made) { return std::string(made.param.name); });

TEST(desk_strokes, a_held_click_leaves_the_palm_lying_on_the_table) {
  Desk desk(table(), false, 60.0f);
  desk.frames_for(0.3f);
  desk.in.strike[right] = desk.in.rest[right] = true;
  desk.frames_for(1.0f);
  const Presence p = desk.visitor.advance(desk.in, desk.step_s);
  const auto palm = scenes::strikers_of(p.hands[right], false)[0];
  EXPECT_NEAR(scenes::height_over(desk.part, palm.radius_m, palm.position), 0.0f, 0.003f);
  EXPECT_EQ(desk.speeds.size(), 1u);
}

TEST(desk_strokes, however_the_pointer_is_moved_no_hand_is_inside_drum_or_table) {
  for (const bool stick : {true, false}) {
    Desk desk(stick ? drum() : table(), stick, 60.0f);
    for (int i = 0; i < 4000; ++i) {
      const float t = static_cast<float>(i) * desk.step_s;
      desk.in.pointer = {0.9f * std::sin(2.3f * t), 0.9f * std::sin(3.7f * t + 1.0f)};
      desk.in.move = {std::sin(0.31f * t), std::sin(0.17f * t)};
      desk.in.look_stick = {0.3f * std::sin(0.5f * t), 0.2f * std::sin(0.7f * t)};
      desk.in.strike[right] = i % 37 == 0;
      desk.in.reach_steps = i % 100 == 0 ? 1.0f : i % 100 == 50 ? -1.0f : 0.0f;
      desk.frame();
      if (stick) desk.lowest = std::max(desk.lowest, -0.002f);  // beside the drum a tip may be below its head
      const Presence p = desk.visitor.advance(desk.in, 0.0f);
      for (int side = left; side <= right; ++side) {
        const auto point = scenes::strikers_of(p.hands[static_cast<std::size_t>(side)], stick)[0];
        const float height = scenes::height_over(desk.part, point.radius_m, point.position);
        const bool inside = height < -kDeepest_m - 0.001f && height > (stick ? -0.1f : -1.0f);
        const glm::vec3 arm = point.position - desk.part.centre;
        const glm::vec3 flat = arm - desk.part.normal * glm::dot(arm, desk.part.normal);
        ASSERT_FALSE(inside && (!stick || glm::length(flat) < desk.part.radius_m - 0.005f))
            << i << " side " << side << ": " << height;
      }
    }
  }
}

// Seen: NDC of the touching point within the picture, in its lower third.
TEST(desk_strokes, hands_wait_in_the_lower_third_of_the_picture) {
  for (const bool stick : {true, false}) {
    DesktopVisitor visitor;
    DesktopInput in;
    in.holds_stick = stick;
    in.pointer = kWaitsRight;
    Presence p;
    for (int i = 0; i < 60; ++i) p = visitor.advance(in, 1.0f / 60.0f);
    for (int side = left; side <= right; ++side) {
      const auto point = scenes::strikers_of(p.hands[static_cast<std::size_t>(side)], stick)[0];
      const glm::vec3 seen = glm::conjugate(p.head.orientation) * (point.position - p.head.position);
      const float up = -seen.y / seen.z / std::tan(0.5f * in.vertical_fov_rad);
      const float across = -seen.x / seen.z / (std::tan(0.5f * in.vertical_fov_rad) * in.aspect);
      EXPECT_LT(up, -1.0f / 3.0f);
      EXPECT_GT(up, -0.8f);
      EXPECT_LT(std::abs(across), 0.7f);
      EXPECT_EQ(across > 0.0f, side == right);
    }
  }
}

TEST(desk_strokes, a_trigger_strikes_as_fast_as_it_is_pulled) {
  EXPECT_FLOAT_EQ(pulled_speed(0.0f, 0.5f, 0.05f), 5.0f);
  EXPECT_FLOAT_EQ(pulled_speed(0.3f, 0.4f, 0.1f), 1.5f) << "never too soft to be heard";
  EXPECT_FLOAT_EQ(pulled_speed(0.0f, 1.0f, 0.01f), kFastestBlow_m_s);
  EXPECT_FLOAT_EQ(pulled_speed(0.0f, 1.0f, 0.0f), kClickBlow_m_s);
}

}  // namespace
}  // namespace threshold::xr
