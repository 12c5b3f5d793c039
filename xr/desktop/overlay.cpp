#include "xr/desktop/overlay.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "xr/vulkan/check.h"

namespace threshold::xr {

Overlay::Overlay(const Gpu& gpu) : gpu_(gpu) {
  auto pool = vk_struct<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
  pool.flags = VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT;
  pool.queueFamilyIndex = gpu_.queue_family;
  check(vkCreateCommandPool(gpu_.device, &pool, nullptr, &pool_), "creating a command pool");
  for (Slot& slot : slots_) {
    auto allocate = vk_struct<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
    allocate.commandPool = pool_;
    allocate.commandBufferCount = 1;
    check(vkAllocateCommandBuffers(gpu_.device, &allocate, &slot.commands), "allocating commands");
    auto fence = vk_struct<VkFenceCreateInfo>(VK_STRUCTURE_TYPE_FENCE_CREATE_INFO);
    fence.flags = VK_FENCE_CREATE_SIGNALED_BIT;
    check(vkCreateFence(gpu_.device, &fence, nullptr, &slot.done), "creating a fence");
  }
}

Overlay::~Overlay() {
  vkDeviceWaitIdle(gpu_.device);
  for (Slot& slot : slots_) vkDestroyFence(gpu_.device, slot.done, nullptr);
  vkDestroyCommandPool(gpu_.device, pool_, nullptr);
}

void Overlay::record(Slot& slot, std::span<const OverlaidText> texts, const Target& target) {
  const bool blue_first =
      target.format == VK_FORMAT_B8G8R8A8_SRGB || target.format == VK_FORMAT_B8G8R8A8_UNORM;
  VkDeviceSize at = 0;
  for (const OverlaidText& one : texts) {
    const TextPicture& text = *one.text;
    const int left = std::max(-one.x, 0), top = std::max(-one.y, 0);  // of the text, cut away
    const int width = std::min(text.width - left, static_cast<int>(target.extent.width) - one.x - left);
    const int height = std::min(text.height - top, static_cast<int>(target.extent.height) - one.y - top);
    if (width <= 0 || height <= 0) continue;
    std::byte* to = slot.words.mapped + at;
    std::memcpy(to, text.bgra.data(), text.bgra.size());
    if (!blue_first)
      for (std::size_t i = 0; i < text.bgra.size(); i += 4) std::swap(to[i], to[i + 2]);
    VkBufferImageCopy copy{};
    copy.bufferOffset = at + (static_cast<VkDeviceSize>(top) * static_cast<VkDeviceSize>(text.width) +
                              static_cast<VkDeviceSize>(left)) *
                                 4;
    copy.bufferRowLength = static_cast<std::uint32_t>(text.width);
    copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    copy.imageOffset = {one.x + left, one.y + top, 0};
    copy.imageExtent = {static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), 1};
    vkCmdCopyBufferToImage(slot.commands, slot.words.handle, target.image,
                           VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &copy);
    at += text.bgra.size();
  }
}

void Overlay::put(std::span<const OverlaidText> texts, const Target& target, VkSemaphore signal) {
  Slot& slot = slots_[next_];
  next_ = (next_ + 1) % slots_.size();
  if (vkWaitForFences(gpu_.device, 1, &slot.done, VK_TRUE, std::numeric_limits<std::uint64_t>::max()) ==
      VK_ERROR_DEVICE_LOST)
    throw DeviceLost{};
  VkDeviceSize bytes = 0;
  for (const OverlaidText& one : texts) bytes += one.text->bgra.size();
  if (slot.words.bytes < bytes)
    slot.words = Buffer(gpu_, bytes + bytes / 2, VK_BUFFER_USAGE_TRANSFER_SRC_BIT, true);
  auto begin = vk_struct<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
  begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
  check(vkBeginCommandBuffer(slot.commands, &begin), "beginning commands");
  change_image(
      slot.commands, target.image,
      {VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
       VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT,
       VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT | VK_ACCESS_TRANSFER_WRITE_BIT, VK_ACCESS_TRANSFER_WRITE_BIT});
  record(slot, texts, target);
  change_image(
      slot.commands, target.image,
      {VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, VK_IMAGE_LAYOUT_PRESENT_SRC_KHR, VK_PIPELINE_STAGE_TRANSFER_BIT,
       VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT, VK_ACCESS_TRANSFER_WRITE_BIT, 0});
  check(vkEndCommandBuffer(slot.commands), "ending commands");
  check(vkResetFences(gpu_.device, 1, &slot.done), "resetting a fence");
  auto submit = vk_struct<VkSubmitInfo>(VK_STRUCTURE_TYPE_SUBMIT_INFO);
  submit.commandBufferCount = 1;
  submit.pCommandBuffers = &slot.commands;
  submit.signalSemaphoreCount = 1;
  submit.pSignalSemaphores = &signal;
  check(vkQueueSubmit(gpu_.queue, 1, &submit, slot.done), "submitting words");
}

}  // namespace threshold::xr
