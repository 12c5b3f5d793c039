// A window as a place to be: mouse, keys or a gamepad for hands and head, one view, panels drawn into it.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "xr/backend.h"
#include "xr/desktop/display.h"
#include "xr/desktop/keys.h"
#include "xr/desktop/surfaces.h"
#include "xr/say/texts.h"

namespace threshold::xr {

struct WindowOptions {
  std::filesystem::path assets;
  std::string title = "Threshold";
  int width = 1280, height = 720;
  bool fullscreen = false;
  bool validation = false;
  float frames_per_s = 0.0f;  // 0: what the display does; software displays do not hold back, so this limits
  Keys keys;
  Texts texts;             // what the window itself says
  int text_percent = 100;  // of its type's usual size
};

struct WindowStats {
  std::int64_t frames = 0, device_losses = 0;
  int complaints = 0;  // of the validation layers
};

class Window : public Backend {
 public:
  virtual WindowStats stats() const = 0;
  // Height of the visitor's eyes for the place that is shown next.
  virtual void set_eye_height(float height_m) = 0;
  // What hands stop at in the place that is shown next.
  virtual void set_surfaces(std::vector<Surface> surfaces) = 0;
  // Looks from here instead of from the mouse's head: a recorded or scripted visitor.
  virtual void look_from(const Pose& head) = 0;
  // For tests: behaves as if the driver had lost the device in the next draw.
  virtual void lose_device() = 0;
};

// Throws std::runtime_error: no display, no driver; what to do.
std::unique_ptr<Window> make_window(const WindowOptions& options);

}  // namespace threshold::xr
