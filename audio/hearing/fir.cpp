#include "audio/hearing/fir.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "audio/hearing/fir.cpp"
#include "hwy/foreach_target.h"  // IWYU pragma: keep

#include "audio/hearing/simd_math.h"

HWY_BEFORE_NAMESPACE();
namespace threshold::audio::hearing {
namespace HWY_NAMESPACE {

using Doubles = hn::CappedTag<double, 8>;

// Outputs side by side in vectors, taps one after the other: the order of every sum is the same for any
// vector width and any number of outputs. In double: where a filter leaves a tone 135 dB down beside sound
// that it leaves 65 dB down, the roundings of single precision would be heard louder than the tone's own
// remains are pure. `history` points at the first output's own input sample.
template <int kVectors, bool kTwo, class D>
HWY_INLINE void run_vectors(D d, const double* HWY_RESTRICT history, const double* HWY_RESTRICT taps_a,
                            const double* taps_b, double* HWY_RESTRICT out_a, double* HWY_RESTRICT out_b) {
  const int lanes = static_cast<int>(hn::Lanes(d));
  hn::Vec<D> a[kVectors], b[kVectors];
  for (int v = 0; v < kVectors; ++v) a[v] = b[v] = hn::Zero(d);
  for (int k = 0; k < kTaps; ++k) {
    const auto ta = hn::Set(d, taps_a[k]);
    for (int v = 0; v < kVectors; ++v) {
      const auto x = hn::LoadU(d, history + v * lanes - k);
      a[v] = hn::Add(a[v], hn::Mul(ta, x));
      if constexpr (kTwo) b[v] = hn::Add(b[v], hn::Mul(hn::Set(d, taps_b[k]), x));
    }
  }
  for (int v = 0; v < kVectors; ++v) {
    hn::StoreU(a[v], d, out_a + v * lanes);
    if constexpr (kTwo) hn::StoreU(b[v], d, out_b + v * lanes);
  }
}

template <bool kTwo>
HWY_INLINE void run_all(const double* HWY_RESTRICT history, const double* HWY_RESTRICT taps_a,
                        const double* taps_b, double* HWY_RESTRICT out_a, double* HWY_RESTRICT out_b,
                        int count) {
  const Doubles d;
  const int lanes = static_cast<int>(hn::Lanes(d));
  int done = 0;
  for (; done + 4 * lanes <= count; done += 4 * lanes)
    run_vectors<4, kTwo>(d, history + done, taps_a, taps_b, out_a + done, out_b + done);
  for (; done < count; done += lanes)
    run_vectors<1, kTwo>(d, history + done, taps_a, taps_b, out_a + done, out_b + done);
}

void run_one(const double* history, const double* taps, double* out, int count) {
  run_all<false>(history, taps, nullptr, out, nullptr, count);
}
void run_two(const double* history, const double* taps_a, const double* taps_b, double* out_a, double* out_b,
             int count) {
  run_all<true>(history, taps_a, taps_b, out_a, out_b, count);
}

}  // namespace HWY_NAMESPACE
}  // namespace threshold::audio::hearing
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace threshold::audio::hearing {
HWY_EXPORT(run_one);
HWY_EXPORT(run_two);

Fir::Fir() {
  reset();
}

void Fir::reset() noexcept {
  samples_ = {};
  taps_ = {};
  wide_ = {};
  taps_[0][0] = taps_[1][0] = 1.0f;
  wide_[0][0] = wide_[1][0] = 1.0;
  identity_ = {true, true};
  now_ = 0;
  still_ = crossing_ = false;
}

void Fir::start_hop(bool next_is_identity) noexcept {
  if (still_) {  // the hop before ended with what this one keeps
    still_ = false;
    crossing_ = false;
  } else {
    now_ = 1 - now_;
    identity_[now_] = next_is_identity;
    crossing_ = true;
    std::copy(taps_[now_].begin(), taps_[now_].end(), wide_[now_].begin());
  }
  std::copy(samples_.begin() + kHop, samples_.begin() + kTaps + kHop, samples_.begin());
}

void Fir::jump() noexcept {
  taps_[1 - now_] = taps_[now_];
  wide_[1 - now_] = wide_[now_];
  identity_[1 - now_] = identity_[now_];
  crossing_ = false;
}

void Fir::skip(const float* in, int at, int count) noexcept {
  std::copy(in, in + count, samples_.begin() + kTaps + at);
}

void Fir::process(const float* in, float* out, int at, int count) noexcept {
  skip(in, at, count);
  if (identity_[now_] && (identity_[1 - now_] || !crossing_)) {
    if (in != out) std::copy(in, in + count, out);
    return;
  }
  alignas(64) double from[kHop + 16], to[kHop + 16];
  const double* const history = samples_.data() + kTaps + at;
  if (!crossing_) {
    HWY_DYNAMIC_DISPATCH(run_one)(history, wide_[now_].data(), to, count);
    for (int n = 0; n < count; ++n) out[n] = static_cast<float>(to[n]);
    return;
  }
  HWY_DYNAMIC_DISPATCH(run_two)(history, wide_[1 - now_].data(), wide_[now_].data(), from, to, count);
  for (int n = 0; n < count; ++n) {
    const double mix = static_cast<double>(at + n + 1) * (1.0 / kHop);
    out[n] = static_cast<float>(from[n] + mix * (to[n] - from[n]));
  }
}

}  // namespace threshold::audio::hearing
#endif  // HWY_ONCE
