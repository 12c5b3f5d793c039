// A painter with a mirror beside it, which hears of every device and of every eye picture while it may still
// be read.
#pragma once

#include <span>

#include "xr/openxr/painter.h"

namespace threshold::xr {

// Called on the painter's thread.
class EyeListener {
 public:
  virtual void device_made(const PainterDevice& device) = 0;
  virtual void device_going() = 0;
  // The eyes' picture was submitted and is still ours. `painter` may be asked for another view.
  virtual void painted(Painter& painter, const Picture& picture, std::span<const View> views,
                       const Target& target) = 0;

 protected:
  ~EyeListener() = default;
};

// `listener` outlives the painters.
PainterFactory mirrored(PainterFactory inner, EyeListener* listener);

}  // namespace threshold::xr
