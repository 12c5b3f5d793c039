// Surfaces: what a hand at a desk cannot go through: drum heads, table tops, a slide. Pure geometry, from the
// place's parts.
#pragma once

#include <optional>
#include <span>

#include <glm/gtc/quaternion.hpp>
#include <glm/vec3.hpp>

namespace threshold::xr {

struct Surface {
  bool disc = true;  // else a box
  glm::vec3 centre{0.0f};
  glm::vec3 normal{0.0f, 1.0f, 0.0f};  // of a disc
  float radius_m = 0.0f;
  glm::vec3 half_m{0.0f};  // of a box
  glm::quat orientation{1.0f, 0.0f, 0.0f, 0.0f};
};

struct SurfaceHit {
  glm::vec3 at{0.0f}, normal{0.0f, 1.0f, 0.0f};
  float distance_m = 0.0f;
};

// Where a ray first meets one of them, from outside or above, no farther than `most_m`.
std::optional<SurfaceHit> first_hit(std::span<const Surface> surfaces, const glm::vec3& from,
                                    const glm::vec3& toward, float most_m);

// The point nearest to `point` where a ball of this radius touches no surface and is in none. Discs are
// backed by kBehindDisc_m of drum.
glm::vec3 kept_out(std::span<const Surface> surfaces, const glm::vec3& point, float radius_m);

inline constexpr float kBehindDisc_m = 0.12f;

}  // namespace threshold::xr
