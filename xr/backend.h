// Backend: where the visitor is and where they look. One of four: a headset (xr/openxr), a window
// (xr/desktop), images (xr/offscreen); a recorded presence (xr/presence_file.h) can stand in for the
// visitor of any of them.
#pragma once

#include <cstdint>
#include <string>

#include "xr/picture.h"
#include "xr/presence.h"
#include "xr/touch.h"

namespace threshold::xr {

enum class Running : std::uint8_t {
  running,  // present the story
  held,     // nobody is there, minimised, paused by the runtime, or the headset is lost: hold story and sound
  ended,    // the visitor closed the window or the runtime asked us to go
};

struct Frame {
  Running running = Running::running;
  bool draw = true;           // false: nothing would be seen; skip draw()
  Presence presence;          // of the predicted display time
  double display_in_s = 0.0;  // predicted display time minus now
  std::string why_held;       // one sentence for the mirror and the log, when held
  bool place_moved = false;   // poses are in a space that is not the last frame's: recentred
  bool nobody = false;       // held because nobody wears it, as far as can be told; not for a fault or a menu
  bool begin_again = false;  // an attendant asks for the walk's beginning, for another visitor
};

class Backend {
 public:
  virtual ~Backend() = default;
  // Main thread. Waits for the next frame (pacing), polls events. Never throws for a lost device: it
  // reports `held` and recovers on later calls.
  virtual Frame begin_frame() = 0;
  // Main thread, once after each begin_frame() whose `draw` was true.
  virtual void draw(const Picture& picture) = 0;
  // Main thread. `envelope` is the touch bus's level, 0..1, for resting hands.
  virtual void feel(const Touch& touch, float envelope) = 0;
  // Main thread. What will be needed soon, to be loaded beside the frames; a backend may ignore it.
  virtual void preload(const std::string& /*place*/, const std::vector<std::string>& /*people*/) {}
  // What it is and on which device, one line, for doctor and --stats.
  virtual std::string describe() const = 0;
};

}  // namespace threshold::xr
