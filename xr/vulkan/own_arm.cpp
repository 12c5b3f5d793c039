#include "xr/vulkan/own_arm.h"

#include <algorithm>
#include <cmath>

#include <glm/gtc/quaternion.hpp>

namespace threshold::xr {
namespace {

constexpr float kPi = 3.14159265f;
constexpr float kArm_m = kUpperArm_m + kForearm_m, kMostLean_m = 0.12f;
// From between the eyes, in a body that faces -z.
constexpr glm::vec3 kShoulder_m(0.19f, -0.27f, 0.07f);
// Where elbows hang: down and outward, a little back.
constexpr glm::vec3 kHangs(0.8f, -0.8f, 0.2f);

// The head's turn seen from above. Who looks straight down or up faces where the crown or the chin points.
glm::quat facing(const Pose& head) {
  const glm::vec3 ahead = head.orientation * glm::vec3(0.0f, 0.0f, -1.0f);
  const glm::vec3 crown = head.orientation * glm::vec3(0.0f, 1.0f, 0.0f);
  const glm::vec3 way = ahead - ahead.y * crown;
  if (std::hypot(way.x, way.z) < 1e-4f) return {1.0f, 0.0f, 0.0f, 0.0f};
  return glm::angleAxis(std::atan2(-way.x, -way.z), glm::vec3(0.0f, 1.0f, 0.0f));
}

// `from` is of length 1.
Bend turn_between(const glm::vec3& from, const glm::vec3& to) {
  Bend bend;
  const float length = glm::length(to);
  if (length < 1e-4f) return bend;
  const glm::vec3 axis = glm::cross(from, to / length);
  const float sine = glm::length(axis);
  if (sine < 1e-5f) return bend;
  bend.axis = axis / sine;
  bend.angle_rad = std::atan2(sine, glm::dot(from, to / length));
  return bend;
}

}  // namespace

ArmJoints arm_of(const Pose& head, Side side, const glm::vec3& wrist) {
  const glm::vec3 mirrored(side == left ? -1.0f : 1.0f, 1.0f, 1.0f);
  const glm::quat body = facing(head);
  ArmJoints arm;
  arm.shoulder = head.position + body * (mirrored * kShoulder_m);
  glm::vec3 gap = wrist - arm.shoulder;
  float reach_m = glm::length(gap);
  if (reach_m < 1e-4f) {
    arm.elbow = arm.shoulder - glm::vec3(0.0f, kUpperArm_m, 0.0f);
    return arm;
  }
  const glm::vec3 way = gap / reach_m;
  const float lean_m = std::clamp(reach_m - 0.95f * kArm_m, 0.0f, kMostLean_m);
  arm.shoulder += way * lean_m;
  reach_m -= lean_m;
  if (reach_m >= kArm_m) {
    arm.elbow = wrist - way * kForearm_m;
    return arm;
  }
  // The triangle of shoulder, elbow and wrist, by the law of cosines.
  const float along =
      std::clamp((reach_m * reach_m + kUpperArm_m * kUpperArm_m - kForearm_m * kForearm_m) / (2.0f * reach_m),
                 -kUpperArm_m, kUpperArm_m);
  glm::vec3 hangs = body * (mirrored * kHangs);
  hangs -= way * glm::dot(hangs, way);
  const float length = glm::length(hangs);
  arm.elbow = arm.shoulder + way * along;
  if (length > 1e-4f) arm.elbow += hangs * (std::sqrt(kUpperArm_m * kUpperArm_m - along * along) / length);
  return arm;
}

ArmBends bends_of(const glm::mat4& wrist, const ArmJoints& joints) {
  ArmBends bends;
  const glm::vec3 behind = glm::normalize(glm::vec3(wrist[2]));
  bends.wrist = turn_between(behind, joints.elbow - glm::vec3(wrist[3]));
  bends.wrist.at = glm::vec3(wrist[3]);
  const float angle = bends.wrist.angle_rad;
  if (angle > kMostBend_rad) bends.wrist.angle_rad = kMostBend_rad * (kPi - angle) / (kPi - kMostBend_rad);
  const glm::vec3 forearm = glm::angleAxis(bends.wrist.angle_rad, bends.wrist.axis) * behind;
  const glm::vec3 elbow = bends.wrist.at + forearm * kForearm_m, upper = joints.shoulder - elbow;
  bends.elbow = turn_between(forearm, upper);
  bends.elbow.at = elbow;
  bends.stretch = glm::length(upper) / kUpperArm_m;
  return bends;
}

}  // namespace threshold::xr
