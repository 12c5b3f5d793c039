// DepthOut: the picture's depth for a backend whose depth image is of another format or sample count than
// the one that was drawn with. One pass a view that copies the first sample.
#pragma once

#include <array>

#include "xr/vulkan/gpu.h"
#include "xr/vulkan/render_passes.h"

namespace threshold::xr {

class DepthOut {
 public:
  DepthOut(const Gpu& gpu, RenderPasses& passes, int samples)
      : gpu_(gpu), passes_(passes), samples_(samples) {}
  ~DepthOut();
  DepthOut(const DepthOut&) = delete;
  DepthOut& operator=(const DepthOut&) = delete;

  static constexpr std::uint32_t kMostSources = 4;

  // A 2D array view of depth, sampled in DEPTH_STENCIL_READ_ONLY_OPTIMAL, as source `which`. No frame that
  // used the one before it there may be under way.
  void set_source(std::uint32_t which, VkImageView source);
  // Into a framebuffer of passes.depth_only(multiview, format).
  void record(VkCommandBuffer commands, std::uint32_t which, VkFramebuffer into, VkExtent2D extent,
              bool multiview, VkFormat format);

 private:
  void make_layouts();
  VkPipeline pipeline(bool multiview, VkFormat format);

  const Gpu& gpu_;
  RenderPasses& passes_;
  int samples_;
  VkSampler sampler_ = VK_NULL_HANDLE;
  VkDescriptorSetLayout set_layout_ = VK_NULL_HANDLE;
  VkPipelineLayout layout_ = VK_NULL_HANDLE;
  VkDescriptorPool pool_ = VK_NULL_HANDLE;
  std::array<VkDescriptorSet, kMostSources> sets_{};
  std::map<std::pair<bool, VkFormat>, VkPipeline> pipelines_;
};

}  // namespace threshold::xr
