// Contact shadows and the shadow in a lamp, against the closed formula and against light without anyone in
// it.
#include <cmath>
#include <fstream>
#include <functional>
#include <sstream>

#include <glm/gtc/matrix_transform.hpp>

#include "tests/vulkan/studio.h"
#include "xr/vulkan/occluders.h"

namespace threshold::xr::test {
namespace {

using Shadows = Studio;
const Pose kEye{{0.0f, 1.2f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};
const glm::vec3 kUp(0.0f, 1.0f, 0.0f);

TEST(ContactShade, a_ball_above_a_floor_takes_its_solid_angles_share) {
  const Capsule ball{{0.0f, 0.2f, 0.0f}, {0.0f, 0.2f, 0.0f}, 0.1f};
  // Straight below: (r / d)^2 = 1/4, faded by the distance of its surface.
  EXPECT_NEAR(contact_shade(ball, {0.0f, 0.0f, 0.0f}, kUp), 0.25f * (1.0f - 0.1f / kContactReach_m), 1e-5f);
  // Aside: the cosine too.
  const float d = std::sqrt(0.04f + 0.04f);
  EXPECT_NEAR(contact_shade(ball, {0.2f, 0.0f, 0.0f}, kUp),
              0.01f / (d * d) * (0.2f / d) * (1.0f - (d - 0.1f) / kContactReach_m), 1e-5f);
  EXPECT_EQ(contact_shade(ball, {0.0f, 0.4f, 0.0f}, kUp), 0.0f);  // it is behind that surface
  EXPECT_EQ(contact_shade(ball, {2.0f, 0.0f, 0.0f}, kUp), 0.0f);  // out of reach
}

TEST(ContactShade, nothing_falls_on_a_surface_that_is_far_below_or_beyond_its_edge) {
  SurfaceData table;
  table.centre = {0.0f, 0.7f, 0.0f};
  table.half_u_m = table.half_v_m = 0.5f;
  const auto thrown = [&](const glm::vec3& at) {
    std::vector<ContactRows> rows;
    add_contact({at, at, 0.05f}, table, 1.0f, rows);
    return rows.size();
  };
  EXPECT_EQ(thrown({0.0f, 0.8f, 0.0f}), 1u);
  EXPECT_EQ(thrown({0.0f, 1.6f, 0.0f}), 0u);
  EXPECT_EQ(thrown({2.0f, 0.8f, 0.0f}), 0u);
  EXPECT_EQ(thrown({0.0f, 0.4f, 0.0f}), 0u);  // under the table
}

// A table before the eye, and two forearms' bones with nothing on them to see.
TinyGlb table() {
  TinyGlb glb;
  glb.mesh_node("table", quad({0.0f, 0.7f, -1.0f}, {0.6f, 0.0f, 0.0f}, {0.0f, 0.0f, -0.6f},
                              glb.unlit({0.5f, 0.5f, 0.5f, 1.0f})));
  return glb;
}

TinyGlb arm() {
  TinyGlb glb;
  const int forearm = glb.node("forearm_l", {-0.15f, 0.78f, 0.0f});
  const int hand = glb.node("hand_l", {0.3f, 0.0f, 0.0f}, forearm);
  const int skin = glb.skin({forearm, hand}, {glm::translate(glm::mat4(1.0f), {0.15f, -0.78f, 0.0f}),
                                              glm::translate(glm::mat4(1.0f), {-0.15f, -0.78f, 0.0f})});
  TinyMesh mesh =
      quad({0.0f, -9.0f, 0.0f}, {0.01f, 0.0f, 0.0f}, {0.0f, 0.01f, 0.0f}, glb.unlit(glm::vec4(1.0f)));
  mesh.weights.assign(4, {1.0f, 0.0f, 0.0f, 0.0f});
  for (int v = 0; v < 4; ++v) mesh.joints.insert(mesh.joints.end(), {0, 0, 0, 0});
  glb.mesh_node("arm_mesh", mesh, glm::vec3(0.0f), skin);
  return glb;
}

const char* kTablePart =
    R"("parts":[{"name":"table","kind":"table","shape":"box","node":"table","centre":[0,0.65,-1],)"
    R"("half_m":[0.6,0.05,0.6]}])";

TEST_F(Shadows, an_arm_over_a_table_darkens_it_as_the_formula_says_and_leaves_the_rest) {
  write_place("room", table(), kTablePart);
  arm().write(assets_ / "people" / "arm.glb");
  Picture picture;
  picture.place = "room";
  const PictureImage clear = draw(picture, kEye);
  Figure figure;
  figure.name = figure.model = "arm";
  figure.root.position = {0.0f, 0.0f, -1.0f};
  picture.figures = {figure};
  const PictureImage shaded = draw(picture, kEye);
  const auto light = [](const PictureImage& image, int x, int y) {  // as blended: sRGB decoded
    const float s = pixel(image, x, y).y / 255.0f;
    return s <= 0.04045f ? s / 12.92f : std::pow((s + 0.055f) / 1.055f, 2.4f);
  };
  // The pixel that sees (0, 0.7, -1): 90 degrees over 128 pixels.
  const int y = static_cast<int>(64.0f + 64.0f * 0.5f);
  const float expected = 1.0f - 0.85f * contact_shade({{-0.15f, 0.78f, -1.0f}, {0.15f, 0.78f, -1.0f}, 0.04f},
                                                      {0.0f, 0.7f, -1.0f}, kUp);
  EXPECT_LT(expected, 0.85f);
  EXPECT_NEAR(light(shaded, 64, y) / light(clear, 64, y), expected, 0.03f);
  EXPECT_NEAR(pixel(shaded, 64, 120).y, pixel(clear, 64, 120).y, 1.6f);  // near edge of the table
}

// Hips and chest, with nothing on them to see.
TinyGlb upright_bones() {
  TinyGlb body;
  const int hips = body.node("hips", {0.0f, 1.5f, 0.0f});
  const int chest = body.node("chest", {0.0f, 0.3f, 0.0f}, hips);
  const int skin = body.skin({hips, chest}, {glm::translate(glm::mat4(1.0f), {0.0f, -1.5f, 0.0f}),
                                             glm::translate(glm::mat4(1.0f), {0.0f, -1.8f, 0.0f})});
  TinyMesh speck =
      quad({0.0f, -9.0f, 0.0f}, {0.01f, 0.0f, 0.0f}, {0.0f, 0.01f, 0.0f}, body.unlit(glm::vec4(1.0f)));
  speck.weights.assign(4, {1.0f, 0.0f, 0.0f, 0.0f});
  for (int v = 0; v < 4; ++v) speck.joints.insert(speck.joints.end(), {0, 0, 0, 0});
  body.mesh_node("body_mesh", speck, glm::vec3(0.0f), skin);
  return body;
}

const char* kLampOverFloor =
    R"("spots":[{"name":"lamp","position":[0,3.2,-3],"target":[0,0,-3],"colour":[1,1,1],)"
    R"("intensity":80,"inner_deg":20,"outer_deg":26}])";

TEST_F(Shadows, someone_in_a_lamp_throws_a_shadow_in_its_light_and_in_the_haze) {
  TinyGlb glb;
  TinyMesh mesh =
      quad({0.0f, 0.0f, -3.0f}, {3.0f, 0.0f, 0.0f}, {0.0f, 0.0f, -3.0f}, glb.lit({0.5f, 0.5f, 0.5f, 1.0f}));
  mesh.light_uvs.assign(4, {0.5f, 0.5f});
  glb.mesh_node("floor", mesh);
  write_place("stage", glb, kLampOverFloor, glm::vec3(0.01f));
  upright_bones().write(assets_ / "people" / "body.glb");
  Picture picture;
  picture.place = "stage";
  picture.spots = {{"lamp", glm::vec3(1.0f), 1.0f, 0.0f, 0.0f}};
  const int under = static_cast<int>(64.0f + 64.0f * 1.2f / 3.0f);
  const PictureImage empty = draw(picture, kEye);
  Figure figure;
  figure.name = figure.model = "body";
  figure.root.position = {0.0f, 0.0f, -3.0f};
  picture.figures = {figure};
  const PictureImage shaded = draw(picture, kEye);
  if (!gpu().software) {  // on surfaces only where a GPU draws
    EXPECT_LT(luminance(shaded, 64, under), 0.4f * luminance(empty, 64, under));
  }
  EXPECT_NEAR(luminance(shaded, 80, under), luminance(empty, 80, under), 0.02f);  // beside it, in the light
  // In haze: the beam below the body is darker than without it, above it the same.
  picture.haze = 1.0f;
  const int below = static_cast<int>(64.0f + 64.0f * 0.5f / 3.0f),
            above = static_cast<int>(64.0f - 64.0f * 1.2f / 3.0f);
  const PictureImage with = draw(picture, kEye);
  picture.figures.clear();
  const PictureImage without = draw(picture, kEye);
  EXPECT_LT(luminance(with, 64, below), luminance(without, 64, below) - 0.02f);
  EXPECT_NEAR(luminance(with, 64, above), luminance(without, 64, above), 0.02f);
}

float filmed(float x) {  // as shaders/tone.glsl, below its shoulder
  return x * x * 1.06f / (x + 0.02f);
}

float decoded(float s) {
  return s <= 0.04045f ? s / 12.92f : std::pow((s + 0.055f) / 1.055f, 2.4f);
}

// A floor of this baked light, under a sun in the zenith.
void write_sunny(const std::function<void(const TinyGlb&)>& write, const std::filesystem::path& place) {
  TinyGlb glb;
  TinyMesh mesh =
      quad({0.0f, 0.0f, -3.0f}, {3.0f, 0.0f, 0.0f}, {0.0f, 0.0f, -3.0f}, glb.lit({0.5f, 0.5f, 0.5f, 1.0f}));
  mesh.light_uvs.assign(4, {0.5f, 0.5f});
  glb.mesh_node("floor", mesh);
  write(glb);
  std::stringstream text;
  text << std::ifstream(place).rdbuf();
  std::string json = text.str();
  const std::string key = R"("key_toward":)", sun = R"("sun":{"toward":[0,2,0],"angle_deg":12},)";
  for (std::size_t at = json.find(key); at != std::string::npos; at = json.find(key, at + sun.size() + 1)) {
    json.insert(at, sun);
  }
  std::ofstream(place) << json;
}

TEST_F(Shadows, in_the_sun_someone_throws_a_soft_shadow_as_the_formula_says_and_none_where_it_is_shade) {
  upright_bones().write(assets_ / "people" / "body.glb");
  Figure figure;
  figure.name = figure.model = "body";
  figure.root.position = {0.0f, 0.0f, -3.0f};
  const Capsule torso{{0.0f, 1.5f, -3.0f}, {0.0f, 1.8f, -3.0f}, 0.14f};
  constexpr float kBaked = 0.6f, kShade = 0.2f;  // the studio's ambient_up
  constexpr int kRow = 89;                       // sees the floor at z = -3: 90 degrees over 128 pixels
  const float z = -1.2f * 64.0f / (static_cast<float>(kRow) + 0.5f - 64.0f);
  const std::filesystem::path file = assets_ / "places" / "lawn" / "place.json";
  write_sunny([&](const TinyGlb& glb) { write_place("lawn", glb, "", glm::vec3(kBaked)); }, file);
  Picture picture;
  picture.place = "lawn";
  const PictureImage clear = draw(picture, kEye);
  picture.figures = {figure};
  for (const float blend : {0.0f, 0.5f, 1.0f}) {
    picture.light_blend = blend;
    const PictureImage shaded = draw(picture, kEye);
    float darkest = 1.0f;
    for (int x = 44; x < 84; ++x) {
      const glm::vec3 point((static_cast<float>(x) + 0.5f - 64.0f) / 64.0f * -z, 0.0f, z);
      const float light = glm::mix(kBaked, kShade, sun_shade(torso, point, kUp, glm::radians(12.0f)));
      const float expected = filmed(0.5f * light) / filmed(0.5f * kBaked);
      darkest = std::min(darkest, expected);
      EXPECT_NEAR(decoded(pixel(shaded, x, kRow).y / 255.0f) / decoded(pixel(clear, x, kRow).y / 255.0f),
                  expected, 0.03f)
          << x << ", blend " << blend;
    }
    EXPECT_LT(darkest, 0.6f);
  }
  // A lawn in the shade already.
  const std::filesystem::path shady = assets_ / "places" / "shady" / "place.json";
  write_sunny([&](const TinyGlb& glb) { write_place("shady", glb, "", glm::vec3(0.15f)); }, shady);
  picture.place = "shady";
  picture.light_blend = 0.0f;
  const PictureImage with = draw(picture, kEye);
  picture.figures.clear();
  const PictureImage without = draw(picture, kEye);
  for (int x = 44; x < 84; ++x) EXPECT_EQ(pixel(with, x, kRow).y, pixel(without, x, kRow).y) << x;
}

}  // namespace
}  // namespace threshold::xr::test
