#include "xr/desktop/surfaces.h"

#include <algorithm>
#include <cmath>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace threshold::xr {
namespace {

std::optional<SurfaceHit> hit_disc(const Surface& s, const glm::vec3& from, const glm::vec3& toward) {
  const float down = -glm::dot(toward, s.normal), height = glm::dot(from - s.centre, s.normal);
  if (down < 1e-4f || height < 0.0f) return std::nullopt;
  const float distance = height / down;
  const glm::vec3 at = from + toward * distance;
  if (glm::distance(at, s.centre) > s.radius_m) return std::nullopt;
  return SurfaceHit{at, s.normal, distance};
}

std::optional<SurfaceHit> hit_box(const Surface& s, const glm::vec3& from, const glm::vec3& toward) {
  const glm::quat back = glm::conjugate(s.orientation);
  const glm::vec3 start = back * (from - s.centre), way = back * toward;
  float enters = 0.0f, leaves = 1e9f;
  int face = -1;
  for (int i = 0; i < 3; ++i) {
    if (std::abs(way[i]) < 1e-9f) {
      if (std::abs(start[i]) > s.half_m[i]) return std::nullopt;
      continue;
    }
    const float side = way[i] > 0.0f ? 1.0f : -1.0f;
    const float in = (-side * s.half_m[i] - start[i]) / way[i];
    if (in > enters) enters = in, face = i;
    leaves = std::min(leaves, (side * s.half_m[i] - start[i]) / way[i]);
  }
  if (face < 0 || enters > leaves) return std::nullopt;
  glm::vec3 normal(0.0f);
  normal[face] = way[face] > 0.0f ? -1.0f : 1.0f;
  return SurfaceHit{from + toward * enters, s.orientation * normal, enters};
}

glm::vec3 out_of_disc(const Surface& s, const glm::vec3& point, float radius_m) {
  const glm::vec3 arm = point - s.centre;
  const float height = glm::dot(arm, s.normal);
  const glm::vec3 flat = arm - s.normal * height;
  if (height >= radius_m || height < -kBehindDisc_m || glm::length(flat) > s.radius_m) return point;
  return point + s.normal * (radius_m - height);
}

// Out through the nearest face.
glm::vec3 out_of_box(const Surface& s, const glm::vec3& point, float radius_m) {
  glm::vec3 local = glm::conjugate(s.orientation) * (point - s.centre);
  const glm::vec3 room = s.half_m + glm::vec3(radius_m);
  int face = -1;
  float least = 1e9f;
  for (int i = 0; i < 3; ++i) {
    const float inside = room[i] - std::abs(local[i]);
    if (inside <= 0.0f) return point;
    if (inside < least) least = inside, face = i;
  }
  local[face] = std::copysign(room[face], local[face]);
  return s.centre + s.orientation * local;
}

}  // namespace

std::optional<SurfaceHit> first_hit(std::span<const Surface> surfaces, const glm::vec3& from,
                                    const glm::vec3& toward, float most_m) {
  std::optional<SurfaceHit> first;
  for (const Surface& s : surfaces) {
    const auto hit = s.disc ? hit_disc(s, from, toward) : hit_box(s, from, toward);
    if (hit && hit->distance_m <= most_m && (!first || hit->distance_m < first->distance_m)) first = hit;
  }
  return first;
}

glm::vec3 kept_out(std::span<const Surface> surfaces, const glm::vec3& point, float radius_m) {
  glm::vec3 at = point;
  for (const Surface& s : surfaces) at = s.disc ? out_of_disc(s, at, radius_m) : out_of_box(s, at, radius_m);
  return at;
}

}  // namespace threshold::xr
