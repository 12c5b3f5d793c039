// LevelReader: from band powers to the gain that the loss asks for at every point of the curve.
//
// Once a hop: attack 0.5 ms in power, release 20 ms in dB; tops between two bands restored by a parabola
// through three; then each point takes the highest level within max(0.8 ERB, 95 Hz), so that the gain round a
// tone has a flat top that a filter of 10 ms can realise; then the gain law.
#pragma once

#include <array>

#include "audio/hearing/bands.h"
#include "audio/hearing/reference.h"

namespace threshold::audio::hearing {

class LevelReader {
 public:
  static constexpr float kAttackS = 0.0005f, kReleaseS = 0.020f;
  static constexpr double kReachErb = 0.8, kReachHz = 95.0;

  LevelReader(double sample_rate_hz, double spl_at_rms_1_db, Reference reference);

  // Audio thread. `power`: mean squares of one hop. `gain_db` <= 0 at every point. True when all are exactly
  // 0.
  bool read(const std::array<float, kBands>& power, const Curve& recruiting_db, const Curve& passive_db,
            Curve& gain_db) noexcept;
  void reset() noexcept;

 private:
  float attack_, release_;
  std::array<float, kBands> power_{}, level_db_{};  // smoothed
  std::array<float, kBands> full_scale_db_{};       // what a mean square of 1 is above threshold
  std::array<int, kCurvePoints> first_{}, last_{};  // bands within reach
};

}  // namespace threshold::audio::hearing
