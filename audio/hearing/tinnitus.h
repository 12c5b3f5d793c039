// Tinnitus: three narrow tones close together, each waxing and waning slowly. It is not sound that came in,
// so it is added behind the model. Pitch at the audiogram's edge or at its worst place, level a few dB above
// the present threshold and never above 55 dB SPL.
#pragma once

#include <array>
#include <cstdint>

namespace threshold::audio::hearing {

inline constexpr float kTinnitusMostDbSpl = 55.0f;

class Tinnitus {
 public:
  Tinnitus(double sample_rate_hz, double spl_at_rms_1_db, std::uint32_t seed);

  // Once a hop. `level_db_spl`: of all three together; below 0 is silence. Fades take 200 ms and more.
  void start_hop(float hz, float level_db_spl) noexcept;
  void add(float* out, int count) noexcept;
  void reset() noexcept;
  bool silent() const noexcept { return !sounding_; }

 private:
  float rate_hz_, spl_at_rms_1_db_, fade_step_;
  std::uint32_t seed_, random_ = 1;
  bool sounding_ = false;
  float level_ = 0.0f, hz_ = 0.0f;
  std::array<float, 3> re_{}, im_{}, turn_re_{}, turn_im_{}, amplitude_{}, step_{}, sway_{}, sway_to_{};
};

}  // namespace threshold::audio::hearing
