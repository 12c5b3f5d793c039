// threshold headset: the walk in a headset, through OpenXR, with a mirror for the attendant.
#include <cstdio>
#include <cstdlib>

#include <CLI/CLI.hpp>

#include "app/commands.h"
#include "app/defaults.h"
#include "app/live_command.h"
#include "xr/mirror/mirror.h"
#include "xr/mirror/mirrored_headset.h"
#include "xr/openxr/headset.h"
#include "xr/openxr/headset_sound.h"
#include "xr/openxr/renderer_painter.h"

namespace threshold::app {
namespace {

struct HeadsetChoices {
  LiveChoices live;
  std::string mirror = "left";
  std::string gaze = "without-hands";
  double reset_after_s = 0.0;
  double still_head_s = 20.0;
};

xr::GazeUse gaze_use(const std::string& word) {
  if (word == "always") return xr::GazeUse::always;
  return word == "never" ? xr::GazeUse::never : xr::GazeUse::without_hands;
}

xr::MirrorSound mirror_sound(audio::SpeakerState state) {
  switch (state) {
    case audio::SpeakerState::plays:
      return xr::MirrorSound::plays;
    case audio::SpeakerState::plays_another:
      return xr::MirrorSound::plays_other;
    case audio::SpeakerState::waits:
      return xr::MirrorSound::waits;
    case audio::SpeakerState::silent:
      return xr::MirrorSound::silent;
    case audio::SpeakerState::no_device:
      break;
  }
  return xr::MirrorSound::no_device;
}

std::unique_ptr<xr::Mirror> open_mirror(const HeadsetChoices& choices, const scenes::Story& story) {
  if (choices.mirror == "off") return nullptr;
  xr::MirrorOptions options;
  xr::read_mirror_view(choices.mirror, &options.view);
  options.texts = program_texts(story, choices.live.common.language);
  options.text_percent = choices.live.text_percent;
  options.validation = choices.live.validation;
  try {
    return xr::make_mirror(options);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "threshold: %s\n", error.what());
    return nullptr;
  }
}

void print_stats(const xr::Headset& headset, const xr::Mirror* mirror) {
  const xr::HeadsetStatus s = headset.status();
  std::fprintf(stderr,
               "headset: %s, %s, %s on %s; floor %s; %lld frames, %lld drawn, %lld missed; instances %lld, "
               "sessions %lld; bad times %lld, timeouts %lld, faults %lld%s%s\n",
               s.runtime.c_str(), s.system.c_str(), s.state.c_str(), s.device.c_str(), s.floor.c_str(),
               static_cast<long long>(s.frames), static_cast<long long>(s.drawn),
               static_cast<long long>(s.missed), static_cast<long long>(s.instances),
               static_cast<long long>(s.sessions), static_cast<long long>(s.bad_times),
               static_cast<long long>(s.timeouts), static_cast<long long>(s.faults),
               s.last_fault.empty() ? "" : "; last: ", s.last_fault.c_str());
  if (mirror == nullptr) return;
  const xr::MirrorStats m = mirror->stats();
  std::fprintf(stderr, "mirror: %lld pictures%s%s\n", static_cast<long long>(m.shown),
               m.fault.empty() ? "" : "; dark: ", m.fault.c_str());
}

// What the program knows of the walk and the mirror shows.
void note_walk(const Walk& walk, const xr::Headset& headset, xr::MirrorNote* note) {
  note->beat = walk.moment().beat;
  note->left_s = walk.remaining_s();
  note->paused = walk.moment().held && headset.status().state == "focused";
}

// A call into the runtime that never returns may hold the graphics device, and whatever is taken down with
// it.
void leave_at_once_if_stuck(const xr::Headset& headset, int status) {
  if (headset.status().answers) return;
  std::fprintf(stderr, "threshold: the headset's runtime still does not answer; it is left as it is\n");
  std::fflush(nullptr);
  std::_Exit(status);
}

int headset(const HeadsetChoices& choices) {
  LivePlan plan = live_plan(choices.live, scenes::InputKind::controllers);
  plan.live.reset_after_s = choices.reset_after_s;
  Walk walk(plan.walk);
  const std::unique_ptr<xr::Mirror> mirror = open_mirror(choices, walk.story());
  xr::HeadsetOptions options;
  options.make_painter = xr::renderer_painter(plan.walk.paths.assets);
  if (mirror) options.make_painter = mirror->around(std::move(options.make_painter));
  options.eyes_are_copied = mirror != nullptr;
  options.validation = choices.live.validation;
  options.still_head_s = choices.still_head_s;
  options.gaze = gaze_use(choices.gaze);
  const std::unique_ptr<xr::Headset> alone = xr::make_headset(options);
  if (plan.live.sound_device.empty())
    plan.live.sound_device = xr::sound_device_of(alone->status().sound_device, audio::speaker_names());
  xr::MirrorNote note;
  note.title = walk.story().title;
  note.sound_state = choices.live.mute ? xr::MirrorSound::off : xr::MirrorSound::plays;
  plan.live.on_sound = [&](const std::string& what, audio::SpeakerState state) {
    note.sound = what;
    if (!choices.live.mute) note.sound_state = mirror_sound(state);
  };
  int recentres = 0;  // asked for by gaze
  plan.live.each_frame = [&](const Walk& now) {
    if (now.moment().recentres > recentres) alone->recentre();
    recentres = now.moment().recentres;
    if (mirror) note_walk(now, *alone, &note);
    if (const auto beat = now.story().beat_index(now.moment().beat))
      alone->set_eye_height(
          now.story()
              .places[static_cast<std::size_t>(now.story().beats[static_cast<std::size_t>(*beat)].place)]
              .eye.y);
  };
  std::unique_ptr<xr::Backend> mirrored;
  if (mirror) mirrored = xr::mirrored_headset(*alone, *mirror, [&note] { return note; });
  const int status = run_live(mirrored ? *mirrored : *alone, walk, plan.live);
  if (choices.live.common.stats) print_stats(*alone, mirror.get());
  leave_at_once_if_stuck(*alone, status);
  return status;
}

}  // namespace

int run_headset_with_defaults() {
  return headset({});
}

void add_headset_command(CLI::App& app, int& status) {
  auto choices = std::make_shared<HeadsetChoices>();
  CLI::App* command = app.add_subcommand("headset", "Walk through the story in a headset, through OpenXR");
  add_live_options(*command, choices->live);
  command
      ->add_option(
          "--mirror", choices->mirror,
          "The attendant's window: left or right eye, smoothed, private (a card that shows nothing of "
          "it), off; keys 1 to 4, H for help")
      ->check(CLI::IsMember({"left", "right", "smoothed", "private", "off"}))
      ->capture_default_str();
  command
      ->add_option("--gaze", choices->gaze,
                   "Play and choose by looking: without-hands (once none is seen), always, never")
      ->check(CLI::IsMember({"without-hands", "always", "never"}))
      ->capture_default_str();
  command
      ->add_option("--reset-after", choices->reset_after_s,
                   "Once nobody has worn the headset for so many seconds, go back to the beginning; 0: never")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command
      ->add_option("--still-head", choices->still_head_s,
                   "Where the runtime does not tell: a headset that lay still so many seconds was taken off; "
                   "0: never")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->callback([choices, &status] { status = headset(*choices); });
}

}  // namespace threshold::app
