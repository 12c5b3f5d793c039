// DoseMeter: how much sound the ears have been given. A-weighted level, highest fast level, and dose after
// WHO/ITU-T H.870: adults 80 dBA for 40 hours = 1.6 Pa^2 h is 100 %, 3 dB more halves the time.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace threshold::audio::hearing {

class DoseMeter {
 public:
  // `spl_at_rms_1_db`: dB SPL of a signal whose digital RMS is 1.0.
  DoseMeter(double sample_rate_hz, double spl_at_rms_1_db);

  // Audio thread; both spans of one length.
  void process(std::span<const float> left, std::span<const float> right) noexcept;

  // A-weighted energy average of the louder ear since the start, dBA. -inf dB is given as -120.
  double laeq_db() const noexcept;
  // Highest A-weighted level of either ear with time weighting fast (125 ms, IEC 61672-1), dBA.
  double peak_db() const noexcept;
  // Share of one week's allowance that the louder ear has had, in per cent.
  double dose_percent() const noexcept;
  void reset() noexcept;

  // A-weighting at `hz` in dB, 0 at 1 kHz: IEC 61672-1, annex E.
  static double a_weighting_db(double hz);

 private:
  // One biquad, transposed direct form II, double: its poles at 20.6 Hz lie close to the unit circle.
  struct Section {
    double b0 = 1, b1 = 0, b2 = 0, a1 = 0, a2 = 0;
  };
  struct Ear {
    std::array<std::array<double, 2>, 3> memory{};
    double energy = 0, fast = 0, peak = 0;
  };
  void listen(Ear& ear, std::span<const float> sound) noexcept;

  std::array<Section, 3> sections_;
  double rate_hz_, calibration_db_, fast_step_;
  std::array<Ear, 2> ears_;
  std::int64_t frames_ = 0;
};

}  // namespace threshold::audio::hearing
