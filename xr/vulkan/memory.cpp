#include "xr/vulkan/memory.h"

#include <stdexcept>
#include <utility>

#include "xr/vulkan/check.h"

namespace threshold::xr {
namespace {

std::uint32_t memory_type(const Gpu& gpu, std::uint32_t allowed, VkMemoryPropertyFlags wanted) {
  VkPhysicalDeviceMemoryProperties memory;
  vkGetPhysicalDeviceMemoryProperties(gpu.physical, &memory);
  for (std::uint32_t i = 0; i < memory.memoryTypeCount; ++i) {
    if ((allowed & (1u << i)) != 0 && (memory.memoryTypes[i].propertyFlags & wanted) == wanted) return i;
  }
  throw std::runtime_error("Vulkan: this device (" + gpu.name + ") has no memory of the kind needed.");
}

VkDeviceMemory allocate(const Gpu& gpu, const VkMemoryRequirements& needs, VkMemoryPropertyFlags wanted) {
  auto info = vk_struct<VkMemoryAllocateInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO);
  info.allocationSize = needs.size;
  info.memoryTypeIndex = memory_type(gpu, needs.memoryTypeBits, wanted);
  VkDeviceMemory memory = VK_NULL_HANDLE;
  check(vkAllocateMemory(gpu.device, &info, nullptr, &memory), "allocating memory");
  return memory;
}

}  // namespace

Buffer::Buffer(const Gpu& gpu, VkDeviceSize size, VkBufferUsageFlags usage, bool host)
    : bytes(size), device_(gpu.device) {
  auto info = vk_struct<VkBufferCreateInfo>(VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO);
  info.size = size;
  info.usage = usage;
  check(vkCreateBuffer(device_, &info, nullptr, &handle), "creating a buffer");
  VkMemoryRequirements needs;
  vkGetBufferMemoryRequirements(device_, handle, &needs);
  memory_ = allocate(gpu, needs,
                     host ? VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT
                          : VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT);
  check(vkBindBufferMemory(device_, handle, memory_, 0), "binding a buffer");
  if (host) {
    void* where = nullptr;
    check(vkMapMemory(device_, memory_, 0, VK_WHOLE_SIZE, 0, &where), "mapping a buffer");
    mapped = static_cast<std::byte*>(where);
  }
}

Buffer::~Buffer() {
  if (device_ == VK_NULL_HANDLE) return;
  vkDestroyBuffer(device_, handle, nullptr);
  vkFreeMemory(device_, memory_, nullptr);
}

void Buffer::swap(Buffer& other) noexcept {
  std::swap(handle, other.handle);
  std::swap(bytes, other.bytes);
  std::swap(mapped, other.mapped);
  std::swap(device_, other.device_);
  std::swap(memory_, other.memory_);
}

Image::Image(const Gpu& gpu, const ImageRequest& request)
    : extent(request.extent), mips(request.mips), device_(gpu.device) {
  auto info = vk_struct<VkImageCreateInfo>(VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO);
  info.imageType = request.volume ? VK_IMAGE_TYPE_3D : VK_IMAGE_TYPE_2D;
  info.format = request.format;
  info.extent = request.extent;
  info.mipLevels = request.mips;
  info.arrayLayers = request.layers;
  info.samples = request.samples;
  info.tiling = VK_IMAGE_TILING_OPTIMAL;
  info.usage = request.usage;
  check(vkCreateImage(device_, &info, nullptr, &handle), "creating an image");
  VkMemoryRequirements needs;
  vkGetImageMemoryRequirements(device_, handle, &needs);
  bytes = needs.size;
  memory_ = allocate(gpu, needs, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT);
  check(vkBindImageMemory(device_, handle, memory_, 0), "binding an image");
  constexpr VkImageUsageFlags kViewable = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_STORAGE_BIT |
                                          VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT |
                                          VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
  if ((request.usage & kViewable) == 0) return;
  auto view_info = vk_struct<VkImageViewCreateInfo>(VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO);
  view_info.image = handle;
  view_info.viewType = request.volume       ? VK_IMAGE_VIEW_TYPE_3D
                       : request.array_view ? VK_IMAGE_VIEW_TYPE_2D_ARRAY
                                            : VK_IMAGE_VIEW_TYPE_2D;
  view_info.format = request.format;
  view_info.subresourceRange = {request.aspect, 0, request.mips, 0, request.layers};
  check(vkCreateImageView(device_, &view_info, nullptr, &view), "creating an image view");
}

Image::~Image() {
  if (device_ == VK_NULL_HANDLE) return;
  vkDestroyImageView(device_, view, nullptr);
  vkDestroyImage(device_, handle, nullptr);
  vkFreeMemory(device_, memory_, nullptr);
}

void Image::swap(Image& other) noexcept {
  std::swap(handle, other.handle);
  std::swap(view, other.view);
  std::swap(extent, other.extent);
  std::swap(mips, other.mips);
  std::swap(bytes, other.bytes);
  std::swap(device_, other.device_);
  std::swap(memory_, other.memory_);
}

void change_image(VkCommandBuffer commands, VkImage image, const ImageChange& change,
                  VkImageAspectFlags aspect) {
  auto barrier = vk_struct<VkImageMemoryBarrier>(VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER);
  barrier.srcAccessMask = change.access_from;
  barrier.dstAccessMask = change.access_to;
  barrier.oldLayout = change.from;
  barrier.newLayout = change.to;
  barrier.srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
  barrier.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
  barrier.image = image;
  barrier.subresourceRange = {aspect, 0, VK_REMAINING_MIP_LEVELS, 0, VK_REMAINING_ARRAY_LAYERS};
  vkCmdPipelineBarrier(commands, change.stage_from, change.stage_to, 0, 0, nullptr, 0, nullptr, 1, &barrier);
}

}  // namespace threshold::xr
