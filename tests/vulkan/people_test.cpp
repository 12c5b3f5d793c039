// People: joints, clips, gaze, and where the picture shows them.
#include <cmath>

#include <glm/gtc/matrix_transform.hpp>

#include "tests/vulkan/studio.h"
#include "xr/vulkan/hand_rig.h"
#include "xr/vulkan/skeleton.h"

namespace threshold::xr::test {
namespace {

using People = Studio;
constexpr float kQuarter = 1.5707963f;

glm::vec4 about_z(float angle) {
  return {0.0f, 0.0f, std::sin(0.5f * angle), std::cos(0.5f * angle)};
}

glm::vec3 moved(const JointRows& rows, const glm::vec3& p) {
  const glm::vec4 at(p, 1.0f);
  return {glm::dot(rows.row[0], at), glm::dot(rows.row[1], at), glm::dot(rows.row[2], at)};
}

// An arm of two joints, shoulder at (0, 1, 0), elbow 0.5 m to the right; a small square at the hand, bound to
// the elbow. Clip "bend": the elbow turns a quarter about +z in 1 s.
TinyGlb arm() {
  TinyGlb glb;
  const int shoulder = glb.node("shoulder", {0.0f, 1.0f, 0.0f});
  const int elbow = glb.node("elbow", {0.5f, 0.0f, 0.0f}, shoulder);
  const int skin = glb.skin({shoulder, elbow}, {glm::translate(glm::mat4(1.0f), {0.0f, -1.0f, 0.0f}),
                                                glm::translate(glm::mat4(1.0f), {-0.5f, -1.0f, 0.0f})});
  TinyMesh mesh =
      quad({1.0f, 1.0f, 0.0f}, {0.1f, 0.0f, 0.0f}, {0.0f, 0.1f, 0.0f}, glb.unlit(glm::vec4(1.0f)));
  mesh.weights.assign(4, {1.0f, 0.0f, 0.0f, 0.0f});
  for (int v = 0; v < 4; ++v) mesh.joints.insert(mesh.joints.end(), {1, 0, 0, 0});
  glb.mesh_node("arm_mesh", mesh, glm::vec3(0.0f), skin);
  glb.rotation_clip("bend", elbow, {0.0f, 1.0f}, {about_z(0.0f), about_z(kQuarter)});
  glb.rotation_clip("drop", elbow, {0.0f, 1.0f}, {about_z(-kQuarter), about_z(-kQuarter)});
  return glb;
}

ModelData read(const std::filesystem::path& file) {
  GltfRequest request;
  request.path = file;
  request.skinned = true;
  return read_gltf(request);
}

TEST_F(People, a_joint_moves_a_vertex_where_its_matrix_says) {
  arm().write(assets_ / "people" / "arm.glb");
  const ModelData model = read(assets_ / "people" / "arm.glb");
  ASSERT_EQ(model.joints.size(), 2u);
  std::vector<JointRows> rows(2);
  Figure figure;
  figure.from = {"bend", 1.0f, false};
  Poser().pose(model, figure, std::nullopt, rows);
  const glm::vec3 hand = moved(rows[1], {1.0f, 1.0f, 0.0f});
  EXPECT_NEAR(hand.x, 0.5f, 1e-4f);
  EXPECT_NEAR(hand.y, 1.5f, 1e-4f);
  figure.from.time_s = 0.5f;  // half-way: 45 degrees
  Poser().pose(model, figure, std::nullopt, rows);
  EXPECT_NEAR(moved(rows[1], {1.0f, 1.0f, 0.0f}).y, 1.0f + 0.5f * std::sin(0.5f * kQuarter), 1e-3f);
}

TEST_F(People, clips_loop_or_stop_at_their_end_and_blend) {
  arm().write(assets_ / "people" / "arm.glb");
  const ModelData model = read(assets_ / "people" / "arm.glb");
  std::vector<JointRows> rows(2);
  const auto hand_of = [&](const Figure& figure) {
    Poser().pose(model, figure, std::nullopt, rows);
    return moved(rows[1], {1.0f, 1.0f, 0.0f});
  };
  Figure figure;
  figure.from = {"bend", 1.25f, true};
  EXPECT_NEAR(hand_of(figure).y, 1.0f + 0.5f * std::sin(0.25f * kQuarter), 1e-2f);
  figure.from.looping = false;
  EXPECT_NEAR(hand_of(figure).y, 1.5f, 1e-4f);
  figure.to = {"drop", 0.0f, true};
  figure.blend = 0.5f;  // a quarter up and a quarter down
  EXPECT_NEAR(hand_of(figure).y, 1.0f, 1e-4f);
  figure.blend = 1.0f;
  EXPECT_NEAR(hand_of(figure).y, 0.5f, 1e-4f);
  figure.from.clip = "no such clip";
  figure.blend = 0.0f;
  EXPECT_NEAR(hand_of(figure).x, 1.0f, 1e-4f);  // rest pose
}

TEST_F(People, a_figure_is_drawn_where_its_root_and_clip_put_it) {
  arm().write(assets_ / "people" / "arm.glb");
  Picture picture;
  Figure figure;
  figure.name = figure.model = "arm";
  figure.from = {"bend", 1.0f, false};
  figure.root.position = {-0.5f, 0.0f, -2.0f};  // the hand is 0.5 right and 1.5 up of it
  picture.figures = {figure};
  const PictureImage image = draw(picture, {{0.0f, 1.5f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}});
  EXPECT_GT(luminance(image, 64, 64), 0.5f);
  EXPECT_LT(luminance(image, 64, 74), 0.1f);
  EXPECT_LT(luminance(image, 80, 64), 0.1f);
}

TEST_F(People, many_figures_of_one_model_are_one_draw) {
  arm().write(assets_ / "people" / "arm.glb");
  Picture picture;
  for (int i = 0; i < 24; ++i) {
    Figure figure;
    figure.name = "arm_" + std::to_string(i);
    figure.model = "arm";
    figure.root.position = {0.2f * static_cast<float>(i - 12), 0.0f, -4.0f};
    picture.figures.push_back(figure);
  }
  draw(picture);
  const int many = renderer().stats().draws;
  picture.figures.resize(1);
  draw(picture);
  EXPECT_EQ(many, renderer().stats().draws);
}

// Two of one model are drawn as one, each under a lamp that does not reach the other.
TEST_F(People, each_of_several_drawn_as_one_is_lit_by_the_lamp_above_it) {
  TinyGlb glb;
  const int stem = glb.node("stem", {0.0f, 1.0f, 0.0f});
  const int skin = glb.skin({stem}, {glm::translate(glm::mat4(1.0f), {0.0f, -1.0f, 0.0f})});
  TinyMesh mesh =
      quad({0.0f, 1.2f, 0.0f}, {0.3f, 0.0f, 0.0f}, {0.0f, 0.3f, 0.0f}, glb.lit({0.5f, 0.5f, 0.5f, 1.0f}));
  mesh.weights.assign(4, {1.0f, 0.0f, 0.0f, 0.0f});
  for (int v = 0; v < 4; ++v) mesh.joints.insert(mesh.joints.end(), {0, 0, 0, 0});
  glb.mesh_node("board_mesh", mesh, glm::vec3(0.0f), skin);
  glb.write(assets_ / "people" / "board.glb");
  TinyGlb nothing;
  nothing.mesh_node("speck", quad({0.0f, -9.0f, 0.0f}, {0.01f, 0.0f, 0.0f}, {0.0f, 0.01f, 0.0f},
                                  nothing.unlit(glm::vec4(1.0f))));
  const auto lamp = [](const std::string& name, const std::string& x) {
    return R"({"name":")" + name + R"(","position":[)" + x + R"(,1.2,0],"target":[)" + x +
           R"(,1.2,-4],"colour":[1,1,1],"intensity":90,"inner_deg":6,"outer_deg":8})";
  };
  write_place("room", nothing, R"("spots":[)" + lamp("left", "-2.5") + "," + lamp("right", "2.5") + "]");
  Picture picture;
  picture.place = "room";
  for (const float x : {-2.5f, 2.5f}) {
    Figure figure;
    figure.name = figure.model = "board";
    figure.root.position = {x, 0.0f, -4.0f};
    picture.figures.push_back(figure);
  }
  const Pose eye{{0.0f, 1.2f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};
  constexpr int kLeft = 24, kRight = 104, kLevel = 64;  // 90 degrees over 128 pixels: 64 * 2.5 / 4 aside
  const PictureImage dark = draw(picture, eye);
  picture.spots = {{"left", glm::vec3(1.0f), 1.0f, 0.0f, 0.0f}, {"right", glm::vec3(1.0f), 1.0f, 0.0f, 0.0f}};
  const PictureImage lit = draw(picture, eye);
  EXPECT_GT(luminance(lit, kLeft, kLevel), luminance(dark, kLeft, kLevel) + 0.05f);
  EXPECT_NEAR(luminance(lit, kLeft, kLevel), luminance(lit, kRight, kLevel), 0.01f);
}

TEST_F(People, the_head_turns_to_what_it_looks_at_but_not_past_its_shoulder) {
  TinyGlb glb;
  const int neck = glb.node("neck", {0.0f, 1.4f, 0.0f});
  const int head = glb.node("head", {0.0f, 0.1f, 0.0f}, neck);
  const int eye = glb.node("eye_l", {0.0f, 0.0f, 0.0f}, head);
  glb.mesh_node(
      "nose", quad({0.0f, 1.5f, -0.1f}, {0.01f, 0.0f, 0.0f}, {0.0f, 0.01f, 0.0f}, glb.unlit(glm::vec4(1.0f))),
      glm::vec3(0.0f), glb.skin({neck, head, eye}, std::vector<glm::mat4>(3, glm::mat4(1.0f))));
  glb.write(assets_ / "people" / "head.glb");
  EXPECT_THROW(read(assets_ / "people" / "head.glb"), std::runtime_error);  // skinned without weights

  TinyGlb good;
  const int n = good.node("neck", {0.0f, 1.4f, 0.0f});
  const int h = good.node("head", {0.0f, 0.1f, 0.0f}, n);
  good.node("eye_l", {0.0f, 0.0f, 0.0f}, h);
  good.mesh_node(
      "nose",
      quad({0.0f, 0.0f, -0.1f}, {0.01f, 0.0f, 0.0f}, {0.0f, 0.01f, 0.0f}, good.unlit(glm::vec4(1.0f))),
      glm::vec3(0.0f), -1, h);
  good.write(assets_ / "people" / "head.glb");
  const ModelData model = read(assets_ / "people" / "head.glb");
  Poser poser;
  const auto gaze = [&](const glm::vec3& target, const char* bone) {
    poser.pose(model, {}, target, {});
    return glm::normalize(glm::vec3(poser.world(model.node(bone)) * glm::vec4(0.0f, 0.0f, -1.0f, 0.0f)));
  };
  const glm::vec3 right(std::sin(0.9f) * 5.0f, 1.5f, -std::cos(0.9f) * 5.0f);
  const glm::vec3 wanted = glm::normalize(right - glm::vec3(0.0f, 1.5f, 0.0f));
  EXPECT_GT(glm::dot(gaze(right, "eye_l"), wanted), 0.9995f);         // the eye arrives
  EXPECT_GT(glm::dot(gaze(right, "head"), wanted), std::cos(0.35f));  // the head most of the way
  EXPECT_NEAR(gaze({0.0f, 1.5f, 5.0f}, "head").z, -1.0f, 1e-4f);      // behind: does not try
}

TEST_F(People, lids_go_up_and_down_with_the_eye_and_not_sideways) {
  TinyGlb glb;
  const int head = glb.node("head", {0.0f, 1.5f, 0.0f});
  for (const char* name : {"eye_l", "lid_up_l", "lid_low_l"}) glb.node(name, {0.0f, 0.0f, 0.0f}, head);
  glb.mesh_node(
      "nose", quad({0.0f, 0.0f, -0.1f}, {0.01f, 0.0f, 0.0f}, {0.0f, 0.01f, 0.0f}, glb.unlit(glm::vec4(1.0f))),
      glm::vec3(0.0f), -1, head);
  glb.write(assets_ / "people" / "lids.glb");
  const ModelData model = read(assets_ / "people" / "lids.glb");
  Poser poser;
  // Where a bone faces, seen from the head: how far up (rad) and how far aside.
  const auto facing = [&](const char* bone) {
    const glm::mat4 seen = glm::inverse(poser.world(model.node("head"))) * poser.world(model.node(bone));
    const glm::vec3 ahead = glm::vec3(seen * glm::vec4(0.0f, 0.0f, -1.0f, 0.0f));
    return glm::vec2(std::asin(ahead.y), std::asin(ahead.x));
  };
  for (const float up : {-1.2f, -0.5f, 0.5f}) {
    poser.pose(model, {}, glm::vec3(0.0f, 1.5f + 5.0f * std::sin(up), -5.0f * std::cos(up)), {});
    const float eye = facing("eye_l").x;
    EXPECT_GT(eye * up, 0.02f);
    EXPECT_NEAR(facing("lid_up_l").x, 0.75f * eye, 1e-3f);
    EXPECT_NEAR(facing("lid_low_l").x, 0.25f * eye, 1e-3f);
  }
  poser.pose(model, {}, glm::vec3(4.0f, 1.5f, -3.0f), {});
  EXPECT_GT(facing("eye_l").y, 0.1f);
  EXPECT_NEAR(facing("lid_up_l").y, 0.0f, 1e-3f);
}

TEST_F(People, tracked_joints_carry_the_bones_named_after_them) {
  TinyGlb glb;
  const int wrist = glb.node(hand_bone(1, left), {0.0f, 0.0f, 0.0f});
  const int tip = glb.node(hand_bone(10, left), {0.0f, 0.0f, -0.18f}, wrist);
  EXPECT_EQ(hand_bone(10, left), "index_tip_l");
  EXPECT_EQ(hand_bone(10, right), "index_tip_r");
  TinyMesh mesh =
      quad({0.0f, 0.0f, -0.18f}, {0.01f, 0.0f, 0.0f}, {0.0f, 0.01f, 0.0f}, glb.unlit(glm::vec4(1.0f)));
  mesh.weights.assign(4, {1.0f, 0.0f, 0.0f, 0.0f});
  for (int v = 0; v < 4; ++v) mesh.joints.insert(mesh.joints.end(), {1, 0, 0, 0});
  const int skin =
      glb.skin({wrist, tip}, {glm::mat4(1.0f), glm::translate(glm::mat4(1.0f), {0.0f, 0.0f, 0.18f})});
  glb.mesh_node("hands_mesh", mesh, glm::vec3(0.0f), skin);
  glb.write(assets_ / "people" / "hands.glb");
  const ModelData model = read(assets_ / "people" / "hands.glb");
  std::array<HandFigure, 2> hands{};
  hands[0].visible = hands[0].joints_valid = true;
  hands[0].joints[10] = {{0.3f, 1.0f, -0.4f}, glm::angleAxis(kQuarter, glm::vec3(0.0f, 1.0f, 0.0f))};
  std::vector<JointRows> rows(2);
  Poser poser;
  pose_hands(model, hands, poser, rows);
  const glm::vec3 at = moved(rows[1], {0.01f, 0.0f, -0.18f});  // 1 cm to the right of the bone
  EXPECT_NEAR(at.x, 0.3f, 1e-5f);
  EXPECT_NEAR(at.z, -0.41f, 1e-5f);
  hands[0].visible = false;
  pose_hands(model, hands, poser, rows);
  EXPECT_LT(moved(rows[1], {0.0f, 0.0f, -0.18f}).y, -100.0f);
}

}  // namespace
}  // namespace threshold::xr::test
