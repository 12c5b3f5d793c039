// Is somebody there? The runtime's user presence where it has one; else the session's being seen and a
// head that moves: on a stand a headset's pose is still to a tenth of a millimetre, on a head it never is.
#pragma once

#include "xr/presence.h"

namespace threshold::xr {

class PresenceWatch {
 public:
  // `still_s`: how long a head must be still to count as taken off; 0: never.
  explicit PresenceWatch(double still_s = 0.0) : still_s_(still_s) {}
  void told(bool present) {
    told_ = true;
    present_ = present;
  }
  void forget() { told_ = false; }  // a new session: what the old one said counts no more
  // Once a frame.
  bool worn(bool seen, const Pose& head, double dt_s);

 private:
  double still_s_;
  bool told_ = false, present_ = true;
  Pose still_head_;
  double still_for_s_ = 0.0;
};

}  // namespace threshold::xr
