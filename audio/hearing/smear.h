// Smear: auditory filters broader than normal, and their sluggishness, laid on the sound itself.
//
// The sound is cut into 48 complex gammatone bands; each is turned by a random phase of its own pace,
// exp(i phi(t)), phi a low-pass noise of rms kPhase radians, and all are added up again. A tone becomes a
// band of noise with bandwidth sqrt(B^2 - 1) ERB, so that a normal filter behind it has B times its width.
// Turning keeps the power: levels, and with them thresholds and loudness growth, stay what the gain law made
// them. Broadening: Glasberg & Moore 1986, J. Acoust. Soc. Am. 79; smearing by noise after ter Keurs et al.
// 1992.
#pragma once

#include <array>
#include <cstdint>

#include "audio/hearing/bands.h"

namespace threshold::audio::hearing {

// Bandwidth of the damaged filter over that of the normal one: 1, 1.5, 2, 3 at 20, 40, 55, 70 dB HL, at
// most 3.8.
float broadening_at(float loss_db_hl);

// How much of the sound takes part in smearing: none for B = 1, all of it from B = 1.33.
float smeared_share(float broadening);

// Half width b of the stage's band at `hz`: |H|^2 = (1 + (d / b)^2)^-3 at a distance of d Hz.
double smear_band_decay_hz(double hz);

class Smear {
 public:
  static constexpr int kNeighbours = 8;  // bands either side whose noises are mixed into a band's own

  Smear(double sample_rate_hz, std::uint32_t seed);

  // Once a hop, before its first sample. `width`: sqrt(B^2 - 1); `gain`: amplitude of each band;
  // `sluggish` 0..1: envelope low-pass from 64 down to 16 Hz.
  void start_hop(const std::array<float, kSmearBands>& width, const std::array<float, kSmearBands>& gain,
                 float sluggish) noexcept;
  // `count` samples, the first of them the `at`-th of the hop. Delay 3.5 ms at 500 Hz, less above.
  void process(const float* in, float* out, int at, int count) noexcept;
  void reset() noexcept;

 private:
  static constexpr int kOrder = 3;
  struct alignas(64) Lane : std::array<float, kSmearBands> {};
  void new_noise() noexcept;

  std::uint32_t seed_;
  float rate_hz_;
  Lane pole_re_{}, pole_im_{}, pole_gain_{}, align_{}, level_{}, erb_hz_{};
  std::array<Lane, kOrder> re_{}, im_{};
  std::array<Lane, 4> noise_{};  // one value every 8 samples of a hop
  Lane low1_{}, low2_{}, low_step_{}, turns_{}, gain_{}, gain_step_{}, power_{};
  Lane slow_{}, envelope_{};
  std::array<Lane, 2 * kNeighbours + 1> weights_{};
  std::array<std::uint32_t, kSmearBands + 2 * kNeighbours> random_{};
};

}  // namespace threshold::audio::hearing
