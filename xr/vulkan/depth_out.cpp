#include "xr/vulkan/depth_out.h"

#include <array>

#include "xr/vulkan/check.h"
#include "xr/vulkan/shader_code.h"

namespace threshold::xr {

DepthOut::~DepthOut() {
  for (const auto& [key, made] : pipelines_) vkDestroyPipeline(gpu_.device, made, nullptr);
  vkDestroyPipelineLayout(gpu_.device, layout_, nullptr);
  vkDestroyDescriptorPool(gpu_.device, pool_, nullptr);
  vkDestroyDescriptorSetLayout(gpu_.device, set_layout_, nullptr);
  vkDestroySampler(gpu_.device, sampler_, nullptr);
}

void DepthOut::make_layouts() {
  auto sampler = vk_struct<VkSamplerCreateInfo>(VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO);
  check(vkCreateSampler(gpu_.device, &sampler, nullptr, &sampler_), "creating a sampler");
  const VkDescriptorSetLayoutBinding binding{0, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1,
                                             VK_SHADER_STAGE_FRAGMENT_BIT, nullptr};
  auto set_info =
      vk_struct<VkDescriptorSetLayoutCreateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO);
  set_info.bindingCount = 1;
  set_info.pBindings = &binding;
  check(vkCreateDescriptorSetLayout(gpu_.device, &set_info, nullptr, &set_layout_),
        "creating a descriptor layout");
  auto layout = vk_struct<VkPipelineLayoutCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO);
  layout.setLayoutCount = 1;
  layout.pSetLayouts = &set_layout_;
  check(vkCreatePipelineLayout(gpu_.device, &layout, nullptr, &layout_), "creating a pipeline layout");
  const VkDescriptorPoolSize size{VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, kMostSources};
  auto pool = vk_struct<VkDescriptorPoolCreateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO);
  pool.maxSets = kMostSources;
  pool.poolSizeCount = 1;
  pool.pPoolSizes = &size;
  check(vkCreateDescriptorPool(gpu_.device, &pool, nullptr, &pool_), "creating a descriptor pool");
  auto set = vk_struct<VkDescriptorSetAllocateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO);
  set.descriptorPool = pool_;
  std::array<VkDescriptorSetLayout, kMostSources> layouts{};
  layouts.fill(set_layout_);
  set.descriptorSetCount = kMostSources;
  set.pSetLayouts = layouts.data();
  check(vkAllocateDescriptorSets(gpu_.device, &set, sets_.data()), "allocating descriptor sets");
}

void DepthOut::set_source(std::uint32_t which, VkImageView source) {
  if (layout_ == VK_NULL_HANDLE) make_layouts();
  const VkDescriptorImageInfo image{sampler_, source, VK_IMAGE_LAYOUT_DEPTH_STENCIL_READ_ONLY_OPTIMAL};
  auto write = vk_struct<VkWriteDescriptorSet>(VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET);
  write.dstSet = sets_[which];
  write.descriptorCount = 1;
  write.descriptorType = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
  write.pImageInfo = &image;
  vkUpdateDescriptorSets(gpu_.device, 1, &write, 0, nullptr);
}

VkPipeline DepthOut::pipeline(bool multiview, VkFormat format) {
  VkPipeline& made = pipelines_[{multiview, format}];
  if (made != VK_NULL_HANDLE) return made;
  using namespace shader_code;
  const std::array<std::span<const std::uint32_t>, 2> codes = {
      depth_out_vert, samples_ > 1 ? depth_out_many_frag : depth_out_frag};
  std::array<VkPipelineShaderStageCreateInfo, 2> stages{};
  for (std::size_t i = 0; i < stages.size(); ++i) {
    stages[i].sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
    stages[i].stage = i == 0 ? VK_SHADER_STAGE_VERTEX_BIT : VK_SHADER_STAGE_FRAGMENT_BIT;
    stages[i].module = shader_module(gpu_.device, codes[i]);
    stages[i].pName = "main";
  }
  const auto input = vk_struct<VkPipelineVertexInputStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO);
  auto assembly = vk_struct<VkPipelineInputAssemblyStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO);
  assembly.topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
  auto viewport =
      vk_struct<VkPipelineViewportStateCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO);
  viewport.viewportCount = viewport.scissorCount = 1;
  auto raster = vk_struct<VkPipelineRasterizationStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO);
  raster.lineWidth = 1.0f;
  auto multisample = vk_struct<VkPipelineMultisampleStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO);
  multisample.rasterizationSamples = VK_SAMPLE_COUNT_1_BIT;
  auto depth = vk_struct<VkPipelineDepthStencilStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO);
  depth.depthTestEnable = depth.depthWriteEnable = VK_TRUE;
  depth.depthCompareOp = VK_COMPARE_OP_ALWAYS;
  const auto blend = vk_struct<VkPipelineColorBlendStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO);
  const VkDynamicState dynamics[] = {VK_DYNAMIC_STATE_VIEWPORT, VK_DYNAMIC_STATE_SCISSOR};
  auto dynamic =
      vk_struct<VkPipelineDynamicStateCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO);
  dynamic.dynamicStateCount = 2;
  dynamic.pDynamicStates = dynamics;
  auto info = vk_struct<VkGraphicsPipelineCreateInfo>(VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO);
  info.stageCount = 2;
  info.pStages = stages.data();
  info.pVertexInputState = &input;
  info.pInputAssemblyState = &assembly;
  info.pViewportState = &viewport;
  info.pRasterizationState = &raster;
  info.pMultisampleState = &multisample;
  info.pDepthStencilState = &depth;
  info.pColorBlendState = &blend;
  info.pDynamicState = &dynamic;
  info.layout = layout_;
  info.renderPass = passes_.depth_only(multiview, format);
  const VkResult result = vkCreateGraphicsPipelines(gpu_.device, VK_NULL_HANDLE, 1, &info, nullptr, &made);
  for (const VkPipelineShaderStageCreateInfo& stage : stages) {
    vkDestroyShaderModule(gpu_.device, stage.module, nullptr);
  }
  check(result, "creating the depth pipeline");
  return made;
}

void DepthOut::record(VkCommandBuffer commands, std::uint32_t which, VkFramebuffer into, VkExtent2D extent,
                      bool multiview, VkFormat format) {
  auto begin = vk_struct<VkRenderPassBeginInfo>(VK_STRUCTURE_TYPE_RENDER_PASS_BEGIN_INFO);
  begin.renderPass = passes_.depth_only(multiview, format);
  begin.framebuffer = into;
  begin.renderArea = {{0, 0}, extent};
  vkCmdBeginRenderPass(commands, &begin, VK_SUBPASS_CONTENTS_INLINE);
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline(multiview, format));
  const VkViewport viewport{0.0f, 0.0f, static_cast<float>(extent.width), static_cast<float>(extent.height),
                            0.0f, 1.0f};
  vkCmdSetViewport(commands, 0, 1, &viewport);
  vkCmdSetScissor(commands, 0, 1, &begin.renderArea);
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, layout_, 0, 1, &sets_[which], 0,
                          nullptr);
  vkCmdDraw(commands, 6, 1, 0, 0);
  vkCmdEndRenderPass(commands);
}

}  // namespace threshold::xr
