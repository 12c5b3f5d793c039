// Mirror: a window for the attendant beside the headset. It shows what the visitor sees, or a card that shows
// none of it, takes the attendant's keys, and stays alive whatever becomes of the headset. It never makes the
// headset's frame wait: it has a graphics device and a thread of its own, and what it cannot show at once it
// leaves out.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "xr/mirror/attendant.h"
#include "xr/mirror/words.h"
#include "xr/openxr/painter.h"

namespace threshold::xr {

struct WindowCalls;

struct MirrorOptions {
  MirrorView view = MirrorView::left_eye;
  std::string title = "Threshold: mirror";
  int width = 1280, height = 720;
  Texts texts;                 // what it says
  int text_percent = 100;      // of the type's usual size
  bool validation = false;     // of the mirror's own device
  double ends_within_s = 2.0;  // a display that does not answer for so long is left behind at the end
  std::function<void(WindowCalls&)> amend;  // what tests put in place of Vulkan's functions
};

struct MirrorStats {
  std::int64_t shown = 0;  // frames shown in the window
  int complaints = 0;      // of the validation layers, of the mirror's own device
  std::string fault;       // why nothing is shown, if so
};

class Mirror {
 public:
  virtual ~Mirror() = default;
  // The headset's painter, such that the mirror sees what it paints. The mirror outlives it.
  virtual PainterFactory around(PainterFactory inner) = 0;
  // Main thread, once a frame: the window's events.
  virtual Attended attend() = 0;
  // Main thread, once a frame, after the headset's picture was handed in. `drawn`: there was one.
  virtual void show(const MirrorState& state, bool drawn) = 0;
  virtual MirrorView view() const = 0;
  virtual MirrorStats stats() const = 0;
};

// Throws std::runtime_error: no display, no Vulkan; what to do.
std::unique_ptr<Mirror> make_mirror(const MirrorOptions& options);

}  // namespace threshold::xr
