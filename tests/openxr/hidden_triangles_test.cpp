// What is made of a runtime's mesh of hidden triangles, sensible or not.
#include <gtest/gtest.h>

#include <limits>

#include "xr/openxr/visibility_mask.h"

namespace threshold::xr {
namespace {

using Corners = std::vector<glm::vec2>;

TEST(HiddenTriangles, that_make_no_sense_hide_nothing) {
  const XrVector2f corners[] = {{0, 0}, {1, 0}, {0, 1}, {std::numeric_limits<float>::quiet_NaN(), 0}};
  const std::uint32_t good[] = {0, 1, 2}, outside[] = {0, 1, 4}, odd[] = {0, 1, 2, 0}, endless[] = {0, 1, 3};
  EXPECT_EQ(hidden_triangles(corners, good), (Corners{{0, 0}, {1, 0}, {0, 1}}));
  EXPECT_TRUE(hidden_triangles(corners, outside).empty());
  EXPECT_TRUE(hidden_triangles(corners, odd).empty());
  EXPECT_TRUE(hidden_triangles(corners, endless).empty());
}

}  // namespace
}  // namespace threshold::xr
