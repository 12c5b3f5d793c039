#include "xr/desktop/visitor.h"

#include <cmath>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>

namespace threshold::xr {
namespace {

constexpr float kStep = 1.0f / 72.0f;

TEST(desktop_visitor, turning_a_full_circle_by_mouse_comes_back_to_the_same_view) {
  DesktopVisitor visitor;
  const Presence before = visitor.advance({}, kStep);
  DesktopInput turn;
  turn.look_pixels.x = 2.0f * 3.14159265f / kLookPerPixel_rad;
  const Presence after = visitor.advance(turn, kStep);
  EXPECT_NEAR(std::abs(glm::dot(before.head.orientation, after.head.orientation)), 1.0f, 1e-4f);
}

TEST(desktop_visitor, looking_right_turns_the_view_toward_plus_x) {
  DesktopVisitor visitor;
  DesktopInput turn;
  turn.look_pixels.x = 1.5707963f / kLookPerPixel_rad;
  const Presence p = visitor.advance(turn, kStep);
  EXPECT_GT((p.head.orientation * glm::vec3(0, 0, -1)).x, 0.95f);
}

TEST(desktop_visitor, no_walk_leads_further_than_a_step) {
  DesktopVisitor visitor;
  DesktopInput walk;
  walk.move = {1.0f, 1.0f};
  Presence p;
  for (int i = 0; i < 1000; ++i) p = visitor.advance(walk, kStep);
  EXPECT_NEAR(std::hypot(p.head.position.x, p.head.position.z), kStepReach_m, 1e-4f);
  EXPECT_FLOAT_EQ(p.head.position.y, 1.2f);
}

TEST(desktop_visitor, walking_forward_after_turning_left_leads_to_minus_x) {
  DesktopVisitor visitor;
  DesktopInput in;
  in.look_pixels.x = -1.5707963f / kLookPerPixel_rad;
  visitor.advance(in, kStep);
  in = {};
  in.move = {0.0f, 1.0f};
  const Presence p = visitor.advance(in, 0.5f);
  EXPECT_NEAR(p.head.position.x, -0.5f * kWalkSpeed_m_s, 1e-3f);
  EXPECT_NEAR(p.head.position.z, 0.0f, 1e-3f);
}

// Where nothing lies, the hand goes out onto the pointer's own ray, and comes back.
TEST(desktop_visitor, a_click_sends_the_hand_out_to_where_the_pointer_is_and_brings_it_back) {
  DesktopVisitor visitor;
  DesktopInput in;
  in.pointer = {0.3f, 0.2f};
  const Presence first = visitor.advance(in, kStep);
  const glm::vec3 rest = first.hands[right].grip.position;
  in.strike[right] = true;
  visitor.advance(in, kStep);
  in.strike[right] = false;
  float furthest = 0.0f, fastest = 0.0f, off_ray = 1.0f;
  const float up = std::tan(0.5f * in.vertical_fov_rad);
  const glm::vec3 ray =
      first.head.orientation * glm::normalize(glm::vec3(0.3f * up * in.aspect, 0.2f * up, -1.0f));
  Presence p;
  for (int i = 0; i < 80; ++i) {
    p = visitor.advance(in, 0.008f);
    const glm::vec3 way = p.hands[right].grip.position - first.head.position;
    furthest = std::max(furthest, glm::dot(way, ray));
    fastest = std::max(fastest, glm::length(p.hands[right].velocity_m_s));
    off_ray = std::min(off_ray, glm::length(way - ray * glm::dot(way, ray)));
  }
  EXPECT_NEAR(furthest, 0.42f + kThrust_m, kDeepest_m + 0.001f);
  EXPECT_GE(fastest, kClickBlow_m_s - 0.3f);
  EXPECT_LT(fastest, 12.0f) << "a far way is gone faster, not in a leap";
  EXPECT_LT(off_ray, 1e-3f);
  EXPECT_NEAR(glm::distance(p.hands[right].grip.position, rest), 0.0f, 1e-3f);
}

TEST(desktop_visitor, a_held_click_keeps_the_hand_out_to_rest_on_what_it_touches) {
  DesktopVisitor visitor;
  DesktopInput in;
  visitor.advance(in, kStep);
  in.strike[right] = in.rest[right] = true;
  visitor.advance(in, kStep);
  in.strike[right] = false;
  Presence p;
  for (int i = 0; i < 200; ++i) p = visitor.advance(in, kStep);
  EXPECT_NEAR(glm::distance(p.hands[right].grip.position, p.head.position), 0.42f + kThrust_m, 0.002f);
}

TEST(desktop_visitor, a_waiting_hand_covers_nobodys_face_wherever_the_pointer_is) {
  for (const bool stick : {false, true}) {
    for (const glm::vec2 pointer : {glm::vec2(0.0f), {0.0f, 0.9f}, {-0.9f, 0.3f}, {0.9f, -0.9f}}) {
      DesktopVisitor visitor;
      DesktopInput in;
      in.holds_stick = stick;
      in.pointer = pointer;
      Presence p;
      for (int i = 0; i < 60; ++i) p = visitor.advance(in, kStep);
      const Pose& grip = p.hands[right].grip;
      const glm::vec3 tip = grip.position + grip.orientation * glm::vec3(0, 0, stick ? -0.306f : 0.0f);
      const glm::vec3 seen = glm::inverse(p.head.orientation) * (tip - p.head.position);
      EXPECT_LT(-seen.y / seen.z / std::tan(0.5f * in.vertical_fov_rad), -0.4f)
          << stick << pointer.x << pointer.y;
    }
  }
}

// OpenXR's grip: the thumb's side is -z; the back of the right hand is +x, of the left -x.
TEST(desktop_visitor, open_hands_lie_palm_down_with_thumbs_inside_and_sticks_point_ahead) {
  for (const bool stick : {false, true}) {
    DesktopVisitor visitor;
    DesktopInput in;
    in.pointer = {0.0f, 0.0f};
    in.holds_stick = stick;
    const Presence p = visitor.advance(in, kStep);
    const glm::quat r = p.hands[right].grip.orientation, l = p.hands[left].grip.orientation;
    EXPECT_GT((r * glm::vec3(1, 0, 0)).y, stick ? 0.4f : 0.8f);
    EXPECT_GT((l * glm::vec3(-1, 0, 0)).y, stick ? 0.3f : 0.7f);
    const glm::vec3 right_thumb = r * glm::vec3(0, 0, -1), left_thumb = l * glm::vec3(0, 0, -1);
    EXPECT_LT(stick ? right_thumb.z : right_thumb.x, -0.7f);  // the forearm rises from the elbow
    EXPECT_GT(stick ? -left_thumb.z : left_thumb.x, 0.6f);
  }
}

// One's own sleeve ends at the elbow: seen along the forearm it would be a black disc before the eyes.
TEST(desktop_visitor, a_forearm_comes_from_beside_the_body_not_from_the_eye) {
  for (const bool stick : {false, true}) {
    for (const float up : {-0.9f, -0.4f, 0.0f, 0.4f}) {
      DesktopVisitor visitor;
      DesktopInput in;
      in.pointer = {0.0f, up};
      in.holds_stick = stick;
      const Presence p = visitor.advance(in, kStep);
      const Pose& grip = p.hands[right].grip;
      const glm::vec3 along = grip.orientation * (stick ? glm::vec3(0, 0, -1) : glm::vec3(0, -1, 0));
      const glm::vec3 elbow = grip.position - along * 0.3f;
      const glm::vec3 in_head = glm::inverse(p.head.orientation) * (elbow - p.head.position);
      // The elbow lies outside of the picture's lower edge (30 degrees), or behind the eye.
      EXPECT_TRUE(in_head.z > -0.02f || in_head.y < 0.57f * in_head.z)
          << stick << " " << up << ": " << in_head.y << " " << in_head.z;
    }
  }
}

TEST(desktop_visitor, wishes_and_key_blows_pass_through) {
  DesktopVisitor visitor;
  DesktopInput in;
  in.wishes.skip = true;
  in.key_blows[0] = {2, 4.0f};
  const Presence p = visitor.advance(in, kStep);
  EXPECT_TRUE(p.wishes.skip);
  EXPECT_EQ(p.key_blows[0], (KeyBlow{2, 4.0f}));
}

}  // namespace
}  // namespace threshold::xr
