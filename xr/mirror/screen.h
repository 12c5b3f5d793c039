// Screen: the mirror window's images, filled by copies alone: an eye's picture, words. On a thread and a
// device of the window's own, so it may wait as displays make one wait.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "xr/mirror/page.h"
#include "xr/mirror/shelf.h"
#include "xr/mirror/upload_room.h"
#include "xr/mirror/window_device.h"

namespace threshold::xr {

// Where a picture of this aspect stands in a part of the window, whole; inside a window that may have changed
// size since the part was chosen.
std::array<VkOffset3D, 2> whole_within(const PagePart& part, float aspect, VkExtent2D window);

class Screen {
 public:
  enum class Shown : std::uint8_t { yes, not_now, surface_lost, device_lost };

  // `surface` outlives it. Throws std::runtime_error where this device cannot show on it.
  Screen(WindowDevice& device, VkSurfaceKHR surface);
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  // Fills the next image of the window and shows it. `eye`: the newest picture; the window keeps its own copy
  // of it, by its number.
  Shown show(const Page& page, const EyePicture& eye);

 private:
  struct Chain {
    VkSwapchainKHR handle = VK_NULL_HANDLE;
    std::vector<VkImage> images;
    std::vector<VkSemaphore> filled;  // one an image
    VkExtent2D extent{};
  };
  void choose_format();
  void choose_mode();
  VkResult fit(VkExtent2D page);
  VkResult make_chain(const VkSurfaceCapabilitiesKHR& can, VkExtent2D extent);
  void drop_chain();
  VkResult fill(const Page& page, const EyePicture& eye, std::uint32_t image);
  void put_eye(const Page& page, const EyePicture& eye, VkDeviceSize at, VkImage image);
  void put_texts(std::span<const PlacedText> texts, VkDeviceSize at, VkImage image);
  Shown after(VkResult result);

  WindowDevice& device_;
  const WindowCalls& vk_;
  VkSurfaceKHR surface_;
  VkFormat format_ = VK_FORMAT_UNDEFINED;
  VkColorSpaceKHR colours_ = VK_COLOR_SPACE_SRGB_NONLINEAR_KHR;
  VkPresentModeKHR mode_ = VK_PRESENT_MODE_FIFO_KHR;
  VkCommandPool pool_ = VK_NULL_HANDLE;
  VkCommandBuffer commands_ = VK_NULL_HANDLE;
  VkFence done_ = VK_NULL_HANDLE;
  VkSemaphore acquired_ = VK_NULL_HANDLE;
  Chain chain_;
  UploadRoom room_;
  EyeStore eye_;
  bool stale_ = true;
};

}  // namespace threshold::xr
