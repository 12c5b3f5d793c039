// TouchPlayer: what both hands are to feel, played on whatever their devices have, a motor or a voice coil.
#pragma once

#include <array>

#include "xr/openxr/actions.h"

namespace threshold::xr {

class TouchPlayer {
 public:
  // Once a frame at time `now_s`. `envelope` is the touch bus's level, 0..1. Throws XrFailure.
  void feel(const InputActions& actions, const Touch& touch, float envelope, double now_s);
  void forget();  // the devices are silent already: no focus, session gone, controllers changed

 private:
  std::array<Motor, 2> motors_;
  std::array<PcmMotor, 2> pcm_motors_;
};

}  // namespace threshold::xr
