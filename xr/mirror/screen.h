// Screen: the mirror window's images on one Vulkan device, filled by copies alone: an eye's picture, lines of
// text. It never waits: when no image is to be had, or the device is still at the last ones, there is no
// mirrored frame; and an image is handed to the display only when the device is done with it, since some
// drivers would wait for that where it is handed over.
#pragma once

#include <volk.h>

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <vector>

#include "xr/mirror/own_image.h"
#include "xr/say/text_picture.h"

namespace threshold::xr {

struct PlacedText {
  const TextPicture* text = nullptr;
  int x = 0, y = 0;  // of the upper left corner, in pixels of the window
};

// A picture to be shown whole, as large as fits, in `aspect` (width by height as seen).
struct ShownImage {
  VkImage image = VK_NULL_HANDLE;
  VkFormat format = VK_FORMAT_UNDEFINED;
  std::uint32_t layer = 0;
  VkExtent2D extent{};
  VkImageLayout layout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;  // before and after
  float aspect = 1.0f;
  VkRect2D within{};  // this part of the window; without a size: all of it
};

class Screen {
 public:
  // Takes the surface over. `encoded`: pictures come in an sRGB format. Throws std::runtime_error where this
  // device cannot show on this window.
  Screen(const ScreenDevice& device, VkSurfaceKHR surface, bool encoded);
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  // Takes an image of the window if one is free now. `width`, `height`: of the window, for displays that
  // leave the size to us. False: no mirrored frame this time.
  bool begin(std::uint32_t width, std::uint32_t height);
  VkExtent2D extent() const { return extent_; }  // of the image begun
  // Fills the image begun and submits it; `image` null: text on the ground alone.
  void fill(const ShownImage* image, std::span<const PlacedText> texts);
  // Shows what was filled and is done; the rest when called again.
  void present();
  bool lost() const { return lost_; }  // the device is gone: nothing more is shown on this one
  std::int64_t shown() const { return shown_; }

 private:
  struct Slot {
    VkCommandBuffer commands = VK_NULL_HANDLE;
    VkFence done = VK_NULL_HANDLE;
    VkSemaphore acquired = VK_NULL_HANDLE;
    VkBuffer text = VK_NULL_HANDLE;
    VkDeviceMemory memory = VK_NULL_HANDLE;
    VkDeviceSize room = 0;
    std::uint8_t* mapped = nullptr;
  };
  struct Chain {
    VkSwapchainKHR handle = VK_NULL_HANDLE;
    std::vector<VkImage> images;
    std::vector<VkSemaphore> filled;  // one an image
    std::int64_t retired_at = 0;
  };

  struct Filled {
    std::uint32_t image = 0;
    VkSwapchainKHR chain = VK_NULL_HANDLE;
    VkSemaphore semaphore = VK_NULL_HANDLE;
    VkFence done = VK_NULL_HANDLE;
  };

  void choose_format(bool encoded);
  void choose_mode();
  bool fit(std::uint32_t width, std::uint32_t height);
  void destroy(Chain& chain);
  void make_room(Slot& slot, VkDeviceSize bytes);
  void copy_image(VkCommandBuffer commands, const ShownImage& image);
  bool halve(VkCommandBuffer commands, const ShownImage& image, VkExtent2D half);
  void copy_texts(Slot& slot, std::span<const PlacedText> texts);
  bool good(VkResult result);

  ScreenDevice device_;
  VkSurfaceKHR surface_;
  VkFormat format_ = VK_FORMAT_UNDEFINED;
  VkColorSpaceKHR colours_ = VK_COLOR_SPACE_SRGB_NONLINEAR_KHR;
  VkPresentModeKHR mode_ = VK_PRESENT_MODE_FIFO_KHR;
  VkFilter filter_ = VK_FILTER_NEAREST;
  VkExtent2D extent_{};
  VkCommandPool pool_ = VK_NULL_HANDLE;
  std::array<Slot, 3> slots_{};
  std::size_t next_slot_ = 0;
  Chain chain_;
  std::deque<Chain> retired_;  // still on show, perhaps: destroyed some frames later
  std::uint32_t image_ = 0;
  OwnImage half_{VK_IMAGE_USAGE_TRANSFER_SRC_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT};
  std::deque<Filled> filled_;  // to be shown, in this order
  bool stale_ = true, begun_ = false, lost_ = false;
  std::int64_t shown_ = 0;
};

}  // namespace threshold::xr
