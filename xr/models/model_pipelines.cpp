#include "xr/models/model_pipelines.h"

#include <array>
#include <cstddef>
#include <vector>

#include "xr/models/model_blocks.h"
#include "xr/vulkan/check.h"
#include "xr/vulkan/pipelines.h"
#include "xr/vulkan/shader_code.h"

namespace threshold::xr {
namespace {

constexpr std::uint32_t kVertexCode[] = {
#include "model.vert.inc"
};
constexpr std::uint32_t kFragmentCode[] = {
#include "model.frag.inc"
};

struct Constants {  // as constant_id 0..9 in shaders/view.glsl
  std::int32_t textures, second_uv;
  VkBool32 transformed, lit;
  std::int32_t alpha;
  VkBool32 skinned, morphed, two_sided, tangents, encode;
};

constexpr std::array<VkVertexInputAttributeDescription, 8> kAttributes = {{
    {0, 0, VK_FORMAT_R32G32B32_SFLOAT, offsetof(Vertex, position)},
    {1, 0, VK_FORMAT_R32G32_SFLOAT, offsetof(Vertex, uv)},
    {2, 0, VK_FORMAT_R32G32_SFLOAT, offsetof(Vertex, light_uv)},
    {3, 0, VK_FORMAT_R16G16B16A16_UNORM, offsetof(Vertex, colour)},
    {4, 1, VK_FORMAT_R16G16B16A16_SNORM, offsetof(FineVertex, normal)},
    {5, 1, VK_FORMAT_R16G16B16A16_SNORM, offsetof(FineVertex, tangent)},
    {6, 2, VK_FORMAT_R16G16B16A16_UINT, offsetof(SkinVertex, joints)},
    {7, 2, VK_FORMAT_R16G16B16A16_UNORM, offsetof(SkinVertex, weights)},
}};
constexpr std::array<VkVertexInputBindingDescription, 3> kBindings = {
    {{0, sizeof(Vertex), VK_VERTEX_INPUT_RATE_VERTEX},
     {1, sizeof(FineVertex), VK_VERTEX_INPUT_RATE_VERTEX},
     {2, sizeof(SkinVertex), VK_VERTEX_INPUT_RATE_VERTEX}}};

VkDescriptorSetLayout set_layout(VkDevice device, const std::vector<VkDescriptorSetLayoutBinding>& bindings) {
  auto info = vk_struct<VkDescriptorSetLayoutCreateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO);
  info.bindingCount = static_cast<std::uint32_t>(bindings.size());
  info.pBindings = bindings.data();
  VkDescriptorSetLayout set = VK_NULL_HANDLE;
  check(vkCreateDescriptorSetLayout(device, &info, nullptr, &set), "creating a descriptor layout");
  return set;
}

VkPrimitiveTopology topology_of(Shape shape) {
  switch (shape) {
    case Shape::points:
      return VK_PRIMITIVE_TOPOLOGY_POINT_LIST;
    case Shape::lines:
      return VK_PRIMITIVE_TOPOLOGY_LINE_LIST;
    case Shape::triangles:
      return VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
  }
  return VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
}

VkPipelineColorBlendAttachmentState blend_of(AlphaMode alpha) {
  VkPipelineColorBlendAttachmentState blend{};
  blend.colorWriteMask = VK_COLOR_COMPONENT_R_BIT | VK_COLOR_COMPONENT_G_BIT | VK_COLOR_COMPONENT_B_BIT |
                         VK_COLOR_COMPONENT_A_BIT;
  blend.blendEnable = alpha == AlphaMode::blend ? VK_TRUE : VK_FALSE;
  blend.srcColorBlendFactor = VK_BLEND_FACTOR_SRC_ALPHA;
  blend.dstColorBlendFactor = VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA;
  blend.srcAlphaBlendFactor = VK_BLEND_FACTOR_ZERO;  // the picture stays opaque
  blend.dstAlphaBlendFactor = VK_BLEND_FACTOR_ONE;
  return blend;
}

}  // namespace

ModelPipelines::ModelPipelines(const Gpu& gpu, VkFormat colour, VkFormat depth, int samples)
    : passes(gpu, colour, depth, samples), gpu_(gpu), samples_(samples), encode_(needs_encoding(colour)) {
  constexpr VkShaderStageFlags kBoth = VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT;
  frame_set = set_layout(gpu_.device, {{0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, 1, kBoth, nullptr},
                                       {1, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, 1, kBoth, nullptr}});
  std::vector<VkDescriptorSetLayoutBinding> material;
  for (std::uint32_t slot = 0; slot < kSlots; ++slot) {
    material.push_back(
        {slot, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1, VK_SHADER_STAGE_FRAGMENT_BIT, nullptr});
  }
  material.push_back({kSlots, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, 1, VK_SHADER_STAGE_VERTEX_BIT, nullptr});
  material_set = set_layout(gpu_.device, material);
  const VkDescriptorSetLayout sets[] = {frame_set, material_set};
  const VkPushConstantRange range{kBoth, 0, sizeof(ModelDrawBlock)};
  auto info = vk_struct<VkPipelineLayoutCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO);
  info.setLayoutCount = 2;
  info.pSetLayouts = sets;
  info.pushConstantRangeCount = 1;
  info.pPushConstantRanges = &range;
  check(vkCreatePipelineLayout(gpu_.device, &info, nullptr, &layout), "creating a pipeline layout");
}

ModelPipelines::~ModelPipelines() {
  for (const auto& [variant, pipeline] : pipelines_) vkDestroyPipeline(gpu_.device, pipeline, nullptr);
  vkDestroyPipelineLayout(gpu_.device, layout, nullptr);
  vkDestroyDescriptorSetLayout(gpu_.device, frame_set, nullptr);
  vkDestroyDescriptorSetLayout(gpu_.device, material_set, nullptr);
}

VkPipeline ModelPipelines::get(const ModelVariant& variant) {
  VkPipeline& pipeline = pipelines_[variant];
  if (pipeline == VK_NULL_HANDLE) pipeline = make(variant);
  return pipeline;
}

VkPipeline ModelPipelines::make(const ModelVariant& v) {
  const Constants constants{
      v.textures, v.second_uv, v.transformed, v.lit,      static_cast<std::int32_t>(v.alpha),
      v.skinned,  v.morphed,   v.two_sided,   v.tangents, encode_};
  std::array<VkSpecializationMapEntry, 10> entries{};
  for (std::uint32_t i = 0; i < entries.size(); ++i) entries[i] = {i, 4 * i, 4};
  const VkSpecializationInfo special{static_cast<std::uint32_t>(entries.size()), entries.data(),
                                     sizeof constants, &constants};
  std::array<VkPipelineShaderStageCreateInfo, 2> stages{};
  for (VkPipelineShaderStageCreateInfo& stage : stages) {
    stage.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
    stage.pName = "main";
    stage.pSpecializationInfo = &special;
  }
  stages[0].stage = VK_SHADER_STAGE_VERTEX_BIT;
  stages[0].module = shader_module(gpu_.device, kVertexCode);
  stages[1].stage = VK_SHADER_STAGE_FRAGMENT_BIT;
  stages[1].module = shader_module(gpu_.device, kFragmentCode);

  auto input = vk_struct<VkPipelineVertexInputStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO);
  input.vertexBindingDescriptionCount = static_cast<std::uint32_t>(kBindings.size());
  input.pVertexBindingDescriptions = kBindings.data();
  input.vertexAttributeDescriptionCount = static_cast<std::uint32_t>(kAttributes.size());
  input.pVertexAttributeDescriptions = kAttributes.data();
  auto assembly = vk_struct<VkPipelineInputAssemblyStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO);
  assembly.topology = topology_of(v.shape);
  auto viewport =
      vk_struct<VkPipelineViewportStateCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO);
  viewport.viewportCount = viewport.scissorCount = 1;
  auto raster = vk_struct<VkPipelineRasterizationStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO);
  raster.cullMode = v.two_sided ? VK_CULL_MODE_NONE : VK_CULL_MODE_BACK_BIT;
  raster.frontFace = v.mirrored ? VK_FRONT_FACE_CLOCKWISE : VK_FRONT_FACE_COUNTER_CLOCKWISE;
  raster.lineWidth = 1.0f;
  auto multisample = vk_struct<VkPipelineMultisampleStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO);
  multisample.rasterizationSamples = static_cast<VkSampleCountFlagBits>(samples_);
  auto depth = vk_struct<VkPipelineDepthStencilStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO);
  depth.depthTestEnable = VK_TRUE;
  depth.depthWriteEnable = v.alpha == AlphaMode::blend ? VK_FALSE : VK_TRUE;
  depth.depthCompareOp = VK_COMPARE_OP_GREATER_OR_EQUAL;  // far is 0
  const VkPipelineColorBlendAttachmentState attachment = blend_of(v.alpha);
  auto blend = vk_struct<VkPipelineColorBlendStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO);
  blend.attachmentCount = 1;
  blend.pAttachments = &attachment;
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
  info.layout = layout;
  info.renderPass = passes.picture(v.multiview, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL, false);
  VkPipeline pipeline = VK_NULL_HANDLE;
  const VkResult made = vkCreateGraphicsPipelines(gpu_.device, VK_NULL_HANDLE, 1, &info, nullptr, &pipeline);
  for (const VkPipelineShaderStageCreateInfo& stage : stages)
    vkDestroyShaderModule(gpu_.device, stage.module, nullptr);
  check(made, "creating a pipeline");
  return pipeline;
}

}  // namespace threshold::xr
