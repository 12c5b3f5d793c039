// Buffers and images that own their memory. Few and long-lived: none is made while frames are drawn.
#pragma once

#include <cstddef>
#include <cstdint>

#include "xr/vulkan/gpu.h"

namespace threshold::xr {

class Buffer {
 public:
  Buffer() = default;
  // `host`: mapped, coherent memory; else device memory.
  Buffer(const Gpu& gpu, VkDeviceSize bytes, VkBufferUsageFlags usage, bool host);
  ~Buffer();
  Buffer(Buffer&& other) noexcept { swap(other); }
  Buffer& operator=(Buffer&& other) noexcept {
    swap(other);
    return *this;
  }
  VkBuffer handle = VK_NULL_HANDLE;
  VkDeviceSize bytes = 0;
  std::byte* mapped = nullptr;

 private:
  void swap(Buffer& other) noexcept;
  VkDevice device_ = VK_NULL_HANDLE;
  VkDeviceMemory memory_ = VK_NULL_HANDLE;
};

struct ImageRequest {
  VkFormat format = VK_FORMAT_UNDEFINED;
  VkExtent3D extent{1, 1, 1};
  std::uint32_t mips = 1, layers = 1;
  VkImageUsageFlags usage = 0;
  VkSampleCountFlagBits samples = VK_SAMPLE_COUNT_1_BIT;
  VkImageAspectFlags aspect = VK_IMAGE_ASPECT_COLOR_BIT;
  bool volume = false;      // a 3D image
  bool array_view = false;  // view all layers as an array
};

class Image {
 public:
  Image() = default;
  Image(const Gpu& gpu, const ImageRequest& request);
  ~Image();
  Image(Image&& other) noexcept { swap(other); }
  Image& operator=(Image&& other) noexcept {
    swap(other);
    return *this;
  }
  VkImage handle = VK_NULL_HANDLE;
  VkImageView view = VK_NULL_HANDLE;
  VkExtent3D extent{};
  std::uint32_t mips = 1;
  VkDeviceSize bytes = 0;

 private:
  void swap(Image& other) noexcept;
  VkDevice device_ = VK_NULL_HANDLE;
  VkDeviceMemory memory_ = VK_NULL_HANDLE;
};

// One image barrier on the whole image.
struct ImageChange {
  VkImageLayout from, to;
  VkPipelineStageFlags stage_from, stage_to;
  VkAccessFlags access_from, access_to;
};
void change_image(VkCommandBuffer commands, VkImage image, const ImageChange& change,
                  VkImageAspectFlags aspect = VK_IMAGE_ASPECT_COLOR_BIT);

}  // namespace threshold::xr
