// Bare hands through XR_EXT_hand_tracking: 26 joints a hand. A hand that holds no controller also gets
// a grip pose and velocity from its palm, so that it can drum.
#pragma once

#include <array>

#include "xr/openxr/instance.h"
#include "xr/openxr/wishes.h"

namespace threshold::xr {

class HandJoints {
 public:
  HandJoints(const Instance& instance, XrSession session);  // does nothing where the runtime cannot
  ~HandJoints();
  HandJoints(const HandJoints&) = delete;
  HandJoints& operator=(const HandJoints&) = delete;

  void read(XrSpace space, XrTime time, std::array<HandPresence, 2>* hands,
            std::array<HandButtons, 2>* buttons) const;
  bool available() const { return locate_ != nullptr; }

 private:
  std::array<XrHandTrackerEXT, 2> trackers_{};
  PFN_xrDestroyHandTrackerEXT destroy_ = nullptr;
  PFN_xrLocateHandJointsEXT locate_ = nullptr;
};

// The grip pose of a fist whose palm joint this is (the axes of the two conventions differ by hand).
Pose grip_of_palm(const Pose& palm, Side side);
// 0 = fingers apart .. 1 = thumb and index touch.
float pinch_of(const std::array<Pose, kHandJoints>& joints);

}  // namespace threshold::xr
