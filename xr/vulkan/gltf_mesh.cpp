#include "xr/vulkan/gltf_mesh.h"

#include <algorithm>
#include <cmath>

namespace threshold::xr {
namespace {

std::uint16_t unorm16(float v) {
  return static_cast<std::uint16_t>(std::lround(std::clamp(v, 0.0f, 1.0f) * 65535.0f));
}

// Triangles of a strip or fan, lines of a strip or loop, as lists.
std::vector<std::uint32_t> as_list(const std::vector<std::uint32_t>& from, int mode) {
  std::vector<std::uint32_t> list;
  const std::size_t n = from.size();
  switch (mode) {
    case TINYGLTF_MODE_TRIANGLE_STRIP:
      for (std::size_t i = 0; i + 2 < n; ++i)
        list.insert(list.end(), {from[i], from[i + 1 + i % 2], from[i + 2 - i % 2]});
      return list;
    case TINYGLTF_MODE_TRIANGLE_FAN:
      for (std::size_t i = 1; i + 1 < n; ++i) list.insert(list.end(), {from[i], from[i + 1], from[0]});
      return list;
    case TINYGLTF_MODE_LINE_STRIP:
    case TINYGLTF_MODE_LINE_LOOP:
      for (std::size_t i = 0; i + 1 < n; ++i) list.insert(list.end(), {from[i], from[i + 1]});
      if (mode == TINYGLTF_MODE_LINE_LOOP && n > 1) list.insert(list.end(), {from[n - 1], from[0]});
      return list;
    default:
      list = from;
      if (mode == TINYGLTF_MODE_LINE) list.resize(n / 2 * 2);
      if (mode == TINYGLTF_MODE_TRIANGLES) list.resize(n / 3 * 3);
      return list;
  }
}

std::vector<std::uint32_t> indices_of(const GltfFile& file, const tinygltf::Primitive& primitive, int mode,
                                      std::size_t vertices) {
  std::vector<std::uint32_t> indices;
  if (primitive.indices >= 0) {
    indices = file.indices(primitive.indices);
  } else {
    for (std::uint32_t v = 0; v < vertices; ++v) indices.push_back(v);
  }
  for (const std::uint32_t index : indices) {
    if (index >= vertices) file.fail("a mesh has an index past its vertices");
  }
  file.spend(2 * indices.size());  // a strip becomes three times as many
  return as_list(indices, mode);
}

// What a vertex is bound to in all the sets of four that a file may have.
struct Bindings {
  std::vector<std::vector<glm::vec4>> joints, weights;

  SkinVertex of(std::uint32_t v) const {
    std::array<std::pair<float, float>, 4> most{};  // weight, joint; the heaviest first
    for (std::size_t set = 0; set < joints.size(); ++set) {
      for (int k = 0; k < 4; ++k) {
        const std::pair<float, float> one{weights[set][v][k], joints[set][v][k]};
        if (set == 0) {
          most[static_cast<std::size_t>(k)] = one;
          continue;
        }
        const auto heavier = [](const auto& a, const auto& b) { return a.first < b.first; };
        auto& least = *std::min_element(most.begin(), most.end(), heavier);
        if (one.first > least.first) least = one;
      }
    }
    float sum = 0.0f;
    for (const auto& [weight, joint] : most) sum += weight;
    SkinVertex made;
    for (std::size_t k = 0; k < 4; ++k) {
      made.joints[k] = static_cast<std::uint16_t>(std::clamp(most[k].second, 0.0f, 65535.0f));
      made.weights[k] = unorm16(sum > 1e-6f ? most[k].first / sum : (k == 0 ? 1.0f : 0.0f));
      if (made.weights[k] == 0) made.joints[k] = 0;
    }
    return made;
  }
};

Bindings bindings_of(const GltfFile& file, const tinygltf::Primitive& primitive, std::size_t count) {
  Bindings made;
  for (int set = 0; set < 8; ++set) {
    const std::string number = std::to_string(set);
    std::vector<glm::vec4> joints = file.attribute(primitive.attributes, "JOINTS_" + number, count);
    std::vector<glm::vec4> weights = file.attribute(primitive.attributes, "WEIGHTS_" + number, count);
    if (joints.empty() || weights.empty()) break;
    made.joints.push_back(std::move(joints));
    made.weights.push_back(std::move(weights));
  }
  return made;
}

void add_flat_normals(GltfMesh& mesh) {
  mesh.normals.resize(mesh.vertices.size());
  for (std::size_t v = 0; v + 2 < mesh.vertices.size(); v += 3) {
    const glm::vec3 a = mesh.vertices[v].position;
    const glm::vec3 n = glm::cross(mesh.vertices[v + 1].position - a, mesh.vertices[v + 2].position - a);
    for (std::size_t k = 0; k < 3; ++k) mesh.normals[v + k] = n;
  }
}

void add_vertices(const GltfFile& file, const tinygltf::Primitive& primitive,
                  const std::vector<glm::vec4>& positions, GltfMesh& mesh) {
  const std::size_t count = positions.size();
  const auto attribute = [&](const char* name) { return file.attribute(primitive.attributes, name, count); };
  const std::vector<glm::vec4> normals = attribute("NORMAL"), tangents = attribute("TANGENT"),
                               uvs = attribute("TEXCOORD_0"), second = attribute("TEXCOORD_1"),
                               colours = attribute("COLOR_0");
  const Bindings bindings = bindings_of(file, primitive, count);
  mesh.vertices.reserve(mesh.corners.size());
  for (const std::uint32_t v : mesh.corners) {
    Vertex vertex;
    vertex.position = glm::vec3(positions[v]);
    if (!uvs.empty()) vertex.uv = glm::vec2(uvs[v]);
    if (!second.empty()) vertex.light_uv = glm::vec2(second[v]);
    if (!colours.empty()) {
      for (int c = 0; c < 4; ++c) vertex.colour[static_cast<std::size_t>(c)] = unorm16(colours[v][c]);
    }
    mesh.vertices.push_back(vertex);
    if (!normals.empty()) mesh.normals.push_back(glm::vec3(normals[v]));
    if (!tangents.empty()) mesh.tangents.push_back(tangents[v]);
    if (!bindings.joints.empty()) mesh.skin.push_back(bindings.of(v));
  }
}

}  // namespace

std::optional<GltfMesh> read_mesh(const GltfFile& file, const tinygltf::Primitive& primitive, bool flat) {
  const auto position = primitive.attributes.find("POSITION");
  if (position == primitive.attributes.end()) return std::nullopt;  // glTF allows it
  const std::vector<glm::vec4> positions = file.vectors(position->second);
  const int mode = primitive.mode == -1 ? TINYGLTF_MODE_TRIANGLES : primitive.mode;
  GltfMesh mesh;
  mesh.file_vertices = positions.size();
  mesh.shape = mode == TINYGLTF_MODE_POINTS       ? Shape::points
               : mode <= TINYGLTF_MODE_LINE_STRIP ? Shape::lines
                                                  : Shape::triangles;
  mesh.indices = indices_of(file, primitive, mode, positions.size());
  if (mesh.indices.empty()) return std::nullopt;
  const bool apart = flat && mesh.shape == Shape::triangles && primitive.attributes.count("NORMAL") == 0;
  if (apart) {
    file.spend(mesh.indices.size());
    mesh.corners = mesh.indices;
    for (std::uint32_t i = 0; i < mesh.indices.size(); ++i) mesh.indices[i] = i;
  } else {
    for (std::uint32_t v = 0; v < positions.size(); ++v) mesh.corners.push_back(v);
  }
  add_vertices(file, primitive, positions, mesh);
  if (apart) add_flat_normals(mesh);
  return mesh;
}

glm::vec3 unit_or_up(const glm::vec3& n) {
  const float length = glm::length(n);
  return length > 1e-12f && std::isfinite(length) ? n / length : glm::vec3(0.0f, 1.0f, 0.0f);
}

void check_joints(const GltfFile& file, std::span<const SkinVertex> skin, int joints) {
  for (const SkinVertex& vertex : skin) {
    for (const std::uint16_t joint : vertex.joints) {
      if (joint >= joints) file.fail("a vertex names a joint that is not there");
    }
  }
}

}  // namespace threshold::xr
