// Headset: the backend that presents the walk in an OpenXR session, and never strands the visitor: a lost
// session, instance, runtime or device holds the story, is rebuilt, and the story goes on.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <set>
#include <string>

#include "xr/backend.h"
#include "xr/openxr/gaze_choice.h"
#include "xr/openxr/painter.h"
#include "xr/openxr/resolution.h"

namespace threshold::xr {

// Where time comes from while no runtime paces us. Tests put their own here.
struct Clock {
  std::function<double()> now_s;  // monotonic
  std::function<void(double)> sleep_s;
  static Clock real();
};

struct HeadsetOptions {
  std::filesystem::path assets;  // what the renderer loads from
  PainterFactory make_painter;   // empty: the renderer; tests bring one that needs no assets
  bool validation = false;       // Vulkan's validation layers
  bool eyes_are_copied = false;  // a mirror reads what was painted for the eyes
  float refresh_hz = 0.0f;       // 0: the runtime's choice; else the nearest it offers
  float scale = 1.0f;            // of the recommended view size
  DynamicResolution dynamic_resolution = DynamicResolution::where_measured;  // of `scale` and less
  float assumed_eye_height_m = 1.6f;  // of LOCAL above the floor when no runtime space tells
  bool recentre_when_put_on = true;
  GazeUse gaze = GazeUse::without_hands;  // who has no hands plays by looking
  double still_head_s = 0.0;              // without user presence: a head this still was taken off; 0: never
  std::set<std::string> withheld_extensions;  // not to be used although offered
  double answer_within_s = 0.5;  // real time for the runtime; then the story is held until it answers
  double opens_within_s = 30.0;  // real time for it to make the first session
  Clock clock = Clock::real();
};

struct HeadsetStatus {
  std::string state;  // of the session, as people read it
  std::string runtime, system, device, floor;
  std::string
      sound_device;  // the headset's own, as the runtime calls it (headset_sound.h); empty: it does not
  std::array<std::string, 2> profiles;  // left, right
  std::int64_t frames = 0, drawn = 0, missed = 0, bad_times = 0, timeouts = 0, faults = 0;
  std::int64_t instances = 0, sessions = 0;  // opened so far; more than one: recovered
  float refresh_hz = 0.0f, scale = 1.0f;
  bool answers = true;  // false: a call has not returned
  bool graphics_busy =
      false;  // a call that has not returned may be using the graphics device: nobody else may
  std::string last_fault;
};

class Headset : public Backend {
 public:
  // Height of the visitor's eyes above the floor for the place shown next: the floor moves so that the
  // place comes to the visitor's reach, seated or standing. Nothing given: the real floor. May be told every
  // frame: the floor moves when the height is another, so that whoever ducks is not lifted.
  virtual void set_eye_height(float height_m) = 0;
  // Brings the place to the visitor in the next frame in which they are there, as their own wish would.
  virtual void recentre() = 0;
  virtual HeadsetStatus status() const = 0;
};

// Throws std::runtime_error with one sentence when no runtime answers or no headset is connected now.
std::unique_ptr<Headset> make_headset(const HeadsetOptions& options);
// The same with `make_painter` given; needs no renderer linked.
std::unique_ptr<Headset> connect_headset(const HeadsetOptions& options);

// Whether a call that did not return in time was left behind, by a headset that is gone or could not be made,
// or by a look at what there is (report.h). It may still use anything of the process: end that by std::_Exit,
// which takes nothing down.
bool call_left_behind();

// Whether an OpenXR runtime answers and has a headset. Within five seconds, whatever the runtime does.
bool runtime_answers();

}  // namespace threshold::xr
