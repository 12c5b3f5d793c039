// Meshes of a glTF file: every primitive once, as a list of triangles, lines or points, and a draw for each
// node that shows it.
#pragma once

#include "xr/models/model_file.h"
#include "xr/vulkan/gltf_nodes.h"

namespace threshold::xr {

// Nodes, materials and skins are in `model` already.
void read_model_meshes(const GltfFile& file, const GltfNodes& nodes, ModelFile& model);

}  // namespace threshold::xr
