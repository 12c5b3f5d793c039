// Between OpenXR's structures and glm, and rigid transforms of Pose.
#pragma once

#include <openxr/openxr.h>

#include <cmath>

#include "xr/presence.h"

namespace threshold::xr {

inline glm::vec3 from_xr(const XrVector3f& v) {
  return {v.x, v.y, v.z};
}
inline Pose from_xr(const XrPosef& p) {
  return {from_xr(p.position), {p.orientation.w, p.orientation.x, p.orientation.y, p.orientation.z}};
}
inline XrPosef to_xr(const Pose& p) {
  return {{p.orientation.x, p.orientation.y, p.orientation.z, p.orientation.w},
          {p.position.x, p.position.y, p.position.z}};
}
inline constexpr XrPosef kIdentity{{0.0f, 0.0f, 0.0f, 1.0f}, {0.0f, 0.0f, 0.0f}};

// `b`, given in the frame of `a`, in the frame in which `a` is given.
inline Pose compose(const Pose& a, const Pose& b) {
  return {a.position + a.orientation * b.position, a.orientation * b.orientation};
}

inline constexpr glm::vec3 kUp{0.0f, 1.0f, 0.0f};

// Heading about +y, 0 facing -z, counter-clockwise seen from above. A head that looks straight up or
// down has no forward heading; the top of the skull tells it then.
inline float heading(const glm::quat& orientation) {
  glm::vec3 forward = orientation * glm::vec3(0.0f, 0.0f, -1.0f);
  if (std::abs(forward.y) > 0.9f) forward = orientation * glm::vec3(0.0f, forward.y > 0 ? -1.0f : 1.0f, 0.0f);
  return std::atan2(-forward.x, -forward.z);
}

}  // namespace threshold::xr
