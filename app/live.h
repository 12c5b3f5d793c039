// Live: the loop of a walk that somebody walks now, in a headset or at a window.
#pragma once

#include <functional>
#include <string>

#include "app/walk.h"
#include "xr/backend.h"

namespace threshold::app {

struct LiveOptions {
  std::string sound_device;  // empty: the default one
  bool sound = true;         // false: time passes, nothing is played
  std::string calibration;   // what is in force, for stats
  bool stats = false;        // printed at the end
  double limit_s = 0.0;      // > 0: ends after so many seconds of wall time (tests, soak runs)
  // Called once a frame after the ticks: what only some backends need (a window's view, its eye height).
  std::function<void(const Walk&)> each_frame;
};

// Runs until the story, the visitor or the backend ends it. Returns the exit status.
int run_live(xr::Backend& backend, Walk& walk, const LiveOptions& options);

// The presence `part` (0..1) of the way from one frame to the next; edges belong to the caller.
xr::Presence between(const xr::Presence& from, const xr::Presence& to, float part);

}  // namespace threshold::app
