// From held buttons and raised hands to wishes. Levels in, edges out; pure but for its own small memory.
//
//   menu        tap: pause. Held 1 s: recentre. Held 3 s: exit.
//   menu with the same hand's trigger down   tap: captions. Held 1 s: skip.
//   skip, recentre buttons   held 1 s.        captions button, trigger (confirm): at once.
//   both hands above the head 1 s: pause, 3 s: exit. Bare hands also: raised and pinching 1 s: recentre;
//   both pinching in front of you for 2 s: skip.
#pragma once

#include <array>

#include "xr/presence.h"

namespace threshold::xr {

struct HandButtons {
  float trigger = 0.0f;
  bool menu = false, skip = false, captions = false, recentre = false;
  bool bare = false;  // a hand with no controller; `trigger` is its pinch
};

class WishReader {
 public:
  // Once a frame, `dt_s` after the last. `presence` gives head and hand poses.
  Wishes read(const std::array<HandButtons, 2>& buttons, const Presence& presence, double dt_s);
  // Nobody's hands: what is pressed now counts only after it was let go once.
  void forget();

 private:
  // A level that has lasted. `reached(t)` is true in the one frame in which it has lasted t seconds.
  struct Hold {
    double held_s = 0.0, before_s = 0.0;
    bool blocked = true;
    void update(bool level, double dt_s);
    bool reached(double t) const { return before_s < t && held_s >= t; }
  };
  struct Menu {
    Hold hold;
    bool was = false, with_trigger = false;
    double last_s = 0.0;
  };
  void read_menu(Menu* menu, const HandButtons& buttons, double dt_s, Wishes* wishes);

  std::array<Menu, 2> menus_;
  std::array<Hold, 2> skip_, recentre_, captions_, trigger_;
  std::array<bool, 2> trigger_down_{};
  Hold raised_, raised_pinch_, both_pinch_;
};

}  // namespace threshold::xr
