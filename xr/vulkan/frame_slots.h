// Two frames in flight: command buffers, the frame's mapped data, and what must live until the GPU is done.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "xr/vulkan/memory.h"

namespace threshold::xr {

struct Resident;

struct FrameSlot {
  VkCommandPool pool = VK_NULL_HANDLE;
  VkCommandBuffer commands = VK_NULL_HANDLE;
  VkFence done = VK_NULL_HANDLE;
  Buffer frame, data;
  VkDescriptorSet set = VK_NULL_HANDLE;
  // Alive until `done`:
  std::vector<Buffer> staging;
  std::vector<VkImageView> views;
  std::vector<VkFramebuffer> framebuffers;
  std::vector<std::shared_ptr<Resident>> residents;
};

class FrameSlots {
 public:
  static constexpr std::size_t kInFlight = 2;
  static constexpr std::size_t kDataRows = 64 * 1024;  // 1 MiB: 40 people of 160 joints and more

  // Sets of `frame_set`: bindings 0 the frame's block, 1 its rows; where `haze` is given, 2 and 3 are that.
  FrameSlots(const Gpu& gpu, VkDescriptorSetLayout frame_set, std::size_t frame_bytes, std::size_t rows,
             const Image* haze = nullptr, VkSampler haze_sampler = VK_NULL_HANDLE);
  ~FrameSlots();
  FrameSlots(const FrameSlots&) = delete;
  FrameSlots& operator=(const FrameSlots&) = delete;

  // Waits for the frame before last, then opens its command buffer.
  FrameSlot& begin();
  void submit(FrameSlot& slot, VkSemaphore wait, VkSemaphore signal);
  void finish();  // waits for every frame
  std::uint64_t count() const { return count_; }

 private:
  void clear(FrameSlot& slot) const;
  const Gpu& gpu_;
  VkDescriptorPool descriptors_ = VK_NULL_HANDLE;
  std::array<FrameSlot, kInFlight> slots_;
  std::uint64_t count_ = 0;
};

}  // namespace threshold::xr
