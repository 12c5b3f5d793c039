// hearing.toml -> named states of one ear.
#include <algorithm>

#include "scenes/loading.h"

namespace threshold::scenes {
namespace {

using audio::hearing::EarState;
using audio::hearing::kAudiogramHz;
using audio::hearing::kAudiogramPoints;

// An audiogram may name any frequencies; the story's grid is filled by the same monotone cubic as over time,
// over the octave (found by halving and doubling, since only its order and rough spacing matter here).
double octave(double hz) {
  double octaves = 0.0;
  while (hz >= 250.0) hz /= 2.0, octaves += 1.0;
  while (hz < 125.0) hz *= 2.0, octaves -= 1.0;
  return octaves + (hz / 125.0 - 1.0) * (1.0 + 0.3465 * (2.0 - hz / 125.0));  // log2 within 0.008
}

EarState read_state(const Node& entry, const Desk& desk) {
  EarState ear;
  const auto& hz = entry.list_at("hz");
  const auto& loss = entry.list_at("loss_db_hl");
  if (hz.size() != loss.size()) {
    desk.complain(
        entry,
        "has " + std::to_string(hz.size()) + " frequencies but " + std::to_string(loss.size()) + " losses",
        "write one loss for each frequency");
    return ear;
  }
  std::vector<Key> keys;
  for (std::size_t i = 0; i < hz.size(); ++i) {
    if (i > 0 && hz[i].number <= hz[i - 1].number) {
      desk.complain(hz[i], "this frequency is not above the one before it",
                    "write frequencies from low to high");
      return ear;
    }
    keys.push_back({octave(hz[i].number), loss[i].number});
  }
  const Curve curve(keys);
  for (int i = 0; i < kAudiogramPoints; ++i) {
    ear.loss_db_hl[i] = static_cast<float>(curve.at(octave(kAudiogramHz[i])));
  }
  ear.conductive_db = static_cast<float>(entry.number_at("conductive_db", 0.0));
  ear.smear = static_cast<float>(entry.number_at("smear", 0.0));
  ear.temporal_smear = static_cast<float>(entry.number_at("temporal_smear", 0.0));
  ear.tinnitus_db_sl = static_cast<float>(entry.number_at("tinnitus_db_sl", 0.0));
  ear.tinnitus_hz = static_cast<float>(entry.number_at("tinnitus_hz", 0.0));
  ear.implant_mix = static_cast<float>(entry.number_at("implant_mix", 0.0));
  ear.implant_map = static_cast<std::uint8_t>(entry.number_at("implant_map", 0.0));
  ear.silence = static_cast<float>(entry.number_at("silence", 0.0));
  return ear;
}

}  // namespace

std::map<std::string, EarState> read_hearing_states(const Node& document, const Desk& desk) {
  std::map<std::string, EarState> states;
  for (const auto& [name, entry] : document.fields) states[name] = read_state(entry, desk);
  return states;
}

}  // namespace threshold::scenes
