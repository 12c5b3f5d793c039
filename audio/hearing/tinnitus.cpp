#include "audio/hearing/tinnitus.h"

#include <algorithm>
#include <cmath>

#include "audio/hearing/bands.h"
#include "audio/hearing/random.h"

namespace threshold::audio::hearing {
namespace {

constexpr float kFadeS = 0.2f;                                  // time constant of every change of level
constexpr float kSwayS = 0.4f;                                  // and of its slow waxing and waning
constexpr std::array<float, 3> kPitch{0.9717f, 1.0f, 1.0291f};  // half a semitone apart
constexpr std::array<float, 3> kShare{0.5f, 0.75f, 0.43f};      // amplitudes, squares add up to 1

}  // namespace

Tinnitus::Tinnitus(double sample_rate_hz, double spl_at_rms_1_db, std::uint32_t seed)
    : rate_hz_(static_cast<float>(sample_rate_hz)),
      spl_at_rms_1_db_(static_cast<float>(spl_at_rms_1_db)),
      fade_step_(1.0f - std::exp(-static_cast<float>(kHop) / (kFadeS * static_cast<float>(sample_rate_hz)))),
      seed_(seed) {
  reset();
}

void Tinnitus::reset() noexcept {
  random_ = random_seed(seed_, 55);
  sounding_ = false;
  level_ = hz_ = 0.0f;
  re_.fill(1.0f);
  im_.fill(0.0f);
  amplitude_ = step_ = turn_im_ = {};
  turn_re_.fill(1.0f);
  sway_.fill(1.0f);
  sway_to_.fill(1.0f);
}

void Tinnitus::start_hop(float hz, float level_db_spl) noexcept {
  const float wanted_db = std::min(level_db_spl, kTinnitusMostDbSpl);
  // Amplitude of a tone of that level: sqrt 2 times its RMS.
  const float wanted =
      level_db_spl > 0.0f ? 1.41421356f * std::exp2((wanted_db - spl_at_rms_1_db_) * 0.166096405f) : 0.0f;
  if (wanted == 0.0f && !sounding_) {
    amplitude_ = step_ = {};
    return;
  }
  if (!sounding_) hz_ = hz;
  hz_ += 0.1f * (hz - hz_);
  level_ += fade_step_ * (wanted - level_);
  sounding_ = wanted > 0.0f || level_ > 1e-8f;
  if (!sounding_) level_ = 0.0f;
  const float sway_step = static_cast<float>(kHop) / (kSwayS * rate_hz_);
  for (int k = 0; k < 3; ++k) {
    if (std::abs(sway_to_[k] - sway_[k]) < 0.03f) sway_to_[k] = 0.8f + 0.2f * next_uniform(random_);
    sway_[k] += sway_step * (sway_to_[k] - sway_[k]);
    step_[k] = (level_ * kShare[k] * sway_[k] - amplitude_[k]) * (1.0f / kHop);
    const float w = 6.2831853f * std::min(hz_ * kPitch[k], 0.45f * rate_hz_) / rate_hz_;
    turn_re_[k] = std::cos(w);
    turn_im_[k] = std::sin(w);
    const float size = 1.5f - 0.5f * (re_[k] * re_[k] + im_[k] * im_[k]);
    re_[k] *= size, im_[k] *= size;
  }
}

void Tinnitus::add(float* out, int count) noexcept {
  if (amplitude_[1] == 0.0f && step_[1] == 0.0f) return;
  for (int n = 0; n < count; ++n) {
    float sum = 0.0f;
    for (int k = 0; k < 3; ++k) {
      const float next = re_[k] * turn_re_[k] - im_[k] * turn_im_[k];
      im_[k] = re_[k] * turn_im_[k] + im_[k] * turn_re_[k];
      re_[k] = next;
      amplitude_[k] += step_[k];
      sum += amplitude_[k] * re_[k];
    }
    out[n] += sum;
  }
}

}  // namespace threshold::audio::hearing
