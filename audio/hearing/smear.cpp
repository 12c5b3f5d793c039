#include "audio/hearing/smear.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

#include "audio/hearing/random.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "audio/hearing/smear.cpp"
#include "hwy/foreach_target.h"  // IWYU pragma: keep

#include "audio/hearing/simd_math.h"

#ifndef THRESHOLD_HEARING_SMEAR_ONCE
#define THRESHOLD_HEARING_SMEAR_ONCE
namespace threshold::audio::hearing {
constexpr int kNoiseHold = 8;  // samples a noise value lasts: 6 kHz is fast enough for its low-pass
struct SmearState {
  const float *pole_re, *pole_im, *pole_gain, *align, *noise, *low_step, *turns, *gain_step;
  float *re[3], *im[3], *low1, *low2, *gain, *power;
};
}  // namespace threshold::audio::hearing
#endif

HWY_BEFORE_NAMESPACE();
namespace threshold::audio::hearing {
namespace HWY_NAMESPACE {

// `partial`: 16 sums a sample, added to.
void run_smear(const SmearState& s, const float* HWY_RESTRICT in, float* HWY_RESTRICT partial, int at,
               int count) {
  const Lanes d;
  const int step = static_cast<int>(hn::Lanes(d));
  const auto bias = hn::Set(d, 1e-20f);
  for (int band = 0; band < kSmearBands; band += step) {
    const auto ar = hn::Load(d, s.pole_re + band), ai = hn::Load(d, s.pole_im + band);
    const auto pg = hn::Load(d, s.pole_gain + band), align = hn::Load(d, s.align + band);
    const auto low_step = hn::Load(d, s.low_step + band);
    const auto turns = hn::Load(d, s.turns + band), gain_step = hn::Load(d, s.gain_step + band);
    auto r0 = hn::Load(d, s.re[0] + band), i0 = hn::Load(d, s.im[0] + band);
    auto r1 = hn::Load(d, s.re[1] + band), i1 = hn::Load(d, s.im[1] + band);
    auto r2 = hn::Load(d, s.re[2] + band), i2 = hn::Load(d, s.im[2] + band);
    auto low1 = hn::Load(d, s.low1 + band), low2 = hn::Load(d, s.low2 + band);
    auto gain = hn::Load(d, s.gain + band), power = hn::Load(d, s.power + band);
    const auto pole = [&](auto& r, auto& i, auto in_r, auto in_i) HWY_ATTR {
      const auto next_r = hn::Add(hn::Sub(hn::Mul(ar, r), hn::Mul(ai, i)), in_r);
      i = hn::Add(hn::Add(hn::Mul(ar, i), hn::Mul(ai, r)), in_i);
      r = next_r;
    };
    for (int n = 0; n < count; ++n) {
      pole(r0, i0, hn::Add(hn::Mul(hn::Set(d, in[n]), pg), bias), bias);
      pole(r1, i1, hn::Mul(r0, pg), hn::Mul(i0, pg));
      pole(r2, i2, hn::Mul(r1, pg), hn::Mul(i1, pg));
      power = hn::Add(power, hn::Add(hn::Mul(r2, r2), hn::Mul(i2, i2)));
      const auto noise = hn::Load(d, s.noise + (at + n) / kNoiseHold * kSmearBands + band);
      low1 = hn::Add(low1, hn::Mul(low_step, hn::Sub(noise, low1)));
      low2 = hn::Add(low2, hn::Mul(low_step, hn::Sub(low1, low2)));
      hn::Vec<Lanes> cosine, sine;
      cos_sin_turns(d, hn::Add(hn::Mul(turns, low2), align), cosine, sine);
      gain = hn::Add(gain, gain_step);
      const auto turned = hn::Mul(gain, hn::Sub(hn::Mul(r2, cosine), hn::Mul(i2, sine)));
      float* sum = partial + n * 16 + band % 16;
      hn::Store(hn::Add(hn::Load(d, sum), turned), d, sum);
    }
    hn::Store(r0, d, s.re[0] + band), hn::Store(i0, d, s.im[0] + band);
    hn::Store(r1, d, s.re[1] + band), hn::Store(i1, d, s.im[1] + band);
    hn::Store(r2, d, s.re[2] + band), hn::Store(i2, d, s.im[2] + band);
    hn::Store(low1, d, s.low1 + band), hn::Store(low2, d, s.low2 + band);
    hn::Store(gain, d, s.gain + band), hn::Store(power, d, s.power + band);
  }
}

void run_sums(const float* HWY_RESTRICT partial, float* HWY_RESTRICT out, int count) {
  for (int n = 0; n < count; ++n) out[n] = sum_of_16(partial + n * 16);
}

}  // namespace HWY_NAMESPACE
}  // namespace threshold::audio::hearing
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace threshold::audio::hearing {
namespace {

constexpr int kNeighbours = Smear::kNeighbours;
constexpr double kPhase = 1.8;  // rms of the random phase, radians
// Rms width of the noise over its nominal bandwidth sqrt(B^2 - 1) ERB, calibrated so that rippled noise and
// tones come out as broadened by B (docs/hearing.md); a Gaussian's would be 0.4.
float spread_at(float width) {
  return 0.60f + 0.055f * std::max(0.0f, width - 1.118f);
}
constexpr double kJitterS = 0.0004;  // rms group delay that neighbours' phases may differ by

// Phases of neighbours are alike over a stretch that keeps the group delay between them small: the standard
// deviation, in bands, of the Gaussian with which each band mixes its neighbours' noises.
double neighbour_bands(int band) {
  const double spacing_hz = 0.85 * erb_hz(smear_band_hz(band));
  const double length_hz = kPhase / (2.0 * std::numbers::pi * kJitterS);
  return std::clamp(length_hz / std::numbers::sqrt2 / spacing_hz, 1.5, 6.0);
}
double neighbour_weight(int band, int distance) {
  const double s = neighbour_bands(band);
  const auto bell = [s](int k) { return std::exp(-0.5 * k * k / (s * s)); };
  double sum = 0.0;
  for (int k = -kNeighbours; k <= kNeighbours; ++k) sum += bell(k) * bell(k);
  return bell(distance) / std::sqrt(sum);
}
double neighbour_correlation(int b, int c) {
  double sum = 0.0;
  for (int k = -kNeighbours; k <= kNeighbours; ++k)
    if (std::abs(b + k - c) <= kNeighbours) sum += neighbour_weight(b, k) * neighbour_weight(c, b + k - c);
  return sum;
}

}  // namespace
HWY_EXPORT(run_smear);
HWY_EXPORT(run_sums);

// Bands are 1.73 ERB wide, and wider below 1 kHz, where that would be slow: the delay is 3 / (2 pi b).
double smear_band_decay_hz(double hz) {
  return std::max(1.73 * erb_hz(hz), std::min(450.0, 1.2 * hz));
}

float broadening_at(float loss_db_hl) {
  constexpr std::array<float, 4> loss{20, 40, 55, 70}, factor{1.0f, 1.5f, 2.0f, 3.0f};
  if (loss_db_hl <= loss[0]) return 1.0f;
  std::size_t i = 1;
  while (i + 1 < loss.size() && loss_db_hl > loss[i]) ++i;
  const float slope = (factor[i] - factor[i - 1]) / (loss[i] - loss[i - 1]);
  return std::min(3.8f, factor[i - 1] + slope * (loss_db_hl - loss[i - 1]));
}

float smeared_share(float broadening) {
  const float t = std::clamp((broadening - 1.0f) * 3.0f, 0.0f, 1.0f);
  return t * t * (3.0f - 2.0f * t);
}

Smear::Smear(double sample_rate_hz, std::uint32_t seed)
    : seed_(seed), rate_hz_(static_cast<float>(sample_rate_hz)) {
  using std::numbers::pi;
  std::array<std::complex<double>, kSmearBands> poles;
  std::array<double, kSmearBands> align{};
  for (int b = 0; b < kSmearBands; ++b) {
    const double hz = smear_band_hz(b), decay = 2.0 * pi * smear_band_decay_hz(hz) / sample_rate_hz;
    poles[b] = std::polar(std::exp(-decay), 2.0 * pi * hz / sample_rate_hz);
    pole_re_[b] = static_cast<float>(poles[b].real());
    pole_im_[b] = static_cast<float>(poles[b].imag());
    pole_gain_[b] = static_cast<float>(1.0 - std::exp(-decay));
    erb_hz_[b] = static_cast<float>(erb_hz(hz));
  }
  const auto response = [&](int b, double hz) {
    const std::complex<double> z = std::polar(1.0, -2.0 * pi * hz / sample_rate_hz);
    return std::pow((1.0 - std::abs(poles[b])) / (1.0 - poles[b] * z), kOrder);
  };
  // Neighbours are turned to meet in phase half-way between them.
  for (int b = 1; b < kSmearBands; ++b) {
    const double hz = 0.5 * (smear_band_hz(b - 1) + smear_band_hz(b));
    align[b] = align[b - 1] + std::arg(response(b - 1, hz) / response(b, hz));
    align_[b] = static_cast<float>(std::remainder(align[b] / (2.0 * pi), 1.0));
  }
  // Band levels that make the expected power of the sum flat at every band's centre:
  // E|sum|^2 = sum_bc g_b g_c Re(H_b H_c*) E[exp(i (phi_b - phi_c))].
  std::array<double, kSmearBands> level;
  level.fill(1.0);
  std::vector<double> product(kSmearBands * kSmearBands * kSmearBands);
  std::array<std::complex<double>, kSmearBands> at{};
  for (int f = 0; f < kSmearBands; ++f) {
    for (int b = 0; b < kSmearBands; ++b) at[b] = response(b, smear_band_hz(f)) * std::polar(1.0, align[b]);
    for (int b = 0; b < kSmearBands; ++b)
      for (int c = 0; c < kSmearBands; ++c)
        product[(f * kSmearBands + b) * kSmearBands + c] = (at[b] * std::conj(at[c])).real();
  }
  std::array<std::array<double, kSmearBands>, kSmearBands> together;
  for (int b = 0; b < kSmearBands; ++b)
    for (int c = 0; c < kSmearBands; ++c)
      together[b][c] = std::exp(-kPhase * kPhase * (1.0 - neighbour_correlation(b, c)));
  for (int round = 0; round < 24; ++round)
    for (int f = 0; f < kSmearBands; ++f) {
      double power = 0.0;
      for (int b = 0; b < kSmearBands; ++b)
        for (int c = 0; c < kSmearBands; ++c)
          power += level[b] * level[c] * product[(f * kSmearBands + b) * kSmearBands + c] * together[b][c];
      level[f] *= std::pow(1.0 / std::max(power, 0.01), 0.25);
    }
  for (int b = 0; b < kSmearBands; ++b) level_[b] = static_cast<float>(2.0 * level[b]);
  for (int k = -kNeighbours; k <= kNeighbours; ++k)
    for (int b = 0; b < kSmearBands; ++b)
      weights_[k + kNeighbours][b] = static_cast<float>(neighbour_weight(b, k));
  reset();
}

void Smear::reset() noexcept {
  for (Lane* lane : {&re_[0], &re_[1], &re_[2], &im_[0], &im_[1], &im_[2], &low1_, &low2_, &gain_,
                     &gain_step_, &power_, &slow_})
    lane->fill(0.0f);
  envelope_.fill(1.0f);
  for (int b = 0; b < kSmearBands + 2 * kNeighbours; ++b)
    random_[b] = random_seed(seed_, static_cast<std::uint32_t>(b));
}

void Smear::start_hop(const std::array<float, kSmearBands>& width, const std::array<float, kSmearBands>& gain,
                      float sluggish) noexcept {
  new_noise();
  const float low_pass = 1.0f - std::exp(-6.2831853f * (64.0f - 48.0f * sluggish) * kHop / rate_hz_);
  for (int b = 0; b < kSmearBands; ++b) {
    // The phase noise is two one-poles at f_c; the turned tone is then sigma = kPhase f_c wide (rms).
    const float sigma = spread_at(width[b]) * std::max(width[b], 0.05f) * erb_hz_[b];
    const float w = std::min(6.2831853f * sigma / static_cast<float>(kPhase) / rate_hz_, 0.7f);
    const float a = w / (1.0f + w), p = 1.0f - a;
    low_step_[b] = a;
    // Variance of a held uniform noise (1/3) behind the two poles: a^4 (1 + p^2) / (1 - p^2)^3, times the
    // hold.
    const float q = 1.0f - p * p;
    const float variance = a * a * a * a * (1.0f + p * p) / (q * q * q) * kNoiseHold / 3.0f;
    turns_[b] = static_cast<float>(kPhase / (2.0 * std::numbers::pi)) / std::sqrt(variance);
    // Sluggish envelope: how much the slow one is above the fast one, at most 12 dB.
    const float fast = power_[b] * (1.0f / kHop) + 1e-30f;
    slow_[b] += low_pass * (fast - slow_[b]);
    power_[b] = 0.0f;
    const float ratio = std::clamp(slow_[b] / fast, 0.0f, 16.0f);
    envelope_[b] = 1.0f + std::min(1.0f, 4.0f * sluggish) * (std::sqrt(ratio) - 1.0f);
    gain_step_[b] = (gain[b] * level_[b] * envelope_[b] - gain_[b]) * (1.0f / kHop);
  }
}

void Smear::new_noise() noexcept {
  std::array<float, kSmearBands + 2 * kNeighbours> white;
  for (Lane& noise : noise_) {
    for (std::size_t i = 0; i < white.size(); ++i) white[i] = next_uniform(random_[i]);
    noise.fill(0.0f);
    for (int k = 0; k < 2 * kNeighbours + 1; ++k)
      for (int b = 0; b < kSmearBands; ++b) noise[b] += weights_[k][b] * white[b + k];
  }
}

void Smear::process(const float* in, float* out, int at, int count) noexcept {
  alignas(64) std::array<float, 16 * kHop> partial;
  std::fill(partial.begin(), partial.begin() + 16 * count, 0.0f);
  SmearState s{pole_re_.data(),
               pole_im_.data(),
               pole_gain_.data(),
               align_.data(),
               noise_[0].data(),
               low_step_.data(),
               turns_.data(),
               gain_step_.data(),
               {},
               {},
               low1_.data(),
               low2_.data(),
               gain_.data(),
               power_.data()};
  for (int k = 0; k < kOrder; ++k) s.re[k] = re_[k].data(), s.im[k] = im_[k].data();
  HWY_DYNAMIC_DISPATCH(run_smear)(s, in, partial.data(), at, count);
  HWY_DYNAMIC_DISPATCH(run_sums)(partial.data(), out, count);
}

}  // namespace threshold::audio::hearing
#endif  // HWY_ONCE
