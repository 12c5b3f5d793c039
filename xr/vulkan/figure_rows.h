// A figure in the frame's data: root rows, tint, then three rows a joint. As shaders/person.vert reads them.
#pragma once

#include <algorithm>
#include <span>
#include <string>

#include <glm/gtc/quaternion.hpp>

#include "xr/picture.h"
#include "xr/vulkan/skeleton.h"

namespace threshold::xr {

inline constexpr int kFixedRows = 4;  // root and tint
inline constexpr float kContactStrength = 0.85f;

inline glm::mat4 root_matrix(const Pose& pose) {
  glm::mat4 m = glm::mat4_cast(pose.orientation);
  m[3] = glm::vec4(pose.position, 1.0f);
  return m;
}

inline void write_rows(std::span<glm::vec4> to, const glm::mat4& m) {
  const JointRows rows = joint_rows(m);
  std::copy(std::begin(rows.row), std::end(rows.row), to.begin());
}

inline bool is_crowd(const std::string& model) {
  return model.starts_with("crowd");
}

}  // namespace threshold::xr
