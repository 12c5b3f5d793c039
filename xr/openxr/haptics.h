// What one hand's motor is to do, from blows and from resting on something that sounds. Pure but for
// its own small memory; actions.cpp plays the commands.
#pragma once

#include <optional>

#include "xr/touch.h"

namespace threshold::xr {

struct MotorCommand {
  bool stop = false;
  float amplitude = 0.0f;     // 0..1
  float frequency_hz = 0.0f;  // 0: the runtime's choice
  double duration_s = 0.0;    // 0: the shortest the motor can
  friend bool operator==(const MotorCommand&, const MotorCommand&) = default;
};

class Motor {
 public:
  // Once a frame at time `now_s`. `envelope` is the touch bus's level, 0..1. A blow always plays and is
  // never cut short by the resting vibration; that is renewed well before it runs out, and stopped when
  // the hand leaves or the sound ends.
  std::optional<MotorCommand> feel(const HandTouch& touch, float envelope, double now_s);
  void forget();  // the motor is silent already: session gone, controller changed

 private:
  double blow_until_s_ = -1.0;
  double renew_at_s_ = -1.0;
  float resting_ = 0.0f;
};

}  // namespace threshold::xr
