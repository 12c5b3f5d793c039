// What both readers of glTF take of a material, and texels as both want them.
#pragma once

#include "xr/vulkan/gltf_file.h"
#include "xr/vulkan/model.h"

namespace threshold::xr {

// Factors and switches, KHR_materials_unlit and KHR_materials_emissive_strength; no textures.
MaterialData surface_of(const tinygltf::Material& material);

// A number of an extension, or `otherwise`.
float number_of(const tinygltf::Value& of, const char* key, float otherwise);

// Decoded texels as 8-bit RGBA, taken out of `image`; what is not one is refused.
TextureData texels_of(const GltfFile& file, tinygltf::Image& image);

}  // namespace threshold::xr
