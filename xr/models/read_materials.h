// Materials and images of a glTF file, with KHR_materials_unlit, KHR_materials_emissive_strength and
// KHR_texture_transform.
#pragma once

#include "xr/models/model_file.h"
#include "xr/vulkan/gltf_file.h"

namespace threshold::xr {

// Fills materials (the last is glTF's default), images and data.textures; takes the texels out of `file`.
void read_model_materials(GltfFile& file, ModelFile& model);

}  // namespace threshold::xr
