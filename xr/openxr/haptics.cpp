#include "xr/openxr/haptics.h"

#include <algorithm>
#include <cmath>

namespace threshold::xr {
namespace {

constexpr double kRestingS = 0.1;     // length of one stretch of resting vibration
constexpr double kRenewS = 0.05;      // renewed at half of it: no gap, at most 20 calls a second a hand
constexpr float kFaintest = 0.02f;    // below this no motor moves
constexpr float kNoticeable = 0.05f;  // a change worth telling the motor at once
constexpr double kShortestBlowS = 0.01;

}  // namespace

std::optional<MotorCommand> Motor::feel(const HandTouch& touch, float envelope, double now_s) {
  if (touch.pulse.amplitude > 0.0f) {
    const double duration = std::max(kShortestBlowS, static_cast<double>(touch.pulse.duration_s));
    blow_until_s_ = now_s + duration;
    renew_at_s_ = blow_until_s_;
    resting_ = 0.0f;
    return MotorCommand{false, std::min(touch.pulse.amplitude, 1.0f),
                        std::max(touch.pulse.frequency_hz, 0.0f), duration};
  }
  if (now_s < blow_until_s_) return std::nullopt;
  const float wanted = std::clamp(touch.resting_gain * envelope, 0.0f, 1.0f);
  if (wanted < kFaintest) {
    const bool shaking = resting_ > 0.0f;
    forget();
    return shaking ? std::optional(MotorCommand{.stop = true}) : std::nullopt;
  }
  if (now_s < renew_at_s_ && std::abs(wanted - resting_) < kNoticeable) return std::nullopt;
  resting_ = wanted;
  renew_at_s_ = now_s + kRenewS;
  return MotorCommand{false, wanted, std::max(touch.resting_hz, 0.0f), kRestingS};
}

void Motor::forget() {
  *this = Motor();
}

}  // namespace threshold::xr
