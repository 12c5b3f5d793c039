// Attachments: what a picture is drawn into beside the target's colour: depth, many samples, and the target's
// own depth image where it has one. A set for each size that is drawn by turns (eyes, a mirror's own view),
// so that going from one to the other makes nothing anew.
#pragma once

#include <array>
#include <functional>
#include <span>

#include "xr/vulkan/depth_out.h"
#include "xr/vulkan/frame_slots.h"
#include "xr/vulkan/memory.h"
#include "xr/vulkan/renderer.h"

namespace threshold::xr {

class Attachments {
 public:
  static constexpr VkFormat kDepthFormat = VK_FORMAT_D32_SFLOAT;

  Attachments(const Gpu& gpu, RenderPasses& passes, VkFormat colour, int samples);

  static constexpr std::size_t kMostSets = DepthOut::kMostSources;
  // A set that so many pictures did without is let go: a window that was dragged larger leaves nothing
  // behind. More than ever are under way, so that nobody waits for it.
  static constexpr std::int64_t kKeepFor = 200;

  // Makes what `target` needs, where no set has it; one that takes another's place first calls `wait`, for
  // the pictures under way.
  void fit(const Target& target, std::uint32_t layers, const std::function<void()>& wait);
  // Views and framebuffers live for one frame: a backend may destroy its images whenever that frame is done.
  VkRenderPass pass(const Target& target, bool multiview);
  VkFramebuffer framebuffer(FrameSlot& slot, const Target& target, std::uint32_t first, std::uint32_t count);
  VkFramebuffer layer_framebuffer(FrameSlot& slot, const Target& target);
  // After the pass over these layers: fills the target's depth image where that was not drawn into.
  void give_depth(FrameSlot& slot, const Target& target, std::uint32_t first, std::uint32_t count);

  VkDeviceSize bytes() const;  // of all sets

 private:
  struct Set {
    Image depth, many;
    VkExtent2D extent{};
    std::uint32_t layers = 0;
    bool copied = false;  // the depth can be read: a target needed it in another form
    std::int64_t used_at = 0;
  };

  Set make_set(std::size_t at, VkExtent2D extent, std::uint32_t layers, bool copied);
  bool direct(const Target& target) const {
    return target.depth != VK_NULL_HANDLE && samples_ == 1 && target.depth_format == kDepthFormat;
  }
  VkImageView view_of(FrameSlot& slot, VkImage image, VkFormat format, VkImageAspectFlags aspect,
                      std::uint32_t first, std::uint32_t count) const;
  VkFramebuffer make(FrameSlot& slot, VkRenderPass pass, std::span<const VkImageView> views,
                     VkExtent2D extent) const;

  const Gpu& gpu_;
  RenderPasses& passes_;
  VkFormat colour_;
  int samples_;
  DepthOut depth_out_;
  std::array<Set, kMostSets> sets_;  // without a size: free
  std::size_t now_ = 0;              // fitted last
  std::int64_t fits_ = 0;
};

}  // namespace threshold::xr
