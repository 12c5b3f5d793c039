// ContactBus: what reaches the visitor through bones and hands instead of air. A mono mix of every voice and
// blow with a `bone` send, read from the sounds themselves at the exact sample, with no place and no walls.
// Two ways out: the mix itself for the inner ears (the hearing model takes from it what a skull hands on:
// bass, and little of it), and the level between 80 and 400 Hz for the hands.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "audio/engine.h"

namespace threshold::audio {

// Second-order section, direct form II transposed; the formulas of R. Bristow-Johnson's cookbook.
class Biquad {
 public:
  static Biquad low_pass(double hz, double q) noexcept;
  static Biquad high_pass(double hz, double q) noexcept;
  float next(float x) noexcept;
  void clear() noexcept { z1_ = z2_ = 0.0; }

 private:
  double b0_ = 1, b1_ = 0, b2_ = 0, a1_ = 0, a2_ = 0, z1_ = 0, z2_ = 0;
};

// What of one sound falls into the present quantum.
struct ContactPart {
  std::span<const float> sound;
  double frame = 0.0;  // of the sound, at `from`
  double pitch = 1.0;  // frames of the sound a sample
  bool looping = false;
  int from = 0;                                 // first sample of the quantum that it sounds in
  float gain_before = 0.0f, gain_after = 0.0f;  // ramp over the whole quantum
};

class ContactBus {
 public:
  // What skin feels of it.
  static constexpr double kTouchLowHz = 80.0, kTouchHighHz = 400.0;

  // Audio thread. Begin with clear(), add() what sounds, then finish() the quantum.
  void clear() noexcept;
  void add(const ContactPart& part) noexcept;
  void finish() noexcept;

  // The quantum for the inner ears; all zero when silent(), which comes 200 ms after the last sound.
  std::span<const float> mix() const noexcept { return mix_; }
  bool silent() const noexcept { return silent_; }
  // Amplitude of a sine with the power that the bus has between 80 and 400 Hz; at most 1. Rises within 3 ms,
  // falls in 60.
  float touch_envelope() const noexcept { return envelope_; }

 private:
  std::array<float, kQuantum> mix_{};
  std::array<Biquad, 4> touch_filter_{
      Biquad::high_pass(kTouchLowHz, 0.5412), Biquad::high_pass(kTouchLowHz, 1.3066),
      Biquad::low_pass(kTouchHighHz, 0.5412), Biquad::low_pass(kTouchHighHz, 1.3066)};
  double power_ = 0.0, held_power_ = 0.0;
  float envelope_ = 0.0f;
  int quiet_quanta_ = kRingQuanta;
  bool fed_ = false, silent_ = true;

  static constexpr int kRingQuanta = 150;  // 200 ms: the filters have rung out
};

}  // namespace threshold::audio
