#include "xr/vulkan/panel_slots.h"

#include <algorithm>
#include <cstring>

#include "xr/vulkan/check.h"
#include "xr/vulkan/mipmaps.h"

namespace threshold::xr {
namespace {

constexpr std::uint32_t kMips = 3;
constexpr std::size_t kMostTexts = 24;
constexpr std::uint64_t kFramesInFlight = 2;

}  // namespace

PanelSlots::PanelSlots(const Gpu& gpu, const Pipelines& pipelines) : gpu_(gpu) {
  auto sampler = vk_struct<VkSamplerCreateInfo>(VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO);
  sampler.magFilter = sampler.minFilter = VK_FILTER_LINEAR;
  sampler.mipmapMode = VK_SAMPLER_MIPMAP_MODE_LINEAR;
  sampler.mipLodBias = -0.5f;  // letters rather crisp than soft
  sampler.addressModeU = sampler.addressModeV = sampler.addressModeW = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
  sampler.maxLod = static_cast<float>(kMips - 1);
  check(vkCreateSampler(gpu_.device, &sampler, nullptr, &sampler_), "creating a sampler");
  const VkDescriptorPoolSize size{VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, kSlots};
  auto pool = vk_struct<VkDescriptorPoolCreateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO);
  pool.maxSets = kSlots;
  pool.poolSizeCount = 1;
  pool.pPoolSizes = &size;
  check(vkCreateDescriptorPool(gpu_.device, &pool, nullptr, &pool_), "creating a descriptor pool");
  for (Slot& slot : slots_) {
    ImageRequest request;
    request.format = VK_FORMAT_R8G8B8A8_SRGB;
    request.extent = {kMostPanelWidth, kMostPanelHeight, 1};
    request.mips = kMips;
    request.usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    slot.image = Image(gpu_, request);
    slot.staging = Buffer(gpu_, kMostPanelWidth * kMostPanelHeight * 4 * 4 / 3 + 4096,
                          VK_BUFFER_USAGE_TRANSFER_SRC_BIT, true);
    auto info = vk_struct<VkDescriptorSetAllocateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO);
    info.descriptorPool = pool_;
    info.descriptorSetCount = 1;
    info.pSetLayouts = &pipelines.texture_set;
    check(vkAllocateDescriptorSets(gpu_.device, &info, &slot.set), "allocating a descriptor set");
    const VkDescriptorImageInfo image{sampler_, slot.image.view, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL};
    auto write = vk_struct<VkWriteDescriptorSet>(VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET);
    write.dstSet = slot.set;
    write.descriptorCount = 1;
    write.descriptorType = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
    write.pImageInfo = &image;
    vkUpdateDescriptorSets(gpu_.device, 1, &write, 0, nullptr);
  }
}

PanelSlots::~PanelSlots() {
  vkDestroyDescriptorPool(gpu_.device, pool_, nullptr);
  vkDestroySampler(gpu_.device, sampler_, nullptr);
}

PanelSlots::Text& PanelSlots::text(const Panel& panel, Arrow arrow) {
  std::string key = std::to_string(static_cast<int>(panel.kind)) + std::to_string(static_cast<int>(arrow)) +
                    ' ' + std::to_string(panel.text_percent) + '\n' + panel.speaker + '\n' + panel.text;
  const auto found = std::find_if(texts_.begin(), texts_.end(), [&](const Text& t) { return t.key == key; });
  if (found != texts_.end()) {
    texts_.splice(texts_.begin(), texts_, found);
    return texts_.front();
  }
  if (texts_.size() >= kMostTexts) texts_.pop_back();
  texts_.push_front({std::move(key), draw_panel_text(panel, arrow)});
  return texts_.front();
}

PanelSlots::Filled PanelSlots::fill(Text& text, VkCommandBuffer commands, std::uint64_t frame) {
  const PanelBitmap& bitmap = text.bitmap;
  const Filled none;
  Slot* slot = nullptr;
  for (Slot& s : slots_) {
    if (s.seen && s.key == text.key) slot = &s;
  }
  if (slot == nullptr) {
    for (Slot& s : slots_) {
      const bool free = !s.seen || s.used_in + kFramesInFlight < frame;
      if (free && (slot == nullptr || !s.seen || (slot->seen && s.used_in < slot->used_in))) slot = &s;
    }
    if (slot == nullptr) return none;
    slot->key = text.key;
    change_image(commands, slot->image.handle,
                 {VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                  VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT, 0,
                  VK_ACCESS_TRANSFER_WRITE_BIT});
    TextureData level{bitmap.width, bitmap.height, bitmap.rgba};
    std::size_t at = 0;
    for (std::uint32_t mip = 0; mip < kMips; ++mip) {
      if (mip > 0) level = halve(level);
      std::memcpy(slot->staging.mapped + at, level.rgba.data(), level.rgba.size());
      VkBufferImageCopy copy{};
      copy.bufferOffset = at;
      copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, mip, 0, 1};
      copy.imageExtent = {static_cast<std::uint32_t>(level.width), static_cast<std::uint32_t>(level.height),
                          1};
      vkCmdCopyBufferToImage(commands, slot->staging.handle, slot->image.handle,
                             VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &copy);
      at += (level.rgba.size() + 15) / 16 * 16;
    }
    change_image(commands, slot->image.handle,
                 {VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                  VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT,
                  VK_ACCESS_TRANSFER_WRITE_BIT, VK_ACCESS_SHADER_READ_BIT});
    slot->seen = true;
  }
  slot->used_in = frame;
  return {slot->set, static_cast<float>(bitmap.width) / kMostPanelWidth,
          static_cast<float>(bitmap.height) / kMostPanelHeight};
}

std::int64_t PanelSlots::gpu_bytes() const {
  std::int64_t sum = 0;
  for (const Slot& slot : slots_) sum += static_cast<std::int64_t>(slot.image.bytes + slot.staging.bytes);
  return sum;
}

}  // namespace threshold::xr
