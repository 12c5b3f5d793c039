// DesktopVisitor: from mouse, keys and gamepad to a Presence. Pure: time comes in as a step, nothing is
// read from a device, so every rule here is tested without a window.
//
// The pointer aims a hand; a click sends that hand out along the pointer's ray and back, fast enough to
// strike whatever lies there. Keys strike the place's parts directly, by slot.
#pragma once

#include <array>
#include <cstdint>

#include <glm/vec2.hpp>

#include "xr/presence.h"

namespace threshold::xr {

inline constexpr float kStepReach_m = 0.6f;    // how far WASD may take the head from its place
inline constexpr float kWalkSpeed_m_s = 0.8f;  // half of a preferred walking pace: a step, not a walk
inline constexpr float kLookPerPixel_rad = 0.0025f;
inline constexpr float kStickLook_rad_s = 2.2f;  // gamepad stick, full deflection
inline constexpr float kThrust_m = 0.75f;        // how far a click sends the hand out
inline constexpr float kThrustOut_s = 0.09f;     // 8 m/s: a firm drum stroke
inline constexpr float kThrustBack_s = 0.16f;

// What the devices say since the last frame.
struct DesktopInput {
  glm::vec2 look_pixels{0.0f};  // mouse while looking
  glm::vec2 look_stick{0.0f};   // gamepad, -1..1, +x right, +y down
  glm::vec2 move{0.0f};         // keys or stick, -1..1, +x right, +y forward
  glm::vec2 pointer{0.0f};      // -1..1 over the window, +x right, +y up
  float aspect = 16.0f / 9.0f;
  float vertical_fov_rad = 1.05f;
  std::array<bool, 2> strike{};  // edges: send this hand out
  std::array<bool, 2> rest{};    // levels: keep this hand out, resting
  bool holds_stick = false;      // what the picture shows in the hands
  float reach_steps = 0.0f;      // wheel: how far hands are held
  std::array<KeyBlow, 4> key_blows{};
  Wishes wishes;
};

class DesktopVisitor {
 public:
  explicit DesktopVisitor(float eye_height_m = 1.2f) : eye_height_m_(eye_height_m) {}
  Presence advance(const DesktopInput& input, float step_s);
  void recentre();
  void set_eye_height(float height_m) { eye_height_m_ = height_m; }

 private:
  float eye_height_m_;
  float yaw_rad_ = 0.0f, pitch_rad_ = -0.15f;
  glm::vec2 offset_m_{0.0f};  // x right, y forward of the place's origin
  float reach_m_ = 0.42f;
  std::array<float, 2> thrust_s_{-1.0f, -1.0f};  // time since the strike began; < 0: none
  std::array<glm::vec3, 2> last_grip_{};
  bool first_ = true;
};

}  // namespace threshold::xr
