#include "scenes/blows.h"

#include <algorithm>
#include <cmath>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace threshold::scenes {
namespace {

constexpr int kPalmJoint = 0, kMiddleTipJoint = 15;  // XR_HAND_JOINT_PALM_EXT, XR_HAND_JOINT_MIDDLE_TIP_EXT
constexpr float kFastest_m_s = 25.0f;                // no arm is faster: a jump of the tracking
constexpr float kLeastJump_m = 0.25f;
constexpr int kPieces = 8;
constexpr int kStillTicks = 12;  // unchanged for 0.1 s: the hand stands still

std::optional<Strike> sweep_disc(const Part& part, float radius_m, const glm::vec3& a, const glm::vec3& b) {
  const float from = glm::dot(a - part.centre, part.normal) - radius_m;
  const float to = glm::dot(b - part.centre, part.normal) - radius_m;
  if (from < 0.0f || to >= 0.0f) return std::nullopt;
  const float u = from / (from - to);
  const glm::vec3 at = a + (b - a) * u;
  const glm::vec3 arm = at - part.centre;
  const glm::vec3 flat = arm - part.normal * glm::dot(arm, part.normal);
  const float reach = part.radius_m + radius_m;
  if (glm::dot(flat, flat) > reach * reach) return std::nullopt;
  return Strike{-1, at - part.normal * radius_m, from - to, u};
}

std::optional<Strike> sweep_box(const Part& part, float radius_m, const glm::vec3& a, const glm::vec3& b) {
  const glm::quat back = glm::conjugate(part.orientation);
  const glm::vec3 from = back * (a - part.centre), to = back * (b - part.centre);
  const glm::vec3 half = part.half_m + glm::vec3(radius_m);
  if (std::abs(from.x) < half.x && std::abs(from.y) < half.y && std::abs(from.z) < half.z)
    return std::nullopt;
  const glm::vec3 way = to - from;
  float enters = 0.0f, leaves = 1.0f;
  int face = -1;
  for (int i = 0; i < 3; ++i) {
    if (std::abs(way[i]) < 1e-9f) {
      if (std::abs(from[i]) >= half[i]) return std::nullopt;
      continue;
    }
    const float side = way[i] > 0.0f ? 1.0f : -1.0f;
    const float in = (-side * half[i] - from[i]) / way[i], out = (side * half[i] - from[i]) / way[i];
    if (in >= enters) {
      enters = in;
      face = i;
    }
    leaves = std::min(leaves, out);
  }
  if (face < 0 || enters > leaves || enters > 1.0f) return std::nullopt;
  const glm::vec3 inside = glm::clamp(from + way * enters, -part.half_m, part.half_m);
  return Strike{-1, part.centre + part.orientation * inside, std::abs(way[face]), enters};
}

// A cubic through both ends with both velocities: a stroke that turns between two looks still dips.
glm::vec3 on_curve(const Striker& a, const Striker& b, float dt, float u) {
  const float v = 1.0f - u;
  return a.position * (v * v * (1.0f + 2.0f * u)) + b.position * (u * u * (3.0f - 2.0f * u)) +
         (a.velocity * (u * v * v) - b.velocity * (u * u * v)) * dt;
}

bool finite(const glm::vec3& v) {
  return std::isfinite(v.x) && std::isfinite(v.y) && std::isfinite(v.z);
}

Striker point(const xr::HandPresence& hand, const glm::vec3& position, float radius_m) {
  Striker striker{true, radius_m, position, {}, 0};
  striker.velocity =
      hand.velocity_m_s + glm::cross(hand.angular_velocity_rad_s, position - hand.grip.position);
  if (!finite(striker.velocity) || glm::length(striker.velocity) > kFastest_m_s)
    striker.velocity = glm::vec3(0.0f);
  striker.known = finite(position);
  return striker;
}

}  // namespace

xr::Pose stick_of(const xr::Pose& grip) {
  return {grip.position + grip.orientation * glm::vec3(0.0f, 0.0f, kStickBehindGrip_m), grip.orientation};
}

HandStrikers strikers_of(const xr::HandPresence& hand, bool holds_stick) {
  HandStrikers strikers;
  if (!hand.tracked) return strikers;
  if (holds_stick) {
    const xr::Pose stick = stick_of(hand.grip);
    strikers[0] =
        point(hand, stick.position + stick.orientation * glm::vec3(0.0f, 0.0f, -kStickLength_m), 0.007f);
    return strikers;
  }
  if (hand.joints_tracked) {
    strikers[0] = point(hand, hand.joints[kPalmJoint].position, 0.025f);
    strikers[1] = point(hand, hand.joints[kMiddleTipJoint].position, 0.010f);
  } else {
    strikers[0] = point(hand, hand.grip.position, 0.040f);
  }
  return strikers;
}

std::optional<Strike> sweep(const Part& part, float radius_m, const glm::vec3& a, const glm::vec3& b) {
  return part.shape == Shape::disc ? sweep_disc(part, radius_m, a, b) : sweep_box(part, radius_m, a, b);
}

std::optional<Strike> follow(const Striker& before, Striker& now, std::span<const Part> parts, float tick_s) {
  if (!before.known || !now.known) return std::nullopt;
  if (before.position == now.position) {
    now.unchanged_ticks = std::min(before.unchanged_ticks + 1, 1000);
    return std::nullopt;
  }
  const int ticks = before.unchanged_ticks >= kStillTicks ? 1 : before.unchanged_ticks + 1;
  const float dt = static_cast<float>(ticks) * tick_s;
  const float jump = glm::length(now.position - before.position);
  if (jump > std::max(kLeastJump_m, kFastest_m_s * dt)) return std::nullopt;
  const bool curved = before.velocity != glm::vec3(0.0f) && now.velocity != glm::vec3(0.0f);
  const int pieces = curved ? kPieces : 1;
  const float piece_s = dt / static_cast<float>(pieces);
  std::optional<Strike> first;
  glm::vec3 a = before.position;
  for (int i = 1; i <= pieces && !first; ++i) {
    const float u = static_cast<float>(i) / static_cast<float>(pieces);
    const glm::vec3 b = i == pieces ? now.position : on_curve(before, now, dt, u);
    for (std::size_t p = 0; p < parts.size(); ++p) {
      auto strike = sweep(parts[p], now.radius_m, a, b);
      if (!strike || (first && strike->when >= first->when)) continue;
      strike->speed_m_s /= piece_s;
      if (strike->speed_m_s < kSlowestBlow_m_s) continue;
      strike->part = static_cast<int>(p);
      first = strike;
    }
    a = b;
  }
  return first;
}

float height_over(const Part& part, float radius_m, const glm::vec3& point) {
  constexpr float kFar = 100.0f;
  if (part.shape == Shape::disc) {
    const glm::vec3 arm = point - part.centre;
    const float height = glm::dot(arm, part.normal);
    const glm::vec3 flat = arm - part.normal * height;
    return glm::length(flat) > part.radius_m + radius_m ? kFar : height - radius_m;
  }
  const glm::vec3 local = glm::conjugate(part.orientation) * (point - part.centre);
  const glm::vec3 over = glm::abs(local) - part.half_m - glm::vec3(radius_m);
  return std::max(over.x, std::max(over.y, over.z));
}

}  // namespace threshold::scenes
