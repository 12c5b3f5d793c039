#include "xr/vulkan/hand_rig.h"

#include <algorithm>
#include <cmath>

#include <glm/gtc/matrix_transform.hpp>

namespace threshold::xr {
namespace {

constexpr std::array<std::string_view, kHandJoints> kJointNames = {"palm",
                                                                   "wrist",
                                                                   "thumb_metacarpal",
                                                                   "thumb_proximal",
                                                                   "thumb_distal",
                                                                   "thumb_tip",
                                                                   "index_metacarpal",
                                                                   "index_proximal",
                                                                   "index_intermediate",
                                                                   "index_distal",
                                                                   "index_tip",
                                                                   "middle_metacarpal",
                                                                   "middle_proximal",
                                                                   "middle_intermediate",
                                                                   "middle_distal",
                                                                   "middle_tip",
                                                                   "ring_metacarpal",
                                                                   "ring_proximal",
                                                                   "ring_intermediate",
                                                                   "ring_distal",
                                                                   "ring_tip",
                                                                   "little_metacarpal",
                                                                   "little_proximal",
                                                                   "little_intermediate",
                                                                   "little_distal",
                                                                   "little_tip"};
constexpr std::size_t kWrist = 1;

glm::mat4 matrix_of(const Pose& pose) {
  glm::mat4 m = glm::mat4_cast(pose.orientation);
  m[3] = glm::vec4(pose.position, 1.0f);
  return m;
}

const std::string& name_of(const ModelData& hands, std::size_t joint) {
  return hands.nodes[static_cast<std::size_t>(hands.joints[joint].node)].name;
}

std::size_t side_of(const std::string& name) {
  return name.ends_with("_r") ? 1 : 0;
}

// Bones with other names ride on the wrist.
std::size_t tracked_joint(const std::string& name) {
  const std::string_view stem =
      std::string_view(name).substr(0, name.size() - std::min<std::size_t>(name.size(), 2));
  const auto found = std::find(kJointNames.begin(), kJointNames.end(), stem);
  return found == kJointNames.end() ? kWrist : static_cast<std::size_t>(found - kJointNames.begin());
}

// A stick lies across the fist of the model; a drummer's lies slantwise, with the forearm behind it. Where
// the forearm would otherwise rise above the hand, turn the hand on the stick until it does not.
glm::mat4 grip_of(const HandFigure& hand) {
  const glm::mat4 grip = matrix_of(hand.grip);
  if (hand.holds != HoldKind::stick) return grip;
  constexpr float kLevel = 0.1f, kMost_rad = 1.3f;
  float turn = 0.0f;
  while (turn < kMost_rad && std::cos(turn) * grip[1].y + std::sin(turn) * grip[2].y > kLevel) turn += 0.02f;
  return glm::rotate(grip, turn, glm::vec3(1.0f, 0.0f, 0.0f));
}

}  // namespace

std::string hand_bone(int joint, Side side) {
  return std::string(kJointNames[static_cast<std::size_t>(joint)]) + (side == left ? "_l" : "_r");
}

std::array<glm::mat4, 2> pose_hands(const ModelData& hands, const std::array<HandFigure, 2>& figures,
                                    Poser& poser, std::span<JointRows> out) {
  std::array<glm::mat4, 2> wrists{glm::mat4(1.0f), glm::mat4(1.0f)};
  for (std::size_t side = 0; side < 2; ++side) {
    const HandFigure& hand = figures[side];
    glm::mat4 move(1.0f);
    if (hand.visible && !hand.joints_valid) {
      Figure shape;
      shape.from.clip = "open";
      shape.to.clip = hand.holds == HoldKind::stick ? "hold" : "fist";
      shape.blend = hand.curl;
      poser.pose(hands, shape, std::nullopt, {});
      const int grip = hands.node(side == 0 ? "grip_l" : "grip_r");
      const int wrist = hands.node(hand_bone(kWrist, side == 0 ? left : right));
      const int anchor = grip >= 0 ? grip : wrist;
      move = grip_of(hand) * (anchor >= 0 ? glm::inverse(poser.world(anchor)) : glm::mat4(1.0f));
      if (wrist >= 0) wrists[side] = move * poser.world(wrist);
    }
    if (hand.visible && hand.joints_valid) wrists[side] = matrix_of(hand.joints[kWrist]);
    for (std::size_t j = 0; j < hands.joints.size(); ++j) {
      const std::string& name = name_of(hands, j);
      if (side_of(name) != side) continue;
      const Joint& joint = hands.joints[j];
      if (!hand.visible) {
        out[j] =
            joint_rows(glm::scale(glm::translate(glm::mat4(1.0f), {0.0f, -1000.0f, 0.0f}), glm::vec3(0.0f)));
      } else if (hand.joints_valid) {
        out[j] = joint_rows(matrix_of(hand.joints[tracked_joint(name)]) * joint.inverse_bind);
      } else {
        out[j] = joint_rows(move * poser.world(joint.node) * joint.inverse_bind);
      }
    }
  }
  return wrists;
}

}  // namespace threshold::xr
