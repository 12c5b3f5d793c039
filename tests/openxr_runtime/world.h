// World: the scripted visitor and their hardware, in a world whose floor is y = 0. Tests write it by
// commands; the runtime's locate and action calls read it.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/openxr_runtime/rigid.h"

namespace threshold::test_runtime {

struct Hand {
  bool active = true;  // the controller is switched on and seen
  Rigid grip, aim;
  Rigid grip_before;                  // one frame ago, for velocities
  std::optional<glm::vec3> velocity;  // scripted; else the difference of two frames
  glm::vec3 spin{0.0f};
  bool joints = false;  // bare hand seen by cameras
  Rigid palm;
  float curl = 0.0f;  // 0 open .. 1 fist
  bool pinch = false;
  float pcm_rate_hz = 0.0f;        // of the device's voice coil; 0: it has none
  std::uint32_t pcm_takes = 4000;  // samples a call at most
  std::string profile = "/interaction_profiles/khr/simple_controller";
};

struct Field {
  float left = -0.9f, right = 0.75f, up = 0.85f, down = -0.9f;  // asymmetric on purpose
};

struct World {
  Rigid head{{0.0f, 1.6f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};
  bool head_tracked = true;
  bool eye_tracker = false;   // the headset has one
  std::optional<Rigid> eyes;  // where they look, -z forward; none: they are shut
  bool worn = true;
  std::array<Hand, 2> hands;
  std::map<std::string, std::array<float, 2>> inputs;         // by full input path
  Rigid local{{0.0f, 1.6f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};  // origin of LOCAL
  Rigid stage{};                                              // origin of STAGE
  bool has_stage = true;
  float half_ipd_m = 0.032f;
  std::array<Field, 2> fields{Field{}, Field{-0.75f, 0.9f, 0.85f, -0.9f}};

  // What the lenses hide of each view, in the plane z = -1: by default the outer lower corner, in tangents.
  std::array<std::vector<glm::vec2>, 2> hidden{
      std::vector<glm::vec2>{{-1.3f, -1.3f}, {-0.8f, -1.3f}, {-1.3f, -0.7f}},
      std::vector<glm::vec2>{{0.9f, -1.3f}, {1.3f, -1.3f}, {1.3f, -0.7f}, {1.3f, 1.2f}, {0.9f, 1.2f}}};

  World() {
    for (int side = 0; side < 2; ++side) {
      Hand& hand = hands[static_cast<std::size_t>(side)];
      hand.grip.at = {side == 0 ? -0.2f : 0.2f, 1.3f, -0.5f};
      hand.aim = hand.palm = hand.grip_before = hand.grip;
    }
  }
};

}  // namespace threshold::test_runtime
