#include "xr/mirror/eye_copies.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "xr/mirror/image_steps.h"
#include "xr/vulkan/check.h"

namespace threshold::xr {
namespace {

// What onlookers' displays show of a picture beside them; larger windows stretch it. 1.3 million pixels are
// 5 MB a picture to carry over.
constexpr float kMostPixels = 1.3e6f;

// Copies decode and encode as the formats say: the bytes are to stay as displays show them.
VkFormat bytes_format(VkFormat eye) {
  const bool encoded = eye == VK_FORMAT_R8G8B8A8_SRGB || eye == VK_FORMAT_B8G8R8A8_SRGB;
  return encoded ? VK_FORMAT_R8G8B8A8_SRGB : VK_FORMAT_R8G8B8A8_UNORM;
}

}  // namespace

VkExtent2D copied_extent(VkExtent2D room, float aspect) {
  const auto w = static_cast<float>(room.width), h = static_cast<float>(room.height);
  float wide = std::min(w, h * aspect), high = std::min(h, w / aspect);
  const float shrink = std::min(1.0f, std::sqrt(kMostPixels / std::max(wide * high, 1.0f)));
  wide *= shrink, high *= shrink;
  return {std::max(1u, static_cast<std::uint32_t>(std::lround(wide))),
          std::max(1u, static_cast<std::uint32_t>(std::lround(high)))};
}

void EyeCopies::start(const ScreenDevice& device) {
  device_ = device;
  auto pool = vk_struct<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
  pool.flags = VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT;
  pool.queueFamilyIndex = device_.queue_family;
  check(vkCreateCommandPool(device_.device, &pool, nullptr, &pool_), "making room for the mirror's copies");
  for (Slot& slot : slots_) {
    auto allocate = vk_struct<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
    allocate.commandPool = pool_;
    allocate.commandBufferCount = 1;
    check(vkAllocateCommandBuffers(device_.device, &allocate, &slot.commands), "making the mirror's copies");
    const auto fence = vk_struct<VkFenceCreateInfo>(VK_STRUCTURE_TYPE_FENCE_CREATE_INFO);
    check(vkCreateFence(device_.device, &fence, nullptr, &slot.done), "making the mirror's copies");
  }
}

void EyeCopies::stop() {
  if (device_.device == VK_NULL_HANDLE) return;
  vkDeviceWaitIdle(device_.device);
  shelf_->close();
  for (Slot& slot : slots_) {
    vkDestroyFence(device_.device, slot.done, nullptr);
    vkDestroyBuffer(device_.device, slot.buffer, nullptr);
    vkFreeMemory(device_.device, slot.memory, nullptr);
    slot.small.drop(device_);
    slot = {};
  }
  half_.drop(device_);
  vkDestroyCommandPool(device_.device, pool_, nullptr);
  pool_ = VK_NULL_HANDLE;
  device_ = {};
}

bool EyeCopies::make_room(Slot& slot, VkDeviceSize bytes) {
  if (slot.room >= bytes) return true;
  vkDestroyBuffer(device_.device, slot.buffer, nullptr);
  vkFreeMemory(device_.device, slot.memory, nullptr);
  slot.buffer = VK_NULL_HANDLE, slot.memory = VK_NULL_HANDLE, slot.room = 0;
  auto info = vk_struct<VkBufferCreateInfo>(VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO);
  info.size = bytes;
  info.usage = VK_BUFFER_USAGE_TRANSFER_DST_BIT;
  if (vkCreateBuffer(device_.device, &info, nullptr, &slot.buffer) != VK_SUCCESS) return false;
  VkMemoryRequirements needs;
  vkGetBufferMemoryRequirements(device_.device, slot.buffer, &needs);
  VkPhysicalDeviceMemoryProperties memory;
  vkGetPhysicalDeviceMemoryProperties(device_.physical, &memory);
  // Read by a processor: uncached memory would take it twenty times as long.
  const int kind = memory_kind(memory, needs.memoryTypeBits, kHostMemory, VK_MEMORY_PROPERTY_HOST_CACHED_BIT);
  auto allocate = vk_struct<VkMemoryAllocateInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO);
  allocate.allocationSize = needs.size;
  allocate.memoryTypeIndex = static_cast<std::uint32_t>(std::max(kind, 0));
  void* mapped = nullptr;
  if (kind < 0 || vkAllocateMemory(device_.device, &allocate, nullptr, &slot.memory) != VK_SUCCESS ||
      vkBindBufferMemory(device_.device, slot.buffer, slot.memory, 0) != VK_SUCCESS ||
      vkMapMemory(device_.device, slot.memory, 0, VK_WHOLE_SIZE, 0, &mapped) != VK_SUCCESS)
    return false;
  slot.mapped = static_cast<std::uint8_t*>(mapped);
  slot.room = bytes;
  return true;
}

bool EyeCopies::copy(const EyeImage& eye, VkExtent2D size) {
  if (device_.device == VK_NULL_HANDLE) return false;
  std::size_t which = 0;
  if (!shelf_->take_place(&which)) return false;
  Slot& slot = slots_[which];
  slot.extent = size;
  slot.aspect = eye.aspect;
  slot.number = ++number_;
  const VkFormat format = bytes_format(eye.format);
  if (!slot.small.fit(device_, format, size, false) ||
      !make_room(slot, VkDeviceSize{4} * size.width * size.height)) {
    shelf_->give_up(which);
    return false;
  }
  record(slot, eye);
  auto submit = vk_struct<VkSubmitInfo>(VK_STRUCTURE_TYPE_SUBMIT_INFO);
  submit.commandBufferCount = 1;
  submit.pCommandBuffers = &slot.commands;
  vkResetFences(device_.device, 1, &slot.done);
  slot.asked = vkQueueSubmit(device_.queue, 1, &submit, slot.done) == VK_SUCCESS;
  if (!slot.asked) shelf_->give_up(which);
  return slot.asked;
}

bool EyeCopies::offer() {
  bool any = false;
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    Slot& slot = slots_[i];
    if (!slot.asked || vkGetFenceStatus(device_.device, slot.done) != VK_SUCCESS) continue;
    slot.asked = false;
    any = true;
    shelf_->offer(i, slot.mapped, static_cast<int>(slot.extent.width), static_cast<int>(slot.extent.height),
                  slot.aspect, slot.number);
  }
  return any;
}

// A blit reads four texels: a picture that is shown smaller than half would sparkle. It is halved first.
bool EyeCopies::halve(Slot& slot, const EyeImage& eye, VkExtent2D half) {
  VkFormatProperties can{};
  vkGetPhysicalDeviceFormatProperties(device_.physical, eye.format, &can);
  if (!(can.optimalTilingFeatures & VK_FORMAT_FEATURE_BLIT_DST_BIT)) return false;
  if (!half_.fit(device_, eye.format, half)) return false;
  Change step{half_.get()};
  step.to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL;
  step.before = VK_ACCESS_TRANSFER_READ_BIT, step.after = VK_ACCESS_TRANSFER_WRITE_BIT;
  change(vkCmdPipelineBarrier, slot.commands, step);
  const VkImageBlit blit = blit_of(eye.extent, eye.layer, all_of(half));
  vkCmdBlitImage(slot.commands, eye.image, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, half_.get(),
                 VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &blit, VK_FILTER_LINEAR);
  step.from = step.to, step.to = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
  step.before = VK_ACCESS_TRANSFER_WRITE_BIT, step.after = VK_ACCESS_TRANSFER_READ_BIT;
  change(vkCmdPipelineBarrier, slot.commands, step);
  return true;
}

void EyeCopies::record(Slot& slot, const EyeImage& eye) {
  auto begin = vk_struct<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
  begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
  vkBeginCommandBuffer(slot.commands, &begin);
  Change lent{eye.image, eye.layer, eye.layout, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL};
  lent.before = VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT | VK_ACCESS_TRANSFER_WRITE_BIT;
  lent.after = VK_ACCESS_TRANSFER_READ_BIT;
  lent.stage_before = VK_PIPELINE_STAGE_ALL_COMMANDS_BIT;
  change(vkCmdPipelineBarrier, slot.commands, lent);
  Change small{slot.small.get()};
  small.to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL;
  small.before = VK_ACCESS_TRANSFER_READ_BIT, small.after = VK_ACCESS_TRANSFER_WRITE_BIT;
  change(vkCmdPipelineBarrier, slot.commands, small);
  const VkExtent2D half{(eye.extent.width + 1) / 2, (eye.extent.height + 1) / 2};
  const bool halved =
      (half.width > slot.extent.width || half.height > slot.extent.height) && halve(slot, eye, half);
  const VkImageBlit blit =
      halved ? blit_of(half, 0, all_of(slot.extent)) : blit_of(eye.extent, eye.layer, all_of(slot.extent));
  vkCmdBlitImage(slot.commands, halved ? half_.get() : eye.image, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                 slot.small.get(), VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &blit, VK_FILTER_LINEAR);
  small.from = small.to, small.to = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
  small.before = VK_ACCESS_TRANSFER_WRITE_BIT, small.after = VK_ACCESS_TRANSFER_READ_BIT;
  change(vkCmdPipelineBarrier, slot.commands, small);
  VkBufferImageCopy out{};
  out.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
  out.imageExtent = {slot.extent.width, slot.extent.height, 1};
  vkCmdCopyImageToBuffer(slot.commands, slot.small.get(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, slot.buffer,
                         1, &out);
  auto read = vk_struct<VkMemoryBarrier>(VK_STRUCTURE_TYPE_MEMORY_BARRIER);
  read.srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT;
  read.dstAccessMask = VK_ACCESS_HOST_READ_BIT;
  vkCmdPipelineBarrier(slot.commands, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_HOST_BIT, 0, 1, &read,
                       0, nullptr, 0, nullptr);
  std::swap(lent.from, lent.to);
  lent.before = 0;
  lent.after = VK_ACCESS_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT;
  lent.stage_before = VK_PIPELINE_STAGE_TRANSFER_BIT;
  lent.stage_after = VK_PIPELINE_STAGE_ALL_COMMANDS_BIT;
  change(vkCmdPipelineBarrier, slot.commands, lent);
  vkEndCommandBuffer(slot.commands);
}

}  // namespace threshold::xr
