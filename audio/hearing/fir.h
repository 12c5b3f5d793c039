// Fir: a filter of 512 taps that changes by cross-fade. While a hop runs, the old and the new filter both
// work and their outputs are mixed linearly; no delay, and the same samples however a hop is cut into calls.
#pragma once

#include <array>

#include "audio/hearing/bands.h"

namespace threshold::audio::hearing {

inline constexpr int kTaps = 512;

class Fir {
 public:
  using Taps = std::array<float, kTaps>;

  Fir();

  // Before the first sample of a hop: the filter to be reached at its end. A filter that passes everything
  // (1, 0, 0 ...) costs nothing and is bit-exact.
  Taps& next() noexcept { return taps_[1 - now_]; }
  void start_hop(bool next_is_identity) noexcept;
  // Instead of writing next(): the coming hop ends with the filter that it starts with.
  void keep() noexcept { still_ = true; }

  // Both filters of the coming hop are the next one: no cross-fade.
  void jump() noexcept;
  // Takes `count` samples in without giving any: the filter rests but remembers.
  void skip(const float* in, int at, int count) noexcept;
  // `count` more samples of the hop, which then has `at + count` <= kHop of them. `out` may be `in`.
  void process(const float* in, float* out, int at, int count) noexcept;
  void reset() noexcept;

 private:
  // History first, then the hop's samples, then slack for whole vectors read past the end.
  alignas(64) std::array<double, kTaps + kHop + 40> samples_{};
  alignas(64) std::array<Taps, 2> taps_{};
  alignas(64) std::array<std::array<double, kTaps>, 2> wide_{};  // the same for the double arithmetic
  std::array<bool, 2> identity_{true, true};
  int now_ = 0;
  bool still_ = false, crossing_ = false;
};

}  // namespace threshold::audio::hearing
