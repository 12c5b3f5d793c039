#include "xr/vulkan/shader_code.h"

#include "xr/vulkan/check.h"

namespace threshold::xr::shader_code {
namespace {

constexpr std::uint32_t kPlaceVert[] = {
#include "place.vert.inc"
};
constexpr std::uint32_t kPlaceFrag[] = {
#include "place.frag.inc"
};
constexpr std::uint32_t kPersonVert[] = {
#include "person.vert.inc"
};
constexpr std::uint32_t kPersonFrag[] = {
#include "person.frag.inc"
};
constexpr std::uint32_t kSkyVert[] = {
#include "sky.vert.inc"
};
constexpr std::uint32_t kSkyFrag[] = {
#include "sky.frag.inc"
};
constexpr std::uint32_t kContactVert[] = {
#include "contact.vert.inc"
};
constexpr std::uint32_t kContactFrag[] = {
#include "contact.frag.inc"
};
constexpr std::uint32_t kGlassVert[] = {
#include "glass.vert.inc"
};
constexpr std::uint32_t kRainFrag[] = {
#include "rain.frag.inc"
};
constexpr std::uint32_t kWaterFrag[] = {
#include "water.frag.inc"
};
constexpr std::uint32_t kPuffVert[] = {
#include "puff.vert.inc"
};
constexpr std::uint32_t kPuffFrag[] = {
#include "puff.frag.inc"
};
constexpr std::uint32_t kPanelVert[] = {
#include "panel.vert.inc"
};
constexpr std::uint32_t kPanelFrag[] = {
#include "panel.frag.inc"
};
constexpr std::uint32_t kHazeComp[] = {
#include "haze.comp.inc"
};
constexpr std::uint32_t kHiddenVert[] = {
#include "hidden.vert.inc"
};
constexpr std::uint32_t kDepthOutVert[] = {
#include "depth_out.vert.inc"
};
constexpr std::uint32_t kDepthOutFrag[] = {
#include "depth_out.frag.inc"
};
constexpr std::uint32_t kDepthOutManyFrag[] = {
#include "depth_out_many.frag.inc"
};

}  // namespace

const std::span<const std::uint32_t> place_vert = kPlaceVert, place_frag = kPlaceFrag,
                                     person_vert = kPersonVert, person_frag = kPersonFrag,
                                     sky_vert = kSkyVert, sky_frag = kSkyFrag, contact_vert = kContactVert,
                                     contact_frag = kContactFrag, glass_vert = kGlassVert,
                                     rain_frag = kRainFrag, water_frag = kWaterFrag, puff_vert = kPuffVert,
                                     puff_frag = kPuffFrag, panel_vert = kPanelVert, panel_frag = kPanelFrag,
                                     haze_comp = kHazeComp, hidden_vert = kHiddenVert,
                                     depth_out_vert = kDepthOutVert, depth_out_frag = kDepthOutFrag,
                                     depth_out_many_frag = kDepthOutManyFrag;

}  // namespace threshold::xr::shader_code

namespace threshold::xr {

VkShaderModule shader_module(VkDevice device, std::span<const std::uint32_t> code) {
  auto info = vk_struct<VkShaderModuleCreateInfo>(VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO);
  info.codeSize = code.size_bytes();
  info.pCode = code.data();
  VkShaderModule shader = VK_NULL_HANDLE;
  check(vkCreateShaderModule(device, &info, nullptr, &shader), "creating a shader");
  return shader;
}

}  // namespace threshold::xr
