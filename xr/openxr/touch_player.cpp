#include "xr/openxr/touch_player.h"

namespace threshold::xr {

void TouchPlayer::feel(const InputActions& actions, const Touch& touch, float envelope, double now_s) {
  for (std::size_t i = 0; i < 2; ++i) {
    const auto side = static_cast<Side>(i);
    if (const float rate_hz = actions.pcm_rate(side); rate_hz > 0.0f) {
      const auto stretch = pcm_motors_[i].feel(touch.hands[i], envelope, now_s, rate_hz);
      if (stretch) pcm_motors_[i].taken(actions.play(side, *stretch), rate_hz);
    } else if (const auto command = motors_[i].feel(touch.hands[i], envelope, now_s)) {
      actions.play(side, *command);
    }
  }
}

void TouchPlayer::forget() {
  for (Motor& motor : motors_) motor.forget();
  for (PcmMotor& motor : pcm_motors_) motor.forget();
}

}  // namespace threshold::xr
