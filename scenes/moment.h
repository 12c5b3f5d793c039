// Moment: everything true of one instant of the story, for the three senses.
#pragma once

#include <cstdint>
#include <string>

#include "audio/sound.h"
#include "xr/picture.h"
#include "xr/touch.h"

namespace threshold::scenes {

struct Moment {
  std::int64_t tick = 0;    // director ticks since the walk began; held ticks count not
  std::int64_t sample = 0;  // = tick * xr::kTickSamples: the story's clock
  std::string beat;         // id of the current beat; empty after the end
  double beat_s = 0.0;      // seconds since it began
  bool held = false;
  bool ended = false;
  int recentres = 0;  // how often the visitor has asked to be recentred by looking; the backend does it
  xr::Picture eyes;
  audio::SoundMoment ears;
  xr::Touch hands;
  friend bool operator==(const Moment&, const Moment&) = default;
};

}  // namespace threshold::scenes
