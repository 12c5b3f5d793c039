// Render passes: the few kinds, each made on first request and kept.
#pragma once

#include <map>
#include <mutex>
#include <tuple>

#include "xr/vulkan/gpu.h"

namespace threshold::xr {

class RenderPasses {
 public:
  RenderPasses(const Gpu& gpu, VkFormat colour, VkFormat depth, int samples)
      : gpu_(gpu), colour_(colour), depth_(depth), samples_(samples) {}
  ~RenderPasses();
  RenderPasses(const RenderPasses&) = delete;
  RenderPasses& operator=(const RenderPasses&) = delete;

  // The picture: colour 0, depth 1, and 2 the many samples that are resolved into 0. Clears; leaves colour in
  // `after` and depth, if it is kept, in DEPTH_STENCIL_ATTACHMENT_OPTIMAL. Passes that differ in the last two
  // are compatible.
  VkRenderPass picture(bool multiview, VkImageLayout after, bool keep_depth);
  VkRenderPass layer(VkImageLayout after);  // a panel alone: no depth, one sample
  // Depth alone, one sample, every pixel written; leaves it in DEPTH_STENCIL_ATTACHMENT_OPTIMAL.
  VkRenderPass depth_only(bool multiview, VkFormat format);

 private:
  enum class Kind { picture, layer, depth_only };
  struct Key {
    Kind kind;
    bool multiview, keep_depth;
    VkImageLayout after;
    VkFormat format;
    auto operator<=>(const Key&) const = default;
  };
  VkRenderPass get(const Key& key);
  VkRenderPass make(const Key& key) const;

  const Gpu& gpu_;
  VkFormat colour_, depth_;
  int samples_;
  std::mutex mutex_;
  std::map<Key, VkRenderPass> passes_;
};

}  // namespace threshold::xr
