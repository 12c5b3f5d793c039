#include "audio/hearing/level.h"

#include <algorithm>
#include <cmath>

#include "audio/hearing/fast_log.h"
#include "audio/hearing/gain_law.h"

namespace threshold::audio::hearing {
namespace {

constexpr float kSilence = 1e-20f;  // power of nothing: 200 dB below full scale

}  // namespace

LevelReader::LevelReader(double sample_rate_hz, double spl_at_rms_1_db, Reference reference) {
  const double hop_s = kHop / sample_rate_hz;
  attack_ = static_cast<float>(1.0 - std::exp(-hop_s / kAttackS));
  release_ = static_cast<float>(1.0 - std::exp(-hop_s / kReleaseS));
  const double spacing = erb_number(band_hz(1)) - erb_number(band_hz(0));
  for (int b = 0; b < kBands; ++b)
    full_scale_db_[b] = static_cast<float>(spl_at_rms_1_db - normal_threshold_db_spl(reference, band_hz(b)));
  for (int j = 0; j < kCurvePoints; ++j) {
    const double hz = curve_hz(j), number = erb_number(hz);
    // Half a band more: the tone itself may lie that far from the band that reads it.
    const double reach = std::max(kReachErb, kReachHz / erb_hz(hz)) + 0.5 * spacing;
    first_[j] = kBands - 1, last_[j] = 0;
    for (int b = 0; b < kBands; ++b) {
      if (std::abs(erb_number(band_hz(b)) - number) > reach) continue;
      first_[j] = std::min(first_[j], b);
      last_[j] = std::max(last_[j], b);
    }
  }
  reset();
}

void LevelReader::reset() noexcept {
  power_.fill(kSilence);
  level_db_.fill(decibels(kSilence));
}

bool LevelReader::read(const std::array<float, kBands>& power, const Curve& recruiting_db,
                       const Curve& passive_db, Curve& gain_db) noexcept {
  for (int b = 0; b < kBands; ++b) {
    const float now = std::max(power[b], kSilence);
    const float now_db = decibels(now);
    if (now_db >= level_db_[b]) {
      // The smoothed power starts from where the falling level has come to.
      power_[b] += attack_ * (now - power_[b]);
      level_db_[b] = std::max(level_db_[b], decibels(power_[b]));
    } else {
      level_db_[b] += release_ * (now_db - level_db_[b]);
      power_[b] = std::min(power_[b], now);
    }
  }
  std::array<float, kBands> top;  // dB above threshold
  for (int b = 0; b < kBands; ++b) {
    const float here = level_db_[b];
    const float below = level_db_[std::max(b - 1, 0)], above = level_db_[std::min(b + 1, kBands - 1)];
    const float bend = below - 2.0f * here + above;
    const bool peak = here >= below && here >= above && bend < -0.1f;
    const float rise = peak ? -0.125f * (below - above) * (below - above) / bend : 0.0f;
    top[b] = here + std::min(rise, 2.0f) + full_scale_db_[b];
  }
  bool none = true;
  for (int j = 0; j < kCurvePoints; ++j) {
    float level = top[first_[j]];
    for (int b = first_[j] + 1; b <= last_[j]; ++b) level = std::max(level, top[b]);
    gain_db[j] = loss_gain_db(level, recruiting_db[j], passive_db[j]);
    none = none && gain_db[j] == 0.0f;
  }
  return none;
}

}  // namespace threshold::audio::hearing
