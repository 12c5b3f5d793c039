// A view for onlookers: the visitor's head, low-passed and level, in a calm 16:9 field of view.
#pragma once

#include "xr/vulkan/renderer.h"

namespace threshold::xr {

class SmoothView {
 public:
  // The view after `dt_s` more of this head. What no neck does (recentring, a new place) is followed at once;
  // a quick turn is never more than kSmoothBehind_rad ahead of what is shown.
  View follow(const Pose& head, double dt_s);

 private:
  Pose seen_;             // the head, a frame ago
  Pose between_, shown_;  // after the first and the second low pass
  bool any_ = false;
};

inline constexpr double kSmoothing_s = 0.15;   // time constant of each of two: 0.3 s behind in all
inline constexpr float kSmoothUp_rad = 0.48f;  // half the height: 55 degrees in all, 86 across
inline constexpr float kSmoothBehind_rad =
    0.35f;                                    // 20 degrees: what the visitor looks at stays in the picture
inline constexpr float kSmoothJump_m = 0.5f;  // further between two frames nobody moves a head
inline constexpr float kSmoothJump_rad = 1.0472f;  // 60 degrees

// The size to paint it at: 16:9, no more pixels than an eye has, nor than onlookers' displays.
VkExtent2D smooth_extent(VkExtent2D eye);

}  // namespace threshold::xr
