// Smaller copies of an sRGB texture, averaged in linear light, and its square-root coding for the GPU.
#pragma once

#include <vector>

#include "xr/vulkan/model.h"

namespace threshold::xr {

std::uint32_t mip_count(int width, int height);
// The next smaller level (each side halved, at least 1).
TextureData halve(const TextureData& level);
// The same for numbers that are not colour: normals, roughness.
TextureData halve_numbers(const TextureData& level);
// Colour coded as the square root of linear light: the shader squares it, where decoding sRGB for every texel
// of a filter costs a software driver more than all the rest. Alpha stays.
TextureData root_coded(const TextureData& level);

}  // namespace threshold::xr
