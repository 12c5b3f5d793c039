#include "tests/openxr_runtime/script.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <sstream>

#include "tests/openxr_runtime/control.h"
#include "tests/openxr_runtime/runtime.h"
#include "xr/openxr/newer_extensions.h"

namespace threshold::test_runtime {
namespace {

using Words = std::istringstream;

struct Nonsense {
  std::string sentence;
};

template <typename T>
T take(Words& words, const char* what) {
  T value;
  if (!(words >> value)) throw Nonsense{std::string("expected ") + what};
  return value;
}

bool take_switch(Words& words) {
  const auto word = take<std::string>(words, "on or off");
  if (word != "on" && word != "off") throw Nonsense{"expected on or off, not " + word};
  return word == "on";
}

std::size_t take_side(Words& words) {
  const auto word = take<std::string>(words, "left or right");
  if (word != "left" && word != "right") throw Nonsense{"expected left or right, not " + word};
  return word == "right" ? 1 : 0;
}

Rigid take_pose(Words& words) {
  Rigid pose;
  for (int i = 0; i < 3; ++i) pose.at[i] = take<float>(words, "a position");
  float x, y, z, w;
  if (words >> x >> y >> z >> w) pose.turn = glm::normalize(glm::quat(w, x, y, z));
  return pose;
}

XrDuration take_ms(Words& words) {
  return static_cast<XrDuration>(take<double>(words, "milliseconds") * 1e6);
}

void set_wish(Words& words) {
  const auto word = take<std::string>(words, "a state");
  Runtime& rt = runtime();
  if (word == "focused")
    rt.wished = XR_SESSION_STATE_FOCUSED;
  else if (word == "visible")
    rt.wished = XR_SESSION_STATE_VISIBLE;
  else if (word == "synchronized")
    rt.wished = XR_SESSION_STATE_SYNCHRONIZED;
  else if (word == "stopped")
    rt.wished = XR_SESSION_STATE_IDLE;
  else if (word == "exit")
    rt.wished = XR_SESSION_STATE_EXITING;
  else
    throw Nonsense{"no such state: " + word};
}

void set_profile(Words& words) {
  Runtime& rt = runtime();
  const std::size_t side = take_side(words);
  rt.world.hands[side].profile = take<std::string>(words, "a profile");
  const XrEventDataInteractionProfileChanged event{XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED, nullptr,
                                                   rt.only_session()};
  if (rt.only_session() != XR_NULL_HANDLE) rt.send(&event, sizeof event);
}

// The runtime's own recentring: LOCAL and LOCAL_FLOOR come to the head's place and heading.
void recentre() {
  Runtime& rt = runtime();
  const glm::vec3 forward = rt.world.head.turn * glm::vec3(0.0f, 0.0f, -1.0f);
  const float yaw = std::atan2(-forward.x, -forward.z);
  rt.world.local = {rt.world.head.at, glm::angleAxis(yaw, glm::vec3(0.0f, 1.0f, 0.0f))};
  XrEventDataReferenceSpaceChangePending event{};
  event.type = XR_TYPE_EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING;
  event.session = rt.only_session();
  event.referenceSpaceType = XR_REFERENCE_SPACE_TYPE_LOCAL;
  event.changeTime = rt.now();
  event.poseInPreviousSpace.orientation.w = 1.0f;
  if (event.session != XR_NULL_HANDLE) rt.send(&event, sizeof event);
}

// Another mesh of what the lenses hide, and the event that says so.
void set_mask(Words& words) {
  Runtime& rt = runtime();
  const std::size_t side = take_side(words);
  std::vector<glm::vec2>& corners = rt.world.hidden[side];
  corners.clear();
  for (float x, y; words >> x >> y;) corners.emplace_back(x, y);
  if (!rt.enabled(XR_KHR_VISIBILITY_MASK_EXTENSION_NAME) || rt.only_session() == XR_NULL_HANDLE) return;
  const XrEventDataVisibilityMaskChangedKHR event{
      XR_TYPE_EVENT_DATA_VISIBILITY_MASK_CHANGED_KHR, nullptr, rt.only_session(),
      XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO, static_cast<std::uint32_t>(side)};
  rt.send(&event, sizeof event);
}

void fail_call(Words& words) {
  const auto function = take<std::string>(words, "a function");
  const auto result = static_cast<XrResult>(take<int>(words, "a result"));
  int count = 1;
  words >> count;
  for (int i = 0; i < count; ++i) runtime().faults.calls[function].push_back(result);
}

using Command = std::function<void(Words&)>;

const std::map<std::string, Command>& commands() {
  static const std::map<std::string, Command> all{
      {"head", [](Words& w) { runtime().world.head = take_pose(w); }},
      {"grip",
       [](Words& w) {
         auto& h = runtime().world.hands[take_side(w)];
         h.grip = take_pose(w);
       }},
      {"aim",
       [](Words& w) {
         auto& h = runtime().world.hands[take_side(w)];
         h.aim = take_pose(w);
       }},
      {"palm",
       [](Words& w) {
         auto& h = runtime().world.hands[take_side(w)];
         h.palm = take_pose(w);
       }},
      {"velocity",
       [](Words& w) {
         auto& h = runtime().world.hands[take_side(w)];
         h.velocity = take_pose(w).at;
       }},
      {"controller",
       [](Words& w) {
         auto& h = runtime().world.hands[take_side(w)];
         h.active = take_switch(w);
       }},
      {"joints",
       [](Words& w) {
         auto& h = runtime().world.hands[take_side(w)];
         h.joints = take_switch(w);
       }},
      {"curl",
       [](Words& w) {
         auto& h = runtime().world.hands[take_side(w)];
         h.curl = take<float>(w, "a curl");
       }},
      {"pinch",
       [](Words& w) {
         auto& h = runtime().world.hands[take_side(w)];
         h.pinch = take_switch(w);
       }},
      {"eyes",
       [](Words& w) {
         runtime().world.eye_tracker = true;
         if (w.str().find("shut") != std::string::npos)
           runtime().world.eyes.reset();
         else
           runtime().world.eyes = take_pose(w);
       }},
      {"pcm",
       [](Words& w) {
         auto& h = runtime().world.hands[take_side(w)];
         h.pcm_rate_hz = take<float>(w, "a rate in Hz");
         w >> h.pcm_takes;
       }},
      {"input",
       [](Words& w) {
         auto& input = runtime().world.inputs[take<std::string>(w, "an input path")];
         input = {take<float>(w, "a value"), 0.0f};
         w >> input[1];
       }},
      {"profile", set_profile},
      {"worn",
       [](Words& w) {
         runtime().world.worn = take_switch(w);
         if (runtime().enabled(XR_EXT_USER_PRESENCE_EXTENSION_NAME)) runtime().tell_presence();
       }},
      {"tracked", [](Words& w) { runtime().world.head_tracked = take_switch(w); }},
      {"local", [](Words& w) { runtime().world.local = take_pose(w); }},
      {"stage",
       [](Words& w) {
         if (w.str().find("off") != std::string::npos)
           runtime().world.has_stage = false;
         else
           runtime().world.stage = take_pose(w);
       }},
      {"field",
       [](Words& w) {
         Field& field = runtime().world.fields[take_side(w)];
         for (float* angle : {&field.left, &field.right, &field.up, &field.down})
           *angle = take<float>(w, "an angle");
       }},
      {"views",
       [](Words& w) {
         runtime().view_width = take<std::uint32_t>(w, "a width");
         runtime().view_height = take<std::uint32_t>(w, "a height");
       }},
      {"mask", set_mask},
      {"sound_device",
       [](Words& w) {
         const auto id = take<std::string>(w, "an id or none");
         if (id.size() >= XR_MAX_AUDIO_DEVICE_STR_SIZE_OCULUS) throw Nonsense{"too long"};
         runtime().sound_device = id == "none" ? "" : id;
       }},
      {"wish", set_wish},
      {"load", [](Words& w) { runtime().load_ns = take<double>(w, "nanoseconds a pixel"); }},
      {"rate",
       [](Words& w) { runtime().period = static_cast<XrDuration>(1e9 / take<double>(w, "a rate in Hz")); }},
      {"paced", [](Words& w) { runtime().paced = take_switch(w); }},
      {"advance", [](Words& w) { runtime().advance(take_ms(w)); }},
      {"lose_session", [](Words& w) { runtime().lose_session(take_ms(w)); }},
      {"lose_instance", [](Words& w) { runtime().lose_instance(take_ms(w)); }},
      {"kill",
       [](Words&) {
         for (const auto& [handle, one] : runtime().instances) one->lost = true;
       }},
      {"gone", [](Words& w) { runtime().faults.gone = take_switch(w); }},
      {"headset", [](Words& w) { runtime().faults.no_headset = !take_switch(w); }},
      {"recentre", [](Words&) { recentre(); }},
      {"times",
       [](Words& w) {
         for (XrTime t; w >> t;) runtime().faults.times.push_back(t);
       }},
      {"hidden", [](Words& w) { runtime().faults.hidden_frames = take<int>(w, "a count"); }},
      {"swapchain_timeouts", [](Words& w) { runtime().faults.swapchain_timeouts = take<int>(w, "a count"); }},
      {"late",
       [](Words& w) {
         runtime().faults.late_frames = take<int>(w, "a count");
         runtime().faults.late_ms = take<int>(w, "milliseconds");
       }},
      {"fail", fail_call},
      {"hang",
       [](Words& w) {
         const auto function = take<std::string>(w, "a function");
         const auto how = take<std::string>(w, "milliseconds, forever or off");
         auto& hangs = runtime().faults.hangs;
         if (how == "off")
           hangs.erase(function);
         else
           hangs[function] = how == "forever" ? -1 : std::atoi(how.c_str());
       }},
      {"extension",
       [](Words& w) {
         const auto name = take<std::string>(w, "an extension");
         if (take_switch(w))
           runtime().withheld_extensions.erase(name);
         else
           runtime().withheld_extensions.insert(name);
       }},
      {"late_depth", [](Words& w) { runtime().faults.late_depths = take<int>(w, "a count"); }},
      {"depth_formats",
       [](Words& w) {
         const auto bits = take<std::string>(w, "none, 16, 32 or both");
         runtime().has_depth16 = bits == "16" || bits == "both";
         runtime().has_depth32 = bits == "32" || bits == "both";
       }},
      {"compose",
       [](Words& w) {
         ++runtime().compose;
         w >> runtime().picture_file;
       }},
  };
  return all;
}

std::string describe(const HapticEvent& h) {
  std::ostringstream text;
  text << h.frame << ' ' << (h.hand == 0 ? "left" : "right") << ' '
       << (h.stop          ? "stop"
           : h.pcm.empty() ? "play"
           : h.append      ? "append"
                           : "pcm")
       << ' ' << h.amplitude << ' ' << h.frequency_hz << ' ' << h.duration_ns;
  if (!h.pcm.empty()) text << ' ' << h.pcm_rate_hz << ' ' << h.pcm.size();
  return text.str();
}

std::string samples_of(const HapticEvent& h) {
  std::ostringstream text;
  text.precision(9);
  for (const float sample : h.pcm) text << sample << ' ';
  return text.str();
}

// "none", or the depth of the last composed picture of an eye at a pixel.
std::string depth_at(std::size_t eye, Words& words) {
  std::size_t x = 0, y = 0;
  words >> x >> y;
  if (eye > 1) return "none";
  const std::vector<float>& depths = runtime().depth[eye];
  const std::size_t at = y * runtime().picture[eye].width + x;
  if (at >= depths.size()) return "none";
  std::ostringstream text;
  text.precision(9);
  text << depths[at];
  return text.str();
}

// "minDepth maxDepth nearZ farZ" of the last composed picture of an eye.
std::string planes_of(std::size_t eye) {
  const XrCompositionLayerDepthInfoKHR& told = runtime().depth_told[eye == 0 ? 0 : 1];
  std::ostringstream text;
  text.precision(9);
  text << told.minDepth << ' ' << told.maxDepth << ' ' << told.nearZ << ' ' << told.farZ;
  return text.str();
}

// "width height" of the part of its image that an eye's last composed picture filled.
std::string part_of(std::size_t eye) {
  const XrRect2Di& part = runtime().part[eye == 0 ? 0 : 1];
  return std::to_string(part.extent.width) + ' ' + std::to_string(part.extent.height);
}

std::size_t live_handles() {
  Runtime& rt = runtime();
  return rt.instances.size() + rt.sessions.size() + rt.spaces.size() + rt.swapchains.size() +
         rt.action_sets.size() + rt.actions.size() + rt.hand_trackers.size();
}

struct ScriptLine {
  std::int64_t step;
  std::string command;
};

std::vector<ScriptLine> read_script() {
  std::vector<ScriptLine> lines;
  const char* name = std::getenv("THRESHOLD_TEST_RUNTIME_SCRIPT");
  if (name == nullptr) return lines;
  std::ifstream file(name);
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    std::istringstream words(line);
    ScriptLine one;
    if (line.empty() || line[0] == '#') continue;
    if (words >> one.step && std::getline(words >> std::ws, one.command))
      lines.push_back(one);
    else
      std::fprintf(stderr, "%s:%d: expected a number and a command\n", name, number);
  }
  return lines;
}

}  // namespace

std::string obey(const std::string& command) {
  Words words(command);
  std::string verb;
  words >> verb;
  const auto found = commands().find(verb);
  if (found == commands().end()) return "no such command: " + verb;
  try {
    found->second(words);
  } catch (const Nonsense& nonsense) {
    return verb + ": " + nonsense.sentence;
  }
  return {};
}

std::string answer(const std::string& question) {
  Runtime& rt = runtime();
  Words words(question);
  std::string noun;
  std::size_t index = 0;
  words >> noun >> index;
  const std::map<std::string, std::int64_t> numbers{
      {"mistakes", static_cast<std::int64_t>(rt.mistakes.size())},
      {"frames", rt.counts.frames},
      {"pictures", rt.counts.pictures},
      {"empty_frames", rt.counts.empty_frames},
      {"needless_pictures", rt.counts.needless_pictures},
      {"discarded", rt.counts.discarded},
      {"quads", rt.counts.quads},
      {"depths", rt.counts.depths},
      {"overruns", rt.counts.overruns},
      {"instances", rt.counts.instances},
      {"sessions", rt.counts.sessions},
      {"swapchains", rt.counts.swapchains},
      {"early_attempts", rt.counts.early_attempts},
      {"hung", rt.counts.hung},
      {"live", static_cast<std::int64_t>(live_handles())},
      {"haptics", static_cast<std::int64_t>(rt.haptics.size())},
      {"time", rt.now()},
      {"rate", static_cast<std::int64_t>(rt.refresh_hz)}};
  if (const auto found = numbers.find(noun); found != numbers.end()) return std::to_string(found->second);
  if (noun == "mistake") return index < rt.mistakes.size() ? rt.mistakes[index] : "";
  if (noun == "haptic") return index < rt.haptics.size() ? describe(rt.haptics[index]) : "";
  if (noun == "samples") return index < rt.haptics.size() ? samples_of(rt.haptics[index]) : "";
  if (noun == "planes") return planes_of(index);
  if (noun == "part") return part_of(index);
  if (noun == "depth") return depth_at(index, words);
  if (noun == "state") {
    const Session* session = rt.sessions.find(rt.only_session());
    return std::to_string(session == nullptr ? XR_SESSION_STATE_UNKNOWN : session->state);
  }
  return "no such question: " + noun;
}

void run_script(std::int64_t step) {
  static const std::vector<ScriptLine> lines = read_script();
  for (const ScriptLine& line : lines) {
    if (line.step != step) continue;
    const std::string wrong = obey(line.command);
    if (!wrong.empty())
      std::fprintf(stderr, "test runtime script, step %ld: %s\n", long(step), wrong.c_str());
  }
}

}  // namespace threshold::test_runtime

extern "C" {

void threshold_runtime_reset() {
  const std::lock_guard lock(threshold::test_runtime::runtime_mutex());
  threshold::test_runtime::reset_runtime();
}

const char* threshold_runtime_tell(const char* command) {
  const std::lock_guard lock(threshold::test_runtime::runtime_mutex());
  thread_local std::string said;  // tests and the headset's clock ask at the same time
  said = threshold::test_runtime::obey(command);
  return said.c_str();
}

const char* threshold_runtime_ask(const char* question) {
  const std::lock_guard lock(threshold::test_runtime::runtime_mutex());
  thread_local std::string said;  // tests and the headset's clock ask at the same time
  said = threshold::test_runtime::answer(question);
  return said.c_str();
}

const std::uint8_t* threshold_runtime_picture(int eye, std::uint32_t* width, std::uint32_t* height) {
  const auto& pixels = threshold::test_runtime::runtime().picture[eye == 0 ? 0 : 1];
  *width = pixels.width;
  *height = pixels.height;
  return pixels.rgba.empty() ? nullptr : pixels.rgba.data();
}

}  // extern "C"
