// threshold preview: the walk in a window, with mouse, keys or gamepad.
#include <cstdio>
#include <utility>

#include <CLI/CLI.hpp>

#include "app/commands.h"
#include "app/defaults.h"
#include "app/live_command.h"
#include "xr/desktop/window.h"

namespace threshold::app {
namespace {

struct PreviewOptions {
  LiveChoices live;
  std::string size = "1280x720", keys;
  bool fullscreen = false, print_keys = false;
};

std::vector<xr::Surface> surfaces_of(const scenes::Place& place) {
  std::vector<xr::Surface> surfaces;
  for (const scenes::Part& part : place.parts)
    surfaces.push_back({part.shape == scenes::Shape::disc, part.centre, part.normal, part.radius_m,
                        part.half_m, part.orientation});
  return surfaces;
}

int preview(const PreviewOptions& options) {
  const xr::Keys keys = options.keys.empty() ? xr::Keys() : xr::Keys::from_file(options.keys);
  if (options.print_keys) {
    std::fputs(keys.as_file().c_str(), stdout);
    return 0;
  }
  LivePlan plan = live_plan(options.live, scenes::InputKind::keyboard);
  xr::WindowOptions window_options;
  window_options.assets = plan.walk.paths.assets;
  window_options.fullscreen = options.fullscreen;
  window_options.validation = options.live.validation;
  window_options.keys = keys;
  if (std::sscanf(options.size.c_str(), "%dx%d", &window_options.width, &window_options.height) != 2 ||
      window_options.width < 64 || window_options.height < 64)
    throw std::runtime_error("--size " + options.size + ": write width x height in pixels, such as 1280x720");

  Walk walk(plan.walk);
  window_options.texts = program_texts(walk.story(), options.live.common.language);
  window_options.text_percent = options.live.text_percent;
  const std::unique_ptr<xr::Window> window = xr::make_window(window_options);
  int place = -1;
  plan.live.each_frame = [&](const Walk& now) {
    if (now.scripted())
      window->look_from(now.presence().head);
    else if (const auto beat = now.story().beat_index(now.moment().beat)) {
      const scenes::Beat& shown = now.story().beats[static_cast<std::size_t>(*beat)];
      if (std::exchange(place, shown.place) == shown.place) return;
      window->set_eye_height(now.story().places[static_cast<std::size_t>(shown.place)].eye.y);
      window->set_surfaces(surfaces_of(now.story().places[static_cast<std::size_t>(shown.place)]));
    }
  };
  const int status = run_live(*window, walk, plan.live);
  if (options.live.common.stats)
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
  add_live_options(*command, options->live);
  command->add_option("--size", options->size, "Window size, width x height")->capture_default_str();
  command->add_flag("--fullscreen", options->fullscreen, "Fill the screen");
  command->add_option("--keys", options->keys, "File of keys, as --print-keys writes it");
  command->add_flag("--print-keys", options->print_keys, "Print all keys and leave");
  command->callback([options, &status] { status = preview(*options); });
}

}  // namespace threshold::app
