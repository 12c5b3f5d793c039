// ModelData: one glTF file as the renderer wants it, still in ordinary memory. Static meshes are in place
// space and joined by material; a moving node keeps draws of its own; people keep skeleton and clips.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <glm/gtc/quaternion.hpp>
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>

namespace threshold::xr {

struct Vertex {
  glm::vec3 position{0.0f};
  std::array<std::int8_t, 4> normal{};  // snorm
  glm::vec2 uv{0.0f};
  glm::vec2 light_uv{0.0f};
  std::array<std::uint16_t, 4> colour{65535, 65535, 65535, 65535};  // linear unorm
};

struct SkinVertex {
  std::array<std::uint16_t, 4> joints{};
  std::array<std::uint16_t, 4> weights{};  // unorm, sum 1
};

struct MaterialData {
  std::string name;
  glm::vec4 base{1.0f};
  glm::vec3 emissive{0.0f};
  float metallic = 1.0f, roughness = 1.0f;
  bool unlit = false, two_sided = false, transparent = false;
  int texture = -1;
};

struct Box {
  glm::vec3 low{1e30f}, high{-1e30f};
  void add(const glm::vec3& p);
  glm::vec3 centre() const { return 0.5f * (low + high); }
};

struct DrawData {
  int material = 0;
  std::uint32_t first_index = 0, index_count = 0;
  bool lightmapped = false;
  bool far = false;         // a person's version for afar
  int moving = -1;          // index into ModelData::moving, -1: static or skinned
  float distance_m = 0.0f;  // median distance of its triangles from the sorting eye
  Box box;
};

struct MovingNode {
  std::string name;
  glm::vec3 pivot{0.0f};
  bool leaves = false;
};

struct TextureData {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;  // sRGB-encoded colour
};

struct NodeRest {
  std::string name;
  int parent = -1;
  glm::vec3 shift{0.0f};
  glm::quat turn{1.0f, 0.0f, 0.0f, 0.0f};
  glm::vec3 scale{1.0f};
  int first_weight = 0, weight_count = 0;  // of ModelData::weights: its mesh's morph targets
};

struct Joint {
  int node = 0;
  glm::mat4 inverse_bind{1.0f};
};

struct SkinRange {
  int first_joint = 0, joints = 0;  // of ModelData::joints
};

enum class ChannelPath : std::uint8_t { shift, turn, scale, weights };

struct Channel {
  int node = 0;
  ChannelPath path = ChannelPath::turn;
  bool step = false;
  std::vector<float> times;
  std::vector<glm::vec4> values;  // quaternions as x, y, z, w
  // Cubic splines: the tangents before and after each value, a second; else empty.
  std::vector<glm::vec4> arriving, leaving;
  // Path `weights` only, in place of values and tangents: as many a key as its node has.
  std::vector<float> weights, weights_arriving, weights_leaving;
};

struct Clip {
  std::string name;
  float duration_s = 0.0f;
  std::vector<Channel> channels;
};

struct ModelData {
  std::string path;
  std::vector<Vertex> vertices;
  std::vector<SkinVertex> skin;  // as many as vertices, or empty for a place
  std::vector<std::uint32_t> indices;
  std::vector<MaterialData> materials;
  std::vector<TextureData> textures;
  std::vector<DrawData> draws;
  std::vector<MovingNode> moving;
  std::vector<NodeRest> nodes;  // parents before children
  std::vector<Joint> joints;
  std::vector<Clip> clips;
  std::vector<float> weights;  // of morph targets, at rest

  const Clip* clip(std::string_view name) const;
  int node(std::string_view name) const;  // -1: none
  bool has_far() const;
};

struct GltfRequest {
  std::filesystem::path path;
  bool skinned = false;                         // a person: every mesh is bound to joints
  std::function<bool(std::string_view)> moves;  // place: does the node of this name move by itself?
  glm::vec3 sort_eye{0.0f, 1.3f, 0.0f};         // triangles are ordered from here, near ones first
};

// Throws std::runtime_error (file, what, what to do).
ModelData read_gltf(const GltfRequest& request);

}  // namespace threshold::xr
