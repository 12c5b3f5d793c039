#include "xr/vulkan/render_passes.h"

#include <array>
#include <vector>

#include "xr/vulkan/check.h"

namespace threshold::xr {
namespace {

VkAttachmentDescription attachment(VkFormat format, VkSampleCountFlagBits samples, VkImageLayout after) {
  VkAttachmentDescription made{};
  made.format = format;
  made.samples = samples;
  made.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;
  made.storeOp = VK_ATTACHMENT_STORE_OP_STORE;
  made.stencilLoadOp = VK_ATTACHMENT_LOAD_OP_DONT_CARE;
  made.stencilStoreOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
  made.initialLayout = VK_IMAGE_LAYOUT_UNDEFINED;
  made.finalLayout = after;
  return made;
}

constexpr VkPipelineStageFlags kTests =
    VK_PIPELINE_STAGE_EARLY_FRAGMENT_TESTS_BIT | VK_PIPELINE_STAGE_LATE_FRAGMENT_TESTS_BIT;

std::array<VkSubpassDependency, 2> dependencies() {
  std::array<VkSubpassDependency, 2> made{};
  made[0].srcSubpass = VK_SUBPASS_EXTERNAL;
  made[0].dstSubpass = 0;
  made[0].srcStageMask = VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT | kTests |
                         VK_PIPELINE_STAGE_TRANSFER_BIT |
                         VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT;  // the depth may still be copied from
  made[0].dstStageMask = VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT | kTests;
  made[0].srcAccessMask = VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT | VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT;
  made[0].dstAccessMask = VK_ACCESS_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT |
                          VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_READ_BIT |
                          VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT;
  made[1].srcSubpass = 0;
  made[1].dstSubpass = VK_SUBPASS_EXTERNAL;
  made[1].srcStageMask = VK_PIPELINE_STAGE_COLOR_ATTACHMENT_OUTPUT_BIT | kTests;
  made[1].dstStageMask = VK_PIPELINE_STAGE_ALL_COMMANDS_BIT;
  made[1].srcAccessMask = VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT | VK_ACCESS_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT;
  made[1].dstAccessMask = VK_ACCESS_MEMORY_READ_BIT;
  return made;
}

}  // namespace

RenderPasses::~RenderPasses() {
  for (const auto& [key, made] : passes_) vkDestroyRenderPass(gpu_.device, made, nullptr);
}

VkRenderPass RenderPasses::picture(bool multiview, VkImageLayout after, bool keep_depth) {
  return get({Kind::picture, multiview, keep_depth, after, VK_FORMAT_UNDEFINED});
}

VkRenderPass RenderPasses::layer(VkImageLayout after) {
  return get({Kind::layer, false, false, after, VK_FORMAT_UNDEFINED});
}

VkRenderPass RenderPasses::depth_only(bool multiview, VkFormat format) {
  return get({Kind::depth_only, multiview, true, VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL, format});
}

VkRenderPass RenderPasses::get(const Key& key) {
  const std::lock_guard lock(mutex_);
  VkRenderPass& made = passes_[key];
  if (made == VK_NULL_HANDLE) made = make(key);
  return made;
}

VkRenderPass RenderPasses::make(const Key& key) const {
  constexpr VkImageLayout kColour = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
  constexpr VkImageLayout kDepth = VK_IMAGE_LAYOUT_DEPTH_STENCIL_ATTACHMENT_OPTIMAL;
  const bool resolves = samples_ > 1 && key.kind == Kind::picture;
  const auto samples = static_cast<VkSampleCountFlagBits>(samples_);
  std::vector<VkAttachmentDescription> attachments;
  if (key.kind != Kind::depth_only) {
    attachments.push_back(attachment(colour_, VK_SAMPLE_COUNT_1_BIT, key.after));
    if (resolves) attachments[0].loadOp = VK_ATTACHMENT_LOAD_OP_DONT_CARE;
  } else {
    attachments.push_back(attachment(key.format, VK_SAMPLE_COUNT_1_BIT, kDepth));
    attachments[0].loadOp = VK_ATTACHMENT_LOAD_OP_DONT_CARE;
  }
  if (key.kind == Kind::picture) {
    attachments.push_back(attachment(depth_, samples, kDepth));
    if (!key.keep_depth) attachments[1].storeOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
  }
  if (resolves) {
    attachments.push_back(attachment(colour_, samples, kColour));
    attachments[2].storeOp = VK_ATTACHMENT_STORE_OP_DONT_CARE;
  }
  const VkAttachmentReference colour_at{resolves ? 2u : 0u, kColour}, resolve_at{0, kColour};
  const VkAttachmentReference depth_at{key.kind == Kind::picture ? 1u : 0u, kDepth};
  VkSubpassDescription subpass{};
  subpass.pipelineBindPoint = VK_PIPELINE_BIND_POINT_GRAPHICS;
  subpass.colorAttachmentCount = key.kind == Kind::depth_only ? 0 : 1;
  subpass.pColorAttachments = &colour_at;
  subpass.pResolveAttachments = resolves ? &resolve_at : nullptr;
  subpass.pDepthStencilAttachment = key.kind == Kind::layer ? nullptr : &depth_at;

  const std::array<VkSubpassDependency, 2> order = dependencies();
  const std::uint32_t views = 0b11;
  auto both = vk_struct<VkRenderPassMultiviewCreateInfo>(VK_STRUCTURE_TYPE_RENDER_PASS_MULTIVIEW_CREATE_INFO);
  both.subpassCount = 1;
  both.pViewMasks = &views;
  both.correlationMaskCount = 1;
  both.pCorrelationMasks = &views;
  auto info = vk_struct<VkRenderPassCreateInfo>(VK_STRUCTURE_TYPE_RENDER_PASS_CREATE_INFO);
  info.pNext = key.multiview ? &both : nullptr;
  info.attachmentCount = static_cast<std::uint32_t>(attachments.size());
  info.pAttachments = attachments.data();
  info.subpassCount = 1;
  info.pSubpasses = &subpass;
  info.dependencyCount = static_cast<std::uint32_t>(order.size());
  info.pDependencies = order.data();
  VkRenderPass made = VK_NULL_HANDLE;
  check(vkCreateRenderPass(gpu_.device, &info, nullptr, &made), "creating a render pass");
  return made;
}

}  // namespace threshold::xr
