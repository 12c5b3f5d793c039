#include "scenes/place.h"

#include <glm/geometric.hpp>

namespace threshold::scenes {
namespace {

template <typename Named>
const Named* named(const std::vector<Named>& all, std::string_view name) {
  for (const Named& one : all) {
    if (one.name == name) return &one;
  }
  return nullptr;
}

// Same side of every edge, seen along the triangle's normal.
bool inside(const glm::vec3& p, const glm::vec3& a, const glm::vec3& b, const glm::vec3& c,
            const glm::vec3& n) {
  const float ab = glm::dot(glm::cross(b - a, p - a), n);
  const float bc = glm::dot(glm::cross(c - b, p - b), n);
  const float ca = glm::dot(glm::cross(a - c, p - c), n);
  return ab >= 0.0f && bc >= 0.0f && ca >= 0.0f;
}

}  // namespace

const Part* Place::part(std::string_view name) const {
  return named(parts, name);
}
const Mark* Place::mark(std::string_view name) const {
  return named(marks, name);
}
const Seat* Place::seat(std::string_view name) const {
  return named(seats, name);
}

bool crosses(const Wall& wall, const glm::vec3& a, const glm::vec3& b) {
  const auto& c = wall.corners;
  const glm::vec3 normal = glm::cross(c[1] - c[0], c[2] - c[0]);
  const float from = glm::dot(a - c[0], normal), to = glm::dot(b - c[0], normal);
  if (!(from * to < 0.0f)) return false;
  const glm::vec3 at = a + (b - a) * (from / (from - to));
  return inside(at, c[0], c[1], c[2], normal) || inside(at, c[0], c[2], c[3], normal);
}

}  // namespace threshold::scenes
