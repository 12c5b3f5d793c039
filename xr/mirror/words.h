// What the mirror says, as plain lines: the card for onlookers, why the story is held and what to do about
// it, keys, figures. Pure; text_picture.h makes pictures of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "xr/backend.h"
#include "xr/mirror/attendant.h"
#include "xr/openxr/headset.h"

namespace threshold::xr {

// What only the program knows of the walk; all of it may be empty.
struct MirrorNote {
  std::string beat;
  double left_s = 0.0;  // of the walk
  bool paused = false;
  std::string sound;             // what plays, or why nothing does
  bool waits_for_sound = false;  // the story stands until a sound device plays
  std::int64_t sound_late = 0;
  double work_ms = 0.0;  // of CPU, this frame
  std::string caption;   // what is written before the visitor now
};

struct Line {
  enum class Kind : std::uint8_t { title, text, small } kind = Kind::text;
  std::string text;
  friend bool operator==(const Line&, const Line&) = default;
};
using Lines = std::vector<Line>;

struct MirrorState {
  Running running = Running::held;
  std::string why_held;
  HeadsetStatus status;
  MirrorNote note;
};

// Nothing of what the visitor sees: the name, whether it runs, how long it still takes.
Lines card_lines(const MirrorState& state, const std::string& language);
// Why it is held, and what the attendant may do.
Lines held_lines(const MirrorState& state);
// State and frame times.
Lines overlay_lines(const MirrorState& state);
// The keys.
Lines help_lines();
Lines leave_lines();

}  // namespace threshold::xr
