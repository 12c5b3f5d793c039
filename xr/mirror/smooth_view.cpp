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

float apart_rad(const glm::quat& a, const glm::quat& b) {
  return 2.0f * std::acos(std::min(1.0f, std::abs(glm::dot(a, b))));
}

void draw_near(Pose& pose, const Pose& wanted, float part) {
  pose.position = glm::mix(pose.position, wanted.position, part);
  pose.orientation = level(glm::slerp(pose.orientation, wanted.orientation, part));
}

}  // namespace

View SmoothView::follow(const Pose& head, double dt_s) {
  const Pose wanted{head.position, level(head.orientation)};
  const bool jumped = glm::distance(wanted.position, seen_.position) > kSmoothJump_m ||
                      apart_rad(wanted.orientation, seen_.orientation) > kSmoothJump_rad;
  seen_ = wanted;
  if (!any_ || jumped) {
    between_ = shown_ = wanted;
  } else {
    const float part = static_cast<float>(1.0 - std::exp(-std::max(dt_s, 0.0) / kSmoothing_s));
    draw_near(between_, wanted, part);
    draw_near(shown_, between_, part);
    const float behind = apart_rad(wanted.orientation, shown_.orientation);
    if (behind > kSmoothBehind_rad)
      draw_near(shown_, {shown_.position, wanted.orientation}, 1.0f - kSmoothBehind_rad / behind);
  }
  any_ = true;
  const float side = std::atan(std::tan(kSmoothUp_rad) * 16.0f / 9.0f);
  return {shown_, -side, side, kSmoothUp_rad, -kSmoothUp_rad};
}

VkExtent2D smooth_extent(VkExtent2D eye) {
  constexpr double kMostHeight = 1080.0;
  const double pixels = static_cast<double>(eye.width) * eye.height;
  const auto height =
      static_cast<std::uint32_t>(std::min(std::sqrt(pixels * 9.0 / 16.0), kMostHeight)) / 2 * 2;
  const std::uint32_t least = std::max(height, 18u);
  return {least * 16 / 9, least};
}

}  // namespace threshold::xr
