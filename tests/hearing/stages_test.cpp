// The stages one by one: transform, filter design, filter, level bank, smearing.
#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>

#include "audio/hearing/fir.h"
#include "audio/hearing/gammatone.h"
#include "audio/hearing/level.h"
#include "audio/hearing/minimum_phase.h"
#include "audio/hearing/random.h"
#include "audio/hearing/real_fft.h"
#include "audio/hearing/smear.h"

namespace threshold::audio::hearing {
namespace {

constexpr double kRateHz = 48000.0;
using std::numbers::pi;

TEST(RealFft, agrees_with_the_sum_it_stands_for) {
  RealFft fft;
  std::array<float, RealFft::kSize> x;
  std::array<float, RealFft::kBins> re, im;
  std::uint32_t random = 3;
  for (float& v : x) v = next_uniform(random);
  fft.forward(x.data(), re.data(), im.data());
  for (int k : {0, 1, 2, 17, 255, 256, 400, 511, 512}) {
    std::complex<double> sum = 0.0;
    for (int n = 0; n < RealFft::kSize; ++n)
      sum += static_cast<double>(x[n]) * std::polar(1.0, -2.0 * pi * k * n / 1024.0);
    EXPECT_NEAR(re[k], sum.real(), 2e-4) << k;
    EXPECT_NEAR(im[k], sum.imag(), 2e-4) << k;
  }
  std::array<float, RealFft::kSize> back;
  fft.inverse(re.data(), im.data(), back.data());
  for (int n = 0; n < RealFft::kSize; ++n) EXPECT_NEAR(back[n], x[n], 1e-6f);
}

TEST(MinimumPhase, a_flat_curve_is_a_single_tap) {
  MinimumPhase design(kRateHz);
  Curve gain{};
  Fir::Taps taps;
  design.design(gain, taps);
  EXPECT_EQ(taps[0], 1.0f);
  for (int n = 1; n < kTaps; ++n) EXPECT_EQ(taps[n], 0.0f);
  gain.fill(-20.0f);
  design.design(gain, taps);
  EXPECT_NEAR(taps[0], 0.1f, 1e-6f);
}

TEST(MinimumPhase, the_filter_has_the_asked_magnitude_and_starts_at_once) {
  MinimumPhase design(kRateHz);
  Curve gain;
  for (int j = 0; j < kCurvePoints; ++j)
    gain[j] = static_cast<float>(-30.0 - 25.0 * std::sin(erb_number(curve_hz(j)) * 0.35));
  Fir::Taps taps;
  design.design(gain, taps);
  const double low = erb_number(curve_hz(0)), step = erb_number(curve_hz(1)) - low;
  for (double hz : {400.0, 800.0, 1500.0, 3000.0, 7000.0, 12000.0}) {
    std::complex<double> sum = 0.0;
    for (int n = 0; n < kTaps; ++n)
      sum += static_cast<double>(taps[n]) * std::polar(1.0, -2.0 * pi * hz * n / kRateHz);
    const int j = static_cast<int>((erb_number(hz) - low) / step);
    const double part = (erb_number(hz) - low) / step - j;
    const double want = gain[j] + part * (gain[j + 1] - gain[j]);
    EXPECT_NEAR(20.0 * std::log10(std::abs(sum)), want, 0.15) << hz;
  }
  double early = 0.0,
         whole = 0.0;  // half of the energy within 16 samples: nothing of lower delay has this magnitude
  for (int n = 0; n < kTaps; ++n) (n < 16 ? early : whole) += static_cast<double>(taps[n]) * taps[n];
  EXPECT_GT(early, whole);
}

TEST(Fir, is_the_convolution_and_crosses_over_in_one_hop) {
  Fir fir;
  std::uint32_t random = 9;
  std::vector<float> x(kHop * 20), y(x.size());
  for (float& v : x) v = next_uniform(random);
  Fir::Taps a{}, b{};
  for (int k = 0; k < kTaps; ++k) a[k] = 0.05f * next_uniform(random), b[k] = 0.05f * next_uniform(random);
  for (int hop = 0; hop < 20; ++hop) {
    fir.next() = hop < 17 ? a : b;
    fir.start_hop(false);
    fir.process(x.data() + hop * kHop, y.data() + hop * kHop, 0, kHop);
  }
  const auto convolve = [&](const Fir::Taps& taps, int n) {
    double sum = 0.0;
    for (int k = 0; k < kTaps && k <= n; ++k) sum += static_cast<double>(taps[k]) * x[n - k];
    return sum;
  };
  for (int n = 16 * kHop; n < 20 * kHop; ++n) {
    const double mix = n < 17 * kHop ? 0.0 : n < 18 * kHop ? (n - 17 * kHop + 1) / 32.0 : 1.0;
    EXPECT_NEAR(y[n], (1.0 - mix) * convolve(a, n) + mix * convolve(b, n), 2e-6) << n;
  }
}

// Level in dB that the bank reads for a steady tone, highest band.
double read_tone(double hz, double amplitude) {
  Gammatone bank(kRateHz);
  std::vector<float> x(kHop);
  std::array<float, kBands> power{};
  for (int hop = 0; hop < 400; ++hop) {
    for (int n = 0; n < kHop; ++n)
      x[n] = static_cast<float>(amplitude * std::sin(2.0 * pi * hz * (hop * kHop + n) / kRateHz));
    bank.process(x.data(), kHop);
    bank.take_power(kHop, power);
  }
  return 10.0 * std::log10(*std::max_element(power.begin(), power.end()));
}

TEST(Gammatone, reads_the_mean_square_of_a_tone_at_a_band_centre) {
  for (int band : {8, 20, 40, 58}) EXPECT_NEAR(read_tone(band_hz(band), 0.1), -23.01, 0.1) << band;
}

TEST(Gammatone, is_as_wide_as_it_says) {
  // Half-power width of a fourth-order gammatone: 2 b sqrt(2^(1/4) - 1), b = 1.019 * 1.4 ERB.
  const int band = 30;
  const double b = 1.019 * Gammatone::kWidth * erb_hz(band_hz(band));
  const double edge = band_hz(band) + b * std::sqrt(std::pow(2.0, 0.25) - 1.0);
  Gammatone bank(kRateHz);
  std::array<float, kBands> power{};
  std::vector<float> x(kHop);
  for (int hop = 0; hop < 400; ++hop) {
    for (int n = 0; n < kHop; ++n)
      x[n] = static_cast<float>(0.1 * std::sin(2.0 * pi * edge * (hop * kHop + n) / kRateHz));
    bank.process(x.data(), kHop);
    bank.take_power(kHop, power);
  }
  EXPECT_NEAR(10.0 * std::log10(power[band]), -23.01 - 3.01, 0.1);
}

TEST(LevelReader, reads_a_tone_between_two_bands_as_it_reads_one_on_a_band) {
  LevelReader level(kRateHz, 100.0, Reference::kFlat);
  Curve loss, none{}, gain;
  loss.fill(60.0f);
  for (double place : {30.0, 30.25, 30.5, 30.75}) {
    const double low = erb_number(band_hz(0)), step = erb_number(band_hz(1)) - low;
    const double hz = erb_number_to_hz(low + step * place);
    Gammatone bank(kRateHz);
    level.reset();
    std::vector<float> x(kHop);
    std::array<float, kBands> power{};
    for (int hop = 0; hop < 400; ++hop) {
      for (int n = 0; n < kHop; ++n)
        x[n] = static_cast<float>(0.1 * std::sin(2.0 * pi * hz * (hop * kHop + n) / kRateHz));
      bank.process(x.data(), kHop);
      bank.take_power(kHop, power);
      level.read(power, loss, none, gain);
    }
    // 76.99 dB SPL: gain (76.99 - 105) (105 / 45 - 1).
    const int j = static_cast<int>(std::lround(place * (kCurvePoints - 1) / (kBands - 1)));
    EXPECT_NEAR(gain[j], (76.99 - 105.0) * (105.0 / 45.0 - 1.0), 0.35) << place;
  }
}

TEST(Smear, keeps_the_power_of_noise_and_spreads_a_tone) {
  Smear stage(kRateHz, 5);
  std::array<float, kSmearBands> width, gain;
  width.fill(std::sqrt(3.0f));  // twice as broad
  gain.fill(1.0f);
  std::uint32_t random = 11;
  double before = 0.0, after = 0.0;
  std::array<float, kHop> x, y;
  for (int hop = 0; hop < 3000; ++hop) {
    for (float& v : x) v = next_uniform(random);
    stage.start_hop(width, gain, 0.0f);
    stage.process(x.data(), y.data(), 0, kHop);
    for (int n = 0; n < kHop; ++n) before += x[n] * x[n], after += y[n] * y[n];
  }
  EXPECT_NEAR(10.0 * std::log10(after / before), 0.0, 1.0);  // white noise up to 24 kHz, bands up to 20 kHz

  std::complex<double> left_over = 0.0;
  after = 0.0;
  for (int hop = 0; hop < 6000; ++hop) {
    for (int n = 0; n < kHop; ++n)
      x[n] = static_cast<float>(std::sin(2.0 * pi * 1000.0 * (hop * kHop + n) / kRateHz));
    stage.start_hop(width, gain, 0.0f);
    stage.process(x.data(), y.data(), 0, kHop);
    for (int n = 0; n < kHop; ++n) {
      after += y[n] * y[n];
      left_over +=
          static_cast<double>(y[n]) * std::polar(2.0, -2.0 * pi * 1000.0 * (hop * kHop + n) / kRateHz);
    }
  }
  const double count = 6000.0 * kHop;
  EXPECT_NEAR(10.0 * std::log10(after / count / 0.5), 0.0, 0.5);  // same level
  EXPECT_LT(std::norm(left_over / count), 0.15);                  // hardly a tone any more
}

}  // namespace
}  // namespace threshold::audio::hearing
