// DesktopVisitor: from mouse, keys and gamepad to a Presence. Pure: time comes in as a step, nothing is
// read from a device, so every rule here is tested without a window.
//
// The pointer aims a hand: it waits over what is pointed at, in view, and goes through nothing. A click, a
// trigger or a flick of the mouse brings the stick's tip or the palm down onto it, at a speed that is told.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <glm/vec2.hpp>

#include "xr/desktop/stroke.h"
#include "xr/desktop/surfaces.h"
#include "xr/presence.h"

namespace threshold::xr {

inline constexpr float kStepReach_m = 0.6f;    // how far WASD may take the head from its place
inline constexpr float kWalkSpeed_m_s = 0.8f;  // half of a preferred walking pace: a step, not a walk
inline constexpr float kLookPerPixel_rad = 0.0025f;
inline constexpr float kStickLook_rad_s = 2.2f;  // gamepad stick, full deflection
inline constexpr float kClickBlow_m_s = 5.0f;    // a firm drum stroke; with Shift 8
inline constexpr float kFastestBlow_m_s = 9.0f;
inline constexpr float kHover_m = 0.1f;        // a waiting hand is so high over what it points at
inline constexpr float kThrust_m = 0.45f;      // where nothing lies: so far out
inline constexpr float kArmAndStick_m = 1.5f;  // farther from the eye nothing is struck with a stick
// An open hand waits over what is so near, and reaches what is so far: what a table before one is.
inline constexpr float kArm_m = 0.6f, kStretched_m = 1.1f;
inline constexpr float kTip_m = 0.007f, kPalm_m = 0.04f;  // radius of what touches
// Where hands wait before anybody has moved the pointer, and the free one always: in the picture's lower
// third.
inline constexpr glm::vec2 kWaitsRight{0.32f, -0.5f}, kWaitsLeft{-0.42f, -0.55f};

// What the devices say since the last frame.
struct DesktopInput {
  glm::vec2 look_pixels{0.0f};  // mouse while looking
  glm::vec2 look_stick{0.0f};   // gamepad, -1..1, +x right, +y down
  glm::vec2 move{0.0f};         // keys or stick, -1..1, +x right, +y forward
  glm::vec2 pointer{0.0f};      // -1..1 over the window, +x right, +y up
  bool pointer_moves = false;   // by the visitor's hand: its flicks strike
  float aspect = 16.0f / 9.0f;
  float vertical_fov_rad = 1.05f;
  std::array<bool, 2> strike{};             // edges: send this hand out
  std::array<float, 2> strike_speed_m_s{};  // of these; 0: as a click
  std::array<bool, 2> rest{};               // levels: keep this hand out, resting
  bool holds_stick = false;                 // what the picture shows in the hands
  float reach_steps = 0.0f;                 // wheel: how far hands are held
  std::array<KeyBlow, 4> key_blows{};
  Wishes wishes;
};

// How hard a trigger strikes that went from one pull (0..1) to the other in this time: a whole pull in a
// tenth of a second is a firm stroke.
float pulled_speed(float from, float to, float time_s);

class DesktopVisitor {
 public:
  explicit DesktopVisitor(float eye_height_m = 1.2f) : eye_height_m_(eye_height_m) {}
  Presence advance(const DesktopInput& input, float step_s);
  void recentre();
  void set_eye_height(float height_m) { eye_height_m_ = height_m; }
  // Of the place that is shown; in its space.
  void set_surfaces(std::vector<Surface> surfaces) { surfaces_ = std::move(surfaces); }

 private:
  struct Hand {
    Stroke stroke;
    Flick flick;
    Touching touch;
    glm::vec2 pointer{0.0f};
    bool known = false;
  };
  struct Aim {
    glm::vec3 ray{0.0f, 0.0f, -1.0f};                       // in the head's space
    glm::vec3 waits_at{0.0f}, contact{0.0f}, normal{0.0f};  // in the place's
    float distance_m = 0.0f;                                // from the eye
  };

  void look_and_lean(const DesktopInput& in, float step_s);
  Aim aim(const Pose& head, const glm::vec2& pointer, const DesktopInput& in) const;
  void move(Hand& hand, const Aim& aimed, const DesktopInput& in, int side, float step_s);
  Pose grip(const Pose& head, const glm::vec3& touch, int side, bool stick) const;

  float eye_height_m_;
  float yaw_rad_ = 0.0f, pitch_rad_ = -0.15f;
  glm::vec2 offset_m_{0.0f};  // x right, y forward of the place's origin
  float reach_m_ = 0.42f;
  std::array<Hand, 2> hands_;
  std::vector<Surface> surfaces_;
};

}  // namespace threshold::xr
