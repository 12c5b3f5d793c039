// Touch: what the hands are to feel. Filled by the director once a tick, played by the backends.
#pragma once

#include <array>
#include <cstdint>

namespace threshold::xr {

// One impact in one hand. Edges: present only in the tick of the blow.
struct TouchPulse {
  float amplitude = 0.0f;     // 0..1
  float frequency_hz = 0.0f;  // 0: the runtime's choice
  float duration_s = 0.0f;
  friend bool operator==(const TouchPulse&, const TouchPulse&) = default;
};

struct HandTouch {
  TouchPulse pulse;  // amplitude 0: none in this tick
  // While the hand rests on something that sounds: the backend multiplies this by the touch bus's
  // 80-400 Hz envelope (audio/touch_bus.h) and vibrates for as long as it lasts.
  float resting_gain = 0.0f;  // 0..1
  float resting_hz = 0.0f;    // what the material under the hand is felt at; 0: the backend's choice
  friend bool operator==(const HandTouch&, const HandTouch&) = default;
};

struct Touch {
  std::array<HandTouch, 2> hands{};
  friend bool operator==(const Touch&, const Touch&) = default;
};

}  // namespace threshold::xr
