// Comparison of vectors within a tolerance.
#pragma once

#include <gtest/gtest.h>

#include <glm/vec3.hpp>

namespace threshold::xr {

inline void expect_near(const glm::vec3& a, const glm::vec3& b, float tolerance = 1e-4f) {
  EXPECT_NEAR(a.x, b.x, tolerance);
  EXPECT_NEAR(a.y, b.y, tolerance);
  EXPECT_NEAR(a.z, b.z, tolerance);
}

}  // namespace threshold::xr
