#include "xr/mirror/screen.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "xr/vulkan/check.h"

namespace threshold::xr {
namespace {

constexpr std::size_t kMostFilled = 2;
constexpr std::int64_t kKeepRetired = 8;  // frames shown by the next chain before the last one goes
constexpr VkImageSubresourceRange kColour{VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};

bool blue_first(VkFormat format) {
  return format == VK_FORMAT_B8G8R8A8_SRGB || format == VK_FORMAT_B8G8R8A8_UNORM;
}

void change(VkCommandBuffer commands, VkImage image, std::uint32_t layer, VkImageLayout from,
            VkImageLayout to, VkAccessFlags before, VkAccessFlags after, VkPipelineStageFlags stage_before,
            VkPipelineStageFlags stage_after) {
  auto barrier = vk_struct<VkImageMemoryBarrier>(VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER);
  barrier.srcAccessMask = before;
  barrier.dstAccessMask = after;
  barrier.oldLayout = from;
  barrier.newLayout = to;
  barrier.srcQueueFamilyIndex = barrier.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
  barrier.image = image;
  barrier.subresourceRange = kColour;
  barrier.subresourceRange.baseArrayLayer = layer;
  vkCmdPipelineBarrier(commands, stage_before, stage_after, 0, 0, nullptr, 0, nullptr, 1, &barrier);
}

// Where a picture of this aspect stands in a part of the window, whole.
std::array<VkOffset3D, 2> whole_within(const VkRect2D& part, float aspect) {
  const auto w = static_cast<float>(part.extent.width), h = static_cast<float>(part.extent.height);
  const float wide = std::min(w, h * aspect), high = std::min(h, w / aspect);
  const auto x = static_cast<std::int32_t>(std::lround(0.5f * (w - wide)));
  const auto y = static_cast<std::int32_t>(std::lround(0.5f * (h - high)));
  const auto right = std::max(x + 1, static_cast<std::int32_t>(part.extent.width) - x);
  const auto bottom = std::max(y + 1, static_cast<std::int32_t>(part.extent.height) - y);
  return {VkOffset3D{part.offset.x + x, part.offset.y + y, 0},
          VkOffset3D{part.offset.x + right, part.offset.y + bottom, 1}};
}

// The part asked for, as far as it lies in the window: that may have changed size since.
VkRect2D inside(const VkRect2D& part, VkExtent2D window) {
  const std::int32_t x = std::clamp(part.offset.x, 0, static_cast<std::int32_t>(window.width) - 1);
  const std::int32_t y = std::clamp(part.offset.y, 0, static_cast<std::int32_t>(window.height) - 1);
  const VkExtent2D room{window.width - static_cast<std::uint32_t>(x),
                        window.height - static_cast<std::uint32_t>(y)};
  if (part.extent.width == 0 || part.extent.height == 0) return {{0, 0}, window};
  return {{x, y}, {std::min(part.extent.width, room.width), std::min(part.extent.height, room.height)}};
}

void blit(VkCommandBuffer commands, VkImage from, VkExtent2D size, std::uint32_t layer, VkImage to,
          const std::array<VkOffset3D, 2>& where, VkFilter filter) {
  VkImageBlit blit{};
  blit.srcSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, layer, 1};
  blit.srcOffsets[1] = {static_cast<std::int32_t>(size.width), static_cast<std::int32_t>(size.height), 1};
  blit.dstSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
  blit.dstOffsets[0] = where[0], blit.dstOffsets[1] = where[1];
  vkCmdBlitImage(commands, from, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, to,
                 VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &blit, filter);
}

std::uint32_t host_memory(VkPhysicalDevice physical, std::uint32_t bits) {
  VkPhysicalDeviceMemoryProperties memory;
  vkGetPhysicalDeviceMemoryProperties(physical, &memory);
  constexpr VkMemoryPropertyFlags kHost =
      VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
  for (std::uint32_t i = 0; i < memory.memoryTypeCount; ++i)
    if ((bits >> i & 1) != 0 && (memory.memoryTypes[i].propertyFlags & kHost) == kHost) return i;
  return 0;
}

}  // namespace

Screen::Screen(const ScreenDevice& device, VkSurfaceKHR surface, bool encoded)
    : device_(device), surface_(surface) {
  choose_format(encoded);
  choose_mode();
  auto pool = vk_struct<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
  pool.flags = VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT;
  pool.queueFamilyIndex = device_.queue_family;
  if (vkCreateCommandPool(device_.device, &pool, nullptr, &pool_) != VK_SUCCESS)
    throw std::runtime_error("the mirror finds no memory on the graphics device");
  for (Slot& slot : slots_) {
    auto allocate = vk_struct<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
    allocate.commandPool = pool_;
    allocate.commandBufferCount = 1;
    vkAllocateCommandBuffers(device_.device, &allocate, &slot.commands);
    auto fence = vk_struct<VkFenceCreateInfo>(VK_STRUCTURE_TYPE_FENCE_CREATE_INFO);
    fence.flags = VK_FENCE_CREATE_SIGNALED_BIT;
    vkCreateFence(device_.device, &fence, nullptr, &slot.done);
    const auto semaphore = vk_struct<VkSemaphoreCreateInfo>(VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO);
    vkCreateSemaphore(device_.device, &semaphore, nullptr, &slot.acquired);
  }
}

Screen::~Screen() {
  vkDeviceWaitIdle(device_.device);
  for (Slot& slot : slots_) {
    vkDestroyFence(device_.device, slot.done, nullptr);
    vkDestroySemaphore(device_.device, slot.acquired, nullptr);
    vkDestroyBuffer(device_.device, slot.text, nullptr);
    vkFreeMemory(device_.device, slot.memory, nullptr);
  }
  vkDestroyCommandPool(device_.device, pool_, nullptr);
  half_.drop(device_);
  destroy(chain_);
  for (Chain& chain : retired_) destroy(chain);
  vkDestroySurfaceKHR(device_.instance, surface_, nullptr);
}

void Screen::destroy(Chain& chain) {
  for (VkSemaphore semaphore : chain.filled) vkDestroySemaphore(device_.device, semaphore, nullptr);
  vkDestroySwapchainKHR(device_.device, chain.handle, nullptr);
  chain = {};
}

// Copies decode and encode as the formats say: an encoded picture keeps its light only in an encoded window.
void Screen::choose_format(bool encoded) {
  VkBool32 shows = VK_FALSE;
  vkGetPhysicalDeviceSurfaceSupportKHR(device_.physical, device_.queue_family, surface_, &shows);
  std::uint32_t count = 0;
  vkGetPhysicalDeviceSurfaceFormatsKHR(device_.physical, surface_, &count, nullptr);
  std::vector<VkSurfaceFormatKHR> offered(count);
  vkGetPhysicalDeviceSurfaceFormatsKHR(device_.physical, surface_, &count, offered.data());
  std::array<VkFormat, 2> wanted{VK_FORMAT_B8G8R8A8_SRGB, VK_FORMAT_R8G8B8A8_SRGB};
  if (!encoded) wanted = {VK_FORMAT_B8G8R8A8_UNORM, VK_FORMAT_R8G8B8A8_UNORM};
  for (const VkFormat format : wanted)
    for (const VkSurfaceFormatKHR& one : offered)
      if (format_ == VK_FORMAT_UNDEFINED && one.format == format) format_ = format, colours_ = one.colorSpace;
  VkFormatProperties can{};
  vkGetPhysicalDeviceFormatProperties(device_.physical, format_, &can);
  if (!shows || format_ == VK_FORMAT_UNDEFINED ||
      !(can.optimalTilingFeatures & VK_FORMAT_FEATURE_BLIT_DST_BIT))
    throw std::runtime_error("the headset's graphics device cannot show on this window");
  if (can.optimalTilingFeatures & VK_FORMAT_FEATURE_SAMPLED_IMAGE_FILTER_LINEAR_BIT)
    filter_ = VK_FILTER_LINEAR;
}

// The headset's frame must not wait for this display's: modes that never make anybody wait come first.
void Screen::choose_mode() {
  std::uint32_t count = 0;
  vkGetPhysicalDeviceSurfacePresentModesKHR(device_.physical, surface_, &count, nullptr);
  std::vector<VkPresentModeKHR> offered(count);
  vkGetPhysicalDeviceSurfacePresentModesKHR(device_.physical, surface_, &count, offered.data());
  for (const VkPresentModeKHR mode : {VK_PRESENT_MODE_MAILBOX_KHR, VK_PRESENT_MODE_IMMEDIATE_KHR}) {
    if (std::find(offered.begin(), offered.end(), mode) == offered.end()) continue;
    mode_ = mode;
    return;
  }
}

bool Screen::good(VkResult result) {
  if (result == VK_ERROR_DEVICE_LOST) lost_ = true;
  if (result == VK_ERROR_OUT_OF_DATE_KHR || result == VK_SUBOPTIMAL_KHR ||
      result == VK_ERROR_SURFACE_LOST_KHR)
    stale_ = true;
  return result == VK_SUCCESS || result == VK_SUBOPTIMAL_KHR;
}

bool Screen::fit(std::uint32_t width, std::uint32_t height) {
  VkSurfaceCapabilitiesKHR can{};
  if (!good(vkGetPhysicalDeviceSurfaceCapabilitiesKHR(device_.physical, surface_, &can))) return false;
  VkExtent2D extent = can.currentExtent;
  if (extent.width == 0xffffffffu) extent = {width, height};
  if (extent.width == 0 || extent.height == 0 || can.maxImageExtent.width == 0) return false;
  extent.width = std::clamp(extent.width, can.minImageExtent.width, can.maxImageExtent.width);
  extent.height = std::clamp(extent.height, can.minImageExtent.height, can.maxImageExtent.height);
  if (!stale_ && chain_.handle && extent.width == extent_.width && extent.height == extent_.height)
    return true;
  if (!retired_.empty() || !filled_.empty())
    return false;  // while a window is dragged larger: one change at a time
  if (!(can.supportedUsageFlags & VK_IMAGE_USAGE_TRANSFER_DST_BIT)) return false;
  auto info = vk_struct<VkSwapchainCreateInfoKHR>(VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR);
  info.surface = surface_;
  info.minImageCount = std::max(3u, can.minImageCount + 1);
  if (can.maxImageCount) info.minImageCount = std::min(info.minImageCount, can.maxImageCount);
  info.imageFormat = format_;
  info.imageColorSpace = colours_;
  info.imageExtent = extent;
  info.imageArrayLayers = 1;
  info.imageUsage = VK_IMAGE_USAGE_TRANSFER_DST_BIT;
  if (can.supportedUsageFlags & VK_IMAGE_USAGE_TRANSFER_SRC_BIT)
    info.imageUsage |= VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
  info.preTransform = can.currentTransform;
  info.compositeAlpha = VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR;
  if (!(can.supportedCompositeAlpha & info.compositeAlpha))
    info.compositeAlpha = VK_COMPOSITE_ALPHA_INHERIT_BIT_KHR;
  info.presentMode = mode_;
  info.clipped = VK_TRUE;
  info.oldSwapchain = chain_.handle;
  Chain made;
  if (!good(vkCreateSwapchainKHR(device_.device, &info, nullptr, &made.handle))) return false;
  std::uint32_t count = 0;
  vkGetSwapchainImagesKHR(device_.device, made.handle, &count, nullptr);
  made.images.resize(count);
  vkGetSwapchainImagesKHR(device_.device, made.handle, &count, made.images.data());
  made.filled.resize(count);
  const auto semaphore = vk_struct<VkSemaphoreCreateInfo>(VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO);
  for (VkSemaphore& one : made.filled) vkCreateSemaphore(device_.device, &semaphore, nullptr, &one);
  if (chain_.handle) {
    chain_.retired_at = shown_;
    retired_.push_back(std::move(chain_));
  }
  chain_ = std::move(made);
  extent_ = extent;
  stale_ = false;
  return true;
}

bool Screen::begin(std::uint32_t width, std::uint32_t height) {
  if (lost_ || begun_ || filled_.size() >= kMostFilled) return begun_;
  Slot& slot = slots_[next_slot_];
  if (vkGetFenceStatus(device_.device, slot.done) != VK_SUCCESS) return false;
  if (!retired_.empty() && shown_ - retired_.front().retired_at > kKeepRetired) {
    destroy(retired_.front());
    retired_.pop_front();
  }
  if (!fit(width, height)) return false;
  const VkResult result =
      vkAcquireNextImageKHR(device_.device, chain_.handle, 0, slot.acquired, VK_NULL_HANDLE, &image_);
  begun_ = good(result);
  return begun_;
}

void Screen::make_room(Slot& slot, VkDeviceSize bytes) {
  if (slot.room >= bytes) return;
  vkDestroyBuffer(device_.device, slot.text, nullptr);
  vkFreeMemory(device_.device, slot.memory, nullptr);
  slot.text = VK_NULL_HANDLE, slot.memory = VK_NULL_HANDLE, slot.room = 0;
  auto info = vk_struct<VkBufferCreateInfo>(VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO);
  info.size = bytes + bytes / 2;
  info.usage = VK_BUFFER_USAGE_TRANSFER_SRC_BIT;
  if (!good(vkCreateBuffer(device_.device, &info, nullptr, &slot.text))) return;
  VkMemoryRequirements needs;
  vkGetBufferMemoryRequirements(device_.device, slot.text, &needs);
  auto allocate = vk_struct<VkMemoryAllocateInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO);
  allocate.allocationSize = needs.size;
  allocate.memoryTypeIndex = host_memory(device_.physical, needs.memoryTypeBits);
  void* mapped = nullptr;
  if (!good(vkAllocateMemory(device_.device, &allocate, nullptr, &slot.memory)) ||
      !good(vkBindBufferMemory(device_.device, slot.text, slot.memory, 0)) ||
      !good(vkMapMemory(device_.device, slot.memory, 0, VK_WHOLE_SIZE, 0, &mapped)))
    return;
  slot.mapped = static_cast<std::uint8_t*>(mapped);
  slot.room = info.size;
}

// A blit reads four texels: a picture that is shown smaller than half would sparkle. It is halved first.
bool Screen::halve(VkCommandBuffer commands, const ShownImage& shown, VkExtent2D half) {
  VkFormatProperties can{};
  vkGetPhysicalDeviceFormatProperties(device_.physical, shown.format, &can);
  if (!(can.optimalTilingFeatures & VK_FORMAT_FEATURE_BLIT_DST_BIT)) return false;
  if (!half_.fit(device_, shown.format, half)) return false;
  change(commands, half_.get(), 0, VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
         VK_ACCESS_TRANSFER_READ_BIT, VK_ACCESS_TRANSFER_WRITE_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT,
         VK_PIPELINE_STAGE_TRANSFER_BIT);
  const std::array<VkOffset3D, 2> all = {VkOffset3D{}, VkOffset3D{static_cast<std::int32_t>(half.width),
                                                                  static_cast<std::int32_t>(half.height), 1}};
  blit(commands, shown.image, shown.extent, shown.layer, half_.get(), all, filter_);
  change(commands, half_.get(), 0, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
         VK_ACCESS_TRANSFER_WRITE_BIT, VK_ACCESS_TRANSFER_READ_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT,
         VK_PIPELINE_STAGE_TRANSFER_BIT);
  return true;
}

void Screen::copy_image(VkCommandBuffer commands, const ShownImage& shown) {
  change(commands, shown.image, shown.layer, shown.layout, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
         VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT | VK_ACCESS_TRANSFER_WRITE_BIT, VK_ACCESS_TRANSFER_READ_BIT,
         VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT);
  const auto where = whole_within(inside(shown.within, extent_), shown.aspect);
  const VkExtent2D half{(shown.extent.width + 1) / 2, (shown.extent.height + 1) / 2};
  const bool small = static_cast<std::int32_t>(half.width) > where[1].x - where[0].x ||
                     static_cast<std::int32_t>(half.height) > where[1].y - where[0].y;
  if (small && halve(commands, shown, half))
    blit(commands, half_.get(), half, 0, chain_.images[image_], where, filter_);
  else
    blit(commands, shown.image, shown.extent, shown.layer, chain_.images[image_], where, filter_);
  change(commands, shown.image, shown.layer, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, shown.layout, 0,
         VK_ACCESS_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT,
         VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT);
}

void Screen::copy_texts(Slot& slot, std::span<const PlacedText> texts) {
  VkDeviceSize bytes = 0;
  for (const PlacedText& placed : texts) bytes += placed.text->bgra.size();
  make_room(slot, bytes);
  if (slot.room < bytes || bytes == 0) return;
  VkDeviceSize at = 0;
  for (const PlacedText& placed : texts) {
    const TextPicture& text = *placed.text;
    const int x = std::max(placed.x, 0), y = std::max(placed.y, 0);
    const int width = std::min(text.width, static_cast<int>(extent_.width) - x);
    const int height = std::min(text.height, static_cast<int>(extent_.height) - y);
    if (width <= 0 || height <= 0) continue;
    std::memcpy(slot.mapped + at, text.bgra.data(), text.bgra.size());
    if (!blue_first(format_))
      for (std::size_t i = 0; i < text.bgra.size(); i += 4)
        std::swap(slot.mapped[at + i], slot.mapped[at + i + 2]);
    VkBufferImageCopy copy{};
    copy.bufferOffset = at;
    copy.bufferRowLength = static_cast<std::uint32_t>(text.width);
    copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    copy.imageOffset = {x, y, 0};
    copy.imageExtent = {static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), 1};
    vkCmdCopyBufferToImage(slot.commands, slot.text, chain_.images[image_],
                           VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &copy);
    at += text.bgra.size();
  }
}

void Screen::fill(const ShownImage* shown, std::span<const PlacedText> texts) {
  if (!begun_) return;
  begun_ = false;
  Slot& slot = slots_[next_slot_];
  next_slot_ = (next_slot_ + 1) % slots_.size();
  const VkImage image = chain_.images[image_];
  auto begin = vk_struct<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
  begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
  vkBeginCommandBuffer(slot.commands, &begin);
  const auto overwrite = [&] {  // between two transfers to the same pixels
    change(slot.commands, image, 0, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
           VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, VK_ACCESS_TRANSFER_WRITE_BIT, VK_ACCESS_TRANSFER_WRITE_BIT,
           VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT);
  };
  change(slot.commands, image, 0, VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 0,
         VK_ACCESS_TRANSFER_WRITE_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT);
  // The ground as an encoded window takes it: decoded light.
  const float encoded = kGround / 255.0f;
  const bool srgb = format_ == VK_FORMAT_B8G8R8A8_SRGB || format_ == VK_FORMAT_R8G8B8A8_SRGB;
  const float ground = srgb ? std::pow((encoded + 0.055f) / 1.055f, 2.4f) : encoded;
  const VkClearColorValue clear{{ground, ground, ground, 1.0f}};
  vkCmdClearColorImage(slot.commands, image, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, &clear, 1, &kColour);
  overwrite();
  if (shown != nullptr) {
    copy_image(slot.commands, *shown);
    overwrite();
  }
  copy_texts(slot, texts);
  change(slot.commands, image, 0, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, VK_IMAGE_LAYOUT_PRESENT_SRC_KHR,
         VK_ACCESS_TRANSFER_WRITE_BIT, 0, VK_PIPELINE_STAGE_TRANSFER_BIT,
         VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT);
  vkEndCommandBuffer(slot.commands);
  constexpr VkPipelineStageFlags kStage = VK_PIPELINE_STAGE_TRANSFER_BIT;
  auto submit = vk_struct<VkSubmitInfo>(VK_STRUCTURE_TYPE_SUBMIT_INFO);
  submit.waitSemaphoreCount = submit.signalSemaphoreCount = submit.commandBufferCount = 1;
  submit.pWaitSemaphores = &slot.acquired;
  submit.pWaitDstStageMask = &kStage;
  submit.pCommandBuffers = &slot.commands;
  submit.pSignalSemaphores = &chain_.filled[image_];
  vkResetFences(device_.device, 1, &slot.done);
  if (good(vkQueueSubmit(device_.queue, 1, &submit, slot.done)))
    filled_.push_back({image_, chain_.handle, chain_.filled[image_], slot.done});
}

void Screen::present() {
  while (!filled_.empty() && !lost_ && vkGetFenceStatus(device_.device, filled_.front().done) == VK_SUCCESS) {
    const Filled& ready = filled_.front();
    auto info = vk_struct<VkPresentInfoKHR>(VK_STRUCTURE_TYPE_PRESENT_INFO_KHR);
    info.waitSemaphoreCount = info.swapchainCount = 1;
    info.pWaitSemaphores = &ready.semaphore;
    info.pSwapchains = &ready.chain;
    info.pImageIndices = &ready.image;
    if (good(vkQueuePresentKHR(device_.queue, &info))) ++shown_;
    filled_.pop_front();
  }
}

}  // namespace threshold::xr
