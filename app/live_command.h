// What the commands that walk live, in a window or a headset, have in common: their options, and the walk and
// loop that these ask for.
#pragma once

#include "app/live.h"
#include "app/options.h"

namespace threshold::app {

struct LiveChoices {
  CommonOptions common;
  std::string sound_device, when_sound_stops = "hold";
  bool mute = false, demo = false, validation = false;
  double limit_s = 0.0;
};

void add_live_options(CLI::App& command, LiveChoices& choices);

struct LivePlan {
  WalkOptions walk;
  LiveOptions live;
};
// Says on standard error what is wrong with the calibration. Throws std::runtime_error for what does not
// exist.
LivePlan live_plan(const LiveChoices& choices, scenes::InputKind input);

}  // namespace threshold::app
