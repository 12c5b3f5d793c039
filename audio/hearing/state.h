// State: what two ears can do at one instant, as plain, trivially copyable data. The story interpolates
// it (scenes/), the engine hands it to the hearing model (audio/hearing/model.h) once a tick.
#pragma once

#include <array>
#include <cstdint>

namespace threshold::audio::hearing {

// Audiometric frequencies of the story's grid, Hz (ISO 8253-1 octaves and half octaves).
inline constexpr std::array<float, 11> kAudiogramHz{125,  250,  500,  750,  1000, 1500,
                                                    2000, 3000, 4000, 6000, 8000};
inline constexpr int kAudiogramPoints = static_cast<int>(kAudiogramHz.size());

struct EarState {
  std::array<float, kAudiogramPoints> loss_db_hl{};  // whole loss, -10..120 dB HL
  float conductive_db = 0.0f;                        // part of it that is plain attenuation, 0..60 dB
  float smear = 0.0f;            // 0 none .. 1 as much as the loss brings (Glasberg & Moore 1986)
  float temporal_smear = 0.0f;   // 0..1
  float tinnitus_db_sl = 0.0f;   // above the present threshold; 0 = none
  float tinnitus_hz = 0.0f;      // 0: at the audiogram's edge
  float implant_mix = 0.0f;      // 0 natural .. 1 implant only
  std::uint8_t implant_map = 0;  // index into the named maps
  float silence = 0.0f;          // 0 .. 1: everything, bones and tinnitus too, faded out
  friend bool operator==(const EarState&, const EarState&) = default;
};

struct State {
  std::array<EarState, 2> ears{};  // left, right
  friend bool operator==(const State&, const State&) = default;
};

}  // namespace threshold::audio::hearing
