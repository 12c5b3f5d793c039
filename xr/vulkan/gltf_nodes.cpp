#include "xr/vulkan/gltf_nodes.h"

#include <algorithm>

#include <glm/gtc/type_ptr.hpp>
#include <glm/matrix.hpp>

namespace threshold::xr {
namespace {

// Its place in the file's lists is checked already.
std::size_t place(int index) {
  return static_cast<std::size_t>(index);
}

glm::vec3 vec3_of(const std::vector<double>& v, const glm::vec3& otherwise) {
  if (v.size() < 3) return otherwise;
  return {static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[2])};
}

// Shift, turn and scale of a matrix, which glTF wants to be without shear. A mirror is a negative x; an axis
// without length keeps at right angles to the others.
void take_apart(const std::vector<double>& from, NodeRest& rest) {
  glm::mat4 m;
  for (std::size_t i = 0; i < 16; ++i) glm::value_ptr(m)[i] = static_cast<float>(from[i]);
  glm::mat3 axes(m);
  rest.shift = glm::vec3(m[3]);
  for (int k = 0; k < 3; ++k) rest.scale[k] = glm::length(axes[k]);
  for (int k = 0; k < 3; ++k) {
    if (rest.scale[k] > 0.0f) axes[k] /= rest.scale[k];
  }
  for (int k = 0; k < 3; ++k) {
    if (rest.scale[k] > 0.0f) continue;
    const glm::vec3 &a = axes[(k + 1) % 3], &b = axes[(k + 2) % 3];
    const glm::vec3 across = glm::cross(a, b);
    const glm::vec3 some = glm::length(a) > 0.0f ? a : b;
    const glm::vec3 other = std::abs(some.x) < 0.5f ? glm::vec3(1, 0, 0) : glm::vec3(0, 1, 0);
    axes[k] = glm::length(across) > 0.0f ? across
              : glm::length(some) > 0.0f ? glm::normalize(glm::cross(some, other))
                                         : glm::vec3(k == 0, k == 1, k == 2);
  }
  if (glm::determinant(axes) < 0.0f) {
    rest.scale.x = -rest.scale.x;
    axes[0] = -axes[0];
  }
  rest.turn = glm::normalize(glm::quat_cast(axes));
}

NodeRest rest_of(const tinygltf::Node& node) {
  NodeRest rest;
  rest.name = node.name;
  if (node.matrix.size() == 16) {
    take_apart(node.matrix, rest);
    return rest;
  }
  rest.shift = vec3_of(node.translation, rest.shift);
  rest.scale = vec3_of(node.scale, rest.scale);
  if (node.rotation.size() == 4) {
    rest.turn = glm::quat(static_cast<float>(node.rotation[3]), static_cast<float>(node.rotation[0]),
                          static_cast<float>(node.rotation[1]), static_cast<float>(node.rotation[2]));
  }
  return rest;
}

void add_weights(const GltfFile& file, const tinygltf::Node& node, NodeRest& rest, ModelData& model) {
  if (node.mesh < 0) return;
  const tinygltf::Mesh& mesh = file.entry(file.model.meshes, node.mesh, "a mesh");
  std::size_t targets = 0;
  for (const tinygltf::Primitive& primitive : mesh.primitives)
    targets = std::max(targets, primitive.targets.size());
  file.spend(4 * sizeof(float) * targets);
  const std::vector<double>& given = node.weights.empty() ? mesh.weights : node.weights;
  rest.first_weight = static_cast<int>(model.weights.size());
  rest.weight_count = static_cast<int>(targets);
  for (std::size_t t = 0; t < targets; ++t)
    model.weights.push_back(t < given.size() ? static_cast<float>(given[t]) : 0.0f);
}

std::vector<int> parents_of(const GltfFile& file) {
  const std::vector<tinygltf::Node>& nodes = file.model.nodes;
  std::vector<int> parent(nodes.size(), -1);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const int child : nodes[i].children) {
      file.entry(nodes, child, "a child node");
      if (parent[place(child)] >= 0) file.fail("a node has two parents");
      parent[place(child)] = static_cast<int>(i);
    }
  }
  return parent;
}

std::vector<bool> shown_of(const GltfFile& file) {
  const std::vector<tinygltf::Node>& nodes = file.model.nodes;
  std::vector<bool> shown(nodes.size(), file.model.scenes.empty());
  if (file.model.scenes.empty()) return shown;
  std::vector<int> waiting =
      file.entry(file.model.scenes, std::max(file.model.defaultScene, 0), "its scene").nodes;
  while (!waiting.empty()) {
    const int n = waiting.back();
    waiting.pop_back();
    const std::vector<int>& children = file.entry(nodes, n, "a node of its scene").children;
    if (shown[place(n)]) continue;
    shown[place(n)] = true;
    waiting.insert(waiting.end(), children.begin(), children.end());
  }
  return shown;
}

}  // namespace

// From a list rather than by calls: a file may nest as deep as it likes.
GltfNodes read_nodes(const GltfFile& file, ModelData& model) {
  const std::vector<tinygltf::Node>& nodes = file.model.nodes;
  const std::vector<int> parent = parents_of(file);
  GltfNodes made{std::vector<int>(nodes.size(), -1), shown_of(file)};
  std::vector<int> waiting;
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (parent[i] < 0) waiting.push_back(static_cast<int>(i));
  }
  while (!waiting.empty()) {
    const std::size_t n = place(waiting.back());
    waiting.pop_back();
    NodeRest rest = rest_of(nodes[n]);
    rest.parent = parent[n] < 0 ? -1 : made.place_of[place(parent[n])];
    add_weights(file, nodes[n], rest, model);
    made.place_of[n] = static_cast<int>(model.nodes.size());
    model.nodes.push_back(std::move(rest));
    waiting.insert(waiting.end(), nodes[n].children.rbegin(), nodes[n].children.rend());
  }
  if (model.nodes.size() != nodes.size()) file.fail("its nodes form a cycle");
  return made;
}

std::vector<SkinRange> read_skins(const GltfFile& file, const GltfNodes& nodes, ModelData& model) {
  std::vector<SkinRange> made;
  for (const tinygltf::Skin& skin : file.model.skins) {
    if (skin.joints.empty()) file.fail("a skin has no joints");
    std::vector<glm::mat4> inverse(skin.joints.size(), glm::mat4(1.0f));
    if (skin.inverseBindMatrices >= 0) inverse = file.matrices(skin.inverseBindMatrices);
    file.spend(3 * sizeof(Joint) * inverse.size());
    if (inverse.size() < skin.joints.size()) file.fail("a skin has fewer bind matrices than joints");
    made.push_back({static_cast<int>(model.joints.size()), static_cast<int>(skin.joints.size())});
    for (std::size_t j = 0; j < skin.joints.size(); ++j)
      model.joints.push_back({file.entry(nodes.place_of, skin.joints[j], "a joint"), inverse[j]});
  }
  return made;
}

}  // namespace threshold::xr
