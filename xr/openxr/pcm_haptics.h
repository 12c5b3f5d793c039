// What one hand's voice coil is to play, sample by sample, from blows and from resting on something that
// sounds (XR_FB_haptic_pcm). Pure but for its own small memory and buffer; actions.cpp hands the samples
// over.
//
// A blow is a struck body: amplitude * exp(-t / (duration / 3)) * sin(2 pi f t) for `duration`. Resting is
// amplitude(t) * sin(2 pi f t), appended in stretches whose phase and amplitude go on where the last ended.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "xr/touch.h"

namespace threshold::xr {

struct PcmStretch {
  std::span<const float> samples;  // -1..1, at the rate given; valid until the next feel()
  bool append = false;             // after what still plays; else at once, instead of it
};

class PcmMotor {
 public:
  static constexpr std::size_t kMost = 4000;  // samples a call: XR_MAX_HAPTIC_PCM_BUFFER_SIZE_FB
  // Once a frame at time `now_s`; `rate_hz` of the device, > 0. `envelope` is the touch bus's level, 0..1. A
  // blow begins at once and is never cut short by resting.
  std::optional<PcmStretch> feel(const HandTouch& touch, float envelope, double now_s, float rate_hz);
  // How many samples of the last stretch the device took; fewer than given: the rest is let go.
  void taken(std::size_t count, float rate_hz);
  void forget();  // the device is silent already: session gone, controller changed

 private:
  std::optional<PcmStretch> strike(const TouchPulse& pulse, double now_s, float rate_hz);

  std::array<float, kMost> buffer_{};
  double queued_until_s_ = -1.0;  // what was handed over ends here
  std::size_t given_ = 0;
  double phase_ = 0.0;  // of the resting vibration, in turns
  float amplitude_ = 0.0f, hz_ = 0.0f;
};

}  // namespace threshold::xr
