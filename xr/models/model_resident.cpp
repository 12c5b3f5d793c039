#include "xr/models/model_resident.h"

#include <algorithm>
#include <array>

#include "xr/vulkan/check.h"
#include "xr/vulkan/mipmaps.h"

namespace threshold::xr {
namespace {

template <class T>
Buffer device_buffer(const Gpu& gpu, Upload& upload, std::vector<T>& values, VkBufferUsageFlags usage) {
  if (values.empty()) values.resize(1);
  const std::size_t bytes = values.size() * sizeof(T);
  Buffer buffer(gpu, bytes, usage | VK_BUFFER_USAGE_TRANSFER_DST_BIT, false);
  upload.give(buffer, std::move(values));
  return buffer;
}

VkSamplerAddressMode address_of(std::uint8_t wrap) {
  return wrap == 2   ? VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE
         : wrap == 1 ? VK_SAMPLER_ADDRESS_MODE_MIRRORED_REPEAT
                     : VK_SAMPLER_ADDRESS_MODE_REPEAT;
}

}  // namespace

ModelSamplers::~ModelSamplers() {
  for (const auto& [data, sampler] : made_) vkDestroySampler(gpu_.device, sampler, nullptr);
}

VkSampler ModelSamplers::get(const SamplerData& data) {
  VkSampler& sampler = made_[data];
  if (sampler != VK_NULL_HANDLE) return sampler;
  VkPhysicalDeviceFeatures features;
  vkGetPhysicalDeviceFeatures(gpu_.physical, &features);
  auto info = vk_struct<VkSamplerCreateInfo>(VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO);
  info.magFilter = data.nearest ? VK_FILTER_NEAREST : VK_FILTER_LINEAR;
  info.minFilter = data.nearest_far ? VK_FILTER_NEAREST : VK_FILTER_LINEAR;
  // Blending two mip levels doubles the cost of a texel where the processor draws.
  info.mipmapMode = gpu_.software ? VK_SAMPLER_MIPMAP_MODE_NEAREST : VK_SAMPLER_MIPMAP_MODE_LINEAR;
  info.addressModeU = address_of(data.wrap[0]);
  info.addressModeV = address_of(data.wrap[1]);
  info.addressModeW = info.addressModeV;
  info.maxLod = data.mips ? VK_LOD_CLAMP_NONE : 0.0f;
  info.anisotropyEnable = data.mips && !gpu_.software ? features.samplerAnisotropy : VK_FALSE;
  info.maxAnisotropy = info.anisotropyEnable == VK_TRUE ? 4.0f : 1.0f;
  check(vkCreateSampler(gpu_.device, &info, nullptr, &sampler), "creating a sampler");
  return sampler;
}

ModelResident::ModelResident(const Gpu& gpu, const ModelPipelines& pipelines, ModelSamplers& samplers,
                             ModelFile taken)
    : file(std::move(taken)), gpu_(gpu) {
  constexpr VkBufferUsageFlags kVertices = VK_BUFFER_USAGE_VERTEX_BUFFER_BIT;
  vertices = device_buffer(gpu_, upload, file.data.vertices, kVertices);
  fine = device_buffer(gpu_, upload, file.fine, kVertices);
  skin = device_buffer(gpu_, upload, file.data.skin, kVertices);
  indices = device_buffer(gpu_, upload, file.data.indices, VK_BUFFER_USAGE_INDEX_BUFFER_BIT);
  deltas = device_buffer(gpu_, upload, file.deltas, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT);
  for (const Buffer* b : {&vertices, &fine, &skin, &indices, &deltas})
    bytes += static_cast<std::int64_t>(b->bytes);
  make_images();
  make_sets(pipelines, samplers);
  upload.seal(gpu_);
}

ModelResident::~ModelResident() {
  if (pool_ != VK_NULL_HANDLE) vkDestroyDescriptorPool(gpu_.device, pool_, nullptr);
}

void ModelResident::make_images() {
  std::vector<ModelImage> wanted = file.images;
  file.data.textures.push_back({1, 1, std::vector<std::uint8_t>(4, 255)});
  wanted.push_back({static_cast<int>(file.data.textures.size()) - 1, false});
  for (const ModelImage& w : wanted) {
    TextureData level = file.data.textures[static_cast<std::size_t>(w.source)];
    ImageRequest request;
    request.format = VK_FORMAT_R8G8B8A8_UNORM;
    request.extent = {static_cast<std::uint32_t>(level.width), static_cast<std::uint32_t>(level.height), 1};
    request.mips = mip_count(level.width, level.height);
    request.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    images.emplace_back(gpu_, request);
    for (std::uint32_t mip = 0; mip < request.mips; ++mip) {
      if (mip > 0) level = w.colour ? halve(level) : halve_numbers(level);
      TextureData sent = w.colour ? root_coded(level) : level;
      upload.give(images.back(), mip,
                  {static_cast<std::uint32_t>(level.width), static_cast<std::uint32_t>(level.height), 1},
                  std::move(sent.rgba));
    }
    bytes += static_cast<std::int64_t>(images.back().bytes);
  }
  file.data.textures = {};
}

void ModelResident::make_sets(const ModelPipelines& pipelines, ModelSamplers& samplers) {
  const auto count = static_cast<std::uint32_t>(file.materials.size());
  const std::array<VkDescriptorPoolSize, 2> sizes = {
      {{VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, count * static_cast<std::uint32_t>(kSlots)},
       {VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, count}}};
  auto pool = vk_struct<VkDescriptorPoolCreateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO);
  pool.maxSets = count;
  pool.poolSizeCount = static_cast<std::uint32_t>(sizes.size());
  pool.pPoolSizes = sizes.data();
  check(vkCreateDescriptorPool(gpu_.device, &pool, nullptr, &pool_), "creating a descriptor pool");
  for (const ModelMaterial& material : file.materials) {
    auto info = vk_struct<VkDescriptorSetAllocateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO);
    info.descriptorPool = pool_;
    info.descriptorSetCount = 1;
    info.pSetLayouts = &pipelines.material_set;
    VkDescriptorSet set = VK_NULL_HANDLE;
    check(vkAllocateDescriptorSets(gpu_.device, &info, &set), "allocating a descriptor set");
    std::array<VkDescriptorImageInfo, kSlots> textures{};
    std::array<VkWriteDescriptorSet, kSlots + 1> writes{};
    const VkDescriptorBufferInfo morphs{deltas.handle, 0, VK_WHOLE_SIZE};
    for (std::uint32_t i = 0; i < writes.size(); ++i) {
      writes[i].sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
      writes[i].dstSet = set;
      writes[i].dstBinding = i;
      writes[i].descriptorCount = 1;
      if (i == kSlots) {
        writes[i].descriptorType = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
        writes[i].pBufferInfo = &morphs;
        continue;
      }
      const TextureUse& use = material.textures[i];
      const Image& image = use.image >= 0 ? images[static_cast<std::size_t>(use.image)] : images.back();
      textures[i] = {samplers.get(use.sampler), image.view, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
      writes[i].descriptorType = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
      writes[i].pImageInfo = &textures[i];
    }
    vkUpdateDescriptorSets(gpu_.device, static_cast<std::uint32_t>(writes.size()), writes.data(), 0, nullptr);
    sets.push_back(set);
  }
}

}  // namespace threshold::xr
