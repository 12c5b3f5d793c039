#include "xr/desktop/visitor.h"

#include <algorithm>
#include <cmath>

#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>

#include "xr/grip.h"

namespace threshold::xr {
namespace {

constexpr float kMaxPitch_rad = 1.4f;
constexpr float kGripToTip_m = 0.306f;  // a 5B stick held a quarter of the way up
constexpr double kFollows_s = 0.035;    // a hand comes after the pointer with this time constant

glm::quat facing(float yaw, float pitch) {
  return glm::angleAxis(yaw, glm::vec3(0, 1, 0)) * glm::angleAxis(pitch, glm::vec3(1, 0, 0));
}

// Of a rotation from a to b in this time, about the place's axes.
glm::vec3 turning(const glm::quat& a, const glm::quat& b, float time_s) {
  glm::quat way = b * glm::conjugate(a);
  if (way.w < 0.0f) way = -way;
  const glm::vec3 axis(way.x, way.y, way.z);
  const float sine = glm::length(axis);
  return sine < 1e-7f ? glm::vec3(0.0f) : axis / sine * (2.0f * std::atan2(sine, way.w) / time_s);
}

}  // namespace

float pulled_speed(float from, float to, float time_s) {
  constexpr float kPerPull_m = 0.5f, kSoftest_m_s = 1.5f;
  return time_s > 0.0f ? std::clamp(kPerPull_m * (to - from) / time_s, kSoftest_m_s, kFastestBlow_m_s)
                       : kClickBlow_m_s;
}

void DesktopVisitor::recentre() {
  yaw_rad_ = 0.0f;
  pitch_rad_ = -0.15f;
  offset_m_ = {};
}

void DesktopVisitor::look_and_lean(const DesktopInput& in, float step_s) {
  yaw_rad_ -= in.look_pixels.x * kLookPerPixel_rad + in.look_stick.x * kStickLook_rad_s * step_s;
  pitch_rad_ -= in.look_pixels.y * kLookPerPixel_rad + in.look_stick.y * kStickLook_rad_s * step_s;
  yaw_rad_ = std::remainder(yaw_rad_, 6.2831853f);
  pitch_rad_ = std::clamp(pitch_rad_, -kMaxPitch_rad, kMaxPitch_rad);
  if (in.wishes.recentre) recentre();
  glm::vec2 move = in.move;
  if (glm::length(move) > 1.0f) move = glm::normalize(move);
  const float c = std::cos(yaw_rad_), s = std::sin(yaw_rad_);
  offset_m_ += glm::vec2(move.x * c - move.y * s, move.x * s + move.y * c) * (kWalkSpeed_m_s * step_s);
  if (glm::length(offset_m_) > kStepReach_m) offset_m_ = glm::normalize(offset_m_) * kStepReach_m;
  reach_m_ = std::clamp(reach_m_ + 0.05f * in.reach_steps, 0.25f, 0.8f);
}

// Over what lies under the pointer, where an arm reaches it; else low in the picture under the pointer, where
// a hand covers nobody's face, until it is sent out along the pointer's own ray.
DesktopVisitor::Aim DesktopVisitor::aim(const Pose& head, const glm::vec2& pointer,
                                        const DesktopInput& in) const {
  const float tan_half = std::tan(0.5f * in.vertical_fov_rad);
  const auto through = [&](const glm::vec2& at) {
    return glm::normalize(glm::vec3(at.x * tan_half * in.aspect, at.y * tan_half, -1.0f));
  };
  Aim aimed;
  aimed.ray = through(pointer);
  const glm::vec3 ray = head.orientation * aimed.ray;
  const float radius = in.holds_stick ? kTip_m : kPalm_m;
  const auto hit = first_hit(surfaces_, head.position, ray, in.holds_stick ? kArmAndStick_m : kStretched_m);
  const float arm_m = reach_m_ + (in.holds_stick ? 0.25f : 0.0f);
  if (hit && (in.holds_stick || hit->distance_m <= kArm_m)) {
    aimed.waits_at = hit->at + hit->normal * (radius + kHover_m);
  } else {
    const glm::vec2 low(std::clamp(pointer.x, -0.7f, 0.7f), std::min(pointer.y, kWaitsLeft.y));
    aimed.waits_at = head.position + head.orientation * through(low) * arm_m;
  }
  aimed.distance_m = hit ? hit->distance_m : arm_m;
  aimed.contact = hit ? hit->at + hit->normal * radius : head.position + ray * (arm_m + kThrust_m);
  aimed.normal = hit ? hit->normal : -ray;
  aimed.waits_at = kept_out(surfaces_, aimed.waits_at, radius);
  return aimed;
}

void DesktopVisitor::move(Hand& hand, const Aim& aimed, const DesktopInput& in, int side, float step_s) {
  const auto at = static_cast<std::size_t>(side);
  if (!hand.known) hand.touch.at = aimed.waits_at;
  hand.known = true;
  std::optional<float> speed;
  if (in.strike[at]) speed = in.strike_speed_m_s[at] > 0.0f ? in.strike_speed_m_s[at] : kClickBlow_m_s;
  const float down = step_s > 0.0f ? (hand.pointer.y - in.pointer.y) / step_s *
                                         std::tan(0.5f * in.vertical_fov_rad) * aimed.distance_m
                                   : 0.0f;
  hand.pointer = in.pointer;
  if (side == right) {
    const auto thrown = hand.flick.watch(in.pointer_moves ? down : 0.0f);
    if (thrown && !hand.stroke.strikes() && !speed) speed = thrown;
  }
  if (speed)
    hand.stroke.begin(hand.touch.at, aimed.contact, aimed.normal, std::min(*speed, kFastestBlow_m_s));
  const glm::vec3 before = hand.touch.at;
  const float radius = in.holds_stick ? kTip_m : kPalm_m;
  if (hand.stroke.under_way()) {
    hand.touch = hand.stroke.advance(aimed.waits_at, in.rest[at], step_s);
    const float deep_m = hand.stroke.touched() ? kDeepest_m : 0.0f;
    hand.touch.at = kept_out(surfaces_, hand.touch.at, radius - deep_m);
    return;
  }
  const float part = static_cast<float>(1.0 - std::exp(-step_s / kFollows_s));
  hand.touch.at = kept_out(surfaces_, glm::mix(before, aimed.waits_at, part), radius);
  hand.touch.velocity_m_s = step_s > 0.0f ? (hand.touch.at - before) / step_s : glm::vec3(0.0f);
}

// What touches is where it is; the forearm comes from an elbow beside the body. From the eye's own line one
// would look into the sleeve's end.
Pose DesktopVisitor::grip(const Pose& head, const glm::vec3& touch, int side, bool stick) const {
  const float before_tip = stick ? kGripToTip_m : 0.0f;
  const glm::vec3 elbow = head.position + facing(yaw_rad_, 0.0f) * glm::vec3(side == left ? -0.3f : 0.3f,
                                                                             stick ? -0.62f : -0.4f, 0.06f);
  const glm::vec3 along = glm::normalize(touch - elbow);
  const glm::quat ahead = facing(std::atan2(-along.x, -along.z), std::asin(std::clamp(along.y, -1.0f, 1.0f)));
  return {touch - along * before_tip, grip_toward(ahead, static_cast<Side>(side), stick)};
}

Presence DesktopVisitor::advance(const DesktopInput& in, float step_s) {
  look_and_lean(in, step_s);
  Presence p;
  p.wishes = in.wishes;
  p.key_blows = in.key_blows;
  p.head.position = {offset_m_.x, eye_height_m_, -offset_m_.y};
  p.head.orientation = facing(yaw_rad_, pitch_rad_);
  for (int side = left; side <= right; ++side) {
    const auto at = static_cast<std::size_t>(side);
    Hand& hand = hands_[at];
    // The free hand waits low beside the body; a striking one follows the pointer.
    const bool follows = side == right || in.strike[at] || in.rest[at] || hand.stroke.under_way();
    const Aim aimed = aim(p.head, follows ? in.pointer : kWaitsLeft, in);
    move(hand, aimed, in, side, step_s);
    HandPresence& shown = p.hands[at];
    shown.tracked = true;
    shown.grip = grip(p.head, hand.touch.at, side, in.holds_stick);
    constexpr float kSoon_s = 1e-3f;
    const Pose soon = grip(p.head, hand.touch.at + hand.touch.velocity_m_s * kSoon_s, side, in.holds_stick);
    shown.velocity_m_s = (soon.position - shown.grip.position) / kSoon_s;
    shown.angular_velocity_rad_s = turning(shown.grip.orientation, soon.orientation, kSoon_s);
    shown.aim = {shown.grip.position,
                 p.head.orientation * facing(-std::atan2(aimed.ray.x, -aimed.ray.z), std::asin(aimed.ray.y))};
    shown.squeeze = in.holds_stick ? 1.0f : 0.15f;  // a palm is nearly open
  }
  return p;
}

}  // namespace threshold::xr
