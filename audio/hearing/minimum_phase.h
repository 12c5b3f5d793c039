// MinimumPhase: the shortest-delay filter with a given magnitude, by the cepstrum.
//
//   c = IFFT(ln |H|);  c'[0] = c[0], c'[n] = 2 c[n] for n < N/2, 0 above;  h = IFFT(exp(FFT(c')))
//
// Oppenheim & Schafer 2010, ch. 13. The magnitude comes as a curve in dB over ERB number and is read in
// straight lines. A curve of zeros gives exactly 1, 0, 0 ...
#pragma once

#include <array>

#include "audio/hearing/bands.h"
#include "audio/hearing/fir.h"
#include "audio/hearing/real_fft.h"

namespace threshold::audio::hearing {

class MinimumPhase {
 public:
  explicit MinimumPhase(double sample_rate_hz);

  // Audio thread; about 5 us. Gains between -300 and +60 dB.
  void design(const Curve& gain_db, Fir::Taps& taps) noexcept;

 private:
  RealFft fft_;
  std::array<int, RealFft::kBins> point_{};   // curve point below each bin
  std::array<float, RealFft::kBins> part_{};  // and how far it is to the next
  std::array<float, kTaps> window_{};         // ends the taps without a step
  alignas(64) std::array<float, RealFft::kSize> time_{};
  alignas(64) std::array<float, RealFft::kBins + 15> re_{}, im_{};
};

}  // namespace threshold::audio::hearing
