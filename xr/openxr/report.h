// What an OpenXR runtime offers, for doctor: asked in a thread of its own, so that a runtime that hangs
// costs five seconds and no more.
#pragma once

#include <string>
#include <vector>

#include "xr/openxr/painter.h"

namespace threshold::xr {

struct XrReport {
  struct Extension {
    std::string name;
    bool offered = false;
    bool required = false;
    std::string without;  // what is lost when it is missing
  };
  struct ViewSize {
    int width = 0, height = 0, most_width = 0, most_height = 0;
  };
  bool answers = false;  // a runtime made an instance
  bool headset = false;  // and has a headset
  std::string runtime, system;
  std::string manifest;  // XR_RUNTIME_JSON, when set
  std::vector<Extension> extensions;
  std::vector<ViewSize> views;
  int most_layers = 0;
  bool position_tracking = false, hand_tracking = false, user_presence = false;
  bool refresh_rate_choice = false;
  std::vector<float> rates_hz;        // offered; asked only with a painter
  float rate_hz = 0.0f;               // in force; 0: not told
  std::string sound_device;           // as the runtime calls it (headset_sound.h); empty: it does not tell
  std::vector<std::string> profiles;  // controllers we would bind, as people call them
  std::vector<std::string> missing_profiles;
  std::string problem;  // one sentence with what to do; empty: all is well
};

// With `make_painter` a session is opened too, for what only a session tells: the refresh rates.
XrReport probe_xr(double patience_s = 5.0, const PainterFactory& make_painter = nullptr);

}  // namespace threshold::xr
