// threshold check: lints story, captions and assets; one line a fault, with file and line.
#include <cstdio>
#include <set>

#include <CLI/CLI.hpp>

#include "app/commands.h"
#include "app/demo_visitor.h"
#include "app/options.h"
#include "audio/sound_bank.h"
#include "scenes/lint.h"
#include "scenes/load_story.h"
#include "xr/vulkan/lightmap.h"
#include "xr/vulkan/model.h"
#include "xr/vulkan/place.h"

namespace threshold::app {
namespace {

int check(const CommonOptions& options, bool strict) {
  const Paths paths = find_paths(options.assets, options.story);
  int fatal = 0, mild = 0;
  for (const scenes::Complaint& complaint : scenes::lint(paths.story, paths.assets)) {
    std::printf("%s%s\n", complaint.fatal ? "" : "(mild) ", scenes::sentence(complaint).c_str());
    ++(complaint.fatal ? fatal : mild);
  }
  const auto attempt = [&](const auto& reading) {
    try {
      reading();
    } catch (const std::exception& error) {
      std::printf("%s\n", error.what());
      ++fatal;
    }
  };
  attempt([&] { audio::SoundBank(paths.assets / "sounds"); });
  if (const auto story = scenes::read_story(paths.story, paths.assets).story) {
    attempt([&] { DemoVisitor{*story}; });
    for (const scenes::Place& place : story->places) {
      const std::filesystem::path folder = paths.assets / "places" / place.id;
      attempt([&] {
        const xr::PlaceData data = xr::read_place(folder / "place.json");
        xr::read_gltf({.path = folder / "place.glb",
                       .moves = [&](std::string_view node) { return xr::node_moves(data, node); }});
        for (const xr::LightData& light : data.lights) xr::read_lightmap(folder / light.lightmap);
      });
    }
    std::set<std::string> people;
    for (const scenes::Beat& beat : story->beats)
      for (const std::string& model : story->people_in(beat)) people.insert(model);
    for (const std::string& model : people)
      attempt([&] {
        xr::read_gltf({.path = paths.assets / "people" / (model + ".glb"), .skinned = true, .moves = {}});
      });
  }
  if (fatal == 0 && mild == 0)
    std::printf("Story, captions, places, people and sounds: no fault found.\n");
  else
    std::printf("%d to mend, %d mild.\n", fatal, mild);
  return fatal > 0 || (strict && mild > 0) ? 2 : 0;
}

}  // namespace

void add_check_command(CLI::App& app, int& status) {
  auto options = std::make_shared<CommonOptions>();
  auto strict = std::make_shared<bool>(false);
  CLI::App* command = app.add_subcommand(
      "check", "Check a story, its captions and its assets; name file and line of each fault");
  command->add_option("--story", options->story, "Folder of the story");
  command->add_option("--assets", options->assets, "Folder of places, people and sounds");
  command->add_flag("--strict", *strict, "Mild faults count too");
  command->callback([options, strict, &status] { status = check(*options, *strict); });
}

}  // namespace threshold::app
