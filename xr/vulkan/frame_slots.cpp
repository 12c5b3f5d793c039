#include "xr/vulkan/frame_slots.h"

#include <glm/vec4.hpp>

#include "xr/vulkan/check.h"

namespace threshold::xr {

FrameSlots::FrameSlots(const Gpu& gpu, VkDescriptorSetLayout frame_set, std::size_t frame_bytes,
                       std::size_t rows, const Image* haze, VkSampler haze_sampler)
    : gpu_(gpu) {
  const std::uint32_t bindings = haze != nullptr ? 4 : 2;
  const VkDescriptorPoolSize sizes[] = {{VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, kInFlight},
                                        {VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, kInFlight},
                                        {VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, kInFlight},
                                        {VK_DESCRIPTOR_TYPE_STORAGE_IMAGE, kInFlight}};
  auto pool = vk_struct<VkDescriptorPoolCreateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO);
  pool.maxSets = kInFlight;
  pool.poolSizeCount = bindings;
  pool.pPoolSizes = sizes;
  check(vkCreateDescriptorPool(gpu_.device, &pool, nullptr, &descriptors_), "creating a descriptor pool");
  for (FrameSlot& slot : slots_) {
    auto pool_info = vk_struct<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
    pool_info.queueFamilyIndex = gpu_.queue_family;
    check(vkCreateCommandPool(gpu_.device, &pool_info, nullptr, &slot.pool), "creating a command pool");
    auto commands = vk_struct<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
    commands.commandPool = slot.pool;
    commands.commandBufferCount = 1;
    check(vkAllocateCommandBuffers(gpu_.device, &commands, &slot.commands), "allocating commands");
    auto fence = vk_struct<VkFenceCreateInfo>(VK_STRUCTURE_TYPE_FENCE_CREATE_INFO);
    fence.flags = VK_FENCE_CREATE_SIGNALED_BIT;
    check(vkCreateFence(gpu_.device, &fence, nullptr, &slot.done), "creating a fence");
    slot.frame = Buffer(gpu_, frame_bytes, VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT, true);
    slot.data = Buffer(gpu_, rows * sizeof(glm::vec4), VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, true);
    auto set = vk_struct<VkDescriptorSetAllocateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO);
    set.descriptorPool = descriptors_;
    set.descriptorSetCount = 1;
    set.pSetLayouts = &frame_set;
    check(vkAllocateDescriptorSets(gpu_.device, &set, &slot.set), "allocating a descriptor set");
    const VkDescriptorBufferInfo buffers[] = {{slot.frame.handle, 0, VK_WHOLE_SIZE},
                                              {slot.data.handle, 0, VK_WHOLE_SIZE}};
    const VkImageView seen = haze != nullptr ? haze->view : VK_NULL_HANDLE;
    const VkDescriptorImageInfo images[] = {{haze_sampler, seen, VK_IMAGE_LAYOUT_GENERAL},
                                            {VK_NULL_HANDLE, seen, VK_IMAGE_LAYOUT_GENERAL}};
    std::array<VkWriteDescriptorSet, 4> writes{};
    for (std::uint32_t i = 0; i < bindings; ++i) {
      writes[i].sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
      writes[i].dstSet = slot.set;
      writes[i].dstBinding = i;
      writes[i].descriptorCount = 1;
      writes[i].descriptorType = sizes[i].type;
      if (i < 2) writes[i].pBufferInfo = &buffers[i];
      if (i >= 2) writes[i].pImageInfo = &images[i - 2];
    }
    vkUpdateDescriptorSets(gpu_.device, bindings, writes.data(), 0, nullptr);
  }
}

FrameSlots::~FrameSlots() {
  for (FrameSlot& slot : slots_) {
    clear(slot);
    vkDestroyFence(gpu_.device, slot.done, nullptr);
    vkDestroyCommandPool(gpu_.device, slot.pool, nullptr);
  }
  vkDestroyDescriptorPool(gpu_.device, descriptors_, nullptr);
}

void FrameSlots::clear(FrameSlot& slot) const {
  for (VkFramebuffer framebuffer : slot.framebuffers) vkDestroyFramebuffer(gpu_.device, framebuffer, nullptr);
  for (VkImageView view : slot.views) vkDestroyImageView(gpu_.device, view, nullptr);
  slot.framebuffers.clear();
  slot.views.clear();
  slot.staging.clear();
  slot.residents.clear();
}

FrameSlot& FrameSlots::begin() {
  FrameSlot& slot = slots_[count_ % kInFlight];
  check(vkWaitForFences(gpu_.device, 1, &slot.done, VK_TRUE, UINT64_MAX), "waiting for a frame");
  clear(slot);
  check(vkResetCommandPool(gpu_.device, slot.pool, 0), "resetting commands");
  auto info = vk_struct<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
  info.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
  check(vkBeginCommandBuffer(slot.commands, &info), "beginning commands");
  return slot;
}

void FrameSlots::submit(FrameSlot& slot, VkSemaphore wait, VkSemaphore signal) {
  check(vkEndCommandBuffer(slot.commands), "ending commands");
  const VkPipelineStageFlags stage = VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT;
  auto info = vk_struct<VkSubmitInfo>(VK_STRUCTURE_TYPE_SUBMIT_INFO);
  info.waitSemaphoreCount = wait != VK_NULL_HANDLE ? 1 : 0;
  info.pWaitSemaphores = &wait;
  info.pWaitDstStageMask = &stage;
  info.commandBufferCount = 1;
  info.pCommandBuffers = &slot.commands;
  info.signalSemaphoreCount = signal != VK_NULL_HANDLE ? 1 : 0;
  info.pSignalSemaphores = &signal;
  check(vkResetFences(gpu_.device, 1, &slot.done), "resetting a fence");
  check(vkQueueSubmit(gpu_.queue, 1, &info, slot.done), "submitting a frame");
  ++count_;
}

void FrameSlots::finish() {
  for (FrameSlot& slot : slots_) {
    check(vkWaitForFences(gpu_.device, 1, &slot.done, VK_TRUE, UINT64_MAX), "waiting for a frame");
  }
}

}  // namespace threshold::xr
