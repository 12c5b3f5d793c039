// HearingCurve: two ears over one beat, between named states, each audiogram frequency and each other
// quantity along its own monotone cubic in dB (scenes/curve.h).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "audio/hearing/state.h"
#include "scenes/curve.h"

namespace threshold::scenes {

struct HearingKey {
  double at_s = 0.0;
  std::string state;  // its name, for messages
  audio::hearing::EarState ear;
};

class EarCurve {
 public:
  EarCurve() = default;  // unimpaired
  explicit EarCurve(std::vector<HearingKey> keys);
  audio::hearing::EarState at(double seconds) const;
  const std::vector<HearingKey>& keys() const { return keys_; }

 private:
  std::vector<HearingKey> keys_;
  std::array<Curve, audio::hearing::kAudiogramPoints> loss_;
  Curve conductive_, smear_, temporal_smear_, tinnitus_sl_, tinnitus_hz_, implant_mix_, silence_;
};

struct HearingCurve {
  std::array<EarCurve, 2> ears;  // left, right
  audio::hearing::State at(double seconds) const { return {{ears[0].at(seconds), ears[1].at(seconds)}}; }
};

// Pure-tone average of the four speech frequencies 500, 1000, 2000, 4000 Hz (WHO 2021), dB HL, with the
// conductive part; 120 for a silenced ear.
float speech_loss_db(const audio::hearing::EarState& ear);
// The better ear's.
float speech_loss_db(const audio::hearing::State& state);
// dB SPL at which this ear's tinnitus sounds: the normal free-field threshold (ISO 226:2003) at its
// frequency, plus the loss there, plus its level above that; 0 when there is none. Where the threshold itself
// is above 50 dB SPL no lower level could be written, so it counts as what the model makes of it: its
// limit, 55.
float tinnitus_db_spl(const audio::hearing::EarState& ear);

}  // namespace threshold::scenes
