// What reaches the eye, against values computed apart from the renderer.
#include <cmath>
#include <thread>

#include <glm/gtc/matrix_transform.hpp>

#include "tests/vulkan/studio.h"

namespace threshold::xr::test {
namespace {

using Pictures = Studio;

Pose eye_at(const glm::vec3& position) {
  return {position, {1.0f, 0.0f, 0.0f, 0.0f}};
}
const Pose kEye = eye_at({0.0f, 1.2f, 0.0f});
constexpr float kStep = 1.6f;  // dither and rounding, of 255

Picture picture_of(const std::string& place) {
  Picture picture;
  picture.place = place;
  return picture;
}

TinyGlb wall(float grey, bool lightmapped) {
  TinyGlb glb;
  TinyMesh mesh = quad({0.0f, 1.2f, -2.0f}, {4.0f, 0.0f, 0.0f}, {0.0f, 4.0f, 0.0f},
                       lightmapped ? glb.lit(glm::vec4(grey, grey, grey, 1.0f))
                                   : glb.unlit(glm::vec4(grey, grey, grey, 1.0f)));
  if (lightmapped) mesh.light_uvs.assign(4, {0.5f, 0.5f});
  glb.mesh_node("wall", mesh);
  return glb;
}

// Columns at which a row turns from dark to bright and back.
std::pair<int, int> bright_span(const PictureImage& image, int y, int from, int to) {
  int first = -1, last = -1;
  for (int x = from; x < to; ++x) {
    if (luminance(image, x, y) < 0.4f) continue;
    if (first < 0) first = x;
    last = x;
  }
  return {first, last};
}

glm::vec2 bright_centre(const PictureImage& image) {
  glm::vec2 sum(0.0f);
  float weight = 0.0f;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const float w = luminance(image, x, y) > 0.4f ? 1.0f : 0.0f;
      sum += w * glm::vec2(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
      weight += w;
    }
  }
  return weight > 0.0f ? sum / weight : glm::vec2(-1.0f);
}

// Where a point lands in the 128 x 128 picture of 90 degrees.
glm::vec2 seen_at(const glm::vec3& point) {
  const glm::vec3 d = point - kEye.position;
  return {64.0f + 64.0f * d.x / -d.z, 64.0f - 64.0f * d.y / -d.z};
}

TEST_F(Pictures, a_white_unlit_wall_is_tone_mapped_and_srgb_encoded) {
  write_place("room", wall(1.0f, false));
  const PictureImage image = draw(picture_of("room"), kEye);
  const float expected = 255.0f * displayed(1.0f);
  EXPECT_GT(expected, 190.0f);
  for (const int x : {5, 64, 120}) EXPECT_NEAR(pixel(image, x, 64).y, expected, kStep);
}

TEST_F(Pictures, exposure_and_fade_act_as_their_formulas_say) {
  write_place("room", wall(0.25f, false));
  Picture picture = picture_of("room");
  EXPECT_NEAR(pixel(draw(picture, kEye), 64, 64).x, 255.0f * displayed(0.25f), kStep);
  picture.exposure_ev = -1.5f;
  EXPECT_NEAR(pixel(draw(picture, kEye), 64, 64).x, 255.0f * displayed(0.25f, -1.5f), kStep);
  picture.exposure_ev = 0.0f;
  picture.fade = 0.5f;
  EXPECT_NEAR(pixel(draw(picture, kEye), 64, 64).x, 255.0f * displayed(0.25f, 0.0f, 0.5f), kStep);
  picture.fade = 1.0f;
  EXPECT_LE(pixel(draw(picture, kEye), 64, 64).x, 1.0f);
}

TEST_F(Pictures, half_way_between_two_lightmaps_is_their_mean) {
  wall(0.5f, true).write(place_folder("room") / "place.glb");
  write_text(place_folder("room") / "place.json", place_json("", "light_b.exr"));
  write_exr(place_folder("room") / "light_a.exr", 8, 8, {1.0f, 0.25f, 0.125f});
  write_exr(place_folder("room") / "light_b.exr", 8, 8, {0.25f, 1.0f, 0.125f});
  Picture picture = picture_of("room");
  const auto expect = [&](float blend, const glm::vec3& light) {
    picture.light_blend = blend;
    const glm::vec3 seen = pixel(draw(picture, kEye), 64, 64);
    for (int c = 0; c < 3; ++c)
      EXPECT_NEAR(seen[c], 255.0f * displayed(0.5f * light[c]), kStep) << blend << " " << c;
  };
  expect(0.0f, {1.0f, 0.25f, 0.125f});
  expect(1.0f, {0.25f, 1.0f, 0.125f});
  expect(0.5f, {0.625f, 0.625f, 0.125f});
}

TEST_F(Pictures, what_has_no_lightmap_takes_ambient_from_above_and_below) {
  TinyGlb glb;
  const int grey = glb.lit({0.5f, 0.5f, 0.5f, 1.0f});
  glb.mesh_node("floor", quad({0.0f, 0.0f, -2.0f}, {3.0f, 0.0f, 0.0f}, {0.0f, 0.0f, -1.5f}, grey));
  glb.mesh_node("ceiling", quad({0.0f, 2.4f, -2.0f}, {3.0f, 0.0f, 0.0f}, {0.0f, 0.0f, 1.5f}, grey));
  write_place("room", glb);
  const PictureImage image = draw(picture_of("room"), kEye);
  EXPECT_NEAR(pixel(image, 64, 110).x, 255.0f * displayed(0.5f * 0.2f), kStep);  // the floor looks up
  EXPECT_NEAR(pixel(image, 64, 18).x, 255.0f * displayed(0.5f * 0.1f), kStep);
}

TEST_F(Pictures, the_nearer_of_two_things_is_seen_and_backs_are_not) {
  TinyGlb glb;
  const int white = glb.unlit({1.0f, 1.0f, 1.0f, 1.0f}), dark = glb.unlit({0.01f, 0.01f, 0.01f, 1.0f});
  glb.mesh_node("far", quad({0.0f, 1.2f, -3.0f}, {4.0f, 0.0f, 0.0f}, {0.0f, 4.0f, 0.0f}, white));
  glb.mesh_node("near", quad({-0.5f, 1.2f, -1.0f}, {0.3f, 0.0f, 0.0f}, {0.0f, 0.3f, 0.0f}, dark));
  glb.mesh_node("back", quad({0.5f, 1.2f, -1.0f}, {-0.3f, 0.0f, 0.0f}, {0.0f, 0.3f, 0.0f}, dark));
  write_place("room", glb);
  const PictureImage image = draw(picture_of("room"), kEye);
  EXPECT_LT(luminance(image, 32, 64), 0.2f);
  EXPECT_GT(luminance(image, 96, 64), 0.7f);
}

TEST_F(Pictures, two_views_differ_by_the_parallax_of_the_geometry) {
  TinyGlb glb;
  glb.mesh_node(
      "bar", quad({0.0f, 1.2f, -1.0f}, {0.1f, 0.0f, 0.0f}, {0.0f, 0.5f, 0.0f}, glb.unlit(glm::vec4(1.0f))));
  write_place("room", glb);
  offscreen(256, 256, 2);
  const PictureImage image = draw(picture_of("room"), kEye);
  ASSERT_EQ(image.width, 512);
  const auto [l0, l1] = bright_span(image, 128, 0, 256);
  const auto [r0, r1] = bright_span(image, 128, 256, 512);
  ASSERT_GE(l0, 0);
  ASSERT_GE(r0, 0);
  // 90 degrees over 256 pixels: 128 pixels a unit of slope; the eyes are 0.063 m apart, the bar 1 m away.
  const float parallax = 0.5f * static_cast<float>(l0 + l1) - (0.5f * static_cast<float>(r0 + r1) - 256.0f);
  EXPECT_NEAR(parallax, 128.0f * 0.063f, 1.0f);
  EXPECT_NEAR(l1 - l0 + 1, 128.0f * 0.2f, 1.5f);
}

TEST_F(Pictures, multiview_equals_two_passes) {
  if (!gpu().multiview_trusted) GTEST_SKIP() << "multiview of " << gpu().name << " is not trusted";
  write_place("room", wall(0.4f, true));
  Picture picture = picture_of("room");
  const PictureImage both = offscreen(64, 64, 2).draw(picture, kEye);
  options_.allow_multiview = false;
  Renderer apart(gpu(), options_);
  OffscreenOptions size;
  size.width = size.height = 64;
  size.views = 2;
  size.fov_down_rad = 1.5707963f;
  EXPECT_EQ(Offscreen(gpu(), apart, size).draw(picture, kEye).rgba, both.rgba);
}

TEST_F(Pictures, a_part_moves_and_turns_about_its_own_origin) {
  TinyGlb glb;
  const glm::vec3 pivot(0.2f, 1.3f, -2.0f);
  // A small square 0.5 m to the right of its pivot.
  glb.mesh_node(
      "pen", quad({0.5f, 0.0f, 0.0f}, {0.15f, 0.0f, 0.0f}, {0.0f, 0.15f, 0.0f}, glb.unlit(glm::vec4(1.0f))),
      pivot);
  write_place("room", glb, R"("moving":["pen"])");
  Picture picture = picture_of("room");
  const auto expect_at = [&](const glm::vec3& point) {
    const glm::vec2 seen = bright_centre(draw(picture, kEye));
    EXPECT_NEAR(seen.x, seen_at(point).x, 0.8f);
    EXPECT_NEAR(seen.y, seen_at(point).y, 0.8f);
  };
  expect_at(pivot + glm::vec3(0.5f, 0.0f, 0.0f));
  PartMotion motion;
  motion.node = "pen";
  motion.tilt_rad = {0.0f, 0.0f, 1.5707963f};
  picture.parts = {motion};
  expect_at(pivot + glm::vec3(0.0f, 0.5f, 0.0f));
  picture.parts[0].shift = {-0.4f, 0.1f, 0.0f};
  expect_at(pivot + glm::vec3(-0.4f, 0.6f, 0.0f));
}

const char* kLamp =
    R"("spots":[{"name":"lamp","position":[0,3.2,-2],"target":[0,1.2,-3],"colour":[1,0.5,0.25],)"
    R"("intensity":60,"inner_deg":8,"outer_deg":14}])";

TEST_F(Pictures, a_lamp_lights_its_cone_and_nothing_else) {
  TinyGlb glb;
  TinyMesh mesh =
      quad({0.0f, 1.2f, -3.0f}, {4.0f, 0.0f, 0.0f}, {0.0f, 4.0f, 0.0f}, glb.lit({0.5f, 0.5f, 0.5f, 1.0f}));
  mesh.light_uvs.assign(4, {0.5f, 0.5f});
  glb.mesh_node("wall", mesh);
  write_place("room", glb, kLamp, glm::vec3(0.02f));
  Picture picture = picture_of("room");
  const PictureImage unlit = draw(picture, kEye);
  picture.spots = {{"lamp", glm::vec3(1.0f), 1.0f, 0.0f, 0.0f},
                   {"no such lamp", glm::vec3(1.0f), 1.0f, 0.0f, 0.0f}};
  const PictureImage lit = draw(picture, kEye);
  EXPECT_GT(luminance(lit, 64, 64), luminance(unlit, 64, 64) + 0.2f);
  EXPECT_GT(pixel(lit, 64, 64).x, pixel(lit, 64, 64).z);  // in the lamp's colour
  EXPECT_NEAR(luminance(lit, 10, 64), luminance(unlit, 10, 64), 0.02f);
  picture.spots[0].pan_rad = 0.7f;  // counter-clockwise: to the left
  const PictureImage turned = draw(picture, kEye);
  EXPECT_LT(luminance(turned, 64, 64), luminance(lit, 64, 64) - 0.1f);
}

TEST_F(Pictures, haze_shows_the_beam_before_a_dark_wall_and_leaves_the_rest_dark) {
  TinyGlb glb;
  glb.mesh_node("wall", quad({0.0f, 1.2f, -9.0f}, {20.0f, 0.0f, 0.0f}, {0.0f, 20.0f, 0.0f},
                             glb.unlit({0, 0, 0, 1.0f})));
  write_place("stage", glb,
              R"("spots":[{"name":"lamp","position":[0,4.2,-5],"target":[0,0,-5],"colour":[1,1,1],)"
              R"("intensity":60,"inner_deg":8,"outer_deg":14}])");
  Picture picture = picture_of("stage");
  picture.spots = {{"lamp", glm::vec3(1.0f), 1.0f, 0.0f, 0.0f}};
  EXPECT_LT(luminance(draw(picture, kEye), 64, 50), 0.02f);  // no haze, no beam
  picture.haze = 1.0f;
  const PictureImage hazy = draw(picture, kEye);
  EXPECT_GT(luminance(hazy, 64, 50), 0.12f);
  EXPECT_LT(luminance(hazy, 8, 50), 0.02f);
  EXPECT_LT(luminance(hazy, 120, 50), 0.02f);
}

TEST_F(Pictures, a_puff_is_the_same_for_the_same_age_and_seed_only) {
  write_place("room", wall(0.05f, false));
  Picture picture = picture_of("room");
  const PictureImage clear = draw(picture, kEye);
  Puff puff;
  puff.kind = DustKind::sparks;
  puff.position = {0.0f, 1.2f, -1.0f};
  puff.age_s = 0.1f;
  puff.strength = 1.0f;
  puff.seed = 7;
  picture.puffs = {puff};
  const PictureImage first = draw(picture, kEye);
  EXPECT_NE(first.rgba, clear.rgba);
  EXPECT_EQ(draw(picture, kEye).rgba, first.rgba);
  picture.puffs[0].seed = 8;
  EXPECT_NE(draw(picture, kEye).rgba, first.rgba);
  picture.puffs[0].age_s = 60.0f;
  EXPECT_EQ(draw(picture, kEye).rgba, clear.rgba);
}

TEST_F(Pictures, a_place_loaded_ahead_on_another_thread_is_drawn_at_once_and_memory_stays_level) {
  write_place("room", wall(1.0f, false));
  write_place("next", wall(0.25f, false));
  Picture picture = picture_of("room");
  draw(picture, kEye);
  std::thread([&] { renderer().preload("next", {}); }).join();
  for (int i = 0; i < 3; ++i) draw(picture, kEye);
  const std::int64_t bytes = renderer().stats().gpu_bytes;
  picture.place = "next";
  EXPECT_NEAR(pixel(draw(picture, kEye), 64, 64).x, 255.0f * displayed(0.25f), kStep);
  for (int i = 0; i < 5; ++i) draw(picture, kEye);
  EXPECT_EQ(renderer().stats().gpu_bytes, bytes);
}

TEST_F(Pictures, pictures_come_out_in_the_order_they_went_in) {
  write_place("room", wall(0.25f, false));
  Picture picture = picture_of("room");
  Offscreen& images = offscreen();
  for (std::size_t i = 0; i < Offscreen::kDepth; ++i) {
    picture.exposure_ev = -static_cast<float>(i);
    images.submit(picture, kEye);
  }
  EXPECT_TRUE(images.full());
  for (std::size_t i = 0; i < Offscreen::kDepth; ++i) {
    EXPECT_NEAR(pixel(*images.take(), 64, 64).x, 255.0f * displayed(0.25f, -static_cast<float>(i)), kStep);
  }
  EXPECT_FALSE(images.take().has_value());
}

}  // namespace
}  // namespace threshold::xr::test
