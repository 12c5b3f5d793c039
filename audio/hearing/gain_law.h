// The loudness growth of a damaged ear as a gain: what a sound of a level must lose, so that a normal ear
// hears it as loud as the damaged ear does.
//
//   heard level   L' = CU + (L - CU) * CU / (CU - R)    for L < CU, else L          (recruitment)
//   gain          G  = L' - L = (L - CU) * (CU / (CU - R) - 1)
//
// L in dB above the normal threshold, R the recruiting part of the loss in dB, CU the level at which damaged
// and normal ears are equally loud. Moore & Glasberg 1993, J. Acoust. Soc. Am. 94; Nejime & Moore 1997, ibid.
// 102. The threshold L = R comes out at L' = 0, the normal threshold. Passive and conductive parts P come
// before it as plain attenuation: G = G_R(L - P) - P; the threshold is then R + P.
#pragma once

#include <algorithm>

namespace threshold::audio::hearing {

inline constexpr float kCatchUpDb = 105.0f;  // CU, dB above normal threshold
inline constexpr float kMaxRecruitingDb =
    104.0f;  // beyond it the law's slope has no meaning; the rest is passive
inline constexpr float kBelowThresholdDb = 45.0f;  // what is 45 dB below the threshold need not go lower

inline constexpr float kInaudibleDb = -20.0f;  // and below this level nobody hears anything: the gain stands

struct LossParts {
  float recruiting_db = 0.0f;  // 0..104
  float passive_db = 0.0f;  // plain attenuation: inner hair cells, conductive part, and whatever exceeds 104
};

// Splits a whole loss. `conductive_db` is taken out first. With `outer_hair_cells_only` the recruiting part
// is min(0.8 R, 55) and the rest passive (Moore & Glasberg 2004, Hear. Res. 188); else all of it recruits.
inline LossParts split_loss(float loss_db_hl, float conductive_db, bool outer_hair_cells_only = false) {
  const float loss = std::clamp(loss_db_hl, 0.0f, 120.0f);
  const float conductive = std::clamp(conductive_db, 0.0f, loss);
  const float sensorineural = loss - conductive;
  const float most = outer_hair_cells_only ? std::min(0.8f * sensorineural, 55.0f) : kMaxRecruitingDb;
  const float recruiting = std::min(sensorineural, most);
  return {recruiting, conductive + sensorineural - recruiting};
}

// The law's steepness minus one, CU / (CU - R) - 1: computed once for a loss, not for each level.
inline float recruitment_slope(float recruiting_db) {
  return kCatchUpDb / (kCatchUpDb - std::clamp(recruiting_db, 0.0f, kMaxRecruitingDb)) - 1.0f;
}

// Gain in dB, never above 0, for a level in dB above the normal threshold.
inline float loss_gain_db(float level_db, float recruiting_db, float passive_db) {
  const float inside = std::clamp(level_db - passive_db, kInaudibleDb, kCatchUpDb);
  const float gain = (inside - kCatchUpDb) * recruitment_slope(recruiting_db);
  return std::max(gain, -(recruiting_db + kBelowThresholdDb)) - passive_db;
}

}  // namespace threshold::audio::hearing
