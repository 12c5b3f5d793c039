#include "xr/desktop/swapchain.h"

#include <algorithm>
#include <stdexcept>

#include "xr/vulkan/check.h"

namespace threshold::xr {

Swapchain::Swapchain(Gpu& gpu, VkSurfaceKHR surface) : gpu_(gpu), surface_(surface) {
  VkBool32 shows = VK_FALSE;
  vkGetPhysicalDeviceSurfaceSupportKHR(gpu_.physical, gpu_.queue_family, surface_, &shows);
  if (!shows)
    throw std::runtime_error(gpu_.name +
                             ": this device cannot draw into this window: try `threshold render`");
  std::uint32_t count = 0;
  vkGetPhysicalDeviceSurfaceFormatsKHR(gpu_.physical, surface_, &count, nullptr);
  std::vector<VkSurfaceFormatKHR> formats(count);
  vkGetPhysicalDeviceSurfaceFormatsKHR(gpu_.physical, surface_, &count, formats.data());
  for (VkFormat wanted :
       {VK_FORMAT_B8G8R8A8_SRGB, VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_B8G8R8A8_UNORM, VK_FORMAT_R8G8B8A8_UNORM})
    for (const VkSurfaceFormatKHR& offered : formats)
      if (format_ == VK_FORMAT_UNDEFINED && offered.format == wanted)
        format_ = offered.format, colour_space_ = offered.colorSpace;
  if (format_ == VK_FORMAT_UNDEFINED)
    throw std::runtime_error(gpu_.name + ": this window has no 8-bit colour format: try `threshold render`");
}

Swapchain::~Swapchain() {
  clear();
}

void Swapchain::clear() {
  vkDeviceWaitIdle(gpu_.device);
  for (VkSemaphore s : acquired_) vkDestroySemaphore(gpu_.device, s, nullptr);
  for (VkSemaphore s : drawn_) vkDestroySemaphore(gpu_.device, s, nullptr);
  acquired_.clear(), drawn_.clear(), images_.clear();
  if (swapchain_) vkDestroySwapchainKHR(gpu_.device, swapchain_, nullptr);
  swapchain_ = VK_NULL_HANDLE;
}

bool Swapchain::fit(std::uint32_t width, std::uint32_t height) {
  VkSurfaceCapabilitiesKHR can{};
  if (vkGetPhysicalDeviceSurfaceCapabilitiesKHR(gpu_.physical, surface_, &can) != VK_SUCCESS) return false;
  VkExtent2D extent = can.currentExtent;
  if (extent.width == 0xffffffffu) extent = {width, height};
  extent.width = std::clamp(extent.width, can.minImageExtent.width, std::max(can.maxImageExtent.width, 1u));
  extent.height =
      std::clamp(extent.height, can.minImageExtent.height, std::max(can.maxImageExtent.height, 1u));
  if (extent.width == 0 || extent.height == 0) return false;
  if (!stale_ && swapchain_ && extent.width == extent_.width && extent.height == extent_.height) return true;

  clear();
  auto info = vk_struct<VkSwapchainCreateInfoKHR>(VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR);
  info.surface = surface_;
  info.minImageCount = can.minImageCount + 1;
  if (can.maxImageCount) info.minImageCount = std::min(info.minImageCount, can.maxImageCount);
  info.imageFormat = format_;
  info.imageColorSpace = colour_space_;
  info.imageExtent = extent;
  info.imageArrayLayers = 1;
  info.imageUsage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
  takes_copies_ = can.supportedUsageFlags & VK_IMAGE_USAGE_TRANSFER_DST_BIT;
  if (takes_copies_) info.imageUsage |= VK_IMAGE_USAGE_TRANSFER_DST_BIT;
  info.preTransform = can.currentTransform;
  info.compositeAlpha = VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR;
  if (!(can.supportedCompositeAlpha & info.compositeAlpha))
    info.compositeAlpha = VK_COMPOSITE_ALPHA_INHERIT_BIT_KHR;
  info.presentMode = VK_PRESENT_MODE_FIFO_KHR;  // the one mode that is always there
  info.clipped = VK_TRUE;
  if (vkCreateSwapchainKHR(gpu_.device, &info, nullptr, &swapchain_) != VK_SUCCESS) {
    swapchain_ = VK_NULL_HANDLE;
    return false;
  }
  extent_ = extent;
  stale_ = false;
  std::uint32_t count = 0;
  vkGetSwapchainImagesKHR(gpu_.device, swapchain_, &count, nullptr);
  images_.resize(count);
  vkGetSwapchainImagesKHR(gpu_.device, swapchain_, &count, images_.data());
  const VkSemaphoreCreateInfo semaphore{VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, nullptr, 0};
  acquired_.resize(count + 1), drawn_.resize(count);
  for (VkSemaphore& s : acquired_) vkCreateSemaphore(gpu_.device, &semaphore, nullptr, &s);
  for (VkSemaphore& s : drawn_) vkCreateSemaphore(gpu_.device, &semaphore, nullptr, &s);
  return true;
}

bool Swapchain::acquire(Target& target) {
  if (!swapchain_ || stale_) return false;
  const VkSemaphore acquired = acquired_[next_acquire_];
  const VkResult result =
      vkAcquireNextImageKHR(gpu_.device, swapchain_, 1'000'000'000, acquired, VK_NULL_HANDLE, &index_);
  if (result == VK_ERROR_DEVICE_LOST) throw DeviceLost{};
  if (result == VK_SUBOPTIMAL_KHR)
    stale_ = true;  // still drawn once; made anew for the next frame
  else if (result != VK_SUCCESS) {
    if (result == VK_ERROR_OUT_OF_DATE_KHR) stale_ = true;
    return false;
  }
  next_acquire_ = (next_acquire_ + 1) % static_cast<std::uint32_t>(acquired_.size());
  target = {};
  target.image = images_[index_];
  target.format = format_;
  target.extent = extent_;
  target.after = VK_IMAGE_LAYOUT_PRESENT_SRC_KHR;
  target.wait = acquired;
  target.signal = drawn_[index_];
  return true;
}

void Swapchain::present() {
  auto info = vk_struct<VkPresentInfoKHR>(VK_STRUCTURE_TYPE_PRESENT_INFO_KHR);
  info.waitSemaphoreCount = 1;
  info.pWaitSemaphores = &drawn_[index_];
  info.swapchainCount = 1;
  info.pSwapchains = &swapchain_;
  info.pImageIndices = &index_;
  const VkResult result = vkQueuePresentKHR(gpu_.queue, &info);
  if (result == VK_ERROR_DEVICE_LOST) throw DeviceLost{};
  if (result != VK_SUCCESS) stale_ = true;
}

}  // namespace threshold::xr
