// NoticeWindow: words over the middle of another window, drawn by the processor alone: for while the graphics
// device must be left to somebody else.
#pragma once

#include "xr/say/text_picture.h"

struct SDL_Window;

namespace threshold::xr {

// Main thread.
class NoticeWindow {
 public:
  NoticeWindow() = default;
  ~NoticeWindow();
  NoticeWindow(const NoticeWindow&) = delete;
  NoticeWindow& operator=(const NoticeWindow&) = delete;

  // Above `window`, full screen or not, and wherever that goes. Takes no key away from it. Does nothing where
  // the window system has no such window.
  void show(SDL_Window* window, const TextPicture& text);
  void hide();

 private:
  SDL_Window* notice_ = nullptr;
};

}  // namespace threshold::xr
