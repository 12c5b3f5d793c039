// One swapchain: images that the runtime lends us to paint on, one at a time.
#pragma once

#include <vulkan/vulkan.h>

#include <openxr/openxr.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "xr/openxr/handle.h"

namespace threshold::xr {

// The runtime's favourite among the formats the renderer can write; throws XrFailure when there is none.
VkFormat choose_format(XrSession session);
// The same for depth; VK_FORMAT_UNDEFINED when there is none.
VkFormat choose_depth_format(XrSession session);

class Swapchain {
 public:
  // Of depth where the format is one. `copied`: what is painted will be read for a mirror before it is
  // released.
  Swapchain(XrSession session, VkFormat format, VkExtent2D extent, std::uint32_t layers, bool copied = false);

  // The image to paint now. Empty when the runtime did not hand it over in time: skip this frame; the
  // same image is waited for again in the next.
  std::optional<VkImage> acquire();
  void release();
  bool painted() const { return painted_; }  // some image was released: the swapchain may be shown
  XrSwapchain get() const { return handle_.get(); }
  VkFormat format() const { return format_; }
  VkExtent2D extent() const { return extent_; }

 private:
  SwapchainHandle handle_;
  VkFormat format_;
  VkExtent2D extent_;
  std::vector<VkImage> images_;
  std::optional<std::uint32_t> acquired_;
  bool painted_ = false;
};

}  // namespace threshold::xr
