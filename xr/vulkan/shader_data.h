// What shaders/frame.glsl and shaders/draw.glsl read, byte for byte.
#pragma once

#include <array>
#include <cstdint>

#include <glm/mat4x4.hpp>
#include <glm/vec4.hpp>

namespace threshold::xr {

inline constexpr int kMostSpots = 16;
inline constexpr int kShadeCapsules = 8;
inline constexpr int kSunCasters = 2;
inline constexpr int kMostViews = 2;
inline constexpr std::array<std::uint32_t, 3> kHazeCells = {64, 40, 24};  // a view
inline constexpr int kPuffParticles = 28;

struct SpotBlock {
  glm::vec4 position{0.0f}, direction{0.0f}, colour{0.0f};
};

struct FrameBlock {
  std::array<glm::mat4, kMostViews> view_projection{};
  std::array<glm::vec4, kMostViews> eye{}, right{}, up{}, back{}, lower{};
  glm::vec4 sky{0.0f}, ambient_up{0.0f}, ambient_down{0.0f}, key_toward{0.0f}, key{0.0f}, extent{0.0f};
  glm::ivec4 count{0};
  std::array<SpotBlock, kMostSpots> spots{};
  std::array<glm::vec4, kMostSpots> cookie{};
  glm::vec4 shade_ball{0.0f};
  std::array<glm::vec4, 2 * kShadeCapsules> shade{};  // from and radius, then along and its length squared
  // Of each baked light: toward its sun and how wide that is seen, two axes across it, what its shade looks
  // like from above and below.
  std::array<glm::vec4, 2> sun_toward{}, sun_across{}, sun_over{}, sun_up{}, sun_down{};
  // Along those axes, for each light and whoever throws a shadow: a box about them, middle and half; then
  // each capsule: from and radius, along and one by the square of its length across.
  std::array<glm::vec4, 4 * kSunCasters> sun_box{};
  std::array<glm::vec4, 4 * kShadeCapsules * kSunCasters> sun{};
};

struct DrawBlock {
  glm::mat4 model{1.0f};
  glm::vec4 base{1.0f}, emissive{0.0f}, surface{0.0f};
  glm::ivec4 index{0};
};
static_assert(sizeof(DrawBlock) == 128);  // the least a Vulkan device offers

}  // namespace threshold::xr
