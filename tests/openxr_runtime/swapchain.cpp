// Swapchains: three images each, handed out in turn; acquire, wait and release in that order only.
#include <algorithm>

#include "tests/openxr_runtime/guard.h"

namespace threshold::test_runtime {
namespace {

constexpr std::int64_t kFormats[] = {VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_B8G8R8A8_SRGB,
                                     VK_FORMAT_R8G8B8A8_UNORM, VK_FORMAT_D32_SFLOAT, VK_FORMAT_D16_UNORM};
constexpr int kImages = 3;

std::vector<std::int64_t> offered() {
  std::vector<std::int64_t> all;
  for (const std::int64_t format : kFormats) {
    if (format == VK_FORMAT_D32_SFLOAT && !runtime().has_depth32) continue;
    if (format == VK_FORMAT_D16_UNORM && !runtime().has_depth16) continue;
    all.push_back(format);
  }
  return all;
}

Swapchain& live(XrSwapchain handle) {
  Swapchain* one = runtime().swapchains.find(handle);
  if (one == nullptr) runtime().mistake(XR_ERROR_HANDLE_INVALID, "a swapchain that does not exist is used");
  runtime().session(one->session);
  return *one;
}

VkImageUsageFlags usage(XrSwapchainUsageFlags flags) {
  VkImageUsageFlags vulkan = VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
  if (flags & XR_SWAPCHAIN_USAGE_COLOR_ATTACHMENT_BIT) vulkan |= VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
  if (flags & XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT) {
    vulkan |= VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT;
  }
  if (flags & XR_SWAPCHAIN_USAGE_SAMPLED_BIT) vulkan |= VK_IMAGE_USAGE_SAMPLED_BIT;
  if (flags & XR_SWAPCHAIN_USAGE_TRANSFER_DST_BIT) vulkan |= VK_IMAGE_USAGE_TRANSFER_DST_BIT;
  return vulkan;
}

XrResult formats(XrSession handle, std::uint32_t capacity, std::uint32_t* count, std::int64_t* out) {
  runtime().session(handle);
  return enumerate<std::int64_t>(capacity, count, out, offered());
}

XrResult create(XrSession handle, const XrSwapchainCreateInfo* info, XrSwapchain* out) {
  Runtime& rt = runtime();
  Session& session = rt.session(handle);
  rt.expect_type(info, XR_TYPE_SWAPCHAIN_CREATE_INFO, "xrCreateSwapchain");
  const std::vector<std::int64_t> all = offered();
  if (std::find(all.begin(), all.end(), info->format) == all.end())
    rt.mistake(XR_ERROR_SWAPCHAIN_FORMAT_UNSUPPORTED, "xrCreateSwapchain: format was not offered");
  if (info->width == 0 || info->height == 0 || info->width > 4096 || info->height > 4096 ||
      info->arraySize == 0 || info->mipCount == 0 || info->faceCount != 1 || info->sampleCount == 0) {
    rt.mistake(XR_ERROR_VALIDATION_FAILURE, "xrCreateSwapchain: size out of the system's limits");
  }
  const bool depth_use = (info->usageFlags & XR_SWAPCHAIN_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT) != 0;
  if (depth_use != is_depth(static_cast<VkFormat>(info->format)))
    rt.mistake(XR_ERROR_FEATURE_UNSUPPORTED, "xrCreateSwapchain: depth images are for depth, others are not");
  auto one = std::make_unique<Swapchain>();
  one->session = handle;
  one->info = *info;
  ImageRequest request{static_cast<VkFormat>(info->format),
                       info->width,
                       info->height,
                       info->arraySize,
                       info->mipCount,
                       info->sampleCount,
                       usage(info->usageFlags),
                       0};
  if (info->usageFlags & XR_SWAPCHAIN_USAGE_MUTABLE_FORMAT_BIT)
    request.flags = VK_IMAGE_CREATE_MUTABLE_FORMAT_BIT;
  for (int i = 0; i < kImages; ++i) {
    Image image;
    if (!session.gpu->make(request, &image)) return XR_ERROR_OUT_OF_MEMORY;
    one->images.push_back(image);
  }
  ++rt.counts.swapchains;
  *out = rt.swapchains.add(std::move(one));
  return XR_SUCCESS;
}

XrResult destroy(XrSwapchain handle) {
  Runtime& rt = runtime();
  Swapchain* one = rt.swapchains.find(handle);
  if (one == nullptr) rt.mistake(XR_ERROR_HANDLE_INVALID, "xrDestroySwapchain: no such swapchain");
  Session* session = rt.sessions.find(one->session);
  for (const Image& image : one->images) session->gpu->destroy(image);
  rt.swapchains.remove(handle);
  return XR_SUCCESS;
}

XrResult images(XrSwapchain handle, std::uint32_t capacity, std::uint32_t* count,
                XrSwapchainImageBaseHeader* out) {
  Runtime& rt = runtime();
  const Swapchain& one = live(handle);
  auto* vulkan = reinterpret_cast<XrSwapchainImageVulkanKHR*>(out);
  return enumerate(capacity, count, vulkan, one.images.size(), [&](std::size_t i) {
    rt.expect_type(vulkan + i, XR_TYPE_SWAPCHAIN_IMAGE_VULKAN_KHR, "xrEnumerateSwapchainImages");
    XrSwapchainImageVulkanKHR image = vulkan[i];
    image.image = one.images[i].image;
    return image;
  });
}

XrResult acquire(XrSwapchain handle, const XrSwapchainImageAcquireInfo*, std::uint32_t* index) {
  Runtime& rt = runtime();
  Swapchain& one = live(handle);
  if (one.acquired.size() == one.images.size()) {
    rt.mistake(XR_ERROR_CALL_ORDER_INVALID, "xrAcquireSwapchainImage: every image is acquired already");
  }
  *index = one.next;
  one.next = (one.next + 1) % static_cast<std::uint32_t>(one.images.size());
  one.acquired.push_back(*index);
  return XR_SUCCESS;
}

XrResult wait(XrSwapchain handle, const XrSwapchainImageWaitInfo* info) {
  Runtime& rt = runtime();
  Swapchain& one = live(handle);
  rt.expect_type(info, XR_TYPE_SWAPCHAIN_IMAGE_WAIT_INFO, "xrWaitSwapchainImage");
  if (one.acquired.empty() || one.waited) {
    rt.mistake(XR_ERROR_CALL_ORDER_INVALID, "xrWaitSwapchainImage: no acquired image is waiting");
  }
  if (rt.faults.swapchain_timeouts > 0) {
    --rt.faults.swapchain_timeouts;
    return XR_TIMEOUT_EXPIRED;
  }
  if (rt.faults.late_depths > 0 && is_depth(static_cast<VkFormat>(one.info.format))) {
    --rt.faults.late_depths;
    return XR_TIMEOUT_EXPIRED;
  }
  one.waited = true;
  return XR_SUCCESS;
}

XrResult release(XrSwapchain handle, const XrSwapchainImageReleaseInfo*) {
  Runtime& rt = runtime();
  Swapchain& one = live(handle);
  if (!one.waited) {
    rt.mistake(XR_ERROR_CALL_ORDER_INVALID, "xrReleaseSwapchainImage: the image was not waited for");
  }
  one.waited = false;
  one.released = static_cast<int>(one.acquired.front());
  one.acquired.pop_front();
  one.released_in = rt.counts.frames;
  return XR_SUCCESS;
}

}  // namespace

std::vector<Entry> swapchain_entries() {
  return {entry<"xrEnumerateSwapchainFormats", &formats>(), entry<"xrCreateSwapchain", &create>(),
          entry<"xrDestroySwapchain", &destroy>(),          entry<"xrEnumerateSwapchainImages", &images>(),
          entry<"xrAcquireSwapchainImage", &acquire>(),     entry<"xrWaitSwapchainImage", &wait>(),
          entry<"xrReleaseSwapchainImage", &release>()};
}

}  // namespace threshold::test_runtime
