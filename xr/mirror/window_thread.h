// WindowThread: shows the newest page and the newest eye picture in the window, on a thread and a graphics
// device of their own. The main thread hands pages over and goes on at once, whatever the window's display
// does.
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "xr/mirror/page.h"
#include "xr/mirror/shelf.h"
#include "xr/mirror/window_device.h"

namespace threshold::xr {

struct WindowThreadStats {
  std::int64_t shown = 0;
  int complaints = 0;
  std::string fault;  // why nothing is shown, if so
};

// The main thread's side.
class WindowThread {
 public:
  // Throws std::runtime_error: no Vulkan here.
  WindowThread(WindowDeviceOptions options, std::shared_ptr<Shelf> shelf);
  ~WindowThread();
  WindowThread(const WindowThread&) = delete;
  WindowThread& operator=(const WindowThread&) = delete;

  VkInstance instance() const;  // what surfaces are to be made of
  // The first one is wanted at once, another after each loss.
  bool wants_surface() const;
  void give_surface(VkSurfaceKHR surface);  // it becomes the thread's
  void put(const Page& page);               // the newest counts
  void wake();  // there is a picture on the shelf, or the window lost its contents
  WindowThreadStats stats() const;
  // Ends it. False: the display does not answer; what the thread uses, the window too, must be left to it.
  bool end(double patience_s);

 private:
  struct Desk;
  std::shared_ptr<Desk> desk_;
  std::thread thread_;
};

}  // namespace threshold::xr
