#include "xr/openxr/swapchain.h"

#include <openxr/openxr_platform.h>

#include <algorithm>
#include <span>

#include "xr/openxr/check.h"

namespace threshold::xr {
namespace {

// Long enough for a busy compositor, short enough that a stuck one does not stop the program.
constexpr XrDuration kWait = 100'000'000;

constexpr VkFormat kPaintable[] = {VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_B8G8R8A8_SRGB, VK_FORMAT_R8G8B8A8_UNORM,
                                   VK_FORMAT_B8G8R8A8_UNORM};

constexpr VkFormat kDepths[] = {VK_FORMAT_D32_SFLOAT, VK_FORMAT_D16_UNORM};

std::vector<std::int64_t> offered_formats(XrSession session) {
  std::uint32_t count = 0;
  THRESHOLD_XR(xrEnumerateSwapchainFormats(session, 0, &count, nullptr));
  std::vector<std::int64_t> offered(count);
  THRESHOLD_XR(xrEnumerateSwapchainFormats(session, count, &count, offered.data()));
  return offered;
}

VkFormat first_offered(const std::vector<std::int64_t>& offered, std::span<const VkFormat> wanted) {
  for (const VkFormat format : wanted) {
    if (std::find(offered.begin(), offered.end(), format) != offered.end()) return format;
  }
  return VK_FORMAT_UNDEFINED;
}

}  // namespace

VkFormat choose_format(XrSession session) {
  // sRGB first: a runtime takes UNORM for linear light and would show it too bright.
  const VkFormat format = first_offered(offered_formats(session), kPaintable);
  if (format == VK_FORMAT_UNDEFINED)
    throw XrFailure(XR_ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED, "choosing an 8 bit colour format");
  return format;
}

VkFormat choose_depth_format(XrSession session) {
  return first_offered(offered_formats(session), kDepths);
}

Swapchain::Swapchain(XrSession session, VkFormat format, VkExtent2D extent, std::uint32_t layers, bool copied)
    : format_(format), extent_(extent) {
  XrSwapchainCreateInfo info{XR_TYPE_SWAPCHAIN_CREATE_INFO};
  const bool depth = std::find(std::begin(kDepths), std::end(kDepths), format) != std::end(kDepths);
  info.usageFlags =
      depth ? XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT : XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT;
  if (copied) info.usageFlags |= XR_SWAPCHAIN_USAGE_TRANSFER_SRC_BIT;
  info.format = format;
  info.sampleCount = 1;
  info.width = extent.width;
  info.height = extent.height;
  info.faceCount = 1;
  info.arraySize = layers;
  info.mipCount = 1;
  THRESHOLD_XR(xrCreateSwapchain(session, &info, handle_.put()));
  std::uint32_t count = 0;
  THRESHOLD_XR(xrEnumerateSwapchainImages(get(), 0, &count, nullptr));
  std::vector<XrSwapchainImageVulkanKHR> images(
      count, {XR_TYPE_SWAPCHAIN_IMAGE_VULKAN_KHR, nullptr, VK_NULL_HANDLE});
  THRESHOLD_XR(xrEnumerateSwapchainImages(get(), count, &count,
                                          reinterpret_cast<XrSwapchainImageBaseHeader*>(images.data())));
  for (const XrSwapchainImageVulkanKHR& image : images) images_.push_back(image.image);
}

std::optional<VkImage> Swapchain::acquire() {
  if (!acquired_) {
    std::uint32_t index = 0;
    THRESHOLD_XR(xrAcquireSwapchainImage(get(), nullptr, &index));
    acquired_ = index;
  }
  const XrSwapchainImageWaitInfo info{XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO, nullptr, kWait};
  if (THRESHOLD_XR(xrWaitSwapchainImage(get(), &info)) == XR_TIMEOUT_EXPIRED) return std::nullopt;
  return images_.at(*acquired_);
}

void Swapchain::release() {
  acquired_.reset();
  THRESHOLD_XR(xrReleaseSwapchainImage(get(), nullptr));
  painted_ = true;
}

}  // namespace threshold::xr
