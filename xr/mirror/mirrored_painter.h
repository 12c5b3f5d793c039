// A painter with a mirror beside it: whoever makes its device asks for what a window needs as well, and the
// mirror hears of every device and of every eye picture while it may still be read.
#pragma once

#include <span>

#include "xr/openxr/painter.h"

namespace threshold::xr {

class EyeListener {
 public:
  // Of Vulkan's instance, for a window.
  virtual std::vector<const char*> instance_extensions() const = 0;
  // Another device is about to be made: Vulkan's functions will be that device's.
  virtual void device_coming() = 0;
  // `shows`: it can present on windows.
  virtual void device_made(const PainterDevice& device, bool shows) = 0;
  virtual void device_going() = 0;
  virtual void format_chosen(VkFormat format) = 0;
  // The eyes' picture was submitted and is still ours. `painter` may be asked for another view.
  virtual void painted(Painter& painter, const Picture& picture, std::span<const View> views,
                       const Target& target) = 0;

 protected:
  ~EyeListener() = default;
};

// `listener` outlives the painters.
PainterFactory mirrored(PainterFactory inner, EyeListener* listener);

}  // namespace threshold::xr
