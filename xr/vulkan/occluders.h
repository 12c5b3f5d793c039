// Occluders: people and own hands as capsules on their bones. Where they come near a surface it takes a soft
// contact shadow (shaders/contact.*); whoever stands brightest in a lamp throws a shadow in its light.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

#include "xr/vulkan/model.h"
#include "xr/vulkan/place.h"

namespace threshold::xr {

// Contact shadows end this far from what throws them. As in shaders/contact.frag.
inline constexpr float kContactReach_m = 0.45f;

struct Capsule {
  glm::vec3 from{0.0f}, to{0.0f};
  float radius_m = 0.0f;
};

// A capsule between two joints of a skeleton, in its bind pose.
struct Bone {
  std::size_t from_joint = 0, to_joint = 0;
  glm::vec3 from{0.0f}, to{0.0f};
  float radius_m = 0.0f;
};

// What stands on the floor; what reaches over tables; what throws a lamp's shadow.
enum class BodyPart : std::uint8_t { stance, reach, shade };

// Bones of that part which the model has the joints for; empty for a stick or a stranger's skeleton.
std::vector<Bone> bones_of(const ModelData& model, BodyPart part);
// Of a pair of hands, one side: 0 left, 1 right.
std::vector<Bone> hand_bones_of(const ModelData& hands, std::size_t side);
// `rows`: three a joint, as the skin takes them.
Capsule capsule_of(const Bone& bone, std::span<const glm::vec4> rows, const glm::mat4& root);

// Part of the light from all sides that a capsule takes from a point whose surface faces `normal`: a sphere
// at the axis' nearest point covers (r / d)^2 of the hemisphere, times the cosine; fades out at
// kContactReach_m.
float contact_shade(const Capsule& capsule, const glm::vec3& point, const glm::vec3& normal);

// Part of a sun, seen as wide as `angle_rad` in direction `toward` (unit), that a capsule hides from a point;
// its edge is softened by 15 mm besides.
float sun_shade(const Capsule& capsule, const glm::vec3& point, const glm::vec3& toward, float angle_rad);

// Six rows of the frame's data, as shaders/contact.vert reads them.
using ContactRows = std::array<glm::vec4, 6>;

// Adds what `capsule` throws on `surface`: nothing where it is too far, beyond its edge, or below it.
void add_contact(const Capsule& capsule, const SurfaceData& surface, float strength,
                 std::vector<ContactRows>& contacts);

// The floor under a figure, as a surface without an edge.
SurfaceData floor_at(const glm::vec3& foot);

}  // namespace threshold::xr
