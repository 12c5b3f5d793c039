// Swapchain: the window's images, made anew when the window changes size.
#pragma once

#include <cstdint>
#include <vector>

#include "xr/vulkan/gpu.h"
#include "xr/vulkan/renderer.h"

namespace threshold::xr {

class Swapchain {
 public:
  // `surface` belongs to the caller. Throws std::runtime_error where the device cannot show on it.
  Swapchain(Gpu& gpu, VkSurfaceKHR surface);
  ~Swapchain();
  Swapchain(const Swapchain&) = delete;
  Swapchain& operator=(const Swapchain&) = delete;

  VkFormat format() const { return format_; }
  // False while the window has no area (minimised).
  bool fit(std::uint32_t width, std::uint32_t height);
  // The image can be copied into as well.
  bool takes_copies() const { return takes_copies_; }
  // An image to draw into, with semaphores set; false: call fit() and try in the next frame. Throws
  // DeviceLost.
  bool acquire(Target& target);
  // Shows the acquired image once the target's `signal` is signalled.
  void present();

 private:
  void clear();

  Gpu& gpu_;
  VkSurfaceKHR surface_;
  VkSwapchainKHR swapchain_ = VK_NULL_HANDLE;
  VkFormat format_ = VK_FORMAT_UNDEFINED;
  VkColorSpaceKHR colour_space_ = VK_COLOR_SPACE_SRGB_NONLINEAR_KHR;
  VkExtent2D extent_{};
  bool stale_ = true, takes_copies_ = false;
  std::uint32_t index_ = 0;
  std::uint32_t next_acquire_ = 0;
  std::vector<VkImage> images_;
  std::vector<VkSemaphore>
      acquired_;  // a ring: one more than images, since an image's index is known only after
  std::vector<VkSemaphore> drawn_;  // one an image
};

}  // namespace threshold::xr
