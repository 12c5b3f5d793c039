// threshold doctor: what this machine offers, and what to do about what is missing.
#include <cstdio>
#include <cstdlib>
#include <set>
#include <thread>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/calibration_store.h"
#include "app/commands.h"
#include "app/doctor_xr.h"
#include "app/options.h"
#include "audio/engine.h"
#include "audio/speaker.h"
#include "xr/desktop/window.h"
#include "xr/openxr/renderer_painter.h"
#include "xr/openxr/report.h"
#include "xr/vulkan/gpu.h"
#include "xr/vulkan/panel_fonts.h"

namespace threshold::app {
namespace {

enum class State : std::uint8_t { good, fair, bad };  // fair: the program runs, with less

struct Finding {
  std::string part;
  State state = State::good;
  std::string what, to_do;
};

// The first line that a program prints; empty when it is not there.
std::string first_line_of(const char* command) {
  std::FILE* pipe = ::popen(command, "r");
  if (!pipe) return {};
  char line[256] = "";
  const bool read = std::fgets(line, sizeof line, pipe) != nullptr;
  const int status = ::pclose(pipe);
  std::string text = read && status == 0 ? line : "";
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

Finding gpu() {
  try {
    const xr::Gpu gpu({});
    if (gpu.software)
      return {"graphics", State::fair, gpu.name + " (software: pictures are slow)",
              "for a headset, use a machine with a GPU and its driver"};
    return {"graphics", State::good,
            gpu.name + (gpu.multiview_trusted ? ", both views in one pass" : ", a pass for each view"), ""};
  } catch (const std::exception& error) {
    return {"graphics", State::bad, error.what(),
            "apt-get install mesa-vulkan-drivers, or the GPU maker's driver"};
  }
}

Finding space() {
  try {
    return {"spatial sound", State::good, audio::describe_sound_world(), ""};
  } catch (const std::exception& error) {
    return {"spatial sound", State::bad, error.what(), "apt-get install libopenal1 libopenal-data"};
  }
}

// The typeface of captions, and in which scripts they would show boxes instead of letters.
Finding fonts() {
  const std::string font = first_line_of("fc-match Inter 2>/dev/null");
  std::string scripts;
  std::set<std::string> packages;
  for (const xr::ScriptFont& one : xr::script_fonts()) {
    if (one.there) continue;
    scripts += (scripts.empty() ? "" : ", ") + one.script;
    packages.insert(one.package);
  }
  if (font.find("Inter") == std::string::npos) packages.insert("fonts-inter");
  std::string what = font.find("Inter") != std::string::npos ? font
                     : font.empty()                          ? "no font tool answers"
                                                             : "instead of Inter: " + font;
  if (scripts.empty() && packages.empty())
    return {"fonts", State::good, what + ", captions in ten scripts", ""};
  if (!scripts.empty()) what += "; captions in " + scripts + " would show boxes instead of letters";
  std::string install = "apt-get install";
  for (const std::string& package : packages) install += " " + package;
  return {"fonts", State::fair, what, install};
}

std::vector<Finding> examine(const xr::XrReport& headset) {
  std::vector<Finding> found;
  if (headset.answers && headset.headset)
    found.push_back({"headset", State::good, headset.runtime + ", " + headset.system, ""});
  else if (headset.answers)
    found.push_back({"headset", State::fair, headset.runtime + " answers, but no headset is connected",
                     "connect one, or use `threshold preview`"});
  else
    found.push_back({"headset", State::fair,
                     headset.problem.empty() ? "no OpenXR runtime answers" : headset.problem,
                     "start the headset's own software or Monado, or use `threshold preview`"});
  found.push_back(gpu());
  if (xr::display_answers())
    found.push_back({"display", State::good, "a window can be opened", ""});
  else
    found.push_back(
        {"display", State::fair, "no display", "start a desktop session, or use `threshold render`"});
  found.push_back(space());
  if (const auto names = audio::speaker_names(); !names.empty()) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : "; ") + name;
    found.push_back({"sound device", State::good, all, ""});
  } else {
    found.push_back({"sound device", State::fair, "none: a live walk is silent here",
                     "connect headphones, or use `threshold render`"});
  }
  const Calibration level = calibration_in_force(calibration_file(), "", {});
  found.push_back(
      {"calibration", level.measured ? State::good : State::fair,
       level.problem.empty() ? level.what : level.problem,
       level.measured ? "" : "threshold calibrate --headphone default (or the sound device's name)"});
  found.push_back(fonts());
  const std::string ffmpeg = first_line_of("ffmpeg -version 2>/dev/null");
  if (!ffmpeg.empty())
    found.push_back({"video", State::good, ffmpeg.substr(0, ffmpeg.find(" Copyright")), ""});
  else
    found.push_back({"video", State::fair, "no ffmpeg: no trailer", "apt-get install ffmpeg"});
  try {
    const Paths paths = find_paths("", "");
    found.push_back({"story", State::good, paths.story.string(), ""});
  } catch (const std::exception& error) {
    found.push_back({"story", State::bad, error.what(), "restore the folder, or clone the project again"});
  }
  found.push_back({"processors", std::thread::hardware_concurrency() >= 2 ? State::good : State::fair,
                   std::to_string(std::thread::hardware_concurrency()), ""});
  return found;
}

const char* word(State state) {
  return state == State::good ? "good" : state == State::fair ? "fair" : "bad";
}

int doctor(bool xr_too, bool json) {
  const xr::XrReport headset = xr_too ? xr::probe_xr(15.0, xr::renderer_painter({})) : xr::probe_xr();
  const std::vector<Finding> found = examine(headset);
  bool bad = false;
  if (json) {
    nlohmann::json all = nlohmann::json::array();
    for (const Finding& f : found)
      all.push_back({{"part", f.part}, {"state", word(f.state)}, {"what", f.what}, {"to_do", f.to_do}});
    nlohmann::json whole = {{"findings", all}};
    if (xr_too) whole["openxr"] = xr_as_json(headset, audio::speaker_names());
    std::printf("%s\n", whole.dump(2).c_str());
  } else {
    for (const Finding& f : found) {
      std::printf("%-5s %-14s %s\n", word(f.state), f.part.c_str(), f.what.c_str());
      if (!f.to_do.empty()) std::printf("%20s -> %s\n", "", f.to_do.c_str());
    }
    if (xr_too) print_xr(headset, audio::speaker_names());
  }
  for (const Finding& f : found) bad = bad || f.state == State::bad;
  return bad ? 2 : 0;
}

}  // namespace

void add_doctor_command(CLI::App& app, int& status) {
  auto xr_too = std::make_shared<bool>(false), json = std::make_shared<bool>(false);
  CLI::App* command =
      app.add_subcommand("doctor", "Say what this machine offers, and what to do about what is missing");
  command->add_flag("--xr", *xr_too, "Everything about the OpenXR runtime as well");
  command->add_flag("--json", *json, "As JSON");
  command->callback([xr_too, json, &status] { status = doctor(*xr_too, *json); });
}

}  // namespace threshold::app
