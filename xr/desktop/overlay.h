// Overlay: words over the window's picture, pixel for pixel, copied there after it was drawn. The picture's
// own panels stand in the place; these belong to the window.
#pragma once

#include <array>
#include <span>

#include "xr/say/text_picture.h"
#include "xr/vulkan/gpu.h"
#include "xr/vulkan/memory.h"
#include "xr/vulkan/renderer.h"

namespace threshold::xr {

struct OverlaidText {
  const TextPicture* text = nullptr;
  int x = 0, y = 0;  // of its upper left corner; what lies outside of the window is left out
};

class Overlay {
 public:
  explicit Overlay(const Gpu& gpu);
  ~Overlay();
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;

  // `target` was drawn into on the same queue and is left in TRANSFER_DST_OPTIMAL; afterwards it can be
  // presented, when `signal` is signalled. Throws DeviceLost.
  void put(std::span<const OverlaidText> texts, const Target& target, VkSemaphore signal);

 private:
  struct Slot {
    VkCommandBuffer commands = VK_NULL_HANDLE;
    VkFence done = VK_NULL_HANDLE;
    Buffer words;
  };
  void record(Slot& slot, std::span<const OverlaidText> texts, const Target& target);

  const Gpu& gpu_;
  VkCommandPool pool_ = VK_NULL_HANDLE;
  std::array<Slot, 2> slots_;
  std::size_t next_ = 0;
};

}  // namespace threshold::xr
