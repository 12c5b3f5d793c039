#include "xr/vulkan/library.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "xr/vulkan/check.h"
#include "xr/vulkan/lightmap.h"
#include "xr/vulkan/mipmaps.h"

namespace threshold::xr {
namespace {

VkSampler make_sampler(const Gpu& gpu, VkSamplerAddressMode edge, bool mips) {
  VkPhysicalDeviceFeatures features;
  vkGetPhysicalDeviceFeatures(gpu.physical, &features);
  auto info = vk_struct<VkSamplerCreateInfo>(VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO);
  info.magFilter = info.minFilter = VK_FILTER_LINEAR;
  // Blending two mip levels doubles the cost of a texel where the processor draws.
  info.mipmapMode = mips && !gpu.software ? VK_SAMPLER_MIPMAP_MODE_LINEAR : VK_SAMPLER_MIPMAP_MODE_NEAREST;
  info.addressModeU = info.addressModeV = info.addressModeW = edge;
  info.maxLod = mips ? VK_LOD_CLAMP_NONE : 0.0f;
  info.anisotropyEnable = mips && !gpu.software && features.samplerAnisotropy == VK_TRUE ? VK_TRUE : VK_FALSE;
  info.maxAnisotropy = info.anisotropyEnable == VK_TRUE ? 4.0f : 1.0f;
  VkSampler sampler = VK_NULL_HANDLE;
  check(vkCreateSampler(gpu.device, &info, nullptr, &sampler), "creating a sampler");
  return sampler;
}

VkDescriptorPool make_pool(VkDevice device, std::uint32_t sets, std::uint32_t images) {
  const VkDescriptorPoolSize size{VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, images};
  auto info = vk_struct<VkDescriptorPoolCreateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO);
  info.maxSets = sets;
  info.poolSizeCount = 1;
  info.pPoolSizes = &size;
  VkDescriptorPool pool = VK_NULL_HANDLE;
  check(vkCreateDescriptorPool(device, &info, nullptr, &pool), "creating a descriptor pool");
  return pool;
}

VkDescriptorSet make_set(VkDevice device, VkDescriptorPool pool, VkDescriptorSetLayout layout,
                         std::initializer_list<std::pair<VkImageView, VkSampler>> images) {
  auto info = vk_struct<VkDescriptorSetAllocateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO);
  info.descriptorPool = pool;
  info.descriptorSetCount = 1;
  info.pSetLayouts = &layout;
  VkDescriptorSet set = VK_NULL_HANDLE;
  check(vkAllocateDescriptorSets(device, &info, &set), "allocating a descriptor set");
  std::uint32_t binding = 0;
  for (const auto& [view, sampler] : images) {
    const VkDescriptorImageInfo image{sampler, view, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
    auto write = vk_struct<VkWriteDescriptorSet>(VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET);
    write.dstSet = set;
    write.dstBinding = binding++;
    write.descriptorCount = 1;
    write.descriptorType = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
    write.pImageInfo = &image;
    vkUpdateDescriptorSets(device, 1, &write, 0, nullptr);
  }
  return set;
}

template <class T>
Buffer device_buffer(const Gpu& gpu, Upload& upload, std::vector<T>&& values, VkBufferUsageFlags usage) {
  const std::size_t bytes = values.size() * sizeof(T);
  Buffer buffer(gpu, bytes, usage | VK_BUFFER_USAGE_TRANSFER_DST_BIT, false);
  upload.give(buffer, std::move(values));
  return buffer;
}

}  // namespace

Resident::~Resident() {
  if (pool != VK_NULL_HANDLE) vkDestroyDescriptorPool(device, pool, nullptr);
}

Library::Library(const Gpu& gpu, Pipelines& pipelines, std::filesystem::path assets)
    : gpu_(gpu), pipelines_(pipelines), assets_(std::move(assets)) {
  repeat_sampler_ = make_sampler(gpu_, VK_SAMPLER_ADDRESS_MODE_REPEAT, true);
  edge_sampler_ = make_sampler(gpu_, VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE, false);
  pool_ = make_pool(gpu_.device, 2, 3);
  make_white();
}

Library::~Library() {
  vkDestroyDescriptorPool(gpu_.device, pool_, nullptr);
  vkDestroySampler(gpu_.device, repeat_sampler_, nullptr);
  vkDestroySampler(gpu_.device, edge_sampler_, nullptr);
}

void Library::make_white() {
  ImageRequest request;
  request.format = VK_FORMAT_R8G8B8A8_SRGB;
  request.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
  white_ = Image(gpu_, request);
  const std::uint32_t texel = 0xffffffffu;
  Queued queued;
  queued.upload.add(white_, 0, {1, 1, 1}, &texel, sizeof texel);
  queued.upload.seal(gpu_);
  queue_.push_back(std::move(queued));
  white_set_ = make_set(gpu_.device, pool_, pipelines_.texture_set, {{white_.view, repeat_sampler_}});
  white_lightmaps_ = make_set(gpu_.device, pool_, pipelines_.lightmap_set,
                              {{white_.view, edge_sampler_}, {white_.view, edge_sampler_}});
}

template <class Load>
std::shared_ptr<Resident> Library::get(const std::string& key, Load load) {
  std::promise<std::shared_ptr<Resident>> promise;
  {
    std::unique_lock lock(mutex_);
    asked_[key] = ++calls_;
    const auto found = loaded_.find(key);
    if (found != loaded_.end()) {
      const Loading loading = found->second;
      lock.unlock();
      return loading.get();
    }
    loaded_.emplace(key, promise.get_future().share());
  }
  try {
    std::shared_ptr<Resident> resident = load();
    promise.set_value(resident);
    return resident;
  } catch (...) {
    promise.set_exception(std::current_exception());
    const std::lock_guard lock(mutex_);
    loaded_.erase(key);
    throw;
  }
}

std::shared_ptr<Resident> Library::place(const std::string& name) {
  return get("place/" + name, [&] { return load_place(name); });
}

std::shared_ptr<Resident> Library::person(const std::string& name) {
  return get("person/" + name, [&] { return load_person(name); });
}

bool Library::person_exists(const std::string& name) const {
  return std::filesystem::exists(assets_ / "people" / (name + ".glb"));
}

std::shared_ptr<Resident> Library::load_place(const std::string& name) {
  const std::filesystem::path folder = assets_ / "places" / name;
  auto resident = std::make_shared<Resident>();
  resident->place = read_place(folder / "place.json");
  GltfRequest request;
  request.path = folder / "place.glb";
  request.moves = [&](std::string_view node) { return node_moves(resident->place, node); };
  request.sort_eye = {0.0f, resident->place.eye_height_m, 0.0f};
  // Three files at once: each takes about as long as the others.
  const std::array<LightData, 2>& lights = resident->place.lights;
  std::array<std::future<Lightmap>, 2> reading;
  for (std::size_t i = 0; i < 2 && !lights[0].lightmap.empty(); ++i) {
    if (i == 1 && lights[1].lightmap == lights[0].lightmap) break;
    reading[i] = std::async(std::launch::async, read_lightmap, folder / lights[i].lightmap);
  }
  resident->model = read_gltf(request);
  Lightmaps lightmaps;
  for (std::size_t i = 0; i < 2; ++i) lightmaps[i] = reading[i].valid() ? reading[i].get() : lightmaps[0];
  send(resident, std::move(lightmaps));
  return resident;
}

std::shared_ptr<Resident> Library::load_person(const std::string& name) {
  auto resident = std::make_shared<Resident>();
  GltfRequest request;
  request.path = assets_ / "people" / (name + ".glb");
  request.skinned = true;
  resident->model = read_gltf(request);
  resident->has_far = resident->model.has_far();
  for (const BodyPart part : {BodyPart::stance, BodyPart::reach, BodyPart::shade}) {
    resident->bones[static_cast<std::size_t>(part)] = bones_of(resident->model, part);
  }
  for (std::size_t side = 0; side < 2; ++side) {
    resident->hand_bones[side] = hand_bones_of(resident->model, side);
  }
  send(resident, {});
  return resident;
}

void Library::send(const std::shared_ptr<Resident>& resident, Lightmaps lightmaps) {
  Resident& r = *resident;
  r.device = gpu_.device;
  Upload upload;
  r.vertices = device_buffer(gpu_, upload, std::move(r.model.vertices), VK_BUFFER_USAGE_VERTEX_BUFFER_BIT);
  r.indices = device_buffer(gpu_, upload, std::move(r.model.indices), VK_BUFFER_USAGE_INDEX_BUFFER_BIT);
  if (!r.model.skin.empty()) {
    r.skin = device_buffer(gpu_, upload, std::move(r.model.skin), VK_BUFFER_USAGE_VERTEX_BUFFER_BIT);
  }
  r.gpu_bytes = static_cast<std::int64_t>(r.vertices.bytes + r.indices.bytes + r.skin.bytes);
  make_textures(r, upload);
  if (!r.place.lights[0].lightmap.empty()) {
    make_lightmaps(r, upload, std::move(lightmaps));
  }
  for (const MaterialData& m : r.model.materials) r.gloss.push_back(m.metallic > 0.3f || m.roughness < 0.45f);
  make_sets(r);
  r.model.vertices = {};
  r.model.skin = {};
  r.model.indices = {};
  r.model.textures = {};
  upload.seal(gpu_);
  const std::lock_guard lock(mutex_);
  gpu_bytes_ += r.gpu_bytes;
  queue_.push_back({resident, std::move(upload)});
}

void Library::make_textures(Resident& r, Upload& upload) {
  for (TextureData& texture : r.model.textures) {
    ImageRequest request;
    request.format = VK_FORMAT_R8G8B8A8_UNORM;
    request.extent = {static_cast<std::uint32_t>(texture.width), static_cast<std::uint32_t>(texture.height),
                      1};
    request.mips = mip_count(texture.width, texture.height);
    request.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    r.textures.emplace_back(gpu_, request);
    const Image& image = r.textures.back();
    TextureData level = std::move(texture);
    for (std::uint32_t mip = 0; mip < request.mips; ++mip) {
      if (mip > 0) level = halve(level);
      TextureData coded = root_coded(level);
      upload.give(image, mip,
                  {static_cast<std::uint32_t>(level.width), static_cast<std::uint32_t>(level.height), 1},
                  std::move(coded.rgba));
    }
    r.gpu_bytes += static_cast<std::int64_t>(image.bytes);
  }
}

void Library::make_lightmaps(Resident& r, Upload& upload, Lightmaps lightmaps) {
  for (std::size_t i = 0; i < r.lightmaps.size(); ++i) {
    Lightmap& map = lightmaps[i];
    ImageRequest request;
    request.format = VK_FORMAT_B10G11R11_UFLOAT_PACK32;
    request.extent = {map.width, map.height, 1};
    request.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    r.lightmaps[i] = Image(gpu_, request);
    upload.give(r.lightmaps[i], 0, request.extent, std::move(map.texels));
    r.gpu_bytes += static_cast<std::int64_t>(r.lightmaps[i].bytes);
  }
}

void Library::make_sets(Resident& r) {
  const auto materials = static_cast<std::uint32_t>(r.model.materials.size());
  r.pool = make_pool(gpu_.device, materials + 2, materials + 4);
  for (const MaterialData& material : r.model.materials) {
    const VkImageView view =
        material.texture >= 0 ? r.textures[static_cast<std::size_t>(material.texture)].view : white_.view;
    r.texture_sets.push_back(
        make_set(gpu_.device, r.pool, pipelines_.texture_set, {{view, repeat_sampler_}}));
  }
  if (r.lightmaps[0].handle == VK_NULL_HANDLE) {
    r.lightmap_sets = {white_lightmaps_, white_lightmaps_};
    return;
  }
  const std::pair<VkImageView, VkSampler> a{r.lightmaps[0].view, edge_sampler_},
      b{r.lightmaps[1].view, edge_sampler_};
  r.lightmap_sets[0] = make_set(gpu_.device, r.pool, pipelines_.lightmap_set, {a, b});
  r.lightmap_sets[1] = make_set(gpu_.device, r.pool, pipelines_.lightmap_set, {b, a});
}

void Library::record_uploads(VkCommandBuffer commands, std::size_t budget,
                             const std::vector<std::shared_ptr<Resident>>& must,
                             std::vector<Buffer>& retired) {
  const auto needed = [&](const Queued& queued) {
    if (queued.resident == nullptr) return true;
    for (const std::shared_ptr<Resident>& m : must) {
      if (m == queued.resident) return true;
    }
    return false;
  };
  const std::lock_guard lock(mutex_);
  bool within_budget = true;
  for (auto it = queue_.begin(); it != queue_.end();) {
    const bool now = needed(*it);
    if (!now && !within_budget) {
      ++it;
      continue;
    }
    if (!now) within_budget = false;  // one asset's slice a frame
    if (!it->upload.record(commands, now ? ~std::size_t{0} : budget)) {
      ++it;
      continue;
    }
    if (it->resident != nullptr) it->resident->uploaded = true;
    if (!now) rehearsals_.push_back({it->resident, 0, {}});
    retired.push_back(it->upload.take_staging());
    it = queue_.erase(it);
  }
}

bool Library::waiting() const {
  const std::lock_guard lock(mutex_);
  return !queue_.empty() || !rehearsals_.empty();
}

bool Library::has_place(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  return loaded_.contains("place/" + name);
}

bool Library::has_person(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  return loaded_.contains("person/" + name);
}

void Library::evict(std::int64_t keep_bytes) {
  std::vector<std::shared_ptr<Resident>> gone;  // freed after the lock
  const std::lock_guard lock(mutex_);
  while (gpu_bytes_ > keep_bytes) {
    auto oldest = loaded_.end();
    for (auto it = loaded_.begin(); it != loaded_.end(); ++it) {
      if (it->second.wait_for(std::chrono::seconds(0)) != std::future_status::ready) continue;
      try {
        if (it->second.get().use_count() > 1) continue;
      } catch (...) {
        continue;  // it failed, and whoever asked is about to take it out
      }
      if (oldest == loaded_.end() || asked_[it->first] < asked_[oldest->first]) oldest = it;
    }
    if (oldest == loaded_.end()) return;
    gone.push_back(oldest->second.get());
    gpu_bytes_ -= gone.back()->gpu_bytes;
    asked_.erase(oldest->first);
    loaded_.erase(oldest);
  }
}

std::int64_t Library::gpu_bytes() const {
  const std::lock_guard lock(mutex_);
  return gpu_bytes_;
}

}  // namespace threshold::xr
