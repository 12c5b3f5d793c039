#include "xr/openxr/pcm_haptics.h"

#include <algorithm>
#include <cmath>

namespace threshold::xr {
namespace {

constexpr double kTurn = 6.28318530717958647693;
constexpr float kAnyHz = 160.0f;  // where voice coils of controllers are strong
constexpr float kLowest_hz = 40.0f, kHighest_hz = 400.0f;
constexpr double kShortest_s = 0.01;
constexpr double kDecays = 3.0;       // time constants in a blow's duration
constexpr double kStretch_s = 0.05;   // of resting vibration, handed over at once
constexpr double kAhead_s = 0.045;    // handed over when less than this still plays: three frames at 72 Hz
constexpr double kFadeOut_s = 0.012;  // a sound that ends, ends without a click
constexpr float kFaintest = 0.02f;    // below this no skin feels it

float usable_hz(float asked) {
  return asked > 0.0f ? std::clamp(asked, kLowest_hz, kHighest_hz) : kAnyHz;
}

std::size_t samples_in(double seconds, float rate_hz) {
  return std::min(PcmMotor::kMost,
                  static_cast<std::size_t>(std::max(1.0, seconds * static_cast<double>(rate_hz) + 0.5)));
}

}  // namespace

std::optional<PcmStretch> PcmMotor::strike(const TouchPulse& pulse, double now_s, float rate_hz) {
  const double duration_s = std::max(kShortest_s, static_cast<double>(pulse.duration_s));
  const double amplitude = std::min(pulse.amplitude, 1.0f), hz = usable_hz(pulse.frequency_hz);
  given_ = samples_in(duration_s, rate_hz);
  for (std::size_t i = 0; i < given_; ++i) {
    const double t = static_cast<double>(i) / static_cast<double>(rate_hz);
    buffer_[i] =
        static_cast<float>(amplitude * std::exp(-t * kDecays / duration_s) * std::sin(kTurn * hz * t));
  }
  queued_until_s_ = now_s + static_cast<double>(given_) / static_cast<double>(rate_hz);
  phase_ = 0.0;
  amplitude_ = 0.0f;
  return PcmStretch{{buffer_.data(), given_}, false};
}

std::optional<PcmStretch> PcmMotor::feel(const HandTouch& touch, float envelope, double now_s,
                                         float rate_hz) {
  if (touch.pulse.amplitude > 0.0f) return strike(touch.pulse, now_s, rate_hz);
  float wanted = std::clamp(touch.resting_gain * envelope, 0.0f, 1.0f);
  if (wanted < kFaintest) wanted = 0.0f;
  if (wanted == 0.0f && amplitude_ == 0.0f) return std::nullopt;
  if (queued_until_s_ - now_s > kAhead_s) return std::nullopt;
  const bool append = queued_until_s_ > now_s;
  if (!append) amplitude_ = 0.0f;  // it has run dry: begin from silence
  if (!append && wanted == 0.0f) return std::nullopt;
  if (touch.resting_hz > 0.0f || hz_ == 0.0f) hz_ = usable_hz(touch.resting_hz);
  given_ = samples_in(wanted > 0.0f ? kStretch_s : kFadeOut_s, rate_hz);
  const double step = static_cast<double>(hz_) / static_cast<double>(rate_hz);
  for (std::size_t i = 0; i < given_; ++i) {
    const float along = static_cast<float>(i + 1) / static_cast<float>(given_);
    const float amplitude = amplitude_ + (wanted - amplitude_) * along;
    phase_ += step;
    phase_ -= std::floor(phase_);
    buffer_[i] = amplitude * static_cast<float>(std::sin(kTurn * phase_));
  }
  amplitude_ = wanted;
  queued_until_s_ =
      (append ? queued_until_s_ : now_s) + static_cast<double>(given_) / static_cast<double>(rate_hz);
  return PcmStretch{{buffer_.data(), given_}, append};
}

void PcmMotor::taken(std::size_t count, float rate_hz) {
  if (count >= given_) return;
  queued_until_s_ -= static_cast<double>(given_ - count) / static_cast<double>(rate_hz);
  given_ = count;
}

void PcmMotor::forget() {
  queued_until_s_ = -1.0;
  phase_ = 0.0;
  amplitude_ = hz_ = 0.0f;
  given_ = 0;
}

}  // namespace threshold::xr
