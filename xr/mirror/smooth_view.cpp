#include "xr/mirror/smooth_view.h"

#include <algorithm>
#include <cmath>

#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>

namespace threshold::xr {
namespace {

// The same gaze without its roll: onlookers stand upright.
glm::quat level(const glm::quat& turn) {
  const glm::vec3 ahead = turn * glm::vec3(0.0f, 0.0f, -1.0f);
  const float flat = std::hypot(ahead.x, ahead.z);
  if (flat < 1e-3f) return turn;  // straight up or down: no horizon to keep
  const float yaw = std::atan2(-ahead.x, -ahead.z), pitch = std::atan2(ahead.y, flat);
  return glm::angleAxis(yaw, glm::vec3(0, 1, 0)) * glm::angleAxis(pitch, glm::vec3(1, 0, 0));
}

}  // namespace

View SmoothView::follow(const Pose& head, double dt_s) {
  const glm::quat wanted = level(head.orientation);
  const float apart_rad = 2.0f * std::acos(std::min(1.0f, std::abs(glm::dot(wanted, shown_.orientation))));
  const bool jumped =
      glm::distance(head.position, shown_.position) > kSmoothJump_m || apart_rad > kSmoothJump_rad;
  if (!any_ || jumped) {
    shown_ = {head.position, wanted};
  } else {
    const float part = static_cast<float>(1.0 - std::exp(-std::max(dt_s, 0.0) / kSmoothing_s));
    shown_.position = glm::mix(shown_.position, head.position, part);
    shown_.orientation = level(glm::slerp(shown_.orientation, wanted, part));
  }
  any_ = true;
  const float side = std::atan(std::tan(kSmoothUp_rad) * 16.0f / 9.0f);
  return {shown_, -side, side, kSmoothUp_rad, -kSmoothUp_rad};
}

}  // namespace threshold::xr
