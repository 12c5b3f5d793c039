#include "xr/vulkan/gltf_mesh.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace threshold::xr {
namespace {

std::uint16_t unorm16(float v) {
  return static_cast<std::uint16_t>(std::lround(std::clamp(v, 0.0f, 1.0f) * 65535.0f));
}

int mode_of(const tinygltf::Primitive& primitive) {
  return primitive.mode == -1 ? TINYGLTF_MODE_TRIANGLES : primitive.mode;
}

// Indices of the list that each index of a strip, fan or loop becomes, at most.
std::size_t grown(int mode) {
  if (mode == TINYGLTF_MODE_TRIANGLE_STRIP || mode == TINYGLTF_MODE_TRIANGLE_FAN) return 3;
  return mode == TINYGLTF_MODE_LINE_STRIP || mode == TINYGLTF_MODE_LINE_LOOP ? 2 : 1;
}

bool wants_flat(const tinygltf::Primitive& primitive, bool flat) {
  return flat && mode_of(primitive) >= TINYGLTF_MODE_TRIANGLES && primitive.attributes.count("NORMAL") == 0;
}

// What one mesh takes while it is read, beside what is kept of it.
std::size_t passing(const tinygltf::Primitive& primitive, const MeshSize& size, std::size_t file_vertices) {
  std::size_t sets = 0;
  for (const auto& [name, accessor] : primitive.attributes) {
    if (name.starts_with("JOINTS_") || name.starts_with("WEIGHTS_")) ++sets;
  }
  constexpr std::size_t kMade = sizeof(Vertex) + sizeof(glm::vec3) + sizeof(glm::vec4) + sizeof(SkinVertex);
  return size.vertices * (kMade + sizeof(std::uint32_t)) + size.indices * sizeof(std::uint32_t) +
         file_vertices * sizeof(glm::vec4) * (2 + sets);
}

// Triangles of a strip or fan, lines of a strip or loop, as lists.
std::vector<std::uint32_t> as_list(std::vector<std::uint32_t> from, int mode) {
  std::vector<std::uint32_t> list;
  list.reserve(grown(mode) > 1 ? grown(mode) * from.size() : 0);
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
      if (mode == TINYGLTF_MODE_LINE) from.resize(n / 2 * 2);
      if (mode == TINYGLTF_MODE_TRIANGLES) from.resize(n / 3 * 3);
      return from;
  }
}

std::vector<std::uint32_t> indices_of(const GltfFile& file, const tinygltf::Primitive& primitive, int mode,
                                      std::size_t vertices) {
  std::vector<std::uint32_t> indices;
  if (primitive.indices >= 0) {
    indices = file.indices(primitive.indices);
  } else {
    indices.resize(vertices);
    std::iota(indices.begin(), indices.end(), 0u);
  }
  for (const std::uint32_t index : indices) {
    if (index >= vertices) file.fail("a mesh has an index past its vertices");
  }
  return as_list(std::move(indices), mode);
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

// One attribute at a time, so that no more than one is held beside the vertices.
void add_vertices(const GltfFile& file, const tinygltf::Primitive& primitive,
                  const std::vector<glm::vec4>& positions, GltfMesh& mesh) {
  const auto each = [&](const char* name, auto put) {
    const std::vector<glm::vec4> values = file.attribute(primitive.attributes, name, positions.size());
    for (std::size_t v = 0; v < mesh.corners.size() && !values.empty(); ++v) put(v, values[mesh.corners[v]]);
  };
  mesh.vertices.resize(mesh.corners.size());
  for (std::size_t v = 0; v < mesh.corners.size(); ++v)
    mesh.vertices[v].position = glm::vec3(positions[mesh.corners[v]]);
  each("TEXCOORD_0", [&](std::size_t v, const glm::vec4& uv) { mesh.vertices[v].uv = glm::vec2(uv); });
  each("TEXCOORD_1", [&](std::size_t v, const glm::vec4& uv) { mesh.vertices[v].light_uv = glm::vec2(uv); });
  each("COLOR_0", [&](std::size_t v, const glm::vec4& colour) {
    for (int c = 0; c < 4; ++c) mesh.vertices[v].colour[static_cast<std::size_t>(c)] = unorm16(colour[c]);
  });
  if (primitive.attributes.count("NORMAL") != 0) mesh.normals.resize(mesh.corners.size());
  each("NORMAL", [&](std::size_t v, const glm::vec4& normal) { mesh.normals[v] = glm::vec3(normal); });
  if (primitive.attributes.count("TANGENT") != 0) mesh.tangents.resize(mesh.corners.size());
  each("TANGENT", [&](std::size_t v, const glm::vec4& tangent) { mesh.tangents[v] = tangent; });
  const Bindings bindings = bindings_of(file, primitive, positions.size());
  if (bindings.joints.empty()) return;
  mesh.skin.resize(mesh.corners.size());
  for (std::size_t v = 0; v < mesh.corners.size(); ++v) mesh.skin[v] = bindings.of(mesh.corners[v]);
}

}  // namespace

MeshSize size_of(const GltfFile& file, const tinygltf::Primitive& primitive, bool flat) {
  const auto position = primitive.attributes.find("POSITION");
  if (position == primitive.attributes.end()) return {};
  const std::size_t vertices = file.count_of(position->second);
  const std::size_t corners = primitive.indices >= 0 ? file.count_of(primitive.indices) : vertices;
  MeshSize size;
  size.indices = grown(mode_of(primitive)) * corners;
  size.vertices = wants_flat(primitive, flat) ? size.indices : vertices;
  size.deltas = 2 * size.vertices * primitive.targets.size();
  return size;
}

std::optional<GltfMesh> read_mesh(const GltfFile& file, const tinygltf::Primitive& primitive, bool flat) {
  const auto position = primitive.attributes.find("POSITION");
  if (position == primitive.attributes.end()) return std::nullopt;  // glTF allows it
  file.need(passing(primitive, size_of(file, primitive, flat), file.count_of(position->second)));
  const std::vector<glm::vec4> positions = file.vectors(position->second);
  const int mode = mode_of(primitive);
  GltfMesh mesh;
  mesh.file_vertices = positions.size();
  mesh.shape = mode == TINYGLTF_MODE_POINTS       ? Shape::points
               : mode <= TINYGLTF_MODE_LINE_STRIP ? Shape::lines
                                                  : Shape::triangles;
  mesh.indices = indices_of(file, primitive, mode, positions.size());
  if (mesh.indices.empty()) return std::nullopt;
  const bool apart = wants_flat(primitive, flat);
  if (apart) {
    mesh.corners = mesh.indices;
    std::iota(mesh.indices.begin(), mesh.indices.end(), 0u);
  } else {
    mesh.corners.resize(positions.size());
    std::iota(mesh.corners.begin(), mesh.corners.end(), 0u);
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
