// Ceiling: the last thing before the ear. Bit-exact below the knee, above it bends smoothly so that no
// sample ever reaches past full scale, whatever comes in.
//
//   |x| <= K : y = x        |x| > K : y = sign(x) (K + (1 - K) tanh((|x| - K) / (1 - K)))      K = -1 dBFS
//
// No memory, no delay: slope 1 at the knee, so quiet sounds near a peak are untouched.
#pragma once

#include <span>

namespace threshold::audio::hearing {

class Ceiling {
 public:
  static constexpr float kKnee = 0.8912509f;  // -1 dBFS

  // In place, both spans of one length. Not-a-number becomes 0. Audio thread.
  void process(std::span<float> left, std::span<float> right) noexcept;
};

}  // namespace threshold::audio::hearing
