// Nodes, skins and animations of a glTF file, as both its readers want them.
#pragma once

#include <vector>

#include "xr/vulkan/gltf_file.h"
#include "xr/vulkan/model.h"

namespace threshold::xr {

struct GltfNodes {
  std::vector<int> place_of;  // glTF node -> ModelData::nodes
  std::vector<bool> shown;    // by glTF node: is it of the default scene? Without scenes, all are.
};

// Fills model.nodes, parents first, and the weights of their morph targets.
GltfNodes read_nodes(const GltfFile& file, ModelData& model);
// Fills model.joints; a range of them for each skin.
std::vector<SkinRange> read_skins(const GltfFile& file, const GltfNodes& nodes, ModelData& model);
// Fills model.clips.
void read_clips(const GltfFile& file, const GltfNodes& nodes, ModelData& model);

}  // namespace threshold::xr
