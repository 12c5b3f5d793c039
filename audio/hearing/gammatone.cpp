#include "audio/hearing/gammatone.h"

#include <cmath>
#include <complex>
#include <numbers>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "audio/hearing/gammatone.cpp"
#include "hwy/foreach_target.h"  // IWYU pragma: keep

#include "audio/hearing/simd_math.h"

HWY_BEFORE_NAMESPACE();
namespace threshold::audio::hearing {
namespace HWY_NAMESPACE {

// Bands side by side in a vector, samples one after the other; the state stays in registers for the run.
void run_gammatone(const float* HWY_RESTRICT pole_re, const float* HWY_RESTRICT pole_im,
                   const float* HWY_RESTRICT gain, float* const* re, float* const* im,
                   float* HWY_RESTRICT power, const float* HWY_RESTRICT samples, int count) {
  const Lanes d;
  const int step = static_cast<int>(hn::Lanes(d));
  const auto bias = hn::Set(d, 1e-20f);  // keeps a ringing-out band from becoming denormal
  for (int band = 0; band < kBands; band += step) {
    const auto ar = hn::Load(d, pole_re + band), ai = hn::Load(d, pole_im + band);
    const auto g = hn::Load(d, gain + band);
    auto r0 = hn::Load(d, re[0] + band), i0 = hn::Load(d, im[0] + band);
    auto r1 = hn::Load(d, re[1] + band), i1 = hn::Load(d, im[1] + band);
    auto r2 = hn::Load(d, re[2] + band), i2 = hn::Load(d, im[2] + band);
    auto r3 = hn::Load(d, re[3] + band), i3 = hn::Load(d, im[3] + band);
    auto sum = hn::Load(d, power + band);
    const auto pole = [&](auto& r, auto& i, auto in_r, auto in_i) HWY_ATTR {
      const auto next_r = hn::Add(hn::Sub(hn::Mul(ar, r), hn::Mul(ai, i)), in_r);
      i = hn::Add(hn::Add(hn::Mul(ar, i), hn::Mul(ai, r)), in_i);
      r = next_r;
    };
    for (int n = 0; n < count; ++n) {
      pole(r0, i0, hn::Add(hn::Mul(hn::Set(d, samples[n]), g), bias), bias);
      pole(r1, i1, hn::Mul(r0, g), hn::Mul(i0, g));
      pole(r2, i2, hn::Mul(r1, g), hn::Mul(i1, g));
      pole(r3, i3, hn::Mul(r2, g), hn::Mul(i2, g));
      sum = hn::Add(sum, hn::Add(hn::Mul(r3, r3), hn::Mul(i3, i3)));
    }
    hn::Store(r0, d, re[0] + band), hn::Store(i0, d, im[0] + band);
    hn::Store(r1, d, re[1] + band), hn::Store(i1, d, im[1] + band);
    hn::Store(r2, d, re[2] + band), hn::Store(i2, d, im[2] + band);
    hn::Store(r3, d, re[3] + band), hn::Store(i3, d, im[3] + band);
    hn::Store(sum, d, power + band);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace threshold::audio::hearing
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace threshold::audio::hearing {
HWY_EXPORT(run_gammatone);

Gammatone::Gammatone(double sample_rate_hz) {
  for (int b = 0; b < kBands; ++b) {
    const double hz = band_hz(b),
                 decay = 2.0 * std::numbers::pi * 1.019 * kWidth * erb_hz(hz) / sample_rate_hz;
    const std::complex<double> pole =
        std::polar(std::exp(-decay), 2.0 * std::numbers::pi * hz / sample_rate_hz);
    pole_re_[b] = static_cast<float>(pole.real());
    pole_im_[b] = static_cast<float>(pole.imag());
    gain_[b] = static_cast<float>(1.0 - std::exp(-decay));
  }
}

void Gammatone::process(const float* samples, int count) noexcept {
  std::array<float*, kOrder> re, im;
  for (int k = 0; k < kOrder; ++k) re[k] = re_[k].data(), im[k] = im_[k].data();
  HWY_DYNAMIC_DISPATCH(run_gammatone)
  (pole_re_.data(), pole_im_.data(), gain_.data(), re.data(), im.data(), power_.data(), samples, count);
}

void Gammatone::take_power(int count, std::array<float, kBands>& power) noexcept {
  // A real tone of amplitude A is half in its positive frequency: |z| = A/2 there, the mean square A^2/2.
  const float scale = 2.0f / static_cast<float>(count);
  for (int b = 0; b < kBands; ++b) power[b] = power_[b] * scale;
  power_ = {};
}

void Gammatone::reset() noexcept {
  re_ = {};
  im_ = {};
  power_ = {};
}

}  // namespace threshold::audio::hearing
#endif  // HWY_ONCE
