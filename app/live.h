// Live: the loop of a walk that somebody walks now, in a headset or at a window.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/frame_ticks.h"
#include "app/walk.h"
#include "audio/speaker.h"
#include "xr/backend.h"

namespace threshold::app {

struct LiveOptions {
  std::string sound_device;  // empty: the default one
  bool sound = true;         // false: time passes, nothing is played
  audio::WhenSoundStops when_sound_stops = audio::WhenSoundStops::hold;
  // For tests: the port that is played through; empty: SDL's.
  std::function<std::unique_ptr<audio::SoundPort>()> port;
  std::string calibration;     // what is in force, for stats
  bool stats = false;          // printed at the end
  double limit_s = 0.0;        // > 0: ends after so many seconds of wall time (tests, soak runs)
  double reset_after_s = 0.0;  // > 0: once nobody was there for so long the walk is at its beginning again
  // Called once a frame after the ticks: what only some backends need (a window's view, its eye height).
  std::function<void(const Walk&)> each_frame;
  // Called when it changes: what the sound plays on, or why it does not; and how it stands.
  std::function<void(const std::string& what, audio::SpeakerState state)> on_sound;
};

// Runs until the story, the visitor or the backend ends it. Returns the exit status.
int run_live(xr::Backend& backend, Walk& walk, const LiveOptions& options);

}  // namespace threshold::app
