// Smaller copies of an sRGB texture, averaged in linear light.
#pragma once

#include <vector>

#include "xr/vulkan/model.h"

namespace threshold::xr {

std::uint32_t mip_count(int width, int height);
// The next smaller level (each side halved, at least 1).
TextureData halve(const TextureData& level);

}  // namespace threshold::xr
