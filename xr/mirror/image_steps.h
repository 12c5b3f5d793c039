// Steps of copying between images, on whichever device's functions are given.
#pragma once

#include <volk.h>

#include <array>
#include <cstdint>

namespace threshold::xr {

inline constexpr VkImageSubresourceRange kColour{VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};

// An image, or a layer of it, from one use to another.
struct Change {
  VkImage image = VK_NULL_HANDLE;
  std::uint32_t layer = 0;
  VkImageLayout from = VK_IMAGE_LAYOUT_UNDEFINED, to = VK_IMAGE_LAYOUT_UNDEFINED;
  VkAccessFlags before = 0, after = 0;
  VkPipelineStageFlags stage_before = VK_PIPELINE_STAGE_TRANSFER_BIT,
                       stage_after = VK_PIPELINE_STAGE_TRANSFER_BIT;
};
inline void change(PFN_vkCmdPipelineBarrier call, VkCommandBuffer commands, const Change& what) {
  VkImageMemoryBarrier barrier{};
  barrier.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER;
  barrier.srcAccessMask = what.before;
  barrier.dstAccessMask = what.after;
  barrier.oldLayout = what.from;
  barrier.newLayout = what.to;
  barrier.srcQueueFamilyIndex = barrier.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
  barrier.image = what.image;
  barrier.subresourceRange = kColour;
  barrier.subresourceRange.baseArrayLayer = what.layer;
  call(commands, what.stage_before, what.stage_after, 0, 0, nullptr, 0, nullptr, 1, &barrier);
}

// All of one image into a part of another.
inline VkImageBlit blit_of(VkExtent2D size, std::uint32_t layer, const std::array<VkOffset3D, 2>& where) {
  VkImageBlit blit{};
  blit.srcSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, layer, 1};
  blit.srcOffsets[1] = {static_cast<std::int32_t>(size.width), static_cast<std::int32_t>(size.height), 1};
  blit.dstSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
  blit.dstOffsets[0] = where[0], blit.dstOffsets[1] = where[1];
  return blit;
}
inline std::array<VkOffset3D, 2> all_of(VkExtent2D size) {
  return {VkOffset3D{},
          VkOffset3D{static_cast<std::int32_t>(size.width), static_cast<std::int32_t>(size.height), 1}};
}

// A kind of memory of those in `bits` with these properties, `better` ones if there are; -1: none.
inline int memory_kind(const VkPhysicalDeviceMemoryProperties& memory, std::uint32_t bits,
                       VkMemoryPropertyFlags needed, VkMemoryPropertyFlags better) {
  for (const VkMemoryPropertyFlags wanted : {needed | better, needed})
    for (std::uint32_t i = 0; i < memory.memoryTypeCount; ++i)
      if ((bits >> i & 1) != 0 && (memory.memoryTypes[i].propertyFlags & wanted) == wanted)
        return static_cast<int>(i);
  return -1;
}
inline constexpr VkMemoryPropertyFlags kHostMemory =
    VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;

}  // namespace threshold::xr
