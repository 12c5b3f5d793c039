// threshold preview: the walk in a window, with mouse, keys or gamepad.
#include <cstdio>

#include <CLI/CLI.hpp>

#include "app/calibration_store.h"
#include "app/commands.h"
#include "app/defaults.h"
#include "app/live.h"
#include "app/options.h"
#include "xr/desktop/window.h"

namespace threshold::app {
namespace {

struct PreviewOptions {
  CommonOptions common;
  std::string size = "1280x720", keys, sound_device;
  bool fullscreen = false, print_keys = false, mute = false, demo = false, validation = false;
  double limit_s = 0.0;
};

int preview(const PreviewOptions& options) {
  const xr::Keys keys = options.keys.empty() ? xr::Keys() : xr::Keys::from_file(options.keys);
  if (options.print_keys) {
    std::fputs(keys.as_file().c_str(), stdout);
    return 0;
  }
  WalkOptions walking = walk_options(options.common);
  const Calibration calibration =
      calibration_in_force(calibration_file(), options.sound_device, options.common.spl_at_rms_1_db);
  if (!calibration.problem.empty()) std::fprintf(stderr, "threshold: %s\n", calibration.problem.c_str());
  walking.spl_at_rms_1_db = calibration.spl_at_rms_1_db;
  walking.director.input = scenes::InputKind::keyboard;
  walking.demo = options.demo;
  xr::WindowOptions window_options;
  window_options.assets = walking.paths.assets;
  window_options.fullscreen = options.fullscreen;
  window_options.validation = options.validation;
  window_options.keys = keys;
  if (std::sscanf(options.size.c_str(), "%dx%d", &window_options.width, &window_options.height) != 2 ||
      window_options.width < 64 || window_options.height < 64)
    throw std::runtime_error("--size " + options.size + ": write width x height in pixels, such as 1280x720");

  Walk walk(walking);
  const std::unique_ptr<xr::Window> window = xr::make_window(window_options);
  LiveOptions live;
  live.stats = options.common.stats;
  live.calibration = calibration.what;
  live.sound = !options.mute;
  live.sound_device = options.sound_device;
  live.limit_s = options.limit_s;
  live.each_frame = [&](const Walk& now) {
    if (now.scripted())
      window->look_from(now.presence().head);
    else if (const auto beat = now.story().beat_index(now.moment().beat))
      window->set_eye_height(
          now.story()
              .places[static_cast<std::size_t>(now.story().beats[static_cast<std::size_t>(*beat)].place)]
              .eye.y);
  };
  const int status = run_live(*window, walk, live);
  if (options.common.stats)
    std::fprintf(stderr, "pictures %lld, device losses %lld, validation messages %d\n",
                 static_cast<long long>(window->stats().frames),
                 static_cast<long long>(window->stats().device_losses), window->stats().complaints);
  return status;
}

}  // namespace

int run_preview_with_defaults() {
  return preview({});
}

void add_preview_command(CLI::App& app, int& status) {
  auto options = std::make_shared<PreviewOptions>();
  CLI::App* command = app.add_subcommand("preview", "Walk through the story in a window (F1 shows the keys)");
  add_common_options(*command, options->common);
  command->add_option("--size", options->size, "Window size, width x height")->capture_default_str();
  command->add_flag("--fullscreen", options->fullscreen, "Fill the screen");
  command->add_option("--keys", options->keys, "File of keys, as --print-keys writes it");
  command->add_flag("--print-keys", options->print_keys, "Print all keys and leave");
  command->add_option("--sound-device", options->sound_device,
                      "Sound device by name (see `threshold doctor`)");
  command->add_flag("--mute", options->mute, "Play no sound; the story goes on");
  command->add_flag("--demo", options->demo, "Let a scripted visitor play");
  command->add_flag("--validation", options->validation,
                    "Check every Vulkan call (needs vulkan-validationlayers)");
  command->add_option("--limit", options->limit_s, "Leave after so many seconds")
      ->check(CLI::NonNegativeNumber);
  command->callback([options, &status] { status = preview(*options); });
}

}  // namespace threshold::app
