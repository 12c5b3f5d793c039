// What a desktop does to a window, on the tests' own display: a window manager, and the closing of windows.
#pragma once

#include <sys/types.h>

#include <string>

namespace threshold::xr {

// openbox: minimises windows, makes them fill the screen, moves the keyboard from one to another.
class WindowManager {
 public:
  WindowManager();
  ~WindowManager();
  WindowManager(const WindowManager&) = delete;
  WindowManager& operator=(const WindowManager&) = delete;
  bool there() const { return there_; }  // else: apt-get install openbox

 private:
  bool runs();
  pid_t process_ = -1;
  bool there_ = false;
};

// What a window's close button sends. False: there is no window of this title yet.
bool ask_to_close(const std::string& title);

}  // namespace threshold::xr
