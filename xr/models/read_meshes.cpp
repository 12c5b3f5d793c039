#include "xr/models/read_meshes.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace threshold::xr {
namespace {

std::uint16_t unorm16(float v) {
  return static_cast<std::uint16_t>(
      std::lround(std::clamp(std::isfinite(v) ? v : 0.0f, 0.0f, 1.0f) * 65535.0f));
}

std::int16_t snorm16(float v) {
  return static_cast<std::int16_t>(
      std::lround(std::clamp(std::isfinite(v) ? v : 0.0f, -1.0f, 1.0f) * 32767.0f));
}

std::array<std::int16_t, 4> packed(const glm::vec3& n, float w) {
  const float length = glm::length(n);
  const glm::vec3 u = length > 1e-12f ? n / length : glm::vec3(0.0f, 1.0f, 0.0f);
  return {snorm16(u.x), snorm16(u.y), snorm16(u.z), snorm16(w)};
}

// Triangles of a strip or fan, lines of a strip or loop, as lists.
std::vector<std::uint32_t> as_list(const std::vector<std::uint32_t>& from, int mode) {
  std::vector<std::uint32_t> list;
  const std::size_t n = from.size();
  switch (mode) {
    case TINYGLTF_MODE_TRIANGLE_STRIP:
      for (std::size_t i = 0; i + 2 < n; ++i) {
        list.insert(list.end(), {from[i], from[i + 1 + i % 2], from[i + 2 - i % 2]});
      }
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

class Meshes {
 public:
  Meshes(const GltfFile& file, ModelFile& model) : file_(file), model_(model) {}

  void add(const tinygltf::Node& node, int here) {
    if (node.skin >= static_cast<int>(model_.skins.size())) file_.fail("a skin is missing");
    const auto [found, is_new] = parts_of_.try_emplace(node.mesh);
    if (is_new) {
      for (const tinygltf::Primitive& primitive :
           file_.model.meshes[static_cast<std::size_t>(node.mesh)].primitives) {
        const std::size_t before = model_.parts.size();
        read(primitive);
        if (model_.parts.size() > before) found->second.push_back(static_cast<int>(before));
      }
    }
    file_.spend(found->second.size());
    for (const int part : found->second) {
      const ModelPart& p = model_.parts[static_cast<std::size_t>(part)];
      const bool bound = p.skinned && node.skin >= 0;
      if (bound) check_joints(p, model_.skins[static_cast<std::size_t>(node.skin)]);
      model_.draws.push_back({part, here, bound ? node.skin : -1});
    }
  }

 private:
  using Attributes = std::map<std::string, int>;

  std::vector<glm::vec4> attribute(const Attributes& of, const char* name, std::size_t count) const {
    const auto found = of.find(name);
    if (found == of.end()) return {};
    std::vector<glm::vec4> values = file_.vectors(found->second);
    if (values.size() != count) file_.fail(std::string(name) + " has another length than POSITION");
    return values;
  }

  void read(const tinygltf::Primitive& primitive) {
    const auto position = primitive.attributes.find("POSITION");
    if (position == primitive.attributes.end()) return;  // glTF allows it, and nothing is to be seen
    const std::vector<glm::vec4> positions = file_.vectors(position->second);
    const std::size_t count = positions.size();
    const int mode = primitive.mode == -1 ? TINYGLTF_MODE_TRIANGLES : primitive.mode;
    std::vector<std::uint32_t> indices;
    if (primitive.indices >= 0) {
      indices = file_.indices(primitive.indices);
    } else {
      for (std::uint32_t v = 0; v < count; ++v) indices.push_back(v);
    }
    for (const std::uint32_t index : indices) {
      if (index >= count) file_.fail("a mesh has an index past its vertices");
    }
    file_.spend(2 * indices.size());  // a strip becomes three times as many
    indices = as_list(indices, mode);
    if (indices.empty()) return;

    ModelPart part;
    part.shape = mode == TINYGLTF_MODE_POINTS       ? Shape::points
                 : mode <= TINYGLTF_MODE_LINE_STRIP ? Shape::lines
                                                    : Shape::triangles;
    part.material = primitive.material;
    if (part.material < 0 || static_cast<std::size_t>(part.material) + 1 >= model_.materials.size()) {
      part.material = static_cast<int>(model_.materials.size()) - 1;
    }
    const bool normals = primitive.attributes.count("NORMAL") != 0;
    part.lit = !model_.materials[static_cast<std::size_t>(part.material)].unlit &&
               (normals || part.shape == Shape::triangles);
    part.tangents = normals && primitive.attributes.count("TANGENT") != 0;
    part.skinned =
        primitive.attributes.count("JOINTS_0") != 0 && primitive.attributes.count("WEIGHTS_0") != 0;
    part.targets = static_cast<int>(primitive.targets.size());

    // Flat shading needs a vertex of its own for every corner.
    const bool apart = !normals && part.lit;
    corners_.clear();
    if (apart) {
      file_.spend(indices.size());
      corners_ = indices;
      for (std::uint32_t i = 0; i < indices.size(); ++i) indices[i] = i;
    } else {
      for (std::uint32_t v = 0; v < count; ++v) corners_.push_back(v);
    }
    part.first_vertex = static_cast<std::uint32_t>(model_.data.vertices.size());
    part.vertex_count = static_cast<std::uint32_t>(corners_.size());
    add_vertices(primitive, positions, part);
    if (apart) flat_normals(part);
    for (std::uint32_t& index : indices) index += part.first_vertex;
    part.first_index = static_cast<std::uint32_t>(model_.data.indices.size());
    part.index_count = static_cast<std::uint32_t>(indices.size());
    model_.data.indices.insert(model_.data.indices.end(), indices.begin(), indices.end());
    add_targets(primitive, count, part);
    model_.parts.push_back(part);
  }

  void add_vertices(const tinygltf::Primitive& primitive, const std::vector<glm::vec4>& positions,
                    ModelPart& part) {
    const std::size_t count = positions.size();
    const std::vector<glm::vec4> normals = attribute(primitive.attributes, "NORMAL", count);
    const std::vector<glm::vec4> tangents = attribute(primitive.attributes, "TANGENT", count);
    const std::vector<glm::vec4> uvs = attribute(primitive.attributes, "TEXCOORD_0", count);
    const std::vector<glm::vec4> second = attribute(primitive.attributes, "TEXCOORD_1", count);
    const std::vector<glm::vec4> colours = attribute(primitive.attributes, "COLOR_0", count);
    const std::vector<glm::vec4> joints = attribute(primitive.attributes, "JOINTS_0", count);
    const std::vector<glm::vec4> weights = attribute(primitive.attributes, "WEIGHTS_0", count);
    for (const std::uint32_t v : corners_) {
      Vertex vertex;
      vertex.position = glm::vec3(positions[v]);
      if (!uvs.empty()) vertex.uv = glm::vec2(uvs[v]);
      if (!second.empty()) vertex.light_uv = glm::vec2(second[v]);
      if (!colours.empty()) {
        for (int c = 0; c < 4; ++c) vertex.colour[static_cast<std::size_t>(c)] = unorm16(colours[v][c]);
      }
      FineVertex fine;
      if (!normals.empty()) fine.normal = packed(glm::vec3(normals[v]), 0.0f);
      if (!tangents.empty())
        fine.tangent = packed(glm::vec3(tangents[v]), tangents[v].w < 0.0f ? -1.0f : 1.0f);
      part.box.add(vertex.position);
      model_.data.vertices.push_back(vertex);
      model_.fine.push_back(fine);
      model_.data.skin.push_back(part.skinned ? bound(joints[v], weights[v]) : SkinVertex{});
    }
  }

  static SkinVertex bound(const glm::vec4& joints, const glm::vec4& weights) {
    SkinVertex made;
    const float sum = weights.x + weights.y + weights.z + weights.w;
    for (int k = 0; k < 4; ++k) {
      const auto i = static_cast<std::size_t>(k);
      const float joint = std::isfinite(joints[k]) ? joints[k] : 65535.0f;
      made.joints[i] = static_cast<std::uint16_t>(std::clamp(joint, 0.0f, 65535.0f));
      made.weights[i] = unorm16(sum > 1e-6f ? weights[k] / sum : (k == 0 ? 1.0f : 0.0f));
      if (made.weights[i] == 0) made.joints[i] = 0;
    }
    return made;
  }

  void check_joints(const ModelPart& part, const SkinRange& skin) {
    const auto [found, is_new] = checked_.try_emplace({part.first_vertex, skin.first_joint});
    if (!is_new) return;
    for (std::uint32_t v = 0; v < part.vertex_count; ++v) {
      for (const std::uint16_t joint : model_.data.skin[part.first_vertex + v].joints) {
        if (joint >= skin.joints) file_.fail("a vertex names a joint that is not there");
      }
    }
  }

  void flat_normals(const ModelPart& part) {
    for (std::size_t v = part.first_vertex; v + 2 < part.first_vertex + part.vertex_count; v += 3) {
      const glm::vec3 a = model_.data.vertices[v].position;
      const glm::vec3 n =
          glm::cross(model_.data.vertices[v + 1].position - a, model_.data.vertices[v + 2].position - a);
      for (std::size_t k = 0; k < 3; ++k) model_.fine[v + k].normal = packed(n, 0.0f);
    }
  }

  void add_targets(const tinygltf::Primitive& primitive, std::size_t count, ModelPart& part) {
    part.first_delta = static_cast<std::uint32_t>(model_.deltas.size());
    const Box rest = part.box;
    for (const Attributes& target : primitive.targets) {
      file_.spend(2 * corners_.size());
      const std::vector<glm::vec4> shifts = attribute(target, "POSITION", count);
      const std::vector<glm::vec4> normals = attribute(target, "NORMAL", count);
      glm::vec3 low(0.0f), high(0.0f);
      for (const std::uint32_t v : corners_) {
        const glm::vec4 shift = shifts.empty() ? glm::vec4(0.0f) : shifts[v];
        low = glm::min(low, glm::vec3(shift));
        high = glm::max(high, glm::vec3(shift));
        model_.deltas.push_back(shift);
        model_.deltas.push_back(normals.empty() ? glm::vec4(0.0f) : normals[v]);
      }
      part.box.add(rest.low + low);
      part.box.add(rest.high + high);
    }
  }

  const GltfFile& file_;
  ModelFile& model_;
  std::map<int, std::vector<int>> parts_of_;  // by mesh
  std::map<std::pair<std::uint32_t, int>, char> checked_;
  std::vector<std::uint32_t> corners_;  // vertex of the file for each vertex made
};

}  // namespace

void read_model_meshes(const GltfFile& file, const std::vector<bool>& shown, const std::vector<int>& place_of,
                       ModelFile& model) {
  Meshes meshes(file, model);
  for (std::size_t i = 0; i < file.model.nodes.size(); ++i) {
    if (shown[i] && file.model.nodes[i].mesh >= 0) meshes.add(file.model.nodes[i], place_of[i]);
  }
  if (model.draws.empty()) file.fail("it shows no triangles, lines or points");
}

}  // namespace threshold::xr
