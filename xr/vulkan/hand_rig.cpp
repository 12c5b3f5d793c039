#include "xr/vulkan/hand_rig.h"

#include <algorithm>
#include <string>

#include <glm/gtc/matrix_transform.hpp>

namespace threshold::xr {
namespace {

constexpr std::array<const char*, kHandJoints> kJointNames = {
    "palm",             "wrist",           "thumb_metacarpal",  "thumb_proximal",     "thumb_distal",
    "thumb_tip",        "index_metacarpal", "index_proximal",   "index_intermediate", "index_distal",
    "index_tip",        "middle_metacarpal", "middle_proximal", "middle_intermediate", "middle_distal",
    "middle_tip",       "ring_metacarpal", "ring_proximal",     "ring_intermediate",  "ring_distal",
    "ring_tip",         "little_metacarpal", "little_proximal", "little_intermediate", "little_distal",
    "little_tip"};

struct Digit {
  int first;                             // its metacarpal
  int bones;                             // joints without the tip
  glm::vec3 root;                        // metacarpal, from the wrist; right hand: -z to the fingers, +y back of the hand
  float splay_rad;
  std::array<float, 4> length_m;         // metacarpal, proximal, ...
};

// Median adult hand.
constexpr std::array<Digit, 4> kFingers = {{
    {6, 4, {-0.020f, 0.0f, -0.030f}, 0.10f, {0.064f, 0.041f, 0.024f, 0.022f}},
    {11, 4, {0.000f, 0.004f, -0.030f}, 0.0f, {0.062f, 0.046f, 0.028f, 0.023f}},
    {16, 4, {0.014f, 0.002f, -0.028f}, -0.08f, {0.058f, 0.042f, 0.026f, 0.022f}},
    {21, 4, {0.026f, -0.003f, -0.026f}, -0.18f, {0.054f, 0.033f, 0.019f, 0.020f}},
}};

glm::mat4 matrix_of(const Pose& pose) {
  glm::mat4 m = glm::mat4_cast(pose.orientation);
  m[3] = glm::vec4(pose.position, 1.0f);
  return m;
}

Pose pose_of(const glm::mat4& m) { return {glm::vec3(m[3]), glm::normalize(glm::quat_cast(glm::mat3(m)))}; }

glm::mat4 turn_x(float a) { return glm::rotate(glm::mat4(1.0f), a, glm::vec3(1.0f, 0.0f, 0.0f)); }
glm::mat4 turn_y(float a) { return glm::rotate(glm::mat4(1.0f), a, glm::vec3(0.0f, 1.0f, 0.0f)); }
glm::mat4 turn_z(float a) { return glm::rotate(glm::mat4(1.0f), a, glm::vec3(0.0f, 0.0f, 1.0f)); }
glm::mat4 shifted(const glm::vec3& by) { return glm::translate(glm::mat4(1.0f), by); }

}  // namespace

std::string hand_bone(int joint, Side side) {
  return std::string(kJointNames[static_cast<std::size_t>(joint)]) + (side == left ? "_l" : "_r");
}

std::array<Pose, kHandJoints> joints_of_grip(const Pose& grip, float curl, Side side) {
  // Built as a right hand in the wrist's axes, mirrored in x for the left.
  const float mirror = side == left ? -1.0f : 1.0f;
  std::array<Pose, kHandJoints> joints{};
  const float bend = std::clamp(curl, 0.0f, 1.0f);
  // OpenXR's grip: -z along the handle toward the thumb's side, +x out of the palm's back for a left hand
  // (into the palm for a right one). The wrist looks along the fingers with the back of the hand up.
  const glm::mat4 hand_in_grip = turn_z(-mirror * 1.5707963f) * turn_y(mirror * 1.5707963f);
  const glm::mat4 wrist_at =
      matrix_of(grip) * hand_in_grip * turn_x(0.0f) * shifted({0.0f, 0.030f, 0.075f});
  joints[wrist] = pose_of(wrist_at);
  joints[palm] = pose_of(wrist_at * shifted({0.002f * mirror, -0.006f, -0.062f}));
  for (const Digit& finger : kFingers) {
    glm::mat4 at = wrist_at * shifted({finger.root.x * mirror, finger.root.y, finger.root.z}) *
                   turn_y(finger.splay_rad * mirror * (1.0f - 0.7f * bend));
    for (int k = 0; k <= finger.bones; ++k) {
      const float curls[5] = {0.0f, -0.12f - 1.35f * bend, -0.15f - 1.55f * bend, -0.10f - 0.95f * bend, 0.0f};
      at = at * turn_x(curls[k]);
      joints[static_cast<std::size_t>(finger.first + k)] = pose_of(at);
      if (k < finger.bones) at = at * shifted({0.0f, 0.0f, -finger.length_m[static_cast<std::size_t>(k)]});
    }
  }
  glm::mat4 thumb = wrist_at * shifted({-0.022f * mirror, -0.010f, -0.020f}) * turn_y(0.75f * mirror) *
                    turn_z(0.9f * mirror) * turn_x(-0.25f * bend);
  const float lengths[3] = {0.046f, 0.034f, 0.026f};
  for (int k = 0; k < 4; ++k) {
    const float curls[4] = {0.0f, -0.10f - 0.45f * bend, -0.10f - 0.65f * bend, 0.0f};
    thumb = thumb * turn_x(curls[k]);
    joints[static_cast<std::size_t>(thumb_metacarpal + k)] = pose_of(thumb);
    if (k < 3) thumb = thumb * shifted({0.0f, 0.0f, -lengths[k]});
  }
  return joints;
}

void pose_hands(const ModelData& hands, const std::array<HandFigure, 2>& figures, std::span<JointRows> out) {
  // A joint of the model belongs to the tracked joint its node is named after, else to the wrist.
  std::array<std::array<Pose, kHandJoints>, 2> joints;
  for (std::size_t side = 0; side < 2; ++side) {
    const HandFigure& hand = figures[side];
    joints[side] = hand.joints_valid ? hand.joints
                                     : joints_of_grip(hand.grip, hand.curl, side == 0 ? left : right);
  }
  for (std::size_t j = 0; j < hands.joints.size(); ++j) {
    const std::string& name = hands.nodes[static_cast<std::size_t>(hands.joints[j].node)].name;
    const std::size_t side = name.size() > 2 && name.compare(name.size() - 2, 2, "_r") == 0 ? 1 : 0;
    int joint = wrist;
    for (int k = 0; k < kHandJoints; ++k) {
      if (name.compare(0, name.size() - std::min<std::size_t>(name.size(), 2), kJointNames[static_cast<std::size_t>(k)]) == 0) joint = k;
    }
    if (!figures[side].visible) {
      out[j] = joint_rows(glm::scale(shifted({0.0f, -1000.0f, 0.0f}), glm::vec3(0.0f)));
      continue;
    }
    out[j] = joint_rows(matrix_of(joints[side][static_cast<std::size_t>(joint)]) * hands.joints[j].inverse_bind);
  }
}

}  // namespace threshold::xr
