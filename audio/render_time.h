// RenderTime: how long quanta take, as a histogram that the audio thread fills and any thread may read.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>

namespace threshold::audio {

class RenderTime {
 public:
  void count(std::chrono::nanoseconds took) noexcept {
    const double us = std::max(0.1, static_cast<double>(took.count()) * 1e-3);
    const int bin = std::clamp(static_cast<int>(kBinsADecade * (std::log10(us) + 1.0)), 0, kBins - 1);
    bins_[bin].fetch_add(1, std::memory_order_relaxed);
  }

  // The time that `share` (0..1) of all quanta stay under, microseconds, to 6 %; 0 before the first.
  double quantile_us(double share) const noexcept {
    std::int64_t all = 0, seen = 0;
    for (const auto& bin : bins_) all += bin.load(std::memory_order_relaxed);
    if (all == 0) return 0.0;
    for (int i = 0; i < kBins; ++i) {
      seen += bins_[i].load(std::memory_order_relaxed);
      if (static_cast<double>(seen) >= share * static_cast<double>(all)) {
        return std::pow(10.0, (i + 0.5) / kBinsADecade - 1.0);
      }
    }
    return 0.0;
  }

 private:
  static constexpr int kBinsADecade = 40, kBins = 240;  // 0.1 us .. 0.1 s
  std::array<std::atomic<std::int64_t>, kBins> bins_{};
};

}  // namespace threshold::audio
