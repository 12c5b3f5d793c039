#include "xr/mirror/screen.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

#include "xr/mirror/image_steps.h"
#include "xr/vulkan/check.h"

namespace threshold::xr {
namespace {

constexpr std::uint64_t kPatience_ns =
    100'000'000;  // with a display that has no image free; then it is asked anew
constexpr VkImageLayout kInto = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL;
constexpr VkImageLayout kFrom = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;

bool blue_first(VkFormat format) {
  return format == VK_FORMAT_B8G8R8A8_SRGB || format == VK_FORMAT_B8G8R8A8_UNORM;
}
bool encodes(VkFormat format) {
  return format == VK_FORMAT_B8G8R8A8_SRGB || format == VK_FORMAT_R8G8B8A8_SRGB;
}

VkDeviceSize bytes_of(std::span<const PlacedText> texts) {
  VkDeviceSize bytes = 0;
  for (const PlacedText& placed : texts) bytes += placed.text->bgra.size();
  return bytes;
}

}  // namespace

std::array<VkOffset3D, 2> whole_within(const PagePart& part, float aspect, VkExtent2D window) {
  const auto right = static_cast<int>(window.width), bottom = static_cast<int>(window.height);
  const int left = std::clamp(part.left, 0, right - 1), top = std::clamp(part.top, 0, bottom - 1);
  const int width = std::clamp(part.width, 1, right - left),
            height = std::clamp(part.height, 1, bottom - top);
  const auto w = static_cast<float>(width), h = static_cast<float>(height);
  const int x =
      std::min(static_cast<int>(std::lround(0.5f * (w - std::min(w, h * aspect)))), (width - 1) / 2);
  const int y =
      std::min(static_cast<int>(std::lround(0.5f * (h - std::min(h, w / aspect)))), (height - 1) / 2);
  return {VkOffset3D{left + x, top + y, 0}, VkOffset3D{left + width - x, top + height - y, 1}};
}

Screen::Screen(WindowDevice& device, VkSurfaceKHR surface)
    : device_(device), vk_(device.vk), surface_(surface), room_(device), eye_(device) {
  choose_format();
  choose_mode();
  auto pool = vk_struct<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
  pool.flags = VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT;
  pool.queueFamilyIndex = device_.queue_family;
  if (vk_.CreateCommandPool(device_.device, &pool, nullptr, &pool_) != VK_SUCCESS)
    throw std::runtime_error("the mirror finds no memory on the graphics device");
  auto allocate = vk_struct<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
  allocate.commandPool = pool_;
  allocate.commandBufferCount = 1;
  vk_.AllocateCommandBuffers(device_.device, &allocate, &commands_);
  auto fence = vk_struct<VkFenceCreateInfo>(VK_STRUCTURE_TYPE_FENCE_CREATE_INFO);
  fence.flags = VK_FENCE_CREATE_SIGNALED_BIT;
  vk_.CreateFence(device_.device, &fence, nullptr, &done_);
  const auto semaphore = vk_struct<VkSemaphoreCreateInfo>(VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO);
  vk_.CreateSemaphore(device_.device, &semaphore, nullptr, &acquired_);
}

Screen::~Screen() {
  drop_chain();
  vk_.DestroySemaphore(device_.device, acquired_, nullptr);
  vk_.DestroyFence(device_.device, done_, nullptr);
  vk_.DestroyCommandPool(device_.device, pool_, nullptr);
}

// Words and pictures come as displays show them; an encoding window scales them in linear light.
void Screen::choose_format() {
  std::uint32_t count = 0;
  vk_.GetPhysicalDeviceSurfaceFormatsKHR(device_.physical, surface_, &count, nullptr);
  std::vector<VkSurfaceFormatKHR> offered(count);
  vk_.GetPhysicalDeviceSurfaceFormatsKHR(device_.physical, surface_, &count, offered.data());
  for (const VkFormat wanted : {VK_FORMAT_B8G8R8A8_SRGB, VK_FORMAT_R8G8B8A8_SRGB, VK_FORMAT_B8G8R8A8_UNORM,
                                VK_FORMAT_R8G8B8A8_UNORM}) {
    VkFormatProperties can{};
    vk_.GetPhysicalDeviceFormatProperties(device_.physical, wanted, &can);
    if ((can.optimalTilingFeatures & VK_FORMAT_FEATURE_BLIT_DST_BIT) == 0) continue;
    for (const VkSurfaceFormatKHR& one : offered)
      if (format_ == VK_FORMAT_UNDEFINED && one.format == wanted) format_ = wanted, colours_ = one.colorSpace;
  }
  if (format_ == VK_FORMAT_UNDEFINED)
    throw std::runtime_error("no graphics device here can show on the mirror's window");
}

// A window that is covered or switched off may make whoever shows wait for ever in FIFO: the others come
// first.
void Screen::choose_mode() {
  std::uint32_t count = 0;
  vk_.GetPhysicalDeviceSurfacePresentModesKHR(device_.physical, surface_, &count, nullptr);
  std::vector<VkPresentModeKHR> offered(count);
  vk_.GetPhysicalDeviceSurfacePresentModesKHR(device_.physical, surface_, &count, offered.data());
  for (const VkPresentModeKHR mode : {VK_PRESENT_MODE_MAILBOX_KHR, VK_PRESENT_MODE_IMMEDIATE_KHR}) {
    if (std::find(offered.begin(), offered.end(), mode) == offered.end()) continue;
    mode_ = mode;
    return;
  }
}

void Screen::drop_chain() {
  vk_.DeviceWaitIdle(device_.device);
  for (VkSemaphore semaphore : chain_.filled) vk_.DestroySemaphore(device_.device, semaphore, nullptr);
  if (chain_.handle) vk_.DestroySwapchainKHR(device_.device, chain_.handle, nullptr);
  chain_ = {};
}

VkResult Screen::fit(VkExtent2D page) {
  VkSurfaceCapabilitiesKHR can{};
  const VkResult asked = vk_.GetPhysicalDeviceSurfaceCapabilitiesKHR(device_.physical, surface_, &can);
  if (asked != VK_SUCCESS) return asked;
  VkExtent2D extent = can.currentExtent;
  if (extent.width == 0xffffffffu) extent = page;  // a display that leaves the size to us
  if (extent.width == 0 || extent.height == 0 || can.maxImageExtent.width == 0) return VK_NOT_READY;
  extent.width = std::clamp(extent.width, can.minImageExtent.width, can.maxImageExtent.width);
  extent.height = std::clamp(extent.height, can.minImageExtent.height, can.maxImageExtent.height);
  const bool same = extent.width == chain_.extent.width && extent.height == chain_.extent.height;
  return !stale_ && chain_.handle && same ? VK_SUCCESS : make_chain(can, extent);
}

VkResult Screen::make_chain(const VkSurfaceCapabilitiesKHR& can, VkExtent2D extent) {
  auto info = vk_struct<VkSwapchainCreateInfoKHR>(VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR);
  info.surface = surface_;
  info.minImageCount = std::max(3u, can.minImageCount + 1);
  if (can.maxImageCount) info.minImageCount = std::min(info.minImageCount, can.maxImageCount);
  info.imageFormat = format_;
  info.imageColorSpace = colours_;
  info.imageExtent = extent;
  info.imageArrayLayers = 1;
  info.imageUsage = VK_IMAGE_USAGE_TRANSFER_DST_BIT;
  info.preTransform = can.currentTransform;
  info.compositeAlpha = VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR;
  if (!(can.supportedCompositeAlpha & info.compositeAlpha))
    info.compositeAlpha = VK_COMPOSITE_ALPHA_INHERIT_BIT_KHR;
  info.presentMode = mode_;
  info.clipped = VK_TRUE;
  info.oldSwapchain = chain_.handle;
  Chain made;
  const VkResult result = vk_.CreateSwapchainKHR(device_.device, &info, nullptr, &made.handle);
  drop_chain();  // whatever came of it, the old one shows nothing more
  if (result != VK_SUCCESS) return result;
  std::uint32_t count = 0;
  vk_.GetSwapchainImagesKHR(device_.device, made.handle, &count, nullptr);
  made.images.resize(count);
  vk_.GetSwapchainImagesKHR(device_.device, made.handle, &count, made.images.data());
  made.filled.resize(count);
  const auto semaphore = vk_struct<VkSemaphoreCreateInfo>(VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO);
  for (VkSemaphore& one : made.filled) vk_.CreateSemaphore(device_.device, &semaphore, nullptr, &one);
  made.extent = extent;
  chain_ = std::move(made);
  stale_ = false;
  return VK_SUCCESS;
}

Screen::Shown Screen::after(VkResult result) {
  if (result != VK_SUCCESS && result != VK_TIMEOUT && result != VK_NOT_READY) stale_ = true;
  switch (result) {
    case VK_SUCCESS:
    case VK_SUBOPTIMAL_KHR:
      return Shown::yes;
    case VK_ERROR_SURFACE_LOST_KHR:
    case VK_ERROR_NATIVE_WINDOW_IN_USE_KHR:
      return Shown::surface_lost;
    case VK_ERROR_DEVICE_LOST:
      return Shown::device_lost;
    default:
      return Shown::not_now;
  }
}

Screen::Shown Screen::show(const Page& page, const EyePicture& eye) {
  if (vk_.WaitForFences(device_.device, 1, &done_, VK_TRUE, 10 * kPatience_ns) == VK_ERROR_DEVICE_LOST)
    return Shown::device_lost;
  const VkExtent2D size{static_cast<std::uint32_t>(page.width), static_cast<std::uint32_t>(page.height)};
  if (const VkResult fits = fit(size); fits != VK_SUCCESS) return after(fits);
  if (!room_.fit(eye.rgba.size() + bytes_of(page.texts) + 4)) return Shown::not_now;
  std::uint32_t image = 0;
  const VkResult taken =
      vk_.AcquireNextImageKHR(device_.device, chain_.handle, kPatience_ns, acquired_, VK_NULL_HANDLE, &image);
  if (taken != VK_SUCCESS && taken != VK_SUBOPTIMAL_KHR) return after(taken);
  if (const VkResult filled = fill(page, eye, image); filled != VK_SUCCESS) return Shown::device_lost;
  auto info = vk_struct<VkPresentInfoKHR>(VK_STRUCTURE_TYPE_PRESENT_INFO_KHR);
  info.waitSemaphoreCount = info.swapchainCount = 1;
  info.pWaitSemaphores = &chain_.filled[image];
  info.pSwapchains = &chain_.handle;
  info.pImageIndices = &image;
  const VkResult shown = vk_.QueuePresentKHR(device_.queue, &info);
  if (taken == VK_SUBOPTIMAL_KHR) stale_ = true;
  return after(shown);
}

VkResult Screen::fill(const Page& page, const EyePicture& eye, std::uint32_t index) {
  const VkImage image = chain_.images[index];
  auto begin = vk_struct<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
  begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
  vk_.BeginCommandBuffer(commands_, &begin);
  Change step{image, 0, VK_IMAGE_LAYOUT_UNDEFINED, kInto, 0, VK_ACCESS_TRANSFER_WRITE_BIT};
  change(vk_.CmdPipelineBarrier, commands_, step);
  const float ground =
      encodes(format_) ? std::pow((kGround / 255.0f + 0.055f) / 1.055f, 2.4f) : kGround / 255.0f;
  const VkClearColorValue clear{{ground, ground, ground, 1.0f}};
  vk_.CmdClearColorImage(commands_, image, kInto, &clear, 1, &kColour);
  step.from = kInto, step.before = VK_ACCESS_TRANSFER_WRITE_BIT;
  change(vk_.CmdPipelineBarrier, commands_, step);  // between two writes of the same pixels
  if (page.picture && eye.width > 0) {
    put_eye(page, eye, 0, image);
    change(vk_.CmdPipelineBarrier, commands_, step);
  }
  put_texts(page.texts, eye.rgba.size(), image);
  step.to = VK_IMAGE_LAYOUT_PRESENT_SRC_KHR;
  step.after = 0, step.stage_after = VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT;
  change(vk_.CmdPipelineBarrier, commands_, step);
  vk_.EndCommandBuffer(commands_);
  constexpr VkPipelineStageFlags kStage = VK_PIPELINE_STAGE_TRANSFER_BIT;
  auto submit = vk_struct<VkSubmitInfo>(VK_STRUCTURE_TYPE_SUBMIT_INFO);
  submit.waitSemaphoreCount = submit.signalSemaphoreCount = submit.commandBufferCount = 1;
  submit.pWaitSemaphores = &acquired_;
  submit.pWaitDstStageMask = &kStage;
  submit.pCommandBuffers = &commands_;
  submit.pSignalSemaphores = &chain_.filled[index];
  vk_.ResetFences(device_.device, 1, &done_);
  return vk_.QueueSubmit(device_.queue, 1, &submit, done_);
}

void Screen::put_eye(const Page& page, const EyePicture& eye, VkDeviceSize at, VkImage image) {
  const VkExtent2D size{static_cast<std::uint32_t>(eye.width), static_cast<std::uint32_t>(eye.height)};
  if (!eye_.fit(encodes(format_) ? VK_FORMAT_R8G8B8A8_SRGB : VK_FORMAT_R8G8B8A8_UNORM, size)) return;
  if (eye_.number != eye.number) {
    std::memcpy(room_.bytes() + at, eye.rgba.data(), eye.rgba.size());
    Change step{eye_.image(),
                0,
                VK_IMAGE_LAYOUT_UNDEFINED,
                kInto,
                VK_ACCESS_TRANSFER_READ_BIT,
                VK_ACCESS_TRANSFER_WRITE_BIT};
    change(vk_.CmdPipelineBarrier, commands_, step);
    VkBufferImageCopy copy{};
    copy.bufferOffset = at;
    copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    copy.imageExtent = {size.width, size.height, 1};
    vk_.CmdCopyBufferToImage(commands_, room_.buffer(), eye_.image(), kInto, 1, &copy);
    std::swap(step.before, step.after);
    step.from = kInto, step.to = kFrom;
    change(vk_.CmdPipelineBarrier, commands_, step);
    eye_.number = eye.number;
  }
  const VkImageBlit blit = blit_of(size, 0, whole_within(page.part, eye.aspect, chain_.extent));
  vk_.CmdBlitImage(commands_, eye_.image(), kFrom, image, kInto, 1, &blit, VK_FILTER_LINEAR);
}

void Screen::put_texts(std::span<const PlacedText> texts, VkDeviceSize at, VkImage image) {
  for (const PlacedText& placed : texts) {
    const TextPicture& text = *placed.text;
    const int x = std::max(placed.x, 0), y = std::max(placed.y, 0);
    const int width = std::min(text.width, static_cast<int>(chain_.extent.width) - x);
    const int height = std::min(text.height, static_cast<int>(chain_.extent.height) - y);
    if (width <= 0 || height <= 0) continue;
    std::uint8_t* const bytes = room_.bytes() + at;
    std::memcpy(bytes, text.bgra.data(), text.bgra.size());
    if (!blue_first(format_))
      for (std::size_t i = 0; i < text.bgra.size(); i += 4) std::swap(bytes[i], bytes[i + 2]);
    VkBufferImageCopy copy{};
    copy.bufferOffset = at;
    copy.bufferRowLength = static_cast<std::uint32_t>(text.width);
    copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    copy.imageOffset = {x, y, 0};
    copy.imageExtent = {static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height), 1};
    vk_.CmdCopyBufferToImage(commands_, room_.buffer(), image, kInto, 1, &copy);
    at += text.bgra.size();
  }
}

}  // namespace threshold::xr
