// Where a hand's grip turns when its stick or its fingers point somewhere: for visitors without tracked hands
// (a window, a script). OpenXR, "Standard pose identifiers": a grip's -z leaves the fist on the thumb's side;
// +x stands on the back of the right hand and on the palm of the left.
#pragma once

#include <glm/gtc/quaternion.hpp>

#include "xr/presence.h"

namespace threshold::xr {

// `ahead`: an orientation whose -z is where stick or fingers point and whose +y is up. A stick is held as
// drummers hold it, thumbs nearly on top and the forearm behind; an open hand lies palm down.
inline glm::quat grip_toward(const glm::quat& ahead, Side side, bool stick) {
  constexpr float kQuarter_rad = 1.5707963f, kStickRoll_rad = 0.6f;
  const float roll = (stick ? kStickRoll_rad : kQuarter_rad) * (side == left ? -1.0f : 1.0f);
  const glm::quat rolled = ahead * glm::angleAxis(roll, glm::vec3(0, 0, 1));
  // An open hand's fingers lie across the tube that a fist would hold: the thumb turns inside.
  return stick ? rolled : rolled * glm::angleAxis(kQuarter_rad, glm::vec3(1, 0, 0));
}

}  // namespace threshold::xr
