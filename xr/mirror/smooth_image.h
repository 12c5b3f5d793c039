// The image that the smoothed view is painted into: one layer, the size of an eye.
#pragma once

#include "xr/mirror/screen.h"

namespace threshold::xr {

class SmoothImage {
 public:
  // False: the device has no room for it.
  bool fit(const ScreenDevice& device, VkFormat format, VkExtent2D extent);
  void drop(const ScreenDevice& device);  // nothing may use it any more
  VkImage get() const { return image_; }

 private:
  VkImage image_ = VK_NULL_HANDLE;
  VkDeviceMemory memory_ = VK_NULL_HANDLE;
  VkFormat format_ = VK_FORMAT_UNDEFINED;
  VkExtent2D extent_{};
};

}  // namespace threshold::xr
