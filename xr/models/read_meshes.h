// Meshes of a glTF file: every primitive once, as a list of triangles, lines or points, and a draw for each
// node that shows it.
#pragma once

#include "xr/models/model_file.h"
#include "xr/vulkan/gltf_file.h"

namespace threshold::xr {

// `shown` and `place_of` are by glTF node; nodes, materials and skins are there already.
void read_model_meshes(const GltfFile& file, const std::vector<bool>& shown, const std::vector<int>& place_of,
                       ModelFile& model);

}  // namespace threshold::xr
