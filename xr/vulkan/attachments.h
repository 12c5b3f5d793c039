// Attachments: what a picture is drawn into beside the target's colour: depth, many samples, and the target's
// own depth image where it has one.
#pragma once

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

  // Makes what `target` needs; where that replaces images it first calls `wait`, for the frames under way.
  void fit(const Target& target, std::uint32_t layers, const std::function<void()>& wait);
  // Views and framebuffers live for one frame: a backend may destroy its images whenever that frame is done.
  VkRenderPass pass(const Target& target, bool multiview);
  VkFramebuffer framebuffer(FrameSlot& slot, const Target& target, std::uint32_t first, std::uint32_t count);
  VkFramebuffer layer_framebuffer(FrameSlot& slot, const Target& target);
  // After the pass over these layers: fills the target's depth image where that was not drawn into.
  void give_depth(FrameSlot& slot, const Target& target, std::uint32_t first, std::uint32_t count);

  VkDeviceSize bytes() const { return depth_.bytes + many_.bytes; }

 private:
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
  Image depth_, many_;
  VkExtent2D extent_{};
  std::uint32_t layers_ = 0;
  bool copied_ = false;  // the depth can be read: a target needed it in another form
};

}  // namespace threshold::xr
