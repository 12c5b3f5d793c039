#include "scenes/hearing_curve.h"

#include <algorithm>
#include <cmath>

namespace threshold::scenes {
namespace {

using audio::hearing::EarState;
using audio::hearing::kAudiogramHz;
using audio::hearing::kAudiogramPoints;

// Normal free-field threshold at kAudiogramHz, dB SPL: ISO 226:2003, 750, 1500, 3000 and 6000 Hz
// interpolated.
constexpr std::array<float, kAudiogramPoints> kThresholdSpl{22.1f, 11.4f, 4.4f,  3.0f, 2.4f, 0.5f,
                                                            -1.3f, -5.6f, -5.4f, 4.3f, 12.6f};

template <typename Get>
Curve curve_of(const std::vector<HearingKey>& keys, Get get) {
  std::vector<Key> points;
  points.reserve(keys.size());
  for (const HearingKey& key : keys) points.push_back({key.at_s, static_cast<double>(get(key.ear))});
  return Curve(std::move(points));
}

// Between audiogram points, straight over log frequency would need a logarithm for a figure that only a
// warning rests on; straight over frequency is within 2 dB of it.
float between_points(const std::array<float, kAudiogramPoints>& values, float hz) {
  if (hz <= kAudiogramHz.front()) return values.front();
  for (int i = 1; i < kAudiogramPoints; ++i) {
    if (hz > kAudiogramHz[i]) continue;
    const float u = (hz - kAudiogramHz[i - 1]) / (kAudiogramHz[i] - kAudiogramHz[i - 1]);
    return values[i - 1] + u * (values[i] - values[i - 1]);
  }
  return values.back();
}

}  // namespace

EarCurve::EarCurve(std::vector<HearingKey> keys) : keys_(std::move(keys)) {
  for (int i = 0; i < kAudiogramPoints; ++i) {
    loss_[i] = curve_of(keys_, [i](const EarState& ear) { return ear.loss_db_hl[i]; });
  }
  conductive_ = curve_of(keys_, [](const EarState& ear) { return ear.conductive_db; });
  smear_ = curve_of(keys_, [](const EarState& ear) { return ear.smear; });
  temporal_smear_ = curve_of(keys_, [](const EarState& ear) { return ear.temporal_smear; });
  tinnitus_sl_ = curve_of(keys_, [](const EarState& ear) { return ear.tinnitus_db_sl; });
  tinnitus_hz_ = curve_of(keys_, [](const EarState& ear) { return ear.tinnitus_hz; });
  implant_mix_ = curve_of(keys_, [](const EarState& ear) { return ear.implant_mix; });
  silence_ = curve_of(keys_, [](const EarState& ear) { return ear.silence; });
}

EarState EarCurve::at(double seconds) const {
  EarState ear;
  for (int i = 0; i < kAudiogramPoints; ++i) ear.loss_db_hl[i] = static_cast<float>(loss_[i].at(seconds));
  ear.conductive_db = static_cast<float>(conductive_.at(seconds));
  ear.smear = static_cast<float>(smear_.at(seconds));
  ear.temporal_smear = static_cast<float>(temporal_smear_.at(seconds));
  ear.tinnitus_db_sl = static_cast<float>(tinnitus_sl_.at(seconds));
  ear.tinnitus_hz = static_cast<float>(tinnitus_hz_.at(seconds));
  ear.implant_mix = static_cast<float>(implant_mix_.at(seconds));
  ear.silence = static_cast<float>(silence_.at(seconds));
  for (const HearingKey& key : keys_) {  // a map is one or another: the last one asked for
    if (key.at_s <= seconds) ear.implant_map = key.ear.implant_map;
  }
  return ear;
}

float speech_loss_db(const EarState& ear) {
  if (ear.silence >= 0.5f) return 120.0f;
  const auto& loss = ear.loss_db_hl;
  return (loss[2] + loss[4] + loss[6] + loss[8]) / 4.0f + ear.conductive_db;
}

float speech_loss_db(const audio::hearing::State& state) {
  return std::min(speech_loss_db(state.ears[0]), speech_loss_db(state.ears[1]));
}

float tinnitus_db_spl(const EarState& ear) {
  if (ear.tinnitus_db_sl <= 0.0f) return 0.0f;
  const float hz = ear.tinnitus_hz > 0.0f ? ear.tinnitus_hz : 6000.0f;
  const float threshold = between_points(kThresholdSpl, hz) + between_points(ear.loss_db_hl, hz);
  return threshold > 50.0f ? 55.0f : threshold + ear.tinnitus_db_sl;
}

}  // namespace threshold::scenes
