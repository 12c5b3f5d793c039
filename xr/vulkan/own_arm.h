// The visitor's own forearm: no tracker tells where an elbow is, so it lies where a seated body's would, and
// the wrist bends toward it. A forearm that stood straight out behind the hand would point at the eye.
#pragma once

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

#include "xr/presence.h"

namespace threshold::xr {

// Of the hands' sleeves at rest, as shaders/person.vert has them: wrist to elbow, elbow to shoulder.
inline constexpr float kForearm_m = 0.25f, kUpperArm_m = 0.29f;
inline constexpr float kMostBend_rad = 1.2f;  // of a wrist

struct ArmJoints {
  glm::vec3 shoulder{0.0f}, elbow{0.0f};
};

// Of an arm whose hand is there. The body faces as the head does, seen from above, and leans a little after a
// hand that is far; beyond that the elbow lies on the line to the shoulder, kForearm_m from the wrist.
ArmJoints arm_of(const Pose& head, Side side, const glm::vec3& wrist);

// A turn of all that is behind this point.
struct Bend {
  glm::vec3 at{0.0f};
  glm::vec3 axis{1.0f, 0.0f, 0.0f};
  float angle_rad = 0.0f;
};

// Of a sleeve that stands straight out along the wrist's +z.
struct ArmBends {
  Bend wrist, elbow;
  float stretch = 1.0f;  // of what is above the elbow, so that it ends in the shoulder
};

// The wrist takes the forearm toward the elbow, at most kMostBend_rad; continuous: where the elbow lies ahead
// of the hand, which no arm does, it comes to rest unbent.
ArmBends bends_of(const glm::mat4& wrist, const ArmJoints& joints);

}  // namespace threshold::xr
