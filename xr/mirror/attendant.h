// Attendant: what the person beside the visitor asks for at the mirror window. Pure: keys come in with a
// time, so every rule is tested without a window.
#pragma once

#include <cstdint>
#include <string_view>

#include "xr/presence.h"

namespace threshold::xr {

enum class MirrorView : std::uint8_t { left_eye, right_eye, smoothed, card };

// "left", "right", "smoothed", "private"; nothing for other words.
bool read_mirror_view(std::string_view word, MirrorView* view);

enum class AttendantKey : std::uint8_t {
  left_eye,
  right_eye,
  smoothed,
  card,
  help,
  overlay,
  recentre,
  pause,
  next,
  taken_off,
  begin_again,
  leave,
};

// What was asked for since the last take(). Wishes as the visitor's own; the rest only an attendant has.
struct Attended {
  Wishes wishes;
  bool begin_again = false;  // the walk goes back to its beginning
  bool taken_off = false;    // a level: the attendant says that nobody wears the headset
};

class Attendant {
 public:
  explicit Attendant(MirrorView view) : view_(view) {}
  void press(AttendantKey key, double now_s);
  void close_window() { asked_.wishes.exit = true; }
  Attended take();

  MirrorView view() const { return view_; }
  bool help() const { return help_; }
  bool overlay() const { return overlay_; }
  // Leave was pressed once: the window says that a second press leaves.
  bool about_to_leave(double now_s) const { return now_s < leave_until_s_; }

 private:
  MirrorView view_;
  bool help_ = false, overlay_ = false, taken_off_ = false;
  double leave_until_s_ = -1.0;
  Attended asked_;
};

inline constexpr double kLeaveTwice_s = 2.0;  // a second press within this leaves

}  // namespace threshold::xr
