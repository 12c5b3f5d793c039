#include "audio/hearing/implant.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "audio/hearing/fast_log.h"
#include "audio/hearing/gammatone.h"
#include "audio/hearing/random.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "audio/hearing/implant.cpp"
#include "hwy/foreach_target.h"  // IWYU pragma: keep

#include "audio/hearing/simd_math.h"

HWY_BEFORE_NAMESPACE();
namespace threshold::audio::hearing {
namespace HWY_NAMESPACE {

// Turns each carrier by one step a sample and adds up amplitude times real part.
void run_carriers(float* HWY_RESTRICT re, float* HWY_RESTRICT im, const float* HWY_RESTRICT turn_re,
                  const float* HWY_RESTRICT turn_im, float* HWY_RESTRICT amplitude,
                  const float* HWY_RESTRICT amplitude_step, float* HWY_RESTRICT out, int count) {
  const Lanes d;
  const int step = static_cast<int>(hn::Lanes(d));
  HWY_ALIGN float partial[16 * kHop] = {};
  for (int k = 0; k < kCarriers; k += step) {
    auto r = hn::Load(d, re + k), i = hn::Load(d, im + k), a = hn::Load(d, amplitude + k);
    const auto tr = hn::Load(d, turn_re + k), ti = hn::Load(d, turn_im + k),
               da = hn::Load(d, amplitude_step + k);
    for (int n = 0; n < count; ++n) {
      const auto next = hn::Sub(hn::Mul(r, tr), hn::Mul(i, ti));
      i = hn::Add(hn::Mul(r, ti), hn::Mul(i, tr));
      r = next;
      a = hn::Add(a, da);
      float* sum = partial + n * 16 + k % 16;
      hn::Store(hn::Add(hn::Load(d, sum), hn::Mul(a, r)), d, sum);
    }
    hn::Store(r, d, re + k), hn::Store(i, d, im + k), hn::Store(a, d, amplitude + k);
  }
  for (int n = 0; n < count; ++n) out[n] = sum_of_16(partial + n * 16);
}

}  // namespace HWY_NAMESPACE
}  // namespace threshold::audio::hearing
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace threshold::audio::hearing {
HWY_EXPORT(run_carriers);
namespace {

constexpr double kGrowth = 416.2;       // curvature of the loudness growth
constexpr double kPulseRateHz = 900.0;  // stimulation rate of a channel
constexpr double kHarshRateHz = 100.0;  // audible pulse rate of the pulse carriers
constexpr double kAgcKneeDbSpl = 68.0;  // overall level above which the front end holds the level
constexpr double kAgcAttackS = 0.005, kAgcReleaseS = 0.300;
constexpr float kSteps = 160.0f;       // clinical current levels between threshold and comfort
constexpr double kOutputDbSpl = 70.0;  // heard level of the loudest stimulus on one electrode
constexpr int kFineBands = 24;         // bands up to 1.1 kHz: their phases are kept for the fine structure

}  // namespace

std::optional<int> find_implant_map(std::string_view name) {
  for (int i = 0; i < kMapCount; ++i)
    if (kImplantMaps[i].name == name) return i;
  return std::nullopt;
}

std::array<double, kElectrodes + 1> electrode_edges_hz() {
  // Widths in bins of 125 Hz, from bin 2 on.
  constexpr std::array<int, kElectrodes> kWidth{1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2,
                                                2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8};
  std::array<double, kElectrodes + 1> edges{};
  edges[0] = 1.5 * 125.0;
  for (int e = 0; e < kElectrodes; ++e) edges[e + 1] = edges[e] + 125.0 * kWidth[e];
  return edges;
}

Implant::Implant(double sample_rate_hz, double spl_at_rms_1_db, std::uint32_t seed)
    : rate_hz_(sample_rate_hz), spl_at_rms_1_db_(spl_at_rms_1_db), seed_(seed), maps_(kMapCount) {
  const auto edges = electrode_edges_hz();
  const double half = 0.5 * (erb_number(band_hz(1)) - erb_number(band_hz(0)));
  for (int e = 0; e < kElectrodes; ++e)
    for (int b = 0; b < kBands; ++b) {
      // A band's power belongs to the channels by the share of its stretch of frequency. The bands overlap:
      // together they count a sound (1.4 * 1.019 * pi * 5 / 16) / 0.63 times (noise bandwidth over spacing).
      const double low = erb_number_to_hz(erb_number(band_hz(b)) - half);
      const double high = erb_number_to_hz(erb_number(band_hz(b)) + half);
      const double shared = std::max(0.0, std::min(high, edges[e + 1]) - std::max(low, edges[e]));
      const double counted = Gammatone::kWidth * 1.019 * std::numbers::pi * 5.0 / 16.0 / (2.0 * half);
      group_[e][b] = static_cast<float>(shared / (high - low) / counted);
    }
  for (int b = 0; b < kBands; ++b)
    centre_turn_[b] = static_cast<float>(2.0 * std::numbers::pi * band_hz(b) * kHop / rate_hz_);
  for (int m = 0; m < kMapCount; ++m) prepare(maps_[m], kImplantMaps[m]);
  reset();
}

void Implant::prepare(Map& map, const ImplantMap& what) const {
  using std::numbers::pi;
  const auto edges = electrode_edges_hz();
  std::array<double, kElectrodes> place_hz{};
  for (int e = 0; e < kElectrodes; ++e)
    place_hz[e] = greenwood_hz(greenwood_mm(std::sqrt(edges[e] * edges[e + 1])) + what.shift_mm);
  const double low = place_hz.front() / 1.12, high = std::min(place_hz.back() * 1.12, 0.45 * rate_hz_);
  for (int k = 0; k < kCarriers; ++k) {
    double hz = low * std::pow(high / low, k / (kCarriers - 1.0));
    if (what.carrier == Carrier::kPulses)
      hz = kHarshRateHz * (k + 3) * std::max(1.0, high / (kHarshRateHz * (kCarriers + 2)));
    const bool one_each = what.carrier == Carrier::kTones || what.carrier == Carrier::kNoise;
    if (one_each) hz = k < kElectrodes ? std::min(place_hz[k], 0.45 * rate_hz_) : 1000.0;
    map.turn_re[k] = static_cast<float>(std::cos(2.0 * pi * hz / rate_hz_));
    map.turn_im[k] = static_cast<float>(std::sin(2.0 * pi * hz / rate_hz_));
    if (what.carrier == Carrier::kNoise && k < kElectrodes)
      map.jitter_hz[k] =
          static_cast<float>((edges[k + 1] - edges[k]) * place_hz[k] / std::sqrt(edges[k] * edges[k + 1]));
    for (int e = 0; e < kElectrodes; ++e) {
      const double octaves = std::abs(std::log2(hz / place_hz[e]));
      double reach = db_to_power(what.spread_db_octave * octaves);
      if (one_each && k >= kElectrodes) reach = 0.0;
      map.reach[e][k] = static_cast<float>(reach);
    }
  }
  std::array<int, kBands> followers{};
  for (int k = 0; k < kCarriers; ++k) {
    const double hz = low * std::pow(high / low, k / (kCarriers - 1.0));
    const double sound_hz = greenwood_hz(greenwood_mm(hz) - what.shift_mm);
    map.fine[k] = -1;
    if (what.carrier != Carrier::kSpiral || sound_hz > what.fine_hz) continue;
    int nearest = 0;
    for (int b = 1; b < kBands; ++b)
      if (std::abs(band_hz(b) - sound_hz) < std::abs(band_hz(nearest) - sound_hz)) nearest = b;
    map.fine[k] = nearest;
    ++followers[nearest];
  }
  for (int e = 0; e < kElectrodes;
       ++e) {  // each electrode's stimulus keeps its power, however far it spreads
    double sum = 0.0;
    for (int k = 0; k < kCarriers; ++k) sum += map.reach[e][k];
    for (int k = 0; k < kCarriers; ++k) map.reach[e][k] = static_cast<float>(map.reach[e][k] / sum);
  }
  // Carriers that follow one band sound as one: their amplitudes add, not their powers.
  for (int k = 0; k < kCarriers; ++k)
    if (map.fine[k] >= 0)
      for (int e = 0; e < kElectrodes; ++e) map.reach[e][k] /= static_cast<float>(followers[map.fine[k]]);
}

void Implant::reset() noexcept {
  random_ = random_seed(seed_, 77);
  map_ = 0;
  due_ = 0;
  fade_ = 1.0f;
  agc_power_ = 0.0f;
  held_ = {};
  before_ = {};
  amplitude_ = {};
  amplitude_step_ = {};
  choose_phases();
}

void Implant::choose_phases() noexcept {
  const bool in_phase = kImplantMaps[map_].carrier == Carrier::kPulses;
  for (int k = 0; k < kCarriers; ++k) {
    const float turn = in_phase ? 0.0f : next_uniform(random_) * std::numbers::pi_v<float>;
    re_[k] = std::cos(turn);
    im_[k] = std::sin(turn);
  }
  turn_re_ = maps_[map_].turn_re;
  turn_im_ = maps_[map_].turn_im;
}

// Steers a carrier so that at the end of the coming hop it is where the band's own phase will be.
void Implant::follow(int carrier, int band, const float* re, const float* im) noexcept {
  const auto wrap = [](float turn) { return std::remainder(turn, 6.2831853f); };
  const float phase = std::atan2(im[band], re[band]);
  const float turn = centre_turn_[band] + wrap(phase - before_[band] - centre_turn_[band]);
  const float behind = wrap(phase - std::atan2(im_[carrier], re_[carrier]));
  const float step = (turn + behind) * (1.0f / kHop);
  turn_re_[carrier] = std::cos(step);
  turn_im_[carrier] = std::sin(step);
}

void Implant::start_hop(const std::array<float, kBands>& power, const float* re, const float* im,
                        int map) noexcept {
  constexpr float kFadeStep = kHop / 384.0f;
  map = std::clamp(map, 0, kMapCount - 1);
  if (map != map_) {
    fade_ = std::max(0.0f, fade_ - kFadeStep);
    if (fade_ == 0.0f) {
      map_ = map;
      amplitude_ = {};
      choose_phases();
    }
  } else {
    fade_ = std::min(1.0f, fade_ + kFadeStep);
  }
  const ImplantMap& what = kImplantMaps[map_];
  const Map& m = maps_[map_];

  std::array<float, kElectrodes> channel{};
  float total = 0.0f;
  for (int e = 0; e < kElectrodes; ++e) {
    for (int b = 0; b < kBands; ++b) channel[e] += group_[e][b] * power[b];
    total += channel[e];
  }
  const float hop_s = static_cast<float>(kHop / rate_hz_);
  const float pace = total > agc_power_ ? static_cast<float>(kAgcAttackS) : static_cast<float>(kAgcReleaseS);
  agc_power_ += std::min(1.0f, hop_s / pace) * (total - agc_power_);
  const float level_db = decibels(agc_power_ + 1e-20f) + static_cast<float>(spl_at_rms_1_db_);
  const float agc_db = std::min(0.0f, static_cast<float>(kAgcKneeDbSpl) - level_db);

  // A frame of stimuli, 900 a second: the loudest n are renewed, the others fall silent.
  due_ += static_cast<int>(kPulseRateHz) * kHop;
  if (due_ >= static_cast<int>(rate_hz_)) {
    due_ -= static_cast<int>(rate_hz_);
    std::array<float, kElectrodes> sorted = channel;
    std::nth_element(sorted.begin(), sorted.begin() + (what.maxima - 1), sorted.end(), std::greater<>());
    const float least = sorted[what.maxima - 1];
    const float base = static_cast<float>(db_to_amplitude(-what.dynamic_db));
    for (int e = 0; e < kElectrodes; ++e) {
      held_[e] = 0.0f;
      if (channel[e] < least) continue;
      const float db = decibels(channel[e] + 1e-20f) + static_cast<float>(spl_at_rms_1_db_) + agc_db -
                       static_cast<float>(what.saturation_db_spl);
      const float amplitude = std::exp2(db * 0.166096405f);
      const float r = std::clamp((amplitude - base) / (1.0f - base), 0.0f, 1.0f);
      if (r == 0.0f) continue;
      float v = std::log(1.0f + static_cast<float>(kGrowth) * r) * (1.0f / 6.03356564f);  // ln 417.2
      v = std::round(v * kSteps) / kSteps;
      // Heard again by a normal ear: the growth undone, the steps and the floor kept.
      const float heard = (std::exp(v * 6.03356564f) - 1.0f) * static_cast<float>(1.0 / kGrowth);
      held_[e] = heard * heard;
    }
  }
  const float full = static_cast<float>(2.0 * db_to_power(kOutputDbSpl - spl_at_rms_1_db_)) * fade_ * fade_;
  for (int k = 0; k < kCarriers; ++k) {
    float sum = 0.0f;
    for (int e = 0; e < kElectrodes; ++e) sum += held_[e] * m.reach[e][k];
    amplitude_step_[k] = (std::sqrt(sum * full) - amplitude_[k]) * (1.0f / kHop);
    // Rotations drift in size by rounding; one Newton step towards 1 holds them.
    const float size = 1.5f - 0.5f * (re_[k] * re_[k] + im_[k] * im_[k]);
    re_[k] *= size, im_[k] *= size;
    if (m.fine[k] >= 0) follow(k, m.fine[k], re, im);
    if (m.jitter_hz[k] > 0.0f) {
      const float w =
          6.2831853f / static_cast<float>(rate_hz_) * m.jitter_hz[k] * 0.5f * next_uniform(random_);
      const float c = 1.0f - 0.5f * w * w, s = w;
      turn_re_[k] = m.turn_re[k] * c - m.turn_im[k] * s;
      turn_im_[k] = m.turn_re[k] * s + m.turn_im[k] * c;
    }
  }
  for (int b = 0; b < kFineBands; ++b) before_[b] = std::atan2(im[b], re[b]);
}

void Implant::process(float* out, int count) noexcept {
  HWY_DYNAMIC_DISPATCH(run_carriers)
  (re_.data(), im_.data(), turn_re_.data(), turn_im_.data(), amplitude_.data(), amplitude_step_.data(), out,
   count);
}

}  // namespace threshold::audio::hearing
#endif  // HWY_ONCE
