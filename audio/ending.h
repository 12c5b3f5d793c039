// Ending: the same ceiling for both soundtracks, and the meter on what the ears are given.
#pragma once

#include <array>
#include <atomic>
#include <span>

#include "audio/engine.h"
#include "audio/hearing/ceiling.h"
#include "audio/hearing/dose.h"

namespace threshold::audio {

class Ending {
 public:
  explicit Ending(double spl_at_rms_1_db) : meter_(kSampleRateHz, spl_at_rms_1_db) {}

  // Audio thread, one quantum: limits `left` and `right` in place and interleaves them into `out`.
  void heard(std::span<float> left, std::span<float> right, std::span<float> out) noexcept {
    heard_ceiling_.process(left, right);
    meter_.process(left, right);
    interleave(left, right, out);
    if (++quanta_ % kPublishQuanta != 0) return;
    laeq_db_.store(meter_.laeq_db(), std::memory_order_relaxed);
    peak_db_.store(meter_.peak_db(), std::memory_order_relaxed);
    dose_percent_.store(meter_.dose_percent(), std::memory_order_relaxed);
  }
  void was_there(std::span<float> left, std::span<float> right, std::span<float> out) noexcept {
    was_there_ceiling_.process(left, right);
    interleave(left, right, out);
  }

  // Any thread; the figures are at most 20 ms old.
  void add_to(EngineStats& stats) const {
    stats.laeq_db = laeq_db_.load(std::memory_order_relaxed);
    stats.peak_db = peak_db_.load(std::memory_order_relaxed);
    stats.dose_percent = dose_percent_.load(std::memory_order_relaxed);
  }

 private:
  static constexpr int kPublishQuanta = 15;

  static void interleave(std::span<const float> left, std::span<const float> right,
                         std::span<float> out) noexcept {
    for (std::size_t n = 0; n < left.size(); ++n) {
      out[2 * n] = left[n];
      out[2 * n + 1] = right[n];
    }
  }

  hearing::Ceiling heard_ceiling_, was_there_ceiling_;
  hearing::DoseMeter meter_;
  std::int64_t quanta_ = 0;
  std::atomic<double> laeq_db_{0.0}, peak_db_{0.0}, dose_percent_{0.0};
};

}  // namespace threshold::audio
