// Our own assets into ModelData: world-space static meshes joined by material, moving nodes apart, people
// with joints. What any glTF file needs is read as xr/models reads it (gltf_nodes.h, gltf_mesh.h,
// gltf_surface.h).
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include <glm/gtc/matrix_inverse.hpp>

#include "xr/vulkan/clip_sample.h"
#include "xr/vulkan/gltf_mesh.h"
#include "xr/vulkan/gltf_nodes.h"
#include "xr/vulkan/gltf_surface.h"

namespace threshold::xr {
namespace {

constexpr int kFarSector = 99;  // of a person's version for afar

std::array<std::int8_t, 4> pack_normal(const glm::vec3& n) {
  const glm::vec3 u = unit_or_up(n) * 127.0f;
  return {static_cast<std::int8_t>(std::lround(u.x)), static_cast<std::int8_t>(std::lround(u.y)),
          static_cast<std::int8_t>(std::lround(u.z)), 0};
}

class Reader {
 public:
  explicit Reader(const GltfRequest& request) : request_(request), file_(request.path) {}

  ModelData read() {
    out_.path = request_.path.string();
    read_materials();
    nodes_ = read_nodes(file_, out_);
    find_moving();
    if (request_.skinned) skins_ = read_skins(file_, nodes_, out_);
    read_meshes();
    join();
    if (request_.skinned) read_clips(file_, nodes_, out_);
    return std::move(out_);
  }

 private:
  // What one draw takes triangles of: a moving node, a material, lightmapped or not, and a sector.
  using PartKey = std::tuple<int, int, bool, int>;

  // The visitor turns on the spot: what is drawn is split by direction, for the edge of the picture, and by
  // distance, for the order. 0 is what surrounds them closely; moving things and people are not split.
  int sector_of(const glm::vec3& centre, int moving) const {
    if (request_.skinned || moving >= 0) return 0;
    const glm::vec3 gap = centre - request_.sort_eye;
    const float distance = glm::length(gap);
    if (distance < 1.5f || !std::isfinite(distance)) return 0;
    const float turn = std::atan2(gap.x, -gap.z) / 6.2831853f + 0.5f;
    return 1 + static_cast<int>(turn * 8.0f) % 8 + (distance < 4.0f ? 0 : 8);
  }

  void read_materials() {
    for (const tinygltf::Material& m : file_.model.materials) {
      out_.materials.push_back(surface_of(m));
      const int texture = m.pbrMetallicRoughness.baseColorTexture.index;
      if (texture < 0) continue;
      const int source = file_.entry(file_.model.textures, texture, "a texture").source;
      if (source >= 0) file_.entry(file_.model.images, source, "an image");
      out_.materials.back().texture = source;
    }
    out_.materials.emplace_back();  // for primitives that name none
    out_.materials.back().metallic = 0.0f;
    for (tinygltf::Image& image : file_.model.images) out_.textures.push_back(texels_of(file_, image));
  }

  // What moves by itself, and what hangs on it.
  void find_moving() {
    for (const NodeRest& node : out_.nodes) {
      const auto parent = static_cast<std::size_t>(node.parent);
      const glm::mat4 local = matrix_of({node.shift, node.turn, node.scale});
      world_.push_back(node.parent < 0 ? local : world_[parent] * local);
      int moving = node.parent < 0 ? -1 : moving_of_[parent];
      if (moving < 0 && request_.moves && request_.moves(node.name)) {
        moving = static_cast<int>(out_.moving.size());
        out_.moving.push_back({node.name, glm::vec3(world_.back()[3]), node.name.rfind("leaves_", 0) == 0});
      }
      moving_of_.push_back(moving);
    }
  }

  // Asks for the room of all meshes before the first is read. Indices are in parts that grow by doubling,
  // sorted with their distance and joined.
  void make_room() {
    std::size_t vertices = 0;
    for (const tinygltf::Node& node : file_.model.nodes) {
      if (node.mesh < 0) continue;
      for (const tinygltf::Primitive& primitive :
           file_.entry(file_.model.meshes, node.mesh, "a mesh").primitives) {
        const MeshSize one = size_of(file_, primitive, true);
        file_.spend(one.vertices * (sizeof(Vertex) + sizeof(SkinVertex)) + 24 * one.indices);
        vertices += one.vertices;
      }
    }
    out_.vertices.reserve(vertices);
    if (request_.skinned) out_.skin.reserve(vertices);
  }

  void read_meshes() {
    make_room();
    for (std::size_t i = 0; i < file_.model.nodes.size(); ++i) {
      const tinygltf::Node& node = file_.model.nodes[i];
      if (node.mesh < 0) continue;
      for (const tinygltf::Primitive& primitive :
           file_.entry(file_.model.meshes, node.mesh, "a mesh").primitives) {
        add(primitive, node, static_cast<std::size_t>(nodes_.place_of[i]));
      }
    }
  }

  void add(const tinygltf::Primitive& primitive, const tinygltf::Node& node, std::size_t here) {
    std::optional<GltfMesh> mesh = read_mesh(file_, primitive, true);
    if (!mesh || mesh->shape != Shape::triangles) return;
    if (request_.skinned) bind(*mesh, node, static_cast<int>(here));
    const glm::mat4 world = request_.skinned ? glm::mat4(1.0f) : world_[here];
    const glm::mat3 normal_world = glm::inverseTranspose(glm::mat3(world));
    const auto base = static_cast<std::uint32_t>(out_.vertices.size());
    for (std::size_t v = 0; v < mesh->vertices.size(); ++v) {
      Vertex& vertex = mesh->vertices[v];
      vertex.position = glm::vec3(world * glm::vec4(vertex.position, 1.0f));
      vertex.normal = pack_normal(normal_world * mesh->normals[v]);
      out_.vertices.push_back(vertex);
    }
    std::vector<std::uint32_t>& indices = mesh->indices;
    for (std::uint32_t& index : indices) index += base;
    const bool mirrored = glm::determinant(glm::mat3(world)) < 0.0f;
    if (mirrored) {
      for (std::size_t t = 0; t + 2 < indices.size(); t += 3) std::swap(indices[t], indices[t + 1]);
    }
    int material = primitive.material;
    if (material < 0 || static_cast<std::size_t>(material) + 1 >= out_.materials.size())
      material = static_cast<int>(out_.materials.size()) - 1;
    const bool lightmapped = primitive.attributes.count("TEXCOORD_1") != 0 && !request_.skinned;
    const bool far = request_.skinned && node.name.ends_with("_far");
    for (std::size_t t = 0; t + 2 < indices.size(); t += 3) {
      const int sector = far ? kFarSector : sector_of(centre_of(&indices[t]), moving_of_[here]);
      std::vector<std::uint32_t>& part = parts_[{moving_of_[here], material, lightmapped, sector}];
      part.insert(part.end(), {indices[t], indices[t + 1], indices[t + 2]});
    }
  }

  // Joints of the skin become those of the model; a rigid thing in the hand gets one joint of its own.
  void bind(GltfMesh& mesh, const tinygltf::Node& node, int here) {
    if (node.skin < 0) {
      const auto joint = static_cast<std::uint16_t>(out_.joints.size());
      out_.joints.push_back({here, glm::mat4(1.0f)});
      mesh.skin.assign(mesh.vertices.size(), {{joint, joint, joint, joint}, {65535, 0, 0, 0}});
    } else {
      const SkinRange& skin = file_.entry(skins_, node.skin, "a skin");
      if (mesh.skin.empty()) file_.fail("a skinned mesh has no JOINTS_0 or WEIGHTS_0");
      check_joints(file_, mesh.skin, skin.joints);
      for (SkinVertex& vertex : mesh.skin) {
        for (std::uint16_t& joint : vertex.joints)
          joint = static_cast<std::uint16_t>(joint + skin.first_joint);
      }
    }
    out_.skin.insert(out_.skin.end(), mesh.skin.begin(), mesh.skin.end());
  }

  glm::vec3 centre_of(const std::uint32_t* corners) const {
    return (out_.vertices[corners[0]].position + out_.vertices[corners[1]].position +
            out_.vertices[corners[2]].position) /
           3.0f;
  }

  // The visitor keeps to one spot: near triangles first lets the depth test throw away what they hide.
  void sort_triangles(std::vector<std::uint32_t>& indices, DrawData& draw) const {
    struct Triangle {
      float distance;
      std::array<std::uint32_t, 3> corners;
    };
    std::vector<Triangle> triangles;
    triangles.reserve(indices.size() / 3);
    for (std::size_t t = 0; t + 2 < indices.size(); t += 3) {
      triangles.push_back({glm::distance(centre_of(&indices[t]), request_.sort_eye),
                           {indices[t], indices[t + 1], indices[t + 2]}});
    }
    if (triangles.empty()) return;
    if (!request_.skinned) {
      std::stable_sort(triangles.begin(), triangles.end(),
                       [](const Triangle& a, const Triangle& b) { return a.distance < b.distance; });
      for (std::size_t t = 0; t < triangles.size(); ++t) {
        std::copy(triangles[t].corners.begin(), triangles[t].corners.end(), indices.begin() + 3 * t);
      }
    }
    draw.distance_m = triangles[triangles.size() / 2].distance;
  }

  void join() {
    for (auto& [key, part] : parts_) {
      DrawData draw;
      int sector = 0;
      std::tie(draw.moving, draw.material, draw.lightmapped, sector) = key;
      draw.far = sector == kFarSector;
      draw.first_index = static_cast<std::uint32_t>(out_.indices.size());
      draw.index_count = static_cast<std::uint32_t>(part.size());
      sort_triangles(part, draw);
      for (std::uint32_t index : part) draw.box.add(out_.vertices[index].position);
      out_.indices.insert(out_.indices.end(), part.begin(), part.end());
      if (draw.index_count > 0) out_.draws.push_back(draw);
    }
    if (out_.draws.empty()) file_.fail("it holds no triangles");
    std::stable_sort(out_.draws.begin(), out_.draws.end(),
                     [](const DrawData& a, const DrawData& b) { return a.distance_m < b.distance_m; });
  }

  const GltfRequest& request_;
  GltfFile file_;
  ModelData out_;
  GltfNodes nodes_;
  std::vector<SkinRange> skins_;
  std::vector<glm::mat4> world_;  // by out_.nodes
  std::vector<int> moving_of_;
  std::map<PartKey, std::vector<std::uint32_t>> parts_;
};

}  // namespace

ModelData read_gltf(const GltfRequest& request) {
  return Reader(request).read();
}

}  // namespace threshold::xr
