// Versions for afar: what is drawn, when it changes, and that nobody pops or flickers.
#include "xr/vulkan/detail.h"

#include "tests/vulkan/studio.h"

namespace threshold::xr::test {
namespace {

using FarVersions = Studio;

constexpr Detail::Limits kLimits{100.0f, 150.0f};

TEST(Detail, between_the_limits_what_was_stays) {
  Detail detail;
  EXPECT_EQ(detail.near_share("ann", 200.0f, kLimits, 0.0f), 1.0f);
  EXPECT_EQ(detail.near_share("ann", 120.0f, kLimits, 10.0f), 1.0f);  // coming from near
  EXPECT_EQ(detail.near_share("ann", 99.0f, kLimits, 20.0f), 0.0f);
  EXPECT_EQ(detail.near_share("ann", 149.0f, kLimits, 30.0f), 0.0f);  // coming from afar
  EXPECT_EQ(detail.near_share("ann", 151.0f, kLimits, 40.0f), 1.0f);
}

TEST(Detail, someone_new_does_not_fade_and_the_others_do_in_a_quarter_of_a_second) {
  Detail detail;
  EXPECT_EQ(detail.near_share("ann", 50.0f, kLimits, 1.0f), 0.0f);
  EXPECT_NEAR(detail.near_share("ann", 200.0f, kLimits, 1.05f), 0.2f, 1e-4f);
  EXPECT_GT(detail.near_share("ann", 200.0f, kLimits, 1.05f),
            0.2f);  // the story stands still, the eye does not
  EXPECT_NEAR(detail.near_share("ann", 200.0f, kLimits, 1.15f), 0.6f + 4.0f / 90.0f, 1e-4f);
  EXPECT_EQ(detail.near_share("ann", 200.0f, kLimits, 1.30f), 1.0f);
  EXPECT_EQ(detail.near_share("ann", 50.0f, kLimits, 0.0f), 0.0f);  // another beat began: no fade
}

// Near: two squares side by side, white; far: one, red, in their middle.
TinyGlb person(bool far) {
  TinyGlb glb;
  const int bone = glb.node("hips", {0.0f, 0.0f, 0.0f});
  const int skin = glb.skin({bone}, {glm::mat4(1.0f)});
  const auto square = [&](const char* name, float x, const glm::vec4& colour) {
    TinyMesh mesh = quad({x, 1.0f, 0.0f}, {0.25f, 0.0f, 0.0f}, {0.0f, 0.5f, 0.0f}, glb.unlit(colour));
    mesh.weights.assign(4, {1.0f, 0.0f, 0.0f, 0.0f});
    for (int v = 0; v < 4; ++v) mesh.joints.insert(mesh.joints.end(), {0, 0, 0, 0});
    glb.mesh_node(name, mesh, glm::vec3(0.0f), skin);
  };
  square("ann_mesh", -0.25f, glm::vec4(1.0f));
  square("ann_mesh_2", 0.25f, glm::vec4(1.0f));
  if (far) square("ann_far", 0.0f, {1.0f, 0.0f, 0.0f, 1.0f});
  return glb;
}

Picture with_ann(float distance_m, float time_s) {
  Picture picture;
  Figure ann;
  ann.name = ann.model = "ann";
  ann.root.position = {0.0f, 0.0f, -distance_m};
  picture.figures = {ann};
  picture.time_s = time_s;
  return picture;
}

const Pose kEye{{0.0f, 1.0f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};

TEST_F(FarVersions, from_afar_fewer_triangles_are_drawn_and_only_those) {
  person(true).write(assets_ / "people" / "ann.glb");
  offscreen(256, 256);
  const PictureImage near = draw(with_ann(1.0f, 0.0f), kEye);
  const std::int64_t near_triangles = renderer().stats().triangles;
  EXPECT_GT(pixel(near, 128, 128).y, 150.0f);  // white, not red
  const PictureImage far = draw(with_ann(4.0f, 10.0f), kEye);
  EXPECT_EQ(renderer().stats().triangles, near_triangles - 2);
  EXPECT_GT(pixel(far, 128, 128).x, 150.0f);
  EXPECT_LT(pixel(far, 128, 128).y, 30.0f);
}

TEST_F(FarVersions, one_who_has_none_is_drawn_whole_from_afar) {
  person(false).write(assets_ / "people" / "ann.glb");
  offscreen(256, 256);
  draw(with_ann(1.0f, 0.0f), kEye);
  const std::int64_t near = renderer().stats().triangles;
  draw(with_ann(4.0f, 10.0f), kEye);
  EXPECT_EQ(renderer().stats().triangles, near);
}

TEST_F(FarVersions, half_way_through_the_fade_each_pixel_shows_one_of_the_two) {
  person(true).write(assets_ / "people" / "ann.glb");
  offscreen(256, 256);
  draw(with_ann(1.0f, 0.0f), kEye);
  const PictureImage image = draw(with_ann(2.6f, 0.125f), kEye);  // half of a quarter of a second
  int white = 0, red = 0, dark = 0;
  for (int y = 110; y < 146; ++y) {
    for (int x = 120; x < 136; ++x) {
      const glm::vec3 p = pixel(image, x, y);
      (p.x < 100.0f ? dark : p.y > 100.0f ? white : red) += 1;
    }
  }
  EXPECT_EQ(dark, 0);  // no holes
  EXPECT_NEAR(white, red, 0.15 * (white + red));
}

}  // namespace
}  // namespace threshold::xr::test
