// ModelResident: one glTF file on the GPU.
#pragma once

#include <map>
#include <vector>

#include "xr/models/model_file.h"
#include "xr/models/model_pipelines.h"
#include "xr/vulkan/memory.h"
#include "xr/vulkan/upload.h"

namespace threshold::xr {

// Samplers by what glTF asks of them.
class ModelSamplers {
 public:
  explicit ModelSamplers(const Gpu& gpu) : gpu_(gpu) {}
  ~ModelSamplers();
  ModelSamplers(const ModelSamplers&) = delete;
  ModelSamplers& operator=(const ModelSamplers&) = delete;
  VkSampler get(const SamplerData& data);

 private:
  const Gpu& gpu_;
  std::map<SamplerData, VkSampler> made_;
};

struct ModelResident {
  // Takes the vertices, indices and texels out of `file`; `upload` has them until it is recorded.
  ModelResident(const Gpu& gpu, const ModelPipelines& pipelines, ModelSamplers& samplers, ModelFile file);
  ~ModelResident();
  ModelResident(const ModelResident&) = delete;
  ModelResident& operator=(const ModelResident&) = delete;

  ModelFile file;
  Buffer vertices, fine, skin, indices, deltas;
  std::vector<Image> images;          // by ModelFile::images, then one that is white
  std::vector<VkDescriptorSet> sets;  // by material
  std::int64_t bytes = 0;
  Upload upload;

 private:
  void make_images();
  void make_sets(const ModelPipelines& pipelines, ModelSamplers& samplers);
  const Gpu& gpu_;
  VkDescriptorPool pool_ = VK_NULL_HANDLE;
};

}  // namespace threshold::xr
