// How long the graphics device worked on a picture, by its own clock: from when everything before it was done
// to its end. Known two frames late, without waiting for it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "xr/vulkan/frame_slots.h"

namespace threshold::xr {

class FrameTimer {
 public:
  explicit FrameTimer(const Gpu& gpu);  // a device without such clocks measures nothing
  ~FrameTimer();
  FrameTimer(const FrameTimer&) = delete;
  FrameTimer& operator=(const FrameTimer&) = delete;

  // First and last in a picture's commands; `slot` of FrameSlots, whose last work is done.
  void begin(VkCommandBuffer commands, std::size_t slot);
  void end(VkCommandBuffer commands, std::size_t slot);
  std::optional<double> newest_s() const { return newest_s_; }

 private:
  void read(std::size_t slot);

  const Gpu& gpu_;
  VkQueryPool queries_ = VK_NULL_HANDLE;  // two a slot
  double tick_s_ = 0.0;
  std::uint64_t mask_ = 0;
  std::array<bool, FrameSlots::kInFlight> measured_{};
  std::optional<double> newest_s_;
};

}  // namespace threshold::xr
