// SoundMoment: everything the ears are to receive from one tick on, as plain, trivially copyable data.
// The director fills it once a tick; the engine (audio/engine.h) is its only reader.
// Same space as xr/presence.h. `sample` is the story's clock: 48 kHz, one tick = 384 samples.
#pragma once

#include <array>
#include <cstdint>

#include <glm/gtc/quaternion.hpp>
#include <glm/vec3.hpp>

#include "audio/hearing/state.h"

namespace threshold::audio {

using SoundId = std::uint16_t;         // index into the SoundBank (audio/sound_bank.h)
inline constexpr int kMaxVoices = 40;  // lasting sounds at once
inline constexpr int kMaxBlows = 16;   // one-shots a tick
inline constexpr int kRooms = 8;

// A sound on the story's timeline, or a loop. Identity is `key` over ticks; absent in a tick = faded out in
// 20 ms.
struct Voice {
  std::uint32_t key = 0;  // 0: unused
  SoundId sound = 0;
  bool looping = false;
  bool head_relative = false;     // own body
  std::int64_t start_sample = 0;  // story sample at which its first frame sounds; late = joined in mid-sound,
                                  // but up to 24 ms late it begins late, with its attack
  glm::vec3 position{0.0f};
  float gain = 0.0f;       // linear; 1 = as recorded, at 1 m
  float occlusion = 0.0f;  // 0 open .. 1 behind a wall
  float reverb = 1.0f;     // send, linear
  float bone = 0.0f;       // linear send to the contact bus: bones and hands
  friend bool operator==(const Voice&, const Voice&) = default;
};

// Something struck. Sounds at exactly `start_sample`; when that has passed, at the next quantum.
struct Blow {
  SoundId sound = 0;
  std::int64_t start_sample = 0;
  glm::vec3 position{0.0f};
  float gain = 0.0f;
  float pitch = 1.0f;
  float reverb = 1.0f;
  float bone = 0.0f;
  friend bool operator==(const Blow&, const Blow&) = default;
};

struct SoundMoment {
  std::int64_t sample = 0;  // start of the tick
  bool held = false;        // the story's clock stands: fade out in 50 ms and wait
  glm::vec3 head_position{0.0f};
  glm::quat head_orientation{1.0f, 0.0f, 0.0f, 0.0f};
  std::uint8_t room = 0;  // index into the engine's rooms; changes cross-fade
  float master_gain = 1.0f;
  hearing::State hearing;
  std::uint8_t voice_count = 0;
  std::uint8_t blow_count = 0;
  std::array<Voice, kMaxVoices> voices{};
  std::array<Blow, kMaxBlows> blows{};
  friend bool operator==(const SoundMoment&, const SoundMoment&) = default;
};

}  // namespace threshold::audio
