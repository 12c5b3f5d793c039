#include "app/frame_ticks.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>

namespace threshold::app {
namespace {

constexpr double kTick_s = static_cast<double>(xr::kTickSamples) / xr::kSampleRateHz;
// How far ticks stay behind the newest frame: the sound asks for one or two at a frame, so that a tick and a
// half of slack keeps nearly all of them between frames. Frames are of their predicted display time, which
// lies further ahead than that: nothing is felt of it.
constexpr double kBehind_s = 1.5 * kTick_s;
constexpr double kSteer = 0.02;   // a tick is never longer or shorter than this part of 8 ms, as hands see it
constexpr double kLost_s = 0.06;  // further off than this steering is no use: begin anew
constexpr std::size_t kKept = 12;  // frames
constexpr float kFastest_m_s = 25.0f, kLeastJump_m = 0.25f;
constexpr float kUnexplained_m = 0.15f, kArm_m_s2 = 200.0f;
constexpr float kGripToTip_m = 0.306f;  // a stick held a quarter of the way up

xr::Pose mix(const xr::Pose& a, const xr::Pose& b, float t) {
  return {glm::mix(a.position, b.position, t), glm::slerp(a.orientation, b.orientation, t)};
}

// The turn from a to b as a rotation vector.
glm::vec3 turn_between(const glm::quat& a, const glm::quat& b) {
  glm::quat turn = b * glm::conjugate(a);
  if (turn.w < 0.0f) turn = -turn;
  const glm::vec3 axis(turn.x, turn.y, turn.z);
  const float sine = glm::length(axis);
  return sine < 1e-7f ? 2.0f * axis : axis * (2.0f * std::atan2(sine, turn.w) / sine);
}

glm::quat turned(const glm::vec3& turn) {
  const float angle = glm::length(turn);
  return angle < 1e-7f ? glm::quat(1.0f, 0.0f, 0.0f, 0.0f) : glm::angleAxis(angle, turn / angle);
}

bool usable(const glm::vec3& velocity, float most) {
  const float speed = glm::length(velocity);
  return std::isfinite(speed) && speed > 0.0f && speed < most;
}

struct Cubic {
  glm::vec3 way, speed;  // from the beginning; per second
};
// Through 0 and `way` with these velocities: Hermite's.
Cubic cubic(const glm::vec3& way, const glm::vec3& from, const glm::vec3& to, float apart_s, float u) {
  const float v = 1.0f - u;
  return {way * (u * u * (3.0f - 2.0f * u)) + (from * (u * v * v) - to * (u * u * v)) * apart_s,
          way * (6.0f * u * v / apart_s) + from * (v * (1.0f - 3.0f * u)) + to * (u * (3.0f * u - 2.0f))};
}

void move_hand(const xr::HandPresence& a, const xr::HandPresence& b, float u, float apart_s,
               xr::HandPresence& hand) {
  hand.grip = mix(a.grip, b.grip, u);
  hand.aim = mix(a.aim, b.aim, u);
  if (a.joints_tracked && b.joints_tracked)
    for (std::size_t j = 0; j < b.joints.size(); ++j) hand.joints[j] = mix(a.joints[j], b.joints[j], u);
  if (!(apart_s > 0.0f) || u <= 0.0f || u >= 1.0f) return;
  const glm::vec3 straight = hand.grip.position;
  if (usable(a.velocity_m_s, kFastest_m_s) && usable(b.velocity_m_s, kFastest_m_s)) {
    const Cubic on = cubic(b.grip.position - a.grip.position, a.velocity_m_s, b.velocity_m_s, apart_s, u);
    hand.grip.position = a.grip.position + on.way;
    hand.velocity_m_s = on.speed;
  }
  constexpr float kFastestTurn_rad_s = 60.0f;
  if (usable(a.angular_velocity_rad_s, kFastestTurn_rad_s) &&
      usable(b.angular_velocity_rad_s, kFastestTurn_rad_s)) {
    const glm::vec3 turn = turn_between(a.grip.orientation, b.grip.orientation);
    const Cubic on = cubic(turn, a.angular_velocity_rad_s, b.angular_velocity_rad_s, apart_s, u);
    hand.grip.orientation = glm::normalize(turned(on.way) * a.grip.orientation);
    hand.angular_velocity_rad_s = on.speed;
  }
  // Joints and aim go with the grip.
  const glm::vec3 beside = hand.grip.position - straight;
  hand.aim.position += beside;
  if (hand.joints_tracked)
    for (xr::Pose& joint : hand.joints) joint.position += beside;
}

glm::vec3 tip_of(const xr::HandPresence& hand) {
  return hand.grip.position + hand.grip.orientation * glm::vec3(0.0f, 0.0f, -kGripToTip_m);
}
glm::vec3 tip_velocity(const xr::HandPresence& hand) {
  return hand.velocity_m_s + glm::cross(hand.angular_velocity_rad_s, tip_of(hand) - hand.grip.position);
}

bool unexplained(const glm::vec3& way, const glm::vec3& from, const glm::vec3& to, float apart_s) {
  const float off = glm::length(way - 0.5f * (from + to) * apart_s);
  return off > kUnexplained_m + kArm_m_s2 * apart_s * apart_s;
}

}  // namespace

xr::Presence between(const xr::Presence& from, const xr::Presence& to, float part, double apart_s) {
  xr::Presence p = to;
  p.head = mix(from.head, to.head, part);
  for (std::size_t side = 0; side < 2; ++side) {
    const xr::HandPresence &a = from.hands[side], &b = to.hands[side];
    if (!a.tracked || !b.tracked) continue;  // nothing to come from: taken as it is
    move_hand(a, b, part, static_cast<float>(apart_s), p.hands[side]);
  }
  return p;
}

bool jumped(const xr::HandPresence& a, const xr::HandPresence& b, double apart_s) {
  if (!a.tracked || !b.tracked) return false;
  const auto dt = static_cast<float>(apart_s);
  const glm::vec3 grip = b.grip.position - a.grip.position, tip = tip_of(b) - tip_of(a);
  const float most = std::max(kLeastJump_m, kFastest_m_s * dt);
  if (glm::length(grip) > most) return true;
  const glm::vec3 zero(0.0f);
  const bool moves_known = a.velocity_m_s != zero && b.velocity_m_s != zero;
  if (moves_known && unexplained(grip, a.velocity_m_s, b.velocity_m_s, dt)) return true;
  const bool turns_known = a.angular_velocity_rad_s != zero && b.angular_velocity_rad_s != zero;
  return moves_known && turns_known && unexplained(tip, tip_velocity(a), tip_velocity(b), dt);
}

void FrameTicks::frame(const xr::Presence& presence, double time_s, bool place_moved) {
  Seen seen{presence, time_s, {}};
  if (!seen_.empty()) {
    const Seen& last = seen_.back();
    seen.time_s = std::max(time_s, last.time_s + 1e-4);  // clocks of runtimes may stand or go back
    for (std::size_t side = 0; side < 2; ++side)
      seen.broken[side] =
          place_moved || jumped(last.presence.hands[side], presence.hands[side], seen.time_s - last.time_s);
  }
  seen_.push_back(seen);
  if (seen_.size() > kKept) seen_.pop_front();
}

void FrameTicks::stand() {
  if (seen_.size() > 1) seen_.erase(seen_.begin(), seen_.end() - 1);
  fresh_ = true;
}

void FrameTicks::expect(std::int64_t count) {
  if (count <= 0 || seen_.empty()) return;
  const double newest = seen_.back().time_s;
  const double target = newest - kBehind_s;
  const double lost_s = target - (at_s_ + static_cast<double>(count) * kTick_s);
  if (fresh_ || std::abs(lost_s) > kLost_s) {
    leapt_ = !fresh_;
    at_s_ = target - static_cast<double>(count) * kTick_s;
  }
  fresh_ = false;
  const double off = (target - at_s_) / static_cast<double>(count) - kTick_s;
  step_s_ = kTick_s + std::clamp(0.05 * off, -kSteer * kTick_s, kSteer * kTick_s);
}

xr::Presence FrameTicks::next() {
  if (seen_.empty()) return {};
  const double before = at_s_;
  at_s_ += step_s_;
  const bool leapt = std::exchange(leapt_, false);
  std::array<bool, 2> unknown{leapt, leapt};
  for (const Seen& seen : seen_)
    for (std::size_t side = 0; side < 2; ++side)
      unknown[side] |= seen.broken[side] && seen.time_s > before && seen.time_s <= at_s_;
  xr::Presence p;
  const auto after =
      std::find_if(seen_.begin(), seen_.end(), [&](const Seen& s) { return s.time_s >= at_s_; });
  if (after == seen_.begin() || seen_.size() == 1) {
    p = seen_.front().presence;
  } else if (after == seen_.end()) {
    p = seen_.back().presence;  // the sound runs ahead of the frames: nothing newer is known
  } else {
    const Seen& from = *std::prev(after);
    const double apart_s = after->time_s - from.time_s;
    p = between(from.presence, after->presence, static_cast<float>((at_s_ - from.time_s) / apart_s), apart_s);
    for (std::size_t side = 0; side < 2; ++side)
      if (after->broken[side])
        p.hands[side] = from.presence.hands[side];  // waits for the frame after the jump
    if (after->broken[xr::left] && after->broken[xr::right]) p.head = from.presence.head;
  }
  for (std::size_t side = 0; side < 2; ++side)
    if (unknown[side]) p.hands[side].tracked = p.hands[side].joints_tracked = false;
  return p;
}

}  // namespace threshold::app
