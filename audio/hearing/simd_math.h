// Elementwise vector functions of the hearing model. Included once a target inside HWY_NAMESPACE by the
// kernels. Plain multiplications and additions in a fixed order, no fused ones: every instruction set and
// every vector width gives the same bits.

// No include guard of the usual kind: Highway compiles this once for each instruction set.
#if defined(THRESHOLD_HEARING_SIMD_MATH) == defined(HWY_TARGET_TOGGLE)
#ifdef THRESHOLD_HEARING_SIMD_MATH
#undef THRESHOLD_HEARING_SIMD_MATH
#else
#define THRESHOLD_HEARING_SIMD_MATH
#endif

#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace threshold::audio::hearing {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Lanes: at most 16, so that every grid size is a whole number of vectors.
using Lanes = hn::CappedTag<float, 16>;

// cos and sin of 2 pi `turns`. Error below 3e-7 for |turns| < 1000.
template <class D, class V = hn::Vec<D>>
HWY_INLINE void cos_sin_turns(D d, V turns, V& cosine, V& sine) {
  // To the nearest quarter: r in [-1/8, 1/8], quadrant q.
  const V quarters = hn::Round(hn::Mul(turns, hn::Set(d, 4.0f)));
  const V r = hn::Sub(turns, hn::Mul(quarters, hn::Set(d, 0.25f)));
  const V r2 = hn::Mul(r, r);
  // Taylor in turns: sin(2 pi r), cos(2 pi r).
  V s = hn::Set(d, 42.0586939f);
  s = hn::Add(hn::Mul(s, r2), hn::Set(d, -76.7058598f));
  s = hn::Add(hn::Mul(s, r2), hn::Set(d, 81.6052493f));
  s = hn::Add(hn::Mul(s, r2), hn::Set(d, -41.3417022f));
  s = hn::Add(hn::Mul(s, r2), hn::Set(d, 6.28318531f));
  s = hn::Mul(s, r);
  V c = hn::Set(d, 60.2446414f);
  c = hn::Add(hn::Mul(c, r2), hn::Set(d, -85.4568172f));
  c = hn::Add(hn::Mul(c, r2), hn::Set(d, 64.9393940f));
  c = hn::Add(hn::Mul(c, r2), hn::Set(d, -19.7392088f));
  c = hn::Add(hn::Mul(c, r2), hn::Set(d, 1.0f));
  const hn::RebindToSigned<D> di;
  const auto q = hn::ConvertTo(di, quarters);
  const auto one = hn::Set(di, 1), two = hn::Set(di, 2);
  const auto swap = hn::MaskFromVec(hn::BitCast(d, hn::VecFromMask(di, hn::Eq(hn::And(q, one), one))));
  const auto sign_s = hn::BitCast(d, hn::ShiftLeft<30>(hn::And(q, two)));
  const auto sign_c = hn::BitCast(d, hn::ShiftLeft<30>(hn::And(hn::Add(q, one), two)));
  sine = hn::Xor(hn::IfThenElse(swap, c, s), sign_s);
  cosine = hn::Xor(hn::IfThenElse(swap, s, c), sign_c);
}

// e^x for |x| <= 87. Relative error below 3e-7.
template <class D, class V = hn::Vec<D>>
HWY_INLINE V exp_natural(D d, V x) {
  x = hn::Min(hn::Max(x, hn::Set(d, -87.0f)), hn::Set(d, 87.0f));
  const V n = hn::Round(hn::Mul(x, hn::Set(d, 1.44269504f)));
  V r = hn::Sub(x, hn::Mul(n, hn::Set(d, 0.693359375f)));  // ln 2 in two parts (Cody & Waite)
  r = hn::Sub(r, hn::Mul(n, hn::Set(d, -2.12194440e-4f)));
  V p = hn::Set(d, 1.9875691500e-4f);
  p = hn::Add(hn::Mul(p, r), hn::Set(d, 1.3981999507e-3f));
  p = hn::Add(hn::Mul(p, r), hn::Set(d, 8.3334519073e-3f));
  p = hn::Add(hn::Mul(p, r), hn::Set(d, 4.1665795894e-2f));
  p = hn::Add(hn::Mul(p, r), hn::Set(d, 1.6666665459e-1f));
  p = hn::Add(hn::Mul(p, r), hn::Set(d, 5.0000001201e-1f));
  p = hn::Add(hn::Add(hn::Mul(p, hn::Mul(r, r)), r), hn::Set(d, 1.0f));
  const hn::RebindToSigned<D> di;
  const auto exponent = hn::ShiftLeft<23>(hn::Add(hn::ConvertTo(di, n), hn::Set(di, 127)));
  return hn::Mul(p, hn::BitCast(d, exponent));
}

// Adds up to 16 lanes' worth of partial sums in an order that does not depend on the vector width.
HWY_INLINE float sum_of_16(const float* HWY_RESTRICT p) {
  float a[8], b[4];
  for (int i = 0; i < 8; ++i) a[i] = p[i] + p[i + 8];
  for (int i = 0; i < 4; ++i) b[i] = a[i] + a[i + 4];
  return (b[0] + b[2]) + (b[1] + b[3]);
}

}  // namespace HWY_NAMESPACE
}  // namespace threshold::audio::hearing
HWY_AFTER_NAMESPACE();

#endif
