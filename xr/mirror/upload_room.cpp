#include "xr/mirror/upload_room.h"

#include <algorithm>

#include "xr/mirror/image_steps.h"
#include "xr/vulkan/check.h"

namespace threshold::xr {

bool UploadRoom::fit(VkDeviceSize bytes) {
  if (room_ >= bytes) return true;
  drop();
  const WindowCalls& vk = device_.vk;
  auto info = vk_struct<VkBufferCreateInfo>(VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO);
  info.size = bytes + bytes / 2;
  info.usage = VK_BUFFER_USAGE_TRANSFER_SRC_BIT;
  if (vk.CreateBuffer(device_.device, &info, nullptr, &buffer_) != VK_SUCCESS) return false;
  VkMemoryRequirements needs{};
  vk.GetBufferMemoryRequirements(device_.device, buffer_, &needs);
  const int kind = memory_kind(device_.memory, needs.memoryTypeBits, kHostMemory, 0);
  auto allocate = vk_struct<VkMemoryAllocateInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO);
  allocate.allocationSize = needs.size;
  allocate.memoryTypeIndex = static_cast<std::uint32_t>(std::max(kind, 0));
  void* mapped = nullptr;
  if (kind < 0 || vk.AllocateMemory(device_.device, &allocate, nullptr, &memory_) != VK_SUCCESS ||
      vk.BindBufferMemory(device_.device, buffer_, memory_, 0) != VK_SUCCESS ||
      vk.MapMemory(device_.device, memory_, 0, VK_WHOLE_SIZE, 0, &mapped) != VK_SUCCESS) {
    drop();
    return false;
  }
  mapped_ = static_cast<std::uint8_t*>(mapped);
  room_ = info.size;
  return true;
}

void UploadRoom::drop() {
  if (buffer_) device_.vk.DestroyBuffer(device_.device, buffer_, nullptr);
  if (memory_) device_.vk.FreeMemory(device_.device, memory_, nullptr);
  buffer_ = VK_NULL_HANDLE, memory_ = VK_NULL_HANDLE, room_ = 0, mapped_ = nullptr;
}

bool EyeStore::fit(VkFormat format, VkExtent2D extent) {
  if (image_ && extent.width == extent_.width && extent.height == extent_.height) return true;
  drop();
  const WindowCalls& vk = device_.vk;
  auto info = vk_struct<VkImageCreateInfo>(VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO);
  info.imageType = VK_IMAGE_TYPE_2D;
  info.format = format;
  info.extent = {extent.width, extent.height, 1};
  info.mipLevels = info.arrayLayers = 1;
  info.samples = VK_SAMPLE_COUNT_1_BIT;
  info.usage = VK_IMAGE_USAGE_TRANSFER_SRC_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
  if (vk.CreateImage(device_.device, &info, nullptr, &image_) != VK_SUCCESS) return false;
  VkMemoryRequirements needs{};
  vk.GetImageMemoryRequirements(device_.device, image_, &needs);
  const int kind = memory_kind(device_.memory, needs.memoryTypeBits, 0, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT);
  auto allocate = vk_struct<VkMemoryAllocateInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO);
  allocate.allocationSize = needs.size;
  allocate.memoryTypeIndex = static_cast<std::uint32_t>(std::max(kind, 0));
  if (kind < 0 || vk.AllocateMemory(device_.device, &allocate, nullptr, &memory_) != VK_SUCCESS ||
      vk.BindImageMemory(device_.device, image_, memory_, 0) != VK_SUCCESS) {
    drop();
    return false;
  }
  extent_ = extent;
  return true;
}

void EyeStore::drop() {
  if (image_) device_.vk.DestroyImage(device_.device, image_, nullptr);
  if (memory_) device_.vk.FreeMemory(device_.device, memory_, nullptr);
  image_ = VK_NULL_HANDLE, memory_ = VK_NULL_HANDLE, extent_ = {}, number = 0;
}

}  // namespace threshold::xr
