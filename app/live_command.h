// What the commands that walk live, in a window or a headset, have in common: their options, and the walk and
// loop that these ask for.
#pragma once

#include "app/live.h"
#include "app/options.h"
#include "xr/say/texts.h"

namespace threshold::app {

struct LiveChoices {
  CommonOptions common;
  std::string sound_device, when_sound_stops = "hold";
  bool mute = false, demo = false, validation = false;
  double limit_s = 0.0;
  int text_percent = 100;
};

void add_live_options(CLI::App& command, LiveChoices& choices);

struct LivePlan {
  WalkOptions walk;
  LiveOptions live;
};
// What the program itself says in this language (empty: the story's first), where the story has words for it.
xr::Texts program_texts(const scenes::Story& story, const std::string& language);
// Says on standard error what is wrong with the calibration. Throws std::runtime_error for what does not
// exist.
LivePlan live_plan(const LiveChoices& choices, scenes::InputKind input);

}  // namespace threshold::app
