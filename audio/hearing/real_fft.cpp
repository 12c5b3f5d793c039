#include "audio/hearing/real_fft.h"

#include <cmath>
#include <numbers>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "audio/hearing/real_fft.cpp"
#include "hwy/foreach_target.h"  // IWYU pragma: keep

#include "audio/hearing/simd_math.h"

HWY_BEFORE_NAMESPACE();
namespace threshold::audio::hearing {
namespace HWY_NAMESPACE {

template <class V>
struct Complex {
  V re, im;
};
template <class V>
HWY_INLINE Complex<V> times(Complex<V> a, Complex<V> b) {
  return {hn::Sub(hn::Mul(a.re, b.re), hn::Mul(a.im, b.im)),
          hn::Add(hn::Mul(a.re, b.im), hn::Mul(a.im, b.re))};
}

// One radix-4 butterfly; y1..y3 still lack their twiddles.
template <class V>
HWY_INLINE void butterfly(Complex<V> a, Complex<V> b, Complex<V> c, Complex<V> e, Complex<V>& y0,
                          Complex<V>& y1, Complex<V>& y2, Complex<V>& y3) {
  const Complex<V> ac{hn::Add(a.re, c.re), hn::Add(a.im, c.im)},
      a_c{hn::Sub(a.re, c.re), hn::Sub(a.im, c.im)};
  const Complex<V> be{hn::Add(b.re, e.re), hn::Add(b.im, e.im)},
      b_e{hn::Sub(b.re, e.re), hn::Sub(b.im, e.im)};
  y0 = {hn::Add(ac.re, be.re), hn::Add(ac.im, be.im)};
  y2 = {hn::Sub(ac.re, be.re), hn::Sub(ac.im, be.im)};
  y1 = {hn::Add(a_c.re, b_e.im), hn::Sub(a_c.im, b_e.re)};
  y3 = {hn::Sub(a_c.re, b_e.im), hn::Add(a_c.im, b_e.re)};
}

// First pass: 512 points, neighbours in a vector, answers interleaved by four.
void first_pass(const float* HWY_RESTRICT xr, const float* HWY_RESTRICT xi, float* HWY_RESTRICT yr,
                float* HWY_RESTRICT yi, const float* const* wr, const float* const* wi) {
  const Lanes d;
  using V = hn::Vec<Lanes>;
  const int lanes = static_cast<int>(hn::Lanes(d));
  for (int p = 0; p < 128; p += lanes) {
    const auto at = [&](int k) HWY_ATTR {
      return Complex<V>{hn::Load(d, xr + p + k * 128), hn::Load(d, xi + p + k * 128)};
    };
    const auto w = [&](int k) HWY_ATTR { return Complex<V>{hn::Load(d, wr[k] + p), hn::Load(d, wi[k] + p)}; };
    Complex<V> y0, y1, y2, y3;
    butterfly(at(0), at(1), at(2), at(3), y0, y1, y2, y3);
    y1 = times(y1, w(0)), y2 = times(y2, w(1)), y3 = times(y3, w(2));
    hn::StoreInterleaved4(y0.re, y1.re, y2.re, y3.re, d, yr + 4 * p);
    hn::StoreInterleaved4(y0.im, y1.im, y2.im, y3.im, d, yi + 4 * p);
  }
}

// A later pass: `stride` independent transforms side by side, `n` points left in each.
template <class D>
HWY_INLINE void pass4(D d, int n, int stride, const float* HWY_RESTRICT xr, const float* HWY_RESTRICT xi,
                      float* HWY_RESTRICT yr, float* HWY_RESTRICT yi, const float* HWY_RESTRICT tr,
                      const float* HWY_RESTRICT ti) {
  using V = hn::Vec<D>;
  const int lanes = static_cast<int>(hn::Lanes(d)), m = n / 4, turn = 512 / n;
  for (int p = 0; p < m; ++p) {
    const auto w = [&](int k) HWY_ATTR {
      return Complex<V>{hn::Set(d, tr[k * p * turn]), hn::Set(d, ti[k * p * turn])};
    };
    const Complex<V> w1 = w(1), w2 = w(2), w3 = w(3);
    for (int q = 0; q < stride; q += lanes) {
      const auto at = [&](int k) HWY_ATTR {
        const int i = q + stride * (p + k * m);
        return Complex<V>{hn::Load(d, xr + i), hn::Load(d, xi + i)};
      };
      Complex<V> y0, y1, y2, y3;
      butterfly(at(0), at(1), at(2), at(3), y0, y1, y2, y3);
      const auto put = [&](int k, Complex<V> y) HWY_ATTR {
        const int i = q + stride * (4 * p + k);
        hn::Store(y.re, d, yr + i), hn::Store(y.im, d, yi + i);
      };
      put(0, y0), put(1, times(y1, w1)), put(2, times(y2, w2)), put(3, times(y3, w3));
    }
  }
}

// 512 points: 4 x 4 x 4 x 4 x 2. Starts and ends in buffer 0 and 1.
void run_fft(float* HWY_RESTRICT r0, float* HWY_RESTRICT i0, float* HWY_RESTRICT r1, float* HWY_RESTRICT i1,
             const float* tr, const float* ti, const float* const* wr, const float* const* wi) {
  const Lanes d;
  const hn::CappedTag<float, 4> d4;
  first_pass(r0, i0, r1, i1, wr, wi);
  pass4(d4, 128, 4, r1, i1, r0, i0, tr, ti);
  pass4(d, 32, 16, r0, i0, r1, i1, tr, ti);
  pass4(d, 8, 64, r1, i1, r0, i0, tr, ti);
  const int lanes = static_cast<int>(hn::Lanes(d));
  for (int q = 0; q < 256; q += lanes) {
    const auto ar = hn::Load(d, r0 + q), ai = hn::Load(d, i0 + q);
    const auto br = hn::Load(d, r0 + q + 256), bi = hn::Load(d, i0 + q + 256);
    hn::Store(hn::Add(ar, br), d, r1 + q), hn::Store(hn::Add(ai, bi), d, i1 + q);
    hn::Store(hn::Sub(ar, br), d, r1 + q + 256), hn::Store(hn::Sub(ai, bi), d, i1 + q + 256);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace threshold::audio::hearing
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace threshold::audio::hearing {
HWY_EXPORT(run_fft);

RealFft::RealFft() {
  const auto turn = [](int k, int of) { return -2.0 * std::numbers::pi * k / of; };
  for (int k = 0; k < kHalf; ++k) {
    twiddle_re_[k] = static_cast<float>(std::cos(turn(k, kHalf)));
    twiddle_im_[k] = static_cast<float>(std::sin(turn(k, kHalf)));
  }
  for (int j = 0; j < 3; ++j)
    for (int p = 0; p < kHalf / 4; ++p) {
      first_re_[j][p] = twiddle_re_[(j + 1) * p];
      first_im_[j][p] = twiddle_im_[(j + 1) * p];
    }
  for (int k = 0; k <= kHalf; ++k) {
    split_re_[k] = static_cast<float>(std::cos(turn(k, kSize)));
    split_im_[k] = static_cast<float>(std::sin(turn(k, kSize)));
  }
}

void RealFft::transform(bool inverted) noexcept {
  auto& re = inverted ? im_ : re_;
  auto& im = inverted ? re_ : im_;
  const std::array<const float*, 3> wr{first_re_[0].data(), first_re_[1].data(), first_re_[2].data()};
  const std::array<const float*, 3> wi{first_im_[0].data(), first_im_[1].data(), first_im_[2].data()};
  HWY_DYNAMIC_DISPATCH(run_fft)
  (re[0].data(), im[0].data(), re[1].data(), im[1].data(), twiddle_re_.data(), twiddle_im_.data(), wr.data(),
   wi.data());
}

void RealFft::forward(const float* samples, float* re, float* im) noexcept {
  for (int n = 0; n < kHalf; ++n) re_[0][n] = samples[2 * n], im_[0][n] = samples[2 * n + 1];
  transform(false);
  const auto &zr = re_[1], &zi = im_[1];
  re[0] = zr[0] + zi[0], im[0] = 0.0f;
  re[kHalf] = zr[0] - zi[0], im[kHalf] = 0.0f;
  for (int k = 1; k < kHalf; ++k) {
    const float er = 0.5f * (zr[k] + zr[kHalf - k]), ei = 0.5f * (zi[k] - zi[kHalf - k]);
    const float or_ = 0.5f * (zi[k] + zi[kHalf - k]), oi = -0.5f * (zr[k] - zr[kHalf - k]);
    re[k] = er + (split_re_[k] * or_ - split_im_[k] * oi);
    im[k] = ei + (split_re_[k] * oi + split_im_[k] * or_);
  }
}

void RealFft::inverse(const float* re, const float* im, float* samples) noexcept {
  constexpr float kScale = 1.0f / kSize;  // 1/512 for the transform, 1/2 for the split
  for (int k = 0; k < kHalf; ++k) {
    const float ar = re[k], ai = im[k], br = re[kHalf - k], bi = -im[kHalf - k];
    const float dr = ar - br, di = ai - bi;
    const float or_ = split_re_[k] * dr + split_im_[k] * di, oi = split_re_[k] * di - split_im_[k] * dr;
    re_[0][k] = kScale * (ar + br - oi);
    im_[0][k] = kScale * (ai + bi + or_);
  }
  transform(true);
  for (int n = 0; n < kHalf; ++n) samples[2 * n] = re_[1][n], samples[2 * n + 1] = im_[1][n];
}

}  // namespace threshold::audio::hearing
#endif  // HWY_ONCE
