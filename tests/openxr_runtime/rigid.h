// Rigid transforms between the runtime's spaces.
#pragma once

#include <openxr/openxr.h>

#include <glm/gtc/quaternion.hpp>
#include <glm/vec3.hpp>

namespace threshold::test_runtime {

struct Rigid {
  glm::vec3 at{0.0f};
  glm::quat turn{1.0f, 0.0f, 0.0f, 0.0f};
};

inline Rigid operator*(const Rigid& a, const Rigid& b) {
  return {a.at + a.turn * b.at, a.turn * b.turn};
}
inline Rigid inverse(const Rigid& a) {
  const glm::quat back = glm::conjugate(a.turn);
  return {back * -a.at, back};
}
inline Rigid from_xr(const XrPosef& p) {
  return {{p.position.x, p.position.y, p.position.z},
          {p.orientation.w, p.orientation.x, p.orientation.y, p.orientation.z}};
}
inline XrVector3f to_xr(const glm::vec3& v) {
  return {v.x, v.y, v.z};
}
inline XrPosef to_xr(const Rigid& r) {
  return {{r.turn.x, r.turn.y, r.turn.z, r.turn.w}, to_xr(r.at)};
}

}  // namespace threshold::test_runtime
