// Is somebody there? The runtime's user presence where it has one; else the session's state and a head that
// moves: on a stand a headset's pose is still to a tenth of a millimetre, on a head it never is.
#pragma once

#include <cstdint>

#include "xr/presence.h"

namespace threshold::xr {

// What the session's state says of the visitor's eyes.
enum class Sight : std::uint8_t {
  none,    // it does not run: the headset sleeps, or is about to be put on
  unseen,  // it runs behind something else, or before anybody is there (READY, SYNCHRONIZED)
  seen,    // its pictures reach eyes (VISIBLE, FOCUSED)
};

class PresenceWatch {
 public:
  // `still_s`: how long the head must be still while the session is seen to count as taken off; 0: never.
  explicit PresenceWatch(double still_s = 0.0) : still_s_(still_s) {}
  void told(bool present) {
    told_ = true;
    present_ = present;
  }
  void forget() { told_ = was_seen_ = false; }  // a new session: what the old one said counts no more
  // Once a frame; `head` is where it was last while it is not tracked.
  //
  // A session that is not seen tells nothing: runtimes go there when the headset is taken off, when it lies
  // on the table from the start, and when another program comes in front of somebody who is still there. So
  // nobody is there before it was seen, and after that once the head is still for `kUnseenStill_s`.
  bool worn(Sight sight, const Pose& head, double dt_s);

  static constexpr double kUnseenStill_s = 10.0;

 private:
  double still_s_;
  bool told_ = false, present_ = true;
  bool was_seen_ = false;
  Pose still_head_;
  double still_for_s_ = 0.0;
};

}  // namespace threshold::xr
