#include "tests/openxr_runtime/gpu.h"

#include <cstring>

namespace threshold::test_runtime {
namespace {

VkImageLayout attachment_layout(VkFormat format) {
  return is_depth(format) ? VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL
                          : VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
}

VkImageMemoryBarrier change(VkImage image, VkFormat format, VkImageLayout from, VkImageLayout to) {
  VkImageMemoryBarrier barrier{VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER};
  barrier.srcAccessMask = VK_ACCESS_MEMORY_WRITE_BIT;
  barrier.dstAccessMask = VK_ACCESS_MEMORY_READ_BIT | VK_ACCESS_MEMORY_WRITE_BIT;
  barrier.oldLayout = from;
  barrier.newLayout = to;
  barrier.srcQueueFamilyIndex = barrier.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
  barrier.image = image;
  VkImageAspectFlags aspect = VK_IMAGE_ASPECT_COLOR_BIT;
  if (is_depth(format)) aspect = VK_IMAGE_ASPECT_DEPTH_BIT;
  if (format == VK_FORMAT_D24_UNORM_S8_UINT) aspect |= VK_IMAGE_ASPECT_STENCIL_BIT;
  barrier.subresourceRange = {aspect, 0, VK_REMAINING_MIP_LEVELS, 0, VK_REMAINING_ARRAY_LAYERS};
  return barrier;
}

}  // namespace

bool is_depth(VkFormat format) {
  return format == VK_FORMAT_D32_SFLOAT || format == VK_FORMAT_D16_UNORM ||
         format == VK_FORMAT_D24_UNORM_S8_UINT;
}

Gpu::Gpu(PFN_vkGetInstanceProcAddr entry, VkInstance instance, VkPhysicalDevice physical, VkDevice device,
         std::uint32_t family, std::uint32_t queue_index)
    : device_(device), family_(family) {
  const auto properties = reinterpret_cast<PFN_vkGetPhysicalDeviceMemoryProperties>(
      entry(instance, "vkGetPhysicalDeviceMemoryProperties"));
  properties(physical, &memory_);
  const auto load = reinterpret_cast<PFN_vkGetDeviceProcAddr>(entry(instance, "vkGetDeviceProcAddr"));
#define THRESHOLD_LOAD(name) name##_ = reinterpret_cast<PFN_vk##name>(load(device, "vk" #name));
  THRESHOLD_VULKAN_FUNCTIONS(THRESHOLD_LOAD)
#undef THRESHOLD_LOAD
  GetDeviceQueue_(device_, family, queue_index, &queue_);
}

std::uint32_t Gpu::memory_type(std::uint32_t bits, VkMemoryPropertyFlags wanted) const {
  for (std::uint32_t i = 0; i < memory_.memoryTypeCount; ++i) {
    if ((bits >> i & 1) != 0 && (memory_.memoryTypes[i].propertyFlags & wanted) == wanted) return i;
  }
  return 0;
}

bool Gpu::once(const std::function<void(VkCommandBuffer)>& record) {
  VkCommandPoolCreateInfo pool_info{VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO};
  pool_info.queueFamilyIndex = family_;
  VkCommandPool pool = VK_NULL_HANDLE;
  if (CreateCommandPool_(device_, &pool_info, nullptr, &pool) != VK_SUCCESS) return false;
  VkCommandBufferAllocateInfo allocate{VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO};
  allocate.commandPool = pool;
  allocate.commandBufferCount = 1;
  VkCommandBuffer commands = VK_NULL_HANDLE;
  AllocateCommandBuffers_(device_, &allocate, &commands);
  VkCommandBufferBeginInfo begin{VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO};
  begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
  BeginCommandBuffer_(commands, &begin);
  record(commands);
  EndCommandBuffer_(commands);
  VkSubmitInfo submit{VK_STRUCTURE_TYPE_SUBMIT_INFO};
  submit.commandBufferCount = 1;
  submit.pCommandBuffers = &commands;
  const bool good =
      QueueSubmit_(queue_, 1, &submit, VK_NULL_HANDLE) == VK_SUCCESS && QueueWaitIdle_(queue_) == VK_SUCCESS;
  DestroyCommandPool_(device_, pool, nullptr);
  return good;
}

bool Gpu::make(const ImageRequest& request, Image* image) {
  VkImageCreateInfo info{VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO};
  info.flags = request.flags;
  info.imageType = VK_IMAGE_TYPE_2D;
  info.format = request.format;
  info.extent = {request.width, request.height, 1};
  info.mipLevels = request.mips;
  info.arrayLayers = request.layers;
  info.samples = static_cast<VkSampleCountFlagBits>(request.samples);
  info.usage = request.usage;
  if (CreateImage_(device_, &info, nullptr, &image->image) != VK_SUCCESS) return false;
  VkMemoryRequirements needs;
  GetImageMemoryRequirements_(device_, image->image, &needs);
  VkMemoryAllocateInfo allocate{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO};
  allocate.allocationSize = needs.size;
  allocate.memoryTypeIndex = memory_type(needs.memoryTypeBits, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT);
  if (AllocateMemory_(device_, &allocate, nullptr, &image->memory) != VK_SUCCESS) {
    DestroyImage_(device_, image->image, nullptr);
    return false;
  }
  BindImageMemory_(device_, image->image, image->memory, 0);
  return once([&](VkCommandBuffer commands) {
    const auto barrier =
        change(image->image, request.format, VK_IMAGE_LAYOUT_UNDEFINED, attachment_layout(request.format));
    CmdPipelineBarrier_(commands, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, 0,
                        0, nullptr, 0, nullptr, 1, &barrier);
  });
}

void Gpu::destroy(const Image& image) {
  QueueWaitIdle_(queue_);
  DestroyImage_(device_, image.image, nullptr);
  FreeMemory_(device_, image.memory, nullptr);
}

void Gpu::wait() {
  QueueWaitIdle_(queue_);
}

bool Gpu::read(VkImage image, VkFormat format, std::uint32_t layer, VkOffset2D offset, VkExtent2D extent,
               Pixels* pixels) {
  pixels->width = extent.width;
  pixels->height = extent.height;
  pixels->rgba.resize(std::size_t{format == VK_FORMAT_D16_UNORM ? 2u : 4u} * extent.width * extent.height);
  VkBufferCreateInfo info{VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO};
  info.size = pixels->rgba.size();
  info.usage = VK_BUFFER_USAGE_TRANSFER_DST_BIT;
  VkBuffer buffer = VK_NULL_HANDLE;
  if (CreateBuffer_(device_, &info, nullptr, &buffer) != VK_SUCCESS) return false;
  VkMemoryRequirements needs;
  GetBufferMemoryRequirements_(device_, buffer, &needs);
  VkMemoryAllocateInfo allocate{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO};
  allocate.allocationSize = needs.size;
  allocate.memoryTypeIndex = memory_type(
      needs.memoryTypeBits, VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT);
  VkDeviceMemory memory = VK_NULL_HANDLE;
  bool good = AllocateMemory_(device_, &allocate, nullptr, &memory) == VK_SUCCESS &&
              BindBufferMemory_(device_, buffer, memory, 0) == VK_SUCCESS;
  good = good && once([&](VkCommandBuffer commands) {
           auto barrier =
               change(image, format, attachment_layout(format), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL);
           CmdPipelineBarrier_(commands, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT,
                               VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, 0, 0, nullptr, 0, nullptr, 1, &barrier);
           VkBufferImageCopy copy{};
           const auto aspect = is_depth(format) ? VK_IMAGE_ASPECT_DEPTH_BIT : VK_IMAGE_ASPECT_COLOR_BIT;
           copy.imageSubresource = {static_cast<VkImageAspectFlags>(aspect), 0, layer, 1};
           copy.imageOffset = {offset.x, offset.y, 0};
           copy.imageExtent = {extent.width, extent.height, 1};
           CmdCopyImageToBuffer_(commands, image, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, buffer, 1, &copy);
           barrier = change(image, format, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, attachment_layout(format));
           CmdPipelineBarrier_(commands, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT,
                               VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, 0, 0, nullptr, 0, nullptr, 1, &barrier);
         });
  void* mapped = nullptr;
  good = good && MapMemory_(device_, memory, 0, VK_WHOLE_SIZE, 0, &mapped) == VK_SUCCESS;
  if (good) std::memcpy(pixels->rgba.data(), mapped, pixels->rgba.size());
  DestroyBuffer_(device_, buffer, nullptr);
  FreeMemory_(device_, memory, nullptr);
  if (format == VK_FORMAT_B8G8R8A8_SRGB || format == VK_FORMAT_B8G8R8A8_UNORM) {
    for (std::size_t i = 0; i < pixels->rgba.size(); i += 4) std::swap(pixels->rgba[i], pixels->rgba[i + 2]);
  }
  return good;
}

}  // namespace threshold::test_runtime
