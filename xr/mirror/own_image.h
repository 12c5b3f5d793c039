// OwnImage: an image of the mirror's own on the device it shows with: what the smoothed view is painted into,
// and an eye's picture at half its size.
#pragma once

#include <volk.h>

#include <cstdint>

namespace threshold::xr {

struct ScreenDevice {
  VkInstance instance = VK_NULL_HANDLE;
  VkPhysicalDevice physical = VK_NULL_HANDLE;
  VkDevice device = VK_NULL_HANDLE;
  std::uint32_t queue_family = 0;
  VkQueue queue = VK_NULL_HANDLE;
};

class OwnImage {
 public:
  explicit OwnImage(VkImageUsageFlags usage) : usage_(usage) {}
  // One layer of this size. False: the device has no room for it. `in_use`: the device may be at the last
  // one, and is waited for where the size is another.
  bool fit(const ScreenDevice& device, VkFormat format, VkExtent2D extent, bool in_use = true);
  void drop(const ScreenDevice& device);  // nothing may use it any more
  VkImage get() const { return image_; }

 private:
  VkImageUsageFlags usage_;
  VkImage image_ = VK_NULL_HANDLE;
  VkDeviceMemory memory_ = VK_NULL_HANDLE;
  VkFormat format_ = VK_FORMAT_UNDEFINED;
  VkExtent2D extent_{};
};

}  // namespace threshold::xr
