// FrameTicks: from presences at frames (60, 72, 90, 120 a second, each of its display time) to presences at
// ticks (8 ms). Ticks run a little behind the newest frame, so that nearly every one lies between two frames
// and hands pass it with the speed they really had, whatever the frame rate. A place that moved under the
// visitor, or a hand that jumped, is not swept through: in one tick that hand is not known.
#pragma once

#include <array>
#include <cstdint>
#include <deque>

#include "xr/presence.h"

namespace threshold::app {

// The presence `part` (0..1) of the way from one frame to the next, `apart_s` later. Hands whose velocities
// are known go on a cubic through both poses with both velocities (and have its velocity), others straight
// on. Edges and levels are those of `to`.
xr::Presence between(const xr::Presence& from, const xr::Presence& to, float part, double apart_s = 0.0);

// Whether no arm goes from one to the other in this time: farther than 25 m/s allows, or 15 cm (and what
// 200 m/s2 explain) from where both velocities would lead.
bool jumped(const xr::HandPresence& from, const xr::HandPresence& to, double apart_s);

class FrameTicks {
 public:
  // A new frame. `time_s`: when it is seen, on any steady clock. `place_moved`: its poses are in a space that
  // is not the last frame's.
  void frame(const xr::Presence& presence, double time_s, bool place_moved);
  // Nobody moves: the next tick begins at the newest frame, with hands that come from nowhere.
  void stand();
  // The next `count` presences will be asked for before the next frame.
  void expect(std::int64_t count);
  xr::Presence next();

 private:
  struct Seen {
    xr::Presence presence;
    double time_s = 0.0;
    std::array<bool, 2> broken{};  // this hand did not come here from the frame before
  };

  std::deque<Seen> seen_;
  double at_s_ = 0.0;  // of the last tick given
  double step_s_ = 0.0;
  bool fresh_ = true;
  bool leapt_ = false;  // the next tick is no neighbour of the last
};

}  // namespace threshold::app
