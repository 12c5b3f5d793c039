// Display: SDL's video part, open for as long as a window needs it.
#pragma once

namespace threshold::xr {

class Display {
 public:
  // `else_do`: what somebody without a display may do instead, for the sentence. Throws std::runtime_error.
  explicit Display(const char* else_do);
  ~Display();
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;
};

// True when a display can be opened here (X11, Wayland, or the platform's own).
bool display_answers();

}  // namespace threshold::xr
