// SPIR-V of every shader, compiled by glslc at build time and linked in.
#pragma once

#include <cstdint>
#include <span>

#include <volk.h>

namespace threshold::xr::shader_code {

extern const std::span<const std::uint32_t> place_vert, place_frag, person_vert, person_frag, sky_vert,
    sky_frag, contact_vert, contact_frag, glass_vert, rain_frag, water_frag, puff_vert, puff_frag, panel_vert, panel_frag, haze_comp, hidden_vert,
    depth_out_vert, depth_out_frag, depth_out_many_frag;

}  // namespace threshold::xr::shader_code

namespace threshold::xr {

// To be destroyed by the caller once its pipeline is made.
VkShaderModule shader_module(VkDevice device, std::span<const std::uint32_t> code);

}  // namespace threshold::xr
