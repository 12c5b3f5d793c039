// threshold headset: the walk in a headset, through OpenXR.
#include <cstdio>

#include <CLI/CLI.hpp>

#include "app/calibration_store.h"
#include "app/commands.h"
#include "app/defaults.h"
#include "app/live.h"
#include "app/options.h"
#include "xr/openxr/headset.h"
#include "xr/openxr/renderer_painter.h"

namespace threshold::app {
namespace {

struct HeadsetChoices {
  CommonOptions common;
  std::string sound_device;
  bool mute = false, validation = false, demo = false;
  double limit_s = 0.0;
};

int headset(const HeadsetChoices& options) {
  WalkOptions walking = walk_options(options.common);
  const Calibration calibration =
      calibration_in_force(calibration_file(), options.sound_device, options.common.spl_at_rms_1_db);
  if (!calibration.problem.empty()) std::fprintf(stderr, "threshold: %s\n", calibration.problem.c_str());
  walking.spl_at_rms_1_db = calibration.spl_at_rms_1_db;
  walking.director.input = scenes::InputKind::controllers;
  walking.demo = options.demo;
  xr::HeadsetOptions headset_options;
  headset_options.make_painter = xr::renderer_painter(walking.paths.assets);
  headset_options.validation = options.validation;
  const std::unique_ptr<xr::Headset> backend = xr::make_headset(headset_options);
  Walk walk(walking);
  LiveOptions live;
  live.stats = options.common.stats;
  live.calibration = calibration.what;
  live.sound = !options.mute;
  live.sound_device = options.sound_device;
  live.limit_s = options.limit_s;
  live.each_frame = [&](const Walk& now) {
    if (const auto beat = now.story().beat_index(now.moment().beat))
      backend->set_eye_height(
          now.story()
              .places[static_cast<std::size_t>(now.story().beats[static_cast<std::size_t>(*beat)].place)]
              .eye.y);
  };
  const int status = run_live(*backend, walk, live);
  if (options.common.stats) {
    const xr::HeadsetStatus s = backend->status();
    std::fprintf(stderr,
                 "headset: %s, %s, %s on %s; floor %s; %lld frames, %lld drawn, %lld missed; instances %lld, "
                 "sessions %lld; "
                 "bad times %lld, timeouts %lld, faults %lld%s%s\n",
                 s.runtime.c_str(), s.system.c_str(), s.state.c_str(), s.device.c_str(), s.floor.c_str(),
                 static_cast<long long>(s.frames), static_cast<long long>(s.drawn),
                 static_cast<long long>(s.missed), static_cast<long long>(s.instances),
                 static_cast<long long>(s.sessions), static_cast<long long>(s.bad_times),
                 static_cast<long long>(s.timeouts), static_cast<long long>(s.faults),
                 s.last_fault.empty() ? "" : "; last: ", s.last_fault.c_str());
  }
  return status;
}

}  // namespace

int run_headset_with_defaults() {
  return headset({});
}

void add_headset_command(CLI::App& app, int& status) {
  auto options = std::make_shared<HeadsetChoices>();
  CLI::App* command = app.add_subcommand("headset", "Walk through the story in a headset, through OpenXR");
  add_common_options(*command, options->common);
  command->add_option("--sound-device", options->sound_device,
                      "Sound device by name (see `threshold doctor`)");
  command->add_flag("--mute", options->mute, "Play no sound; the story goes on");
  command->add_flag("--demo", options->demo, "Let a scripted visitor play (the picture follows the headset)");
  command->add_flag("--validation", options->validation, "Check every Vulkan and OpenXR call");
  command->add_option("--limit", options->limit_s, "Leave after so many seconds")
      ->check(CLI::NonNegativeNumber);
  command->callback([options, &status] { status = headset(*options); });
}

}  // namespace threshold::app
