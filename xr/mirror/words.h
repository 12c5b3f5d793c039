// What the mirror says, as plain lines and rows: the card for onlookers, why the story is held and what to do
// about it, keys, figures. Pure; xr/say makes pictures of it.
#pragma once

#include <cstdint>
#include <string>

#include "xr/backend.h"
#include "xr/mirror/attendant.h"
#include "xr/openxr/headset.h"
#include "xr/say/sheet.h"
#include "xr/say/texts.h"

namespace threshold::xr {

// How it stands with the sound, for somebody who cannot hear it.
enum class MirrorSound : std::uint8_t {
  plays,
  plays_other,  // the chosen device is missing, another plays
  waits,        // lost: the story stands until a device plays
  silent,       // lost: the story goes on without
  no_device,    // there never was one
  off,          // not wanted
};

// What only the program knows of the walk; all of it may be empty.
struct MirrorNote {
  std::string title;    // the story's
  std::string beat;     // its id
  double left_s = 0.0;  // of the walk
  bool paused = false;  // by the visitor or the attendant
  std::string sound;    // the device that plays
  MirrorSound sound_state = MirrorSound::plays;
  double work_ms = 0.0;  // of CPU, this frame
  std::string caption;   // what is written before the visitor now
};

struct MirrorState {
  Running running = Running::held;
  std::string why_held;
  HeadsetStatus status;
  MirrorNote note;

  // Nothing moves on: the headset's doing, or the sound's.
  bool held() const { return !why_held.empty() || note.sound_state == MirrorSound::waits; }
};

// Nothing of what the visitor sees: the name, whether it runs, how long it still takes; and what is wrong.
Lines card_lines(const MirrorState& state, const Texts& texts);
// Why it is held, and what the attendant may do.
Lines held_lines(const MirrorState& state, const Texts& texts);
// What the attendant should know while the story goes on; mostly nothing.
Lines notice_lines(const MirrorState& state, const Texts& texts);
// State and frame times.
Sheet figures(const MirrorState& state, const Texts& texts);
// The keys.
Sheet help_sheet(const Texts& texts);
Lines leave_lines(const Texts& texts);

}  // namespace threshold::xr
