// Pipelines of the model view, one for each way that a material and a mesh need; made on first request and
// kept.
#pragma once

#include <compare>
#include <cstdint>
#include <map>

#include "xr/models/model_file.h"
#include "xr/vulkan/gpu.h"
#include "xr/vulkan/render_passes.h"

namespace threshold::xr {

struct ModelVariant {
  std::uint8_t textures = 0, second_uv = 0;  // bits by Slot
  bool transformed = false, lit = true, skinned = false, morphed = false, two_sided = false, tangents = false;
  bool mirrored = false, multiview = false;
  AlphaMode alpha = AlphaMode::opaque;
  Shape shape = Shape::triangles;
  auto operator<=>(const ModelVariant&) const = default;
};

class ModelPipelines {
 public:
  ModelPipelines(const Gpu& gpu, VkFormat colour, VkFormat depth, int samples);
  ~ModelPipelines();
  ModelPipelines(const ModelPipelines&) = delete;
  ModelPipelines& operator=(const ModelPipelines&) = delete;

  VkPipeline get(const ModelVariant& variant);

  RenderPasses passes;
  VkDescriptorSetLayout frame_set = VK_NULL_HANDLE, material_set = VK_NULL_HANDLE;
  VkPipelineLayout layout = VK_NULL_HANDLE;

 private:
  VkPipeline make(const ModelVariant& variant);

  const Gpu& gpu_;
  int samples_;
  bool encode_;
  std::map<ModelVariant, VkPipeline> pipelines_;
};

}  // namespace threshold::xr
