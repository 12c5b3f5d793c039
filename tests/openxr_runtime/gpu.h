// The runtime's own use of Vulkan: images for swapchains and their way back to the CPU. Functions come
// from the application's loader, as XR_KHR_vulkan_enable2 prescribes.
#pragma once

#include <vulkan/vulkan.h>

#include <cstdint>
#include <functional>
#include <vector>

namespace threshold::test_runtime {

struct Image {
  VkImage image = VK_NULL_HANDLE;
  VkDeviceMemory memory = VK_NULL_HANDLE;
};

struct ImageRequest {
  VkFormat format = VK_FORMAT_UNDEFINED;
  std::uint32_t width = 0, height = 0, layers = 1, mips = 1, samples = 1;
  VkImageUsageFlags usage = 0;
  VkImageCreateFlags flags = 0;
};

struct Pixels {
  std::uint32_t width = 0, height = 0;
  std::vector<std::uint8_t> rgba;  // as stored
};

bool is_depth(VkFormat format);

class Gpu {
 public:
  Gpu(PFN_vkGetInstanceProcAddr entry, VkInstance instance, VkPhysicalDevice physical, VkDevice device,
      std::uint32_t family, std::uint32_t queue_index);

  bool make(const ImageRequest& request, Image* image);  // left in its attachment layout
  void destroy(const Image& image);
  bool read(VkImage image, VkFormat format, std::uint32_t layer, VkOffset2D offset, VkExtent2D extent,
            Pixels* pixels);
  void wait();

 private:
  bool once(const std::function<void(VkCommandBuffer)>& record);
  std::uint32_t memory_type(std::uint32_t bits, VkMemoryPropertyFlags wanted) const;

  VkPhysicalDeviceMemoryProperties memory_{};
  VkDevice device_;
  std::uint32_t family_;
  VkQueue queue_ = VK_NULL_HANDLE;
#define THRESHOLD_VULKAN_FUNCTIONS(X)                                                                  \
  X(AllocateCommandBuffers)                                                                            \
  X(AllocateMemory)                                                                                    \
  X(BeginCommandBuffer)                                                                                \
  X(BindBufferMemory) X(BindImageMemory) X(CmdCopyImageToBuffer) X(CmdPipelineBarrier) X(CreateBuffer) \
      X(CreateCommandPool) X(CreateImage) X(DestroyBuffer) X(DestroyCommandPool) X(DestroyImage)       \
          X(EndCommandBuffer) X(FreeMemory) X(GetBufferMemoryRequirements) X(GetDeviceQueue)           \
              X(GetImageMemoryRequirements) X(MapMemory) X(QueueSubmit) X(QueueWaitIdle)
#define THRESHOLD_DECLARE(name) PFN_vk##name name##_ = nullptr;
  THRESHOLD_VULKAN_FUNCTIONS(THRESHOLD_DECLARE)
#undef THRESHOLD_DECLARE
};

}  // namespace threshold::test_runtime
