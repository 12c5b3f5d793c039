// Dynamic resolution: paints fewer pixels while frames are missed, more again when there is room.
#pragma once

#include <vulkan/vulkan.h>

#include <cstdint>

namespace threshold::xr {

class Resolution {
 public:
  void frame(bool missed);                  // once a frame
  float scale() const { return scale_; }    // of each side, 0.6 to 1
  VkExtent2D apply(VkExtent2D full) const;  // even numbers

 private:
  float scale_ = 1.0f;
  int frames_ = 0, missed_ = 0, calm_ = 0;
};

}  // namespace threshold::xr
