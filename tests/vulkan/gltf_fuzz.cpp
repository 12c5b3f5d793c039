// Fuzz target: any bytes as a binary glTF file either give a model whose numbers point inside itself and
// whose animations can be sampled, or a std::runtime_error; as a place, as a person and as any file, by the
// length. What libFuzzer changes is the JSON or the numbers: the frame of the file is kept whole, so that
// most of what it tries gets past the parser.
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "xr/models/model_file.h"
#include "xr/vulkan/clip_sample.h"

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

void check(const ModelFile& model) {
  check(model.data, false);
  if (model.data.skin.size() != model.data.vertices.size()) std::abort();
  if (model.fine.size() != model.data.vertices.size()) std::abort();
  for (const ModelPart& part : model.parts) {
    if (std::size_t{part.first_index} + part.index_count > model.data.indices.size()) std::abort();
    if (std::size_t{part.first_vertex} + part.vertex_count > model.data.vertices.size()) std::abort();
    if (part.first_delta + 2 * std::size_t(part.targets) * part.vertex_count > model.deltas.size())
      std::abort();
    if (static_cast<std::size_t>(part.material) >= model.materials.size()) std::abort();
  }
  for (const ModelDraw& draw : model.draws) {
    if (static_cast<std::size_t>(draw.part) >= model.parts.size()) std::abort();
    if (static_cast<std::size_t>(draw.node) >= model.data.nodes.size()) std::abort();
    if (draw.skin < 0) continue;
    if (draw.skin >= static_cast<int>(model.skins.size())) std::abort();
    const ModelPart& part = model.parts[static_cast<std::size_t>(draw.part)];
    const SkinRange& skin = model.skins[static_cast<std::size_t>(draw.skin)];
    if (static_cast<std::size_t>(skin.first_joint + skin.joints) > model.data.joints.size()) std::abort();
    for (std::uint32_t v = 0; v < part.vertex_count; ++v) {
      for (const std::uint16_t joint : model.data.skin[part.first_vertex + v].joints) {
        if (joint >= skin.joints) std::abort();
      }
    }
  }
  for (const ModelMaterial& material : model.materials) {
    for (const TextureUse& use : material.textures) {
      if (use.image >= static_cast<int>(model.images.size())) std::abort();
    }
  }
}

void sample(const ModelData& model) {
  std::vector<LocalPose> pose;
  std::vector<float> weights = model.weights;
  std::vector<glm::mat4> world(model.nodes.size());
  for (const Clip& clip : model.clips) {
    rest_pose(model, pose);
    for (const float t : {-1.0f, 0.0f, 0.3f, clip.duration_s, 1e9f}) {
      for (const bool looping : {false, true}) sample_clip(clip, t, looping, pose, model.nodes, weights);
    }
    world_pose(model.nodes, pose, glm::mat4(1.0f), world);
  }
}

}  // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned seed) {
  std::uint32_t length = 0;
  if (size >= 20) std::memcpy(&length, data + 12, 4);
  if (seed % 16 == 0 || size < 28 || std::memcmp(data, "glTF", 4) != 0 || length > size - 28)
    return LLVMFuzzerMutate(data, size, most);
  std::vector<std::uint8_t> text(data + 20, data + 20 + length), numbers(data + 28 + length, data + size);
  std::vector<std::uint8_t>& changed = seed % 4 == 1 ? numbers : text;
  const std::size_t room = changed.size() + (most > size ? (most - size) / 2 : 0), was = changed.size();
  changed.resize(room + 8);
  changed.resize(LLVMFuzzerMutate(changed.data(), was, room));
  while (text.size() % 4 != 0) text.push_back(' ');
  const auto put32 = [](std::uint8_t* to, std::size_t v) {
    const auto word = static_cast<std::uint32_t>(v);
    std::memcpy(to, &word, 4);
  };
  const std::size_t whole = 28 + text.size() + numbers.size();
  if (whole > most) return size;
  put32(data + 8, whole);
  put32(data + 12, text.size());
  std::memcpy(data + 20, text.data(), text.size());
  put32(data + 20 + text.size(), numbers.size());
  put32(data + 24 + text.size(), 0x004E4942u);
  if (!numbers.empty()) std::memcpy(data + 28 + text.size(), numbers.data(), numbers.size());
  return whole;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("threshold_gltf_fuzz_" + std::to_string(getpid()) + ".glb");
  std::FILE* out = std::fopen(file.c_str(), "wb");
  if (!out) std::abort();
  std::fwrite(data, 1, size, out);
  std::fclose(out);
  try {
    if (size % 3 == 2) {
      const ModelFile model = read_model_file(file);
      check(model);
      sample(model.data);
    } else {
      GltfRequest request{.path = file, .skinned = size % 3 == 1, .moves = {}};
      const ModelData model = read_gltf(request);
      check(model, request.skinned);
      sample(model);
    }
  } catch (const std::runtime_error&) {
  }
  return 0;
}
