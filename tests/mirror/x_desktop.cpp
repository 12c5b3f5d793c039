#include "tests/mirror/x_desktop.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <thread>

// Last: its macros are words that others use.
#include <X11/Xatom.h>
#include <X11/Xlib.h>

namespace threshold::xr {
namespace {

// A window manager says on the root window that it is there.
bool managed() {
  ::Display* const display = XOpenDisplay(nullptr);
  if (display == nullptr) return false;
  Atom type = 0;
  int format = 0;
  unsigned long count = 0, left = 0;
  unsigned char* data = nullptr;
  XGetWindowProperty(display, DefaultRootWindow(display),
                     XInternAtom(display, "_NET_SUPPORTING_WM_CHECK", False), 0, 1, False, XA_WINDOW, &type,
                     &format, &count, &left, &data);
  if (data != nullptr) XFree(data);
  XCloseDisplay(display);
  return count == 1;
}

::Window named(::Display* display, ::Window from, const std::string& title) {
  char* name = nullptr;
  if (XFetchName(display, from, &name) != 0) {
    const bool is = name == title;
    XFree(name);
    if (is) return from;
  }
  ::Window root = 0, parent = 0, *children = nullptr, found = 0;
  unsigned count = 0;
  if (XQueryTree(display, from, &root, &parent, &children, &count) == 0) return 0;
  for (unsigned i = 0; i < count && found == 0; ++i) found = named(display, children[i], title);
  if (children != nullptr) XFree(children);
  return found;
}

}  // namespace

WindowManager::WindowManager() {
  process_ = ::fork();
  if (process_ == 0) {
    if (std::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(126);
    ::execlp("openbox", "openbox", "--sm-disable", nullptr);
    ::_exit(127);
  }
  for (int i = 0; i < 400 && runs() && !(there_ = managed()); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

WindowManager::~WindowManager() {
  if (process_ <= 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  // What it said of itself stays: the next one would be taken for ready before it is.
  if (::Display* const display = XOpenDisplay(nullptr)) {
    XDeleteProperty(display, DefaultRootWindow(display),
                    XInternAtom(display, "_NET_SUPPORTING_WM_CHECK", False));
    XCloseDisplay(display);
  }
}

bool WindowManager::runs() {
  if (process_ > 0 && ::waitpid(process_, nullptr, WNOHANG) == process_) process_ = -1;
  return process_ > 0;
}

bool ask_to_close(const std::string& title) {
  ::Display* const display = XOpenDisplay(nullptr);
  if (display == nullptr) return false;
  const ::Window found = named(display, DefaultRootWindow(display), title);
  if (found != 0) {
    XEvent asked{};
    asked.xclient.type = ClientMessage;
    asked.xclient.window = found;
    asked.xclient.message_type = XInternAtom(display, "WM_PROTOCOLS", False);
    asked.xclient.format = 32;
    asked.xclient.data.l[0] = static_cast<long>(XInternAtom(display, "WM_DELETE_WINDOW", False));
    XSendEvent(display, found, False, NoEventMask, &asked);
  }
  XCloseDisplay(display);  // sends it
  return found != 0;
}

}  // namespace threshold::xr
