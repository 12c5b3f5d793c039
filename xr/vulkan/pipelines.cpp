#include "xr/vulkan/pipelines.h"

#include <array>
#include <cstddef>
#include <vector>

#include "xr/vulkan/check.h"
#include "xr/vulkan/model.h"
#include "xr/vulkan/shader_code.h"
#include "xr/vulkan/shader_data.h"

namespace threshold::xr {
namespace {

struct Code {
  std::span<const std::uint32_t> vertex, fragment;
};

Code code_of(Way way) {
  using namespace shader_code;
  switch (way) {
    case Way::place:
      return {place_vert, place_frag};
    case Way::rain:
      return {glass_vert, rain_frag};
    case Way::water:
      return {glass_vert, water_frag};
    case Way::person:
      return {person_vert, person_frag};
    case Way::sky:
      return {sky_vert, sky_frag};
    case Way::contact:
      return {contact_vert, contact_frag};
    case Way::puff:
      return {puff_vert, puff_frag};
    case Way::hidden:
      return {hidden_vert, {}};  // depth alone
    default:
      return {panel_vert, panel_frag};
  }
}

// Places' meshes, whatever their surface is made of.
bool of_a_place(Way way) {
  return way == Way::place || way == Way::rain || way == Way::water;
}

struct Constants {  // as constant_id 0..9 in shaders/draw.glsl
  VkBool32 textured;
  std::int32_t light;
  std::int32_t spots;
  VkBool32 gloss, haze, encode, shade, fade, cookie, sun;
};

constexpr std::array<VkVertexInputAttributeDescription, 7> kAttributes = {{
    {0, 0, VK_FORMAT_R32G32B32_SFLOAT, offsetof(Vertex, position)},
    {1, 0, VK_FORMAT_R8G8B8A8_SNORM, offsetof(Vertex, normal)},
    {2, 0, VK_FORMAT_R32G32_SFLOAT, offsetof(Vertex, uv)},
    {4, 0, VK_FORMAT_R16G16B16A16_UNORM, offsetof(Vertex, colour)},
    {3, 0, VK_FORMAT_R32G32_SFLOAT, offsetof(Vertex, light_uv)},
    {5, 1, VK_FORMAT_R16G16B16A16_UINT, offsetof(SkinVertex, joints)},
    {6, 1, VK_FORMAT_R16G16B16A16_UNORM, offsetof(SkinVertex, weights)},
}};

VkPipelineColorBlendAttachmentState blend_of(const Variant& variant) {
  VkPipelineColorBlendAttachmentState blend{};
  blend.colorWriteMask = VK_COLOR_COMPONENT_R_BIT | VK_COLOR_COMPONENT_G_BIT | VK_COLOR_COMPONENT_B_BIT |
                         VK_COLOR_COMPONENT_A_BIT;
  if (variant.way == Way::hidden) blend.colorWriteMask = 0;
  const bool premultiplied =
      variant.way == Way::contact || variant.way == Way::puff || variant.way == Way::panel;
  if (!premultiplied && !variant.transparent) return blend;
  blend.blendEnable = VK_TRUE;
  blend.srcColorBlendFactor = premultiplied ? VK_BLEND_FACTOR_ONE : VK_BLEND_FACTOR_SRC_ALPHA;
  blend.dstColorBlendFactor = VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA;
  blend.srcAlphaBlendFactor = VK_BLEND_FACTOR_ZERO;  // the picture stays opaque
  blend.dstAlphaBlendFactor = VK_BLEND_FACTOR_ONE;
  return blend;
}

VkPipelineDepthStencilStateCreateInfo depth_of(const Variant& variant) {
  auto depth = vk_struct<VkPipelineDepthStencilStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO);
  depth.depthTestEnable = variant.way == Way::panel_layer ? VK_FALSE : VK_TRUE;
  const bool solid = of_a_place(variant.way) || variant.way == Way::person;
  const bool writes = (solid && !variant.transparent) || variant.way == Way::hidden;
  depth.depthWriteEnable = writes ? VK_TRUE : VK_FALSE;
  depth.depthCompareOp = VK_COMPARE_OP_GREATER_OR_EQUAL;  // far is 0
  return depth;
}

}  // namespace

bool needs_encoding(VkFormat colour) {
  return colour != VK_FORMAT_R8G8B8A8_SRGB && colour != VK_FORMAT_B8G8R8A8_SRGB &&
         colour != VK_FORMAT_A8B8G8R8_SRGB_PACK32;
}

Pipelines::Pipelines(const Gpu& gpu, VkFormat colour, VkFormat depth, int samples)
    : passes(gpu, colour, depth, samples), gpu_(gpu), samples_(samples), encode_(needs_encoding(colour)) {
  auto info = vk_struct<VkPipelineCacheCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO);
  check(vkCreatePipelineCache(gpu_.device, &info, nullptr, &cache_), "creating the pipeline cache");
  make_layouts();
}

Pipelines::~Pipelines() {
  for (const auto& [variant, kept] : pipelines_) vkDestroyPipeline(gpu_.device, kept.pipeline, nullptr);
  vkDestroyPipeline(gpu_.device, haze_.pipeline, nullptr);
  vkDestroyPipelineLayout(gpu_.device, layout, nullptr);
  for (VkDescriptorSetLayout set : {frame_set, lightmap_set, texture_set}) {
    vkDestroyDescriptorSetLayout(gpu_.device, set, nullptr);
  }
  vkDestroyPipelineCache(gpu_.device, cache_, nullptr);
}

void Pipelines::make_layouts() {
  const auto set_layout = [this](std::vector<VkDescriptorSetLayoutBinding> bindings) {
    auto info =
        vk_struct<VkDescriptorSetLayoutCreateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO);
    info.bindingCount = static_cast<std::uint32_t>(bindings.size());
    info.pBindings = bindings.data();
    VkDescriptorSetLayout set = VK_NULL_HANDLE;
    check(vkCreateDescriptorSetLayout(gpu_.device, &info, nullptr, &set), "creating a descriptor layout");
    return set;
  };
  constexpr VkShaderStageFlags kDrawing = VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT;
  frame_set = set_layout({
      {0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, 1, kDrawing | VK_SHADER_STAGE_COMPUTE_BIT, nullptr},
      {1, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, 1, VK_SHADER_STAGE_VERTEX_BIT, nullptr},
      {2, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1, kDrawing, nullptr},
      {3, VK_DESCRIPTOR_TYPE_STORAGE_IMAGE, 1, VK_SHADER_STAGE_COMPUTE_BIT, nullptr},
  });
  lightmap_set = set_layout({
      {0, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1, VK_SHADER_STAGE_FRAGMENT_BIT, nullptr},
      {1, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1, VK_SHADER_STAGE_FRAGMENT_BIT, nullptr},
  });
  texture_set =
      set_layout({{0, VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 1, VK_SHADER_STAGE_FRAGMENT_BIT, nullptr}});
  const VkDescriptorSetLayout sets[] = {frame_set, lightmap_set, texture_set};
  const VkPushConstantRange range{kDrawing, 0, sizeof(DrawBlock)};
  auto info = vk_struct<VkPipelineLayoutCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO);
  info.setLayoutCount = 3;
  info.pSetLayouts = sets;
  info.pushConstantRangeCount = 1;
  info.pPushConstantRanges = &range;
  check(vkCreatePipelineLayout(gpu_.device, &info, nullptr, &layout), "creating the pipeline layout");
}

VkPipeline Pipelines::make_haze() {
  const VkShaderModule shader = shader_module(gpu_.device, shader_code::haze_comp);
  auto info = vk_struct<VkComputePipelineCreateInfo>(VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO);
  info.stage =
      vk_struct<VkPipelineShaderStageCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO);
  info.stage.stage = VK_SHADER_STAGE_COMPUTE_BIT;
  info.stage.module = shader;
  info.stage.pName = "main";
  info.layout = layout;
  VkPipeline haze = VK_NULL_HANDLE;
  const VkResult made = vkCreateComputePipelines(gpu_.device, cache_, 1, &info, nullptr, &haze);
  vkDestroyShaderModule(gpu_.device, shader, nullptr);
  check(made, "creating the haze pipeline");
  return haze;
}

VkPipeline Pipelines::haze() {
  const std::lock_guard lock(haze_.making);
  if (haze_.pipeline == VK_NULL_HANDLE) haze_.pipeline = make_haze();
  return haze_.pipeline;
}

VkPipeline Pipelines::get(const Variant& variant) {
  Kept* kept = nullptr;
  {
    const std::lock_guard lock(mutex_);
    kept = &pipelines_[variant];
  }
  const std::lock_guard lock(kept->making);
  if (kept->pipeline == VK_NULL_HANDLE) kept->pipeline = make(variant);
  return kept->pipeline;
}

VkPipeline Pipelines::make(const Variant& variant) {
  const Code code = code_of(variant.way);
  const Constants constants{variant.textured, variant.light, variant.spots, variant.gloss,  variant.haze,
                            encode_,          variant.shade, variant.fade,  variant.cookie, variant.sun};
  const std::array<VkSpecializationMapEntry, 10> entries = {{{0, offsetof(Constants, textured), 4},
                                                             {1, offsetof(Constants, light), 4},
                                                             {2, offsetof(Constants, spots), 4},
                                                             {3, offsetof(Constants, gloss), 4},
                                                             {4, offsetof(Constants, haze), 4},
                                                             {5, offsetof(Constants, encode), 4},
                                                             {6, offsetof(Constants, shade), 4},
                                                             {7, offsetof(Constants, fade), 4},
                                                             {8, offsetof(Constants, cookie), 4},
                                                             {9, offsetof(Constants, sun), 4}}};
  const VkSpecializationInfo special{static_cast<std::uint32_t>(entries.size()), entries.data(),
                                     sizeof constants, &constants};
  std::array<VkPipelineShaderStageCreateInfo, 2> stages{};
  for (VkPipelineShaderStageCreateInfo& stage : stages) {
    stage.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
    stage.pName = "main";
    stage.pSpecializationInfo = &special;
  }
  stages[0].stage = VK_SHADER_STAGE_VERTEX_BIT;
  stages[0].module = shader_module(gpu_.device, code.vertex);
  stages[1].stage = VK_SHADER_STAGE_FRAGMENT_BIT;
  if (!code.fragment.empty()) stages[1].module = shader_module(gpu_.device, code.fragment);

  const VkVertexInputBindingDescription bindings[] = {{0, sizeof(Vertex), VK_VERTEX_INPUT_RATE_VERTEX},
                                                      {1, sizeof(SkinVertex), VK_VERTEX_INPUT_RATE_VERTEX}};
  auto input = vk_struct<VkPipelineVertexInputStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO);
  input.pVertexBindingDescriptions = bindings;
  input.pVertexAttributeDescriptions = kAttributes.data();
  std::array<VkVertexInputAttributeDescription, 6> person = {kAttributes[0], kAttributes[1], kAttributes[2],
                                                             kAttributes[3], kAttributes[5], kAttributes[6]};
  const std::array<VkVertexInputAttributeDescription, 3> glass = {kAttributes[0], kAttributes[1],
                                                                  kAttributes[3]};
  if (variant.way == Way::rain || variant.way == Way::water) {
    input.vertexBindingDescriptionCount = 1;
    input.vertexAttributeDescriptionCount = static_cast<std::uint32_t>(glass.size());
    input.pVertexAttributeDescriptions = glass.data();
  } else if (variant.way == Way::place) {
    input.vertexBindingDescriptionCount = 1;
    input.vertexAttributeDescriptionCount = 5;
  } else if (variant.way == Way::person) {
    input.vertexBindingDescriptionCount = 2;
    input.vertexAttributeDescriptionCount = static_cast<std::uint32_t>(person.size());
    input.pVertexAttributeDescriptions = person.data();
  }

  auto assembly = vk_struct<VkPipelineInputAssemblyStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO);
  assembly.topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
  auto viewport =
      vk_struct<VkPipelineViewportStateCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO);
  viewport.viewportCount = 1;
  viewport.scissorCount = 1;
  auto raster = vk_struct<VkPipelineRasterizationStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO);
  raster.polygonMode = VK_POLYGON_MODE_FILL;
  const bool solid = of_a_place(variant.way) || variant.way == Way::person;
  raster.cullMode = solid && !variant.two_sided ? VK_CULL_MODE_BACK_BIT : VK_CULL_MODE_NONE;
  raster.frontFace = VK_FRONT_FACE_COUNTER_CLOCKWISE;
  raster.lineWidth = 1.0f;
  auto multisample = vk_struct<VkPipelineMultisampleStateCreateInfo>(
      VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO);
  multisample.rasterizationSamples =
      variant.way == Way::panel_layer ? VK_SAMPLE_COUNT_1_BIT : static_cast<VkSampleCountFlagBits>(samples_);
  const VkPipelineDepthStencilStateCreateInfo depth = depth_of(variant);
  const VkPipelineColorBlendAttachmentState attachment = blend_of(variant);
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
  info.stageCount = code.fragment.empty() ? 1 : 2;
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
  info.renderPass = variant.way == Way::panel_layer
                        ? passes.layer(VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL)
                        : passes.picture(variant.multiview, VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL, false);
  VkPipeline pipeline = VK_NULL_HANDLE;
  const VkResult made = vkCreateGraphicsPipelines(gpu_.device, cache_, 1, &info, nullptr, &pipeline);
  for (const VkPipelineShaderStageCreateInfo& stage : stages) {
    vkDestroyShaderModule(gpu_.device, stage.module, nullptr);
  }
  check(made, "creating a pipeline");
  return pipeline;
}

}  // namespace threshold::xr
