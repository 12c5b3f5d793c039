// Fuzz target: any bytes as a binary glTF file either give a model whose numbers point inside itself, or a
// std::runtime_error; as a place and as a person. An odd length reads it as a person.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "xr/vulkan/model.h"

namespace {

using namespace threshold::xr;

void check(const ModelData& model, bool skinned) {
  for (const std::uint32_t index : model.indices) {
    if (index >= model.vertices.size()) std::abort();
  }
  for (const DrawData& draw : model.draws) {
    if (std::size_t{draw.first_index} + draw.index_count > model.indices.size()) std::abort();
    if (draw.material < 0 || static_cast<std::size_t>(draw.material) >= model.materials.size()) std::abort();
    if (draw.moving >= static_cast<int>(model.moving.size())) std::abort();
  }
  for (const MaterialData& material : model.materials) {
    if (material.texture >= static_cast<int>(model.textures.size())) std::abort();
  }
  for (std::size_t i = 0; i < model.nodes.size(); ++i) {
    if (model.nodes[i].parent >= static_cast<int>(i)) std::abort();
  }
  for (const Joint& joint : model.joints) {
    if (joint.node < 0 || static_cast<std::size_t>(joint.node) >= model.nodes.size()) std::abort();
  }
  if (!skinned) return;
  if (model.skin.size() != model.vertices.size()) std::abort();
  for (const SkinVertex& vertex : model.skin) {
    for (const std::uint16_t joint : vertex.joints) {
      if (joint >= model.joints.size()) std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("threshold_gltf_fuzz_" + std::to_string(getpid()) + ".glb");
  std::FILE* out = std::fopen(file.c_str(), "wb");
  if (!out) std::abort();
  std::fwrite(data, 1, size, out);
  std::fclose(out);
  GltfRequest request{.path = file, .skinned = size % 2 == 1, .moves = {}};
  try {
    check(read_gltf(request), request.skinned);
  } catch (const std::runtime_error&) {
  }
  std::filesystem::remove(file);
  return 0;
}
