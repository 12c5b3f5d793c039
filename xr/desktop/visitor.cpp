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

glm::quat facing(float yaw, float pitch) {
  return glm::angleAxis(yaw, glm::vec3(0, 1, 0)) * glm::angleAxis(pitch, glm::vec3(1, 0, 0));
}

// 0 at rest, 1 fully out, as a hand goes: straight out, softly back.
float thrust_at(float time_s) {
  if (time_s < 0.0f) return 0.0f;
  if (time_s < kThrustOut_s) return time_s / kThrustOut_s;
  const float back = (time_s - kThrustOut_s) / kThrustBack_s;
  if (back >= 1.0f) return 0.0f;
  return 0.5f + 0.5f * std::cos(back * 3.14159265f);
}

}  // namespace

void DesktopVisitor::recentre() {
  yaw_rad_ = 0.0f;
  pitch_rad_ = -0.15f;
  offset_m_ = {};
}

Presence DesktopVisitor::advance(const DesktopInput& in, float step_s) {
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

  Presence p;
  p.wishes = in.wishes;
  p.key_blows = in.key_blows;
  p.head.position = {offset_m_.x, eye_height_m_, -offset_m_.y};
  p.head.orientation = facing(yaw_rad_, pitch_rad_);

  reach_m_ = std::clamp(reach_m_ + 0.05f * in.reach_steps, 0.25f, 0.8f);
  const float tan_half = std::tan(0.5f * in.vertical_fov_rad);
  for (int side = left; side <= right; ++side) {
    HandPresence& hand = p.hands[static_cast<std::size_t>(side)];
    float& thrust = thrust_s_[static_cast<std::size_t>(side)];
    if (in.strike[static_cast<std::size_t>(side)])
      thrust = 0.0f;
    else if (thrust >= 0.0f)
      thrust += step_s;
    if (in.rest[static_cast<std::size_t>(side)] && thrust > kThrustOut_s) thrust = kThrustOut_s;
    if (thrust > kThrustOut_s + kThrustBack_s) thrust = -1.0f;

    // The free hand waits low beside the body; a striking one follows the pointer.
    const bool follows = side == right || thrust >= 0.0f;
    const glm::vec2 aim = follows ? in.pointer : glm::vec2(-0.45f, -0.55f);
    const glm::vec3 ray = glm::normalize(glm::vec3(aim.x * tan_half * in.aspect, aim.y * tan_half, -1.0f));
    const glm::vec3 shoulder(side == left ? -0.12f : 0.12f, -0.16f, 0.0f);
    const glm::vec3 rest = shoulder + ray * reach_m_;
    const glm::vec3 out = ray * (reach_m_ + kThrust_m);  // ends on the pointer's own ray
    const glm::vec3 in_head = glm::mix(rest, out, thrust_at(thrust));
    hand.tracked = true;
    // What touches, the stick's tip or the palm, follows the pointer; the forearm comes from an elbow beside
    // the body. From the eye's own line one would look into the sleeve's end.
    const float before_tip = in.holds_stick ? kGripToTip_m : 0.0f;
    const glm::vec3 touch = p.head.position + p.head.orientation * (in_head + ray * before_tip);
    const glm::vec3 elbow =
        p.head.position + facing(yaw_rad_, 0.0f) *
                              glm::vec3(side == left ? -0.3f : 0.3f, in.holds_stick ? -0.62f : -0.4f, 0.06f);
    const glm::vec3 along = glm::normalize(touch - elbow);
    const glm::quat ahead = facing(std::atan2(-along.x, -along.z), std::asin(along.y));
    hand.grip.position = touch - along * before_tip;
    hand.grip.orientation = grip_toward(ahead, static_cast<Side>(side), in.holds_stick);
    const glm::quat aiming = facing(-std::atan2(ray.x, -ray.z), std::asin(ray.y));
    hand.aim = {hand.grip.position, p.head.orientation * aiming};
    hand.squeeze = 1.0f;
    hand.trigger = thrust >= 0.0f ? 1.0f : 0.0f;
    glm::vec3& last = last_grip_[static_cast<std::size_t>(side)];
    if (!first_ && step_s > 0.0f) hand.velocity_m_s = (hand.grip.position - last) / step_s;
    last = hand.grip.position;
  }
  first_ = false;
  return p;
}

}  // namespace threshold::xr
