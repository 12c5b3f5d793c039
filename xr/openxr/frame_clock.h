// Display times as the runtime predicts them, with nonsense found out: some runtimes succeed with a
// negative or an old time when their compositor stumbles (openvr issue 1917).
#pragma once

#include <openxr/openxr.h>

namespace threshold::xr {

class FrameClock {
 public:
  struct Verdict {
    XrTime time = 0;       // to use for this frame; always positive
    bool good = true;      // false: do not draw, poses are of no worth
    bool rebuild = false;  // too many in a row: the session makes no sense any more
  };
  Verdict judge(XrTime predicted, XrDuration period);
  // Seconds between the last two good frames, within reason; for holds and panels.
  double dt_s() const { return dt_s_; }
  XrTime last() const { return last_; }

 private:
  XrTime last_ = 0;
  double dt_s_ = 0.0;
  int bad_ = 0;
};

}  // namespace threshold::xr
