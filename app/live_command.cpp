#include "app/live_command.h"

#include <cstdio>

#include <CLI/CLI.hpp>

#include "app/calibration_store.h"

namespace threshold::app {

void add_live_options(CLI::App& command, LiveChoices& choices) {
  add_common_options(command, choices.common);
  command.add_option("--sound-device", choices.sound_device, "Sound device by name (see `threshold doctor`)");
  command
      .add_option(
          "--when-sound-stops", choices.when_sound_stops,
          "While a lost sound device is looked for: hold the story (30 s at most), or go-on in silence")
      ->check(CLI::IsMember({"hold", "go-on"}))
      ->capture_default_str();
  command.add_flag("--mute", choices.mute, "Play no sound; the story goes on");
  command.add_flag("--demo", choices.demo, "Let a scripted visitor play");
  command.add_flag("--validation", choices.validation,
                   "Check every graphics call (needs vulkan-validationlayers)");
  command
      .add_option(
          "--text-size", choices.text_percent,
          "Size of all writing, in per cent: captions (77 to 200 at most) and cards (80 to 160), the card of "
          "keys, the attendant's words")
      ->check(CLI::Range(50, 300))
      ->capture_default_str();
  command.add_option("--limit", choices.limit_s, "Leave after so many seconds")
      ->check(CLI::NonNegativeNumber);
}

xr::Texts program_texts(const scenes::Story& story, const std::string& language) {
  const scenes::Language* chosen = language.empty()
                                       ? (story.languages.empty() ? nullptr : &story.languages.front())
                                       : story.language(language);
  return chosen ? xr::Texts(chosen->texts) : xr::Texts();
}

LivePlan live_plan(const LiveChoices& choices, scenes::InputKind input) {
  LivePlan plan;
  plan.walk = walk_options(choices.common);
  const Calibration calibration =
      calibration_in_force(calibration_file(), choices.sound_device, choices.common.spl_at_rms_1_db);
  if (!calibration.problem.empty()) std::fprintf(stderr, "threshold: %s\n", calibration.problem.c_str());
  plan.walk.spl_at_rms_1_db = calibration.spl_at_rms_1_db;
  plan.walk.director.input = input;
  plan.walk.demo = choices.demo;
  plan.walk.text_percent = choices.text_percent;
  plan.live.stats = choices.common.stats;
  plan.live.calibration = calibration.what;
  plan.live.sound = !choices.mute;
  plan.live.sound_device = choices.sound_device;
  plan.live.when_sound_stops =
      choices.when_sound_stops == "go-on" ? audio::WhenSoundStops::go_on : audio::WhenSoundStops::hold;
  plan.live.limit_s = choices.limit_s;
  return plan;
}

}  // namespace threshold::app
