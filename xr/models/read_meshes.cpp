#include "xr/models/read_meshes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace threshold::xr {
namespace {

std::int16_t snorm16(float v) {
  return static_cast<std::int16_t>(std::lround(std::clamp(v, -1.0f, 1.0f) * 32767.0f));
}

std::array<std::int16_t, 4> packed(const glm::vec3& n, float w) {
  const glm::vec3 u = unit_or_up(n);
  return {snorm16(u.x), snorm16(u.y), snorm16(u.z), snorm16(w)};
}

// What is kept of a mesh, in bytes.
std::size_t bytes_of(const MeshSize& size) {
  return size.vertices * (sizeof(Vertex) + sizeof(FineVertex) + sizeof(SkinVertex)) +
         size.indices * sizeof(std::uint32_t) + size.deltas * sizeof(glm::vec4);
}

// By node: is it shown, and not a version for afar of another that is? Such are told by MSFT_lod, or by their
// name: "nell_far" beside "nell" or "nell_mesh".
std::vector<bool> nearest(const GltfFile& file, std::vector<bool> shown) {
  const std::vector<tinygltf::Node>& all = file.model.nodes;
  std::set<std::string> names;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (shown[i] && all[i].mesh >= 0) names.insert(all[i].name);
  }
  std::vector<bool> kept = shown;
  for (std::size_t i = 0; i < all.size(); ++i) {
    constexpr std::string_view kFar = "_far";
    if (all[i].name.ends_with(kFar)) {
      const std::string near = all[i].name.substr(0, all[i].name.size() - kFar.size());
      if (names.contains(near) || names.contains(near + "_mesh")) kept[i] = false;
    }
    const auto lod = all[i].extensions.find("MSFT_lod");
    if (!shown[i] || lod == all[i].extensions.end() || !lod->second.Has("ids")) continue;
    const tinygltf::Value& ids = lod->second.Get("ids");
    const int count = ids.IsArray() ? static_cast<int>(ids.ArrayLen()) : 0;
    for (int k = 0; k < count; ++k) {
      const int id = ids.Get(k).IsInt() ? ids.Get(k).Get<int>() : -1;
      if (id >= 0 && id < static_cast<int>(all.size()) && id != static_cast<int>(i))
        kept[static_cast<std::size_t>(id)] = false;
    }
  }
  return kept;
}

class Meshes {
 public:
  Meshes(const GltfFile& file, ModelFile& model) : file_(file), model_(model) {}

  // Asks for the room of all meshes before the first is read: nothing grows by doubling.
  void make_room(const std::vector<bool>& shown) {
    std::set<int> counted;
    MeshSize all;
    for (std::size_t i = 0; i < file_.model.nodes.size(); ++i) {
      const int mesh = file_.model.nodes[i].mesh;
      if (!shown[i] || mesh < 0 || !counted.insert(mesh).second) continue;
      for (const tinygltf::Primitive& primitive :
           file_.entry(file_.model.meshes, mesh, "a mesh").primitives) {
        const MeshSize one = size_of(file_, primitive, !model_.materials[material_of(primitive)].unlit);
        file_.spend(bytes_of(one));
        all.vertices += one.vertices;
        all.indices += one.indices;
        all.deltas += one.deltas;
      }
    }
    model_.data.vertices.reserve(all.vertices);
    model_.data.skin.reserve(all.vertices);
    model_.fine.reserve(all.vertices);
    model_.data.indices.reserve(all.indices);
    model_.deltas.reserve(all.deltas);
  }

  void add(const tinygltf::Node& node, int here) {
    const auto [found, is_new] = parts_of_.try_emplace(node.mesh);
    if (is_new) {
      for (const tinygltf::Primitive& primitive :
           file_.entry(file_.model.meshes, node.mesh, "a mesh").primitives) {
        if (read(primitive)) found->second.push_back(static_cast<int>(model_.parts.size()) - 1);
      }
    }
    file_.spend(4 * sizeof(ModelDraw) * found->second.size());
    if (node.skin >= 0) file_.entry(model_.skins, node.skin, "a skin");
    for (const int part : found->second) {
      const bool bound = model_.parts[static_cast<std::size_t>(part)].skinned && node.skin >= 0;
      if (bound) check(part, node.skin);
      model_.draws.push_back({part, here, bound ? node.skin : -1});
    }
  }

 private:
  std::size_t material_of(const tinygltf::Primitive& primitive) const {
    const std::size_t none = model_.materials.size() - 1;
    return primitive.material < 0 ? none : std::min(static_cast<std::size_t>(primitive.material), none);
  }

  bool read(const tinygltf::Primitive& primitive) {
    ModelPart part;
    part.material = static_cast<int>(material_of(primitive));
    part.lit = !model_.materials[material_of(primitive)].unlit;
    const std::optional<GltfMesh> mesh = read_mesh(file_, primitive, part.lit);
    if (!mesh) return false;
    part.shape = mesh->shape;
    part.lit = part.lit && !mesh->normals.empty();
    part.tangents = primitive.attributes.count("NORMAL") != 0 && !mesh->tangents.empty();
    part.skinned = !mesh->skin.empty();
    part.first_vertex = static_cast<std::uint32_t>(model_.data.vertices.size());
    part.vertex_count = static_cast<std::uint32_t>(mesh->vertices.size());
    part.first_index = static_cast<std::uint32_t>(model_.data.indices.size());
    part.index_count = static_cast<std::uint32_t>(mesh->indices.size());
    add_vertices(*mesh, part);
    for (const std::uint32_t index : mesh->indices) model_.data.indices.push_back(part.first_vertex + index);
    add_targets(primitive, *mesh, part);
    model_.parts.push_back(part);
    return true;
  }

  void add_vertices(const GltfMesh& mesh, ModelPart& part) {
    for (std::size_t v = 0; v < mesh.vertices.size(); ++v) {
      FineVertex fine;
      if (!mesh.normals.empty()) fine.normal = packed(mesh.normals[v], 0.0f);
      if (part.tangents)
        fine.tangent = packed(glm::vec3(mesh.tangents[v]), mesh.tangents[v].w < 0.0f ? -1.0f : 1.0f);
      model_.fine.push_back(fine);
      part.box.add(mesh.vertices[v].position);
    }
    std::vector<SkinVertex>& skin = model_.data.skin;
    model_.data.vertices.insert(model_.data.vertices.end(), mesh.vertices.begin(), mesh.vertices.end());
    skin.insert(skin.end(), mesh.skin.begin(), mesh.skin.end());
    skin.resize(model_.data.vertices.size());
  }

  void check(int part, int skin) {
    if (!checked_.insert({part, skin}).second) return;
    const ModelPart& p = model_.parts[static_cast<std::size_t>(part)];
    check_joints(file_, std::span(model_.data.skin).subspan(p.first_vertex, p.vertex_count),
                 model_.skins[static_cast<std::size_t>(skin)].joints);
  }

  void add_targets(const tinygltf::Primitive& primitive, const GltfMesh& mesh, ModelPart& part) {
    part.targets = static_cast<int>(primitive.targets.size());
    part.first_delta = static_cast<std::uint32_t>(model_.deltas.size());
    const Box rest = part.box;
    for (const std::map<std::string, int>& target : primitive.targets) {
      const std::vector<glm::vec4> shifts = file_.attribute(target, "POSITION", mesh.file_vertices);
      const std::vector<glm::vec4> normals = file_.attribute(target, "NORMAL", mesh.file_vertices);
      glm::vec3 low(0.0f), high(0.0f);
      for (const std::uint32_t v : mesh.corners) {
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
  std::set<std::pair<int, int>> checked_;     // parts with skins
};

}  // namespace

void read_model_meshes(const GltfFile& file, const GltfNodes& nodes, ModelFile& model) {
  Meshes meshes(file, model);
  const std::vector<bool> shown = nearest(file, nodes.shown);
  meshes.make_room(shown);
  for (std::size_t i = 0; i < file.model.nodes.size(); ++i) {
    if (shown[i] && file.model.nodes[i].mesh >= 0) meshes.add(file.model.nodes[i], nodes.place_of[i]);
  }
  if (model.draws.empty()) file.fail("it shows no triangles, lines or points");
}

}  // namespace threshold::xr
