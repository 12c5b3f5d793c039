// A baked light: an OpenEXR image, packed for the GPU as three small floats a texel.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include <glm/vec3.hpp>

namespace threshold::xr {

struct Lightmap {
  std::uint32_t width = 0, height = 0;
  std::vector<std::uint32_t> texels;  // B10G11R11_UFLOAT, first row at v = 0
};

// Non-negative linear light as VK_FORMAT_B10G11R11_UFLOAT_PACK32 (6 bits of mantissa, 5 for blue).
std::uint32_t pack_light(const glm::vec3& light);

// Throws std::runtime_error (file, what, what to do). Texels that are not numbers become black.
Lightmap read_lightmap(const std::filesystem::path& file);

}  // namespace threshold::xr
