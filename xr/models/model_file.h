// ModelFile: any glTF 2.0 file as the model view wants it, still in ordinary memory. Meshes are kept once
// however many nodes show them; every primitive becomes a list of triangles, lines or points.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "xr/vulkan/gltf_mesh.h"
#include "xr/vulkan/model.h"

namespace threshold::xr {

struct FineVertex {
  std::array<std::int16_t, 4> normal{}, tangent{};  // snorm; w of the tangent: which way the bitangent points
};

enum class Slot : std::uint8_t { base, surface, normal, occlusion, emissive };
inline constexpr std::size_t kSlots = 5;

struct SamplerData {
  bool nearest = false, nearest_far = false, mips = true;
  std::array<std::uint8_t, 2> wrap{};  // 0 repeat, 1 mirrored, 2 clamped
  auto operator<=>(const SamplerData&) const = default;
};

struct TextureUse {
  int image = -1;  // of ModelFile::images
  SamplerData sampler;
  bool second_uv = false, transformed = false;
  glm::vec3 across{1.0f, 0.0f, 0.0f}, down{0.0f, 1.0f, 0.0f};  // rows of KHR_texture_transform's matrix
};

// One image as one kind of material reads it: colour (square-root coded) or plain numbers.
struct ModelImage {
  int source = -1;  // of ModelFile::textures
  bool colour = false;
};

enum class AlphaMode : std::uint8_t { opaque, mask, blend };

struct ModelMaterial : MaterialData {
  float normal_scale = 1.0f, occlusion = 1.0f, cutoff = 0.5f;
  AlphaMode alpha = AlphaMode::opaque;
  std::array<TextureUse, kSlots> textures;
};

// A part of a mesh: indices are absolute, vertices first_vertex .. + vertex_count.
struct ModelPart {
  Shape shape = Shape::triangles;
  int material = 0;
  std::uint32_t first_index = 0, index_count = 0, first_vertex = 0, vertex_count = 0;
  bool lit = true, tangents = false, skinned = false;
  std::uint32_t first_delta = 0;  // of ModelFile::deltas, two rows a vertex and target
  int targets = 0;
  Box box;  // with the reach of its targets
};

struct ModelDraw {
  int part = 0, node = 0, skin = -1;
};

struct ModelFile {
  ModelData data;  // nodes, joints, clips, weights; texels; vertices, skin, indices
  std::vector<FineVertex> fine;
  std::vector<glm::vec4> deltas;
  std::vector<ModelImage> images;
  std::vector<ModelMaterial> materials;
  std::vector<ModelPart> parts;
  std::vector<ModelDraw> draws;
  std::vector<SkinRange> skins;
};

// .glb or .gltf. Throws std::runtime_error (file, what, what to do).
ModelFile read_model_file(const std::filesystem::path& path);

}  // namespace threshold::xr
