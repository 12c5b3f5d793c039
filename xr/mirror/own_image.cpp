#include "xr/mirror/own_image.h"

#include <algorithm>

#include "xr/mirror/image_steps.h"
#include "xr/vulkan/check.h"

namespace threshold::xr {

bool OwnImage::fit(const ScreenDevice& device, VkFormat format, VkExtent2D extent, bool in_use) {
  if (image_ && format == format_ && extent.width == extent_.width && extent.height == extent_.height)
    return true;
  if (image_ && in_use) vkDeviceWaitIdle(device.device);  // the eyes changed size: rare
  drop(device);
  auto info = vk_struct<VkImageCreateInfo>(VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO);
  info.imageType = VK_IMAGE_TYPE_2D;
  info.format = format;
  info.extent = {extent.width, extent.height, 1};
  info.mipLevels = info.arrayLayers = 1;
  info.samples = VK_SAMPLE_COUNT_1_BIT;
  info.usage = usage_;
  if (vkCreateImage(device.device, &info, nullptr, &image_) != VK_SUCCESS) return false;
  VkMemoryRequirements needs;
  vkGetImageMemoryRequirements(device.device, image_, &needs);
  VkPhysicalDeviceMemoryProperties memory;
  vkGetPhysicalDeviceMemoryProperties(device.physical, &memory);
  auto allocate = vk_struct<VkMemoryAllocateInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO);
  allocate.allocationSize = needs.size;
  const int kind = memory_kind(memory, needs.memoryTypeBits, 0, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT);
  allocate.memoryTypeIndex = static_cast<std::uint32_t>(std::max(kind, 0));
  if (kind < 0 || vkAllocateMemory(device.device, &allocate, nullptr, &memory_) != VK_SUCCESS ||
      vkBindImageMemory(device.device, image_, memory_, 0) != VK_SUCCESS) {
    drop(device);
    return false;
  }
  format_ = format;
  extent_ = extent;
  return true;
}

void OwnImage::drop(const ScreenDevice& device) {
  if (image_) vkDestroyImage(device.device, image_, nullptr);
  if (memory_) vkFreeMemory(device.device, memory_, nullptr);
  *this = OwnImage(usage_);
}

}  // namespace threshold::xr
