#include "audio/hearing/fir.h"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "audio/hearing/fir.cpp"
#include "hwy/foreach_target.h"  // IWYU pragma: keep

#include "audio/hearing/simd_math.h"

HWY_BEFORE_NAMESPACE();
namespace threshold::audio::hearing {
namespace HWY_NAMESPACE {

// Outputs side by side in vectors, taps one after the other: the order of every sum is the same for any
// vector width and any number of outputs. `history` points at the first output's own input sample.
template <int kVectors, bool kTwo, class D>
HWY_INLINE void run_vectors(D d, const float* HWY_RESTRICT history, const float* HWY_RESTRICT taps_a,
                            const float* taps_b, float* HWY_RESTRICT out_a,
                            float* HWY_RESTRICT out_b) {
  const int lanes = static_cast<int>(hn::Lanes(d));
  hn::Vec<D> a[kVectors], b[kVectors];
  for (int v = 0; v < kVectors; ++v) a[v] = b[v] = hn::Zero(d);
  // Sums of 32 taps first, then the sum of those: far fewer roundings pile up where a filter cancels.
  for (int chunk = 0; chunk < kTaps; chunk += 32) {
    hn::Vec<D> part_a[kVectors], part_b[kVectors];
    for (int v = 0; v < kVectors; ++v) part_a[v] = part_b[v] = hn::Zero(d);
    for (int k = chunk; k < chunk + 32; ++k) {
      const auto ta = hn::Set(d, taps_a[k]);
      for (int v = 0; v < kVectors; ++v) {
        const auto x = hn::LoadU(d, history + v * lanes - k);
        part_a[v] = hn::Add(part_a[v], hn::Mul(ta, x));
        if constexpr (kTwo) part_b[v] = hn::Add(part_b[v], hn::Mul(hn::Set(d, taps_b[k]), x));
      }
    }
    for (int v = 0; v < kVectors; ++v) {
      a[v] = hn::Add(a[v], part_a[v]);
      if constexpr (kTwo) b[v] = hn::Add(b[v], part_b[v]);
    }
  }
  for (int v = 0; v < kVectors; ++v) {
    hn::StoreU(a[v], d, out_a + v * lanes);
    if constexpr (kTwo) hn::StoreU(b[v], d, out_b + v * lanes);
  }
}

template <bool kTwo>
HWY_INLINE void run_all(const float* HWY_RESTRICT history, const float* HWY_RESTRICT taps_a,
                        const float* HWY_RESTRICT taps_b, float* HWY_RESTRICT out_a, float* HWY_RESTRICT out_b,
                        int count) {
  const Lanes d;
  const int lanes = static_cast<int>(hn::Lanes(d));
  int done = 0;
  for (; done + 2 * lanes <= count; done += 2 * lanes)
    run_vectors<2, kTwo>(d, history + done, taps_a, taps_b, out_a + done, out_b + done);
  for (; done < count; done += lanes)
    run_vectors<1, kTwo>(d, history + done, taps_a, taps_b, out_a + done, out_b + done);
}

void run_one(const float* history, const float* taps, float* out, int count) {
  run_all<false>(history, taps, nullptr, out, nullptr, count);
}
void run_two(const float* history, const float* taps_a, const float* taps_b, float* out_a, float* out_b, int count) {
  run_all<true>(history, taps_a, taps_b, out_a, out_b, count);
}

}  // namespace HWY_NAMESPACE
}  // namespace threshold::audio::hearing
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace threshold::audio::hearing {
HWY_EXPORT(run_one);
HWY_EXPORT(run_two);

Fir::Fir() { reset(); }

void Fir::reset() noexcept {
  samples_ = {};
  taps_ = {};
  taps_[0][0] = taps_[1][0] = 1.0f;
  identity_ = {true, true};
  now_ = 0;
  still_ = crossing_ = false;
}

void Fir::start_hop(bool next_is_identity) noexcept {
  if (still_) {   // the hop before ended with what this one keeps
    still_ = false;
    crossing_ = false;
  } else {
    now_ = 1 - now_;
    identity_[now_] = next_is_identity;
    crossing_ = true;
  }
  std::copy(samples_.begin() + kHop, samples_.begin() + kTaps + kHop, samples_.begin());
}

void Fir::jump() noexcept {
  taps_[1 - now_] = taps_[now_];
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
  alignas(64) float from[kHop + 16], to[kHop + 16];
  const float* const history = samples_.data() + kTaps + at;
  if (!crossing_) {
    HWY_DYNAMIC_DISPATCH(run_one)(history, taps_[now_].data(), to, count);
    std::copy(to, to + count, out);
    return;
  }
  HWY_DYNAMIC_DISPATCH(run_two)(history, taps_[1 - now_].data(), taps_[now_].data(), from, to, count);
  for (int n = 0; n < count; ++n) {
    const float mix = static_cast<float>(at + n + 1) * (1.0f / kHop);
    out[n] = from[n] + mix * (to[n] - from[n]);
  }
}

}  // namespace threshold::audio::hearing
#endif  // HWY_ONCE
