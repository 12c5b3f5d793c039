// What shaders/view.glsl reads, byte for byte.
#pragma once

#include <array>
#include <cstdint>

#include <glm/mat4x4.hpp>
#include <glm/vec4.hpp>

namespace threshold::xr {

struct ViewBlock {
  std::array<glm::mat4, 2> view_projection{};
  std::array<glm::vec4, 2> eye{};
  glm::vec4 sky{0.0f}, ground{0.0f}, key_toward{0.0f}, key{0.0f};
};

struct ModelDrawBlock {
  glm::vec4 base{1.0f}, emissive{0.0f}, surface{0.0f};
  glm::ivec4 index{0}, more{0};
};

}  // namespace threshold::xr
