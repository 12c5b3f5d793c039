#include "audio/hearing/minimum_phase.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "audio/hearing/minimum_phase.cpp"
#include "hwy/foreach_target.h"  // IWYU pragma: keep

#include "audio/hearing/simd_math.h"

HWY_BEFORE_NAMESPACE();
namespace threshold::audio::hearing {
namespace HWY_NAMESPACE {

// re + i im -> exp(re + i im), in place, `count` a multiple of 16.
void run_complex_exp(float* HWY_RESTRICT re, float* HWY_RESTRICT im, int count) {
  const Lanes d;
  const int lanes = static_cast<int>(hn::Lanes(d));
  const auto to_turns = hn::Set(d, static_cast<float>(0.5 / std::numbers::pi));
  for (int i = 0; i < count; i += lanes) {
    const auto size = exp_natural(d, hn::Load(d, re + i));
    hn::Vec<Lanes> cosine, sine;
    cos_sin_turns(d, hn::Mul(hn::Load(d, im + i), to_turns), cosine, sine);
    hn::Store(hn::Mul(size, cosine), d, re + i);
    hn::Store(hn::Mul(size, sine), d, im + i);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace threshold::audio::hearing
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace threshold::audio::hearing {
HWY_EXPORT(run_complex_exp);

MinimumPhase::MinimumPhase(double sample_rate_hz) {
  const double low = erb_number(curve_hz(0)), step = erb_number(curve_hz(1)) - low;
  for (int k = 0; k < RealFft::kBins; ++k) {
    const double hz = std::max(1.0, k * sample_rate_hz / RealFft::kSize);
    const double at = std::clamp((erb_number(hz) - low) / step, 0.0, static_cast<double>(kCurvePoints - 1));
    point_[k] = std::min(static_cast<int>(at), kCurvePoints - 2);
    part_[k] = static_cast<float>(at - point_[k]);
  }
  constexpr int kFade = 256;
  window_.fill(1.0f);
  for (int n = 0; n < kFade; ++n)
    window_[kTaps - 1 - n] = static_cast<float>(0.5 - 0.5 * std::cos(std::numbers::pi * (n + 0.5) / kFade));
}

void MinimumPhase::design(const Curve& gain_db, Fir::Taps& taps) noexcept {
  constexpr int kHalf = RealFft::kSize / 2;
  constexpr float kNepers = 0.115129255f;  // ln 10 / 20
  for (int k = 0; k < RealFft::kBins; ++k) {
    const float a = gain_db[point_[k]], b = gain_db[point_[k] + 1];
    re_[k] = (a + part_[k] * (b - a)) * kNepers;
    im_[k] = 0.0f;
  }
  fft_.inverse(re_.data(), im_.data(), time_.data());
  for (int n = 1; n < kHalf; ++n) time_[n] *= 2.0f;
  std::fill(time_.begin() + kHalf + 1, time_.end(), 0.0f);
  fft_.forward(time_.data(), re_.data(), im_.data());
  HWY_DYNAMIC_DISPATCH(run_complex_exp)(re_.data(), im_.data(), static_cast<int>(re_.size()));
  im_[0] = im_[kHalf] = 0.0f;
  fft_.inverse(re_.data(), im_.data(), time_.data());
  for (int n = 0; n < kTaps; ++n) taps[n] = time_[n] * window_[n];
}

}  // namespace threshold::audio::hearing
#endif  // HWY_ONCE
