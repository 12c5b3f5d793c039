// Gammatone: the model's ear for levels. 64 complex fourth-order gammatone bands, four one-poles each:
//
//   s_k[n] = a s_k[n-1] + (1 - |a|) s_{k-1}[n],   a = exp((-2 pi 1.019 w ERB(f) + 2 pi i f) / rate),  w = 1.4
//
// The magnitude of a complex band is free of ripple, so gains made from it do not modulate at the signal's
// own rate. Patterson et al. 1992; complex form after Hohmann 2002, Acta Acust. 88.
#pragma once

#include <array>

#include "audio/hearing/bands.h"

namespace threshold::audio::hearing {

class Gammatone {
 public:
  static constexpr int kOrder = 4;
  static constexpr double kWidth = 1.4;  // in ERBs: wide enough to be fast, narrow enough to place a tone

  explicit Gammatone(double sample_rate_hz);

  // Audio thread. `count` samples, any number; band powers add up until taken.
  void process(const float* samples, int count) noexcept;

  // Mean square of each band since the last call, scaled so that a tone of RMS r at the band's centre reads
  // r^2. `count`: how many samples that were.
  void take_power(int count, std::array<float, kBands>& power) noexcept;
  // The bands' complex values after the last sample: their phases are the sound's fine structure.
  const float* last_re() const noexcept { return re_[kOrder - 1].data(); }
  const float* last_im() const noexcept { return im_[kOrder - 1].data(); }
  void reset() noexcept;

 private:
  struct alignas(64) Lane : std::array<float, kBands> {};
  Lane pole_re_{}, pole_im_{}, gain_{};
  std::array<Lane, kOrder> re_{}, im_{};
  Lane power_{};
};

}  // namespace threshold::audio::hearing
