// Presence: everything the visitor did in one tick, as plain data. Backends (xr/openxr, xr/desktop,
// a recorded file) write it; the director (scenes/) is its only reader. No vendor type appears here.
//
// Space: metres, right-handed, +y up, -z forward, origin on the floor under the visitor's seat or feet
// of the current place (OpenXR "local floor"). Angles in radians unless a name says otherwise.
#pragma once

#include <array>
#include <cstdint>

#include <glm/gtc/quaternion.hpp>
#include <glm/vec3.hpp>

namespace threshold::xr {

inline constexpr int kSampleRateHz = 48000;  // the story's clock is the audio clock
inline constexpr int kTickSamples = 384;     // one director tick: 8 ms = 6 audio quanta of 64 frames
inline constexpr int kHandJoints = 26;       // XR_HAND_JOINT_COUNT_EXT, in the order of XR_EXT_hand_tracking
inline constexpr int kKeySlots = 16;

struct Pose {
  glm::vec3 position{0.0f};
  glm::quat orientation{1.0f, 0.0f, 0.0f, 0.0f};
  friend bool operator==(const Pose&, const Pose&) = default;
};

enum Side : int { left = 0, right = 1 };

struct HandPresence {
  bool tracked = false;         // the poses below are of this frame
  bool joints_tracked = false;  // `joints` holds 26 poses of this frame
  Pose grip;  // XR_EXT grip pose: origin in the fist, -z along the thumb's pointing direction
  Pose aim;   // pointing ray, -z forward
  glm::vec3 velocity_m_s{0.0f};            // of the grip's origin
  glm::vec3 angular_velocity_rad_s{0.0f};  // about the grip's origin
  float trigger = 0.0f;                    // 0..1
  float squeeze = 0.0f;                    // 0..1
  std::array<Pose, kHandJoints> joints{};
  friend bool operator==(const HandPresence&, const HandPresence&) = default;
};

// A blow asked for by a key, mouse button or gamepad button: the n-th playable part of the place.
struct KeyBlow {
  std::uint8_t slot = 0;   // < kKeySlots, index into the place's `key_parts`
  float speed_m_s = 0.0f;  // > 0: struck in this tick
  friend bool operator==(const KeyBlow&, const KeyBlow&) = default;
};

// Edges, not levels: true in the one tick in which the visitor asked.
struct Wishes {
  bool pause = false;  // toggles
  bool skip = false;   // to the next beat
  bool exit = false;
  bool recentre = false;
  bool captions = false;  // next captions policy
  bool confirm = false;   // trigger, space, pad A
  friend bool operator==(const Wishes&, const Wishes&) = default;
};

struct Presence {
  bool worn = true;  // somebody is there
  bool head_tracked = true;
  Pose head{{0.0f, 1.6f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};
  std::array<HandPresence, 2> hands{};
  std::array<KeyBlow, 4> key_blows{};  // unused entries have speed 0
  // The visitor has no hands to play with: what they look at long enough is struck, or chosen from a menu.
  bool by_gaze = false;
  Pose gaze;  // while by_gaze: the eyes' ray, -z forward; the head's where eyes are not tracked
  Wishes wishes;
  friend bool operator==(const Presence&, const Presence&) = default;
};

}  // namespace threshold::xr
