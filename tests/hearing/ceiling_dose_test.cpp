// Ceiling and dose meter against their standards.
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "audio/hearing/ceiling.h"
#include "audio/hearing/dose.h"

namespace threshold::audio::hearing {
namespace {

constexpr double kRateHz = 48000.0;

std::vector<float> tone(double hz, double rms, double seconds) {
  std::vector<float> x(static_cast<std::size_t>(seconds * kRateHz));
  for (std::size_t n = 0; n < x.size(); ++n)
    x[n] = static_cast<float>(rms * std::sqrt(2.0) *
                              std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(n) / kRateHz));
  return x;
}

TEST(Ceiling, leaves_everything_below_minus_1_dbfs_as_it_is) {
  std::vector<float> x;
  for (float v = -0.891f; v <= 0.891f; v += 0.001f) x.push_back(v);
  std::vector<float> left = x, right = x;
  Ceiling().process(left, right);
  EXPECT_EQ(left, x);
  EXPECT_EQ(right, x);
}

TEST(Ceiling, nothing_ever_passes_full_scale_and_louder_is_never_softer) {
  std::vector<float> x{-std::numeric_limits<float>::infinity(), -1e30f};
  for (float v = -4.0f; v <= 4.0f; v += 0.01f) x.push_back(v);
  x.push_back(std::numeric_limits<float>::infinity());
  std::vector<float> y = x, none;
  Ceiling().process(y, none);
  for (std::size_t n = 0; n < x.size(); ++n) {
    EXPECT_LE(std::abs(y[n]), 1.0f);
    if (n > 0) {
      EXPECT_GE(y[n], y[n - 1]);
    }
  }
}

TEST(Ceiling, makes_silence_of_what_is_not_a_number) {
  std::vector<float> x{std::numeric_limits<float>::quiet_NaN()}, none;
  Ceiling().process(x, none);
  EXPECT_EQ(x[0], 0.0f);
}

TEST(DoseMeter, the_weighting_curve_is_that_of_iec_61672) {
  // Table 3 of the standard, nominal frequencies.
  EXPECT_NEAR(DoseMeter::a_weighting_db(1000.0), 0.0, 1e-12);
  EXPECT_NEAR(DoseMeter::a_weighting_db(31.5), -39.4, 0.15);
  EXPECT_NEAR(DoseMeter::a_weighting_db(100.0), -19.1, 0.1);
  EXPECT_NEAR(DoseMeter::a_weighting_db(4000.0), 1.0, 0.1);
  EXPECT_NEAR(DoseMeter::a_weighting_db(16000.0), -6.6, 0.15);
}

TEST(DoseMeter, reads_tones_as_the_curve_says) {
  for (double hz : {31.5, 63.0, 250.0, 1000.0, 4000.0, 8000.0, 12500.0}) {
    DoseMeter meter(kRateHz, 100.0);
    const auto x = tone(hz, 0.1, 4.0);
    meter.process(x, x);
    EXPECT_NEAR(meter.laeq_db(), 80.0 + DoseMeter::a_weighting_db(hz), 0.25) << hz;
  }
}

TEST(DoseMeter, forty_hours_of_80_dba_is_the_whole_weekly_dose) {
  // 80 dBA for 10 s is 10 / 144000 of it: 1.6 Pa2h is 80.0 dB re 20 uPa over 40 h (H.870 rounds).
  DoseMeter meter(kRateHz, 100.0);
  const auto x = tone(1000.0, 0.1, 10.0), nothing = std::vector<float>(x.size());
  meter.process(nothing, x);  // the louder ear counts
  EXPECT_NEAR(meter.dose_percent(), 100.0 * 10.0 / 144000.0, 1e-4);
  DoseMeter louder(kRateHz, 103.0103);
  louder.process(x, x);
  EXPECT_NEAR(louder.dose_percent() / meter.dose_percent(), 2.0, 1e-3);  // 3 dB: twice
}

TEST(DoseMeter, a_short_crack_reads_as_fast_weighting_lets_it) {
  // 200 ms of a steady 1 kHz tone: -1.0 dB below its level with fast weighting (IEC 61672-1, table 4).
  DoseMeter meter(kRateHz, 100.0);
  auto x = tone(1000.0, 0.1, 0.2);
  x.resize(48000, 0.0f);
  meter.process(x, x);
  EXPECT_NEAR(meter.peak_db(), 79.0, 0.15);
}

TEST(DoseMeter, empty_ears_have_had_nothing) {
  const DoseMeter meter(kRateHz, 100.0);
  EXPECT_EQ(meter.dose_percent(), 0.0);
  EXPECT_EQ(meter.laeq_db(), -120.0);
}

}  // namespace
}  // namespace threshold::audio::hearing
