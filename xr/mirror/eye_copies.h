// EyeCopies: takes eye pictures, made smaller, from the headset's graphics device into memory that the
// window's thread reads. It asks that device for copies and never waits for them.
#pragma once

#include <volk.h>

#include <array>
#include <memory>

#include "xr/mirror/own_image.h"
#include "xr/mirror/shelf.h"

namespace threshold::xr {

struct EyeImage {
  VkImage image = VK_NULL_HANDLE;
  VkFormat format = VK_FORMAT_UNDEFINED;
  std::uint32_t layer = 0;
  VkExtent2D extent{};
  VkImageLayout layout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;  // before and after
  float aspect = 1.0f;                                              // width by height as seen
};

// As large as fits in `room` in this aspect, and no larger than onlookers need.
VkExtent2D copied_extent(VkExtent2D room, float aspect);

// On the thread that submits to `device`'s queue.
class EyeCopies {
 public:
  explicit EyeCopies(std::shared_ptr<Shelf> shelf) : shelf_(std::move(shelf)) {}
  // Throws std::runtime_error: no memory there.
  void start(const ScreenDevice& device);
  // Waits for the device; all pictures are taken back.
  void stop();
  // Asks for a copy, of about `size`. False: none can be had now.
  bool copy(const EyeImage& eye, VkExtent2D size);
  // Puts on the shelf what is done. True: something was.
  bool offer();
  const ScreenDevice& device() const { return device_; }

 private:
  struct Slot {
    VkCommandBuffer commands = VK_NULL_HANDLE;
    VkFence done = VK_NULL_HANDLE;
    VkBuffer buffer = VK_NULL_HANDLE;
    VkDeviceMemory memory = VK_NULL_HANDLE;
    VkDeviceSize room = 0;
    std::uint8_t* mapped = nullptr;
    bool asked = false;
    VkExtent2D extent{};
    float aspect = 1.0f;
    std::uint64_t number = 0;
    OwnImage small{VK_IMAGE_USAGE_TRANSFER_SRC_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT};
  };
  bool make_room(Slot& slot, VkDeviceSize bytes);
  void record(Slot& slot, const EyeImage& eye);
  bool halve(Slot& slot, const EyeImage& eye, VkExtent2D half);

  std::shared_ptr<Shelf> shelf_;
  ScreenDevice device_;
  VkCommandPool pool_ = VK_NULL_HANDLE;
  std::array<Slot, Shelf::kPlaces> slots_;
  OwnImage half_{VK_IMAGE_USAGE_TRANSFER_SRC_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT};
  std::uint64_t number_ = 0;  // of the last picture asked for, over all devices
};

}  // namespace threshold::xr
