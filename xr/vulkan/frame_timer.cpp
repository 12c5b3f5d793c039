#include "xr/vulkan/frame_timer.h"

#include <vector>

#include "xr/vulkan/check.h"

namespace threshold::xr {
namespace {

// A time and a spare each for begin and end: Mesa's software driver still counts the views of a multiview
// pass that is over, and writes a time for each (inside such a pass that is what Vulkan asks for).
constexpr std::uint32_t kEnd = 2, kEach = 4;

std::uint32_t first_of(std::size_t slot) {
  return kEach * static_cast<std::uint32_t>(slot);
}

}  // namespace

FrameTimer::FrameTimer(const Gpu& gpu) : gpu_(gpu) {
  std::uint32_t count = 0;
  vkGetPhysicalDeviceQueueFamilyProperties(gpu_.physical, &count, nullptr);
  std::vector<VkQueueFamilyProperties> families(count);
  vkGetPhysicalDeviceQueueFamilyProperties(gpu_.physical, &count, families.data());
  const std::uint32_t bits = families.at(gpu_.queue_family).timestampValidBits;
  VkPhysicalDeviceProperties properties{};
  vkGetPhysicalDeviceProperties(gpu_.physical, &properties);
  if (bits == 0 || !(properties.limits.timestampPeriod > 0.0f)) return;
  mask_ = bits >= 64 ? ~0ull : (1ull << bits) - 1;
  tick_s_ = static_cast<double>(properties.limits.timestampPeriod) * 1e-9;
  auto info = vk_struct<VkQueryPoolCreateInfo>(VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO);
  info.queryType = VK_QUERY_TYPE_TIMESTAMP;
  info.queryCount = kEach * FrameSlots::kInFlight;
  check(vkCreateQueryPool(gpu_.device, &info, nullptr, &queries_), "creating a query pool");
}

FrameTimer::~FrameTimer() {
  vkDestroyQueryPool(gpu_.device, queries_, nullptr);
}

void FrameTimer::read(std::size_t slot) {
  if (!measured_[slot]) return;
  measured_[slot] = false;
  std::array<std::uint64_t, 2> ticks{};
  for (std::uint32_t i = 0; i < 2; ++i) {
    if (vkGetQueryPoolResults(gpu_.device, queries_, first_of(slot) + i * kEnd, 1, sizeof ticks[i], &ticks[i],
                              sizeof ticks[i], VK_QUERY_RESULT_64_BIT) != VK_SUCCESS)
      return;
  }
  newest_s_ = static_cast<double>((ticks[1] - ticks[0]) & mask_) * tick_s_;
}

void FrameTimer::begin(VkCommandBuffer commands, std::size_t slot) {
  if (queries_ == VK_NULL_HANDLE) return;
  read(slot);
  vkCmdResetQueryPool(commands, queries_, first_of(slot), kEach);
  // Written when all that was submitted before is done: time in the queue is not this picture's.
  vkCmdWriteTimestamp(commands, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT, queries_, first_of(slot));
}

void FrameTimer::end(VkCommandBuffer commands, std::size_t slot) {
  if (queries_ == VK_NULL_HANDLE) return;
  vkCmdWriteTimestamp(commands, VK_PIPELINE_STAGE_BOTTOM_OF_PIPE_BIT, queries_, first_of(slot) + kEnd);
  measured_[slot] = true;
}

}  // namespace threshold::xr
