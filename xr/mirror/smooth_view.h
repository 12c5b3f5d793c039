// A view for onlookers: the visitor's head, low-passed and level, in a calm 16:9 field of view.
#pragma once

#include "xr/vulkan/renderer.h"

namespace threshold::xr {

class SmoothView {
 public:
  // The view after `dt_s` more of this head. A jump (recentring, a new place) is followed at once.
  View follow(const Pose& head, double dt_s);

 private:
  Pose shown_;
  bool any_ = false;
};

inline constexpr double kSmoothing_s = 0.3;        // time constant: calms a nod, keeps up with a turn
inline constexpr float kSmoothUp_rad = 0.48f;      // half the height: 55 degrees in all
inline constexpr float kSmoothJump_m = 0.5f;       // further between two frames nobody moves a head
inline constexpr float kSmoothJump_rad = 1.0472f;  // 60 degrees

}  // namespace threshold::xr
