// glTF into ModelData: world-space static meshes joined by material, moving nodes apart, people with joints.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include <glm/gtc/matrix_inverse.hpp>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/gtc/type_ptr.hpp>
#include <glm/gtx/matrix_decompose.hpp>

#include "xr/vulkan/gltf_file.h"
#include "xr/vulkan/model.h"

namespace threshold::xr {
namespace {

// A finger tip is some 15 below its root; each level costs a call, so a file must not choose how many.
constexpr int kDeepestNode = 256;
constexpr int kFarSector = 99;  // of a person's version for afar

std::uint16_t unorm16(float v) {
  return static_cast<std::uint16_t>(std::lround(std::clamp(v, 0.0f, 1.0f) * 65535.0f));
}

std::array<std::int8_t, 4> pack_normal(const glm::vec3& n) {
  const float length = glm::length(n);
  const glm::vec3 u = length > 1e-8f ? n / length : glm::vec3(0.0f, 1.0f, 0.0f);
  return {static_cast<std::int8_t>(std::lround(u.x * 127.0f)),
          static_cast<std::int8_t>(std::lround(u.y * 127.0f)),
          static_cast<std::int8_t>(std::lround(u.z * 127.0f)), 0};
}

glm::vec3 vec3_of(const std::vector<double>& v, const glm::vec3& otherwise) {
  if (v.size() < 3) return otherwise;
  return {static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[2])};
}

class Reader {
 public:
  explicit Reader(const GltfRequest& request) : request_(request), file_(request.path) {}

  ModelData read() {
    out_.path = request_.path.string();
    read_materials();
    read_textures();
    read_nodes();
    if (request_.skinned) read_skins();
    read_meshes();
    join();
    if (request_.skinned) read_clips();
    return std::move(out_);
  }

 private:
  // Triangles that one draw takes: of a moving node, a material, lightmapped or not, and a sector.
  struct Part {
    std::vector<std::uint32_t> indices;
  };
  using PartKey = std::tuple<int, int, bool, int>;

  // The visitor turns on the spot: what is drawn is split by direction, for the edge of the picture, and by
  // distance, for the order. 0 is what surrounds them closely; moving things and people are not split.
  int sector_of(const glm::vec3& centre, int moving) const {
    if (request_.skinned || moving >= 0) return 0;
    const glm::vec3 gap = centre - request_.sort_eye;
    const float distance = glm::length(gap);
    if (distance < 1.5f) return 0;
    const float turn = std::atan2(gap.x, -gap.z) / 6.2831853f + 0.5f;
    return 1 + static_cast<int>(turn * 8.0f) % 8 + (distance < 4.0f ? 0 : 8);
  }

  void read_materials() {
    for (const tinygltf::Material& m : file_.model.materials) {
      MaterialData material;
      material.name = m.name;
      const tinygltf::PbrMetallicRoughness& pbr = m.pbrMetallicRoughness;
      for (std::size_t c = 0; c < 4 && c < pbr.baseColorFactor.size(); ++c) {
        material.base[static_cast<int>(c)] = static_cast<float>(pbr.baseColorFactor[c]);
      }
      material.metallic = static_cast<float>(pbr.metallicFactor);
      material.roughness = static_cast<float>(pbr.roughnessFactor);
      material.emissive = vec3_of(m.emissiveFactor, glm::vec3(0.0f));
      const auto strength = m.extensions.find("KHR_materials_emissive_strength");
      if (strength != m.extensions.end() && strength->second.Has("emissiveStrength")) {
        material.emissive *= static_cast<float>(strength->second.Get("emissiveStrength").GetNumberAsDouble());
      }
      material.unlit = m.extensions.count("KHR_materials_unlit") != 0;
      material.two_sided = m.doubleSided;
      material.transparent = m.alphaMode == "BLEND";
      const int texture = pbr.baseColorTexture.index;
      if (texture >= 0 && static_cast<std::size_t>(texture) < file_.model.textures.size()) {
        material.texture = file_.model.textures[texture].source;
      }
      if (material.texture >= static_cast<int>(file_.model.images.size())) file_.fail("an image is missing");
      out_.materials.push_back(std::move(material));
    }
    out_.materials.push_back({});  // for primitives that name none
  }

  void read_textures() {
    for (const tinygltf::Image& image : file_.model.images) {
      const std::size_t needed =
          static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4;
      if (image.bits != 8 || image.component != 4 || image.width <= 0 || image.height <= 0 ||
          image.image.size() != needed) {
        file_.fail("image '" + image.name + "' could not be decoded as 8 bit RGBA");
      }
      out_.textures.push_back({image.width, image.height, image.image});
    }
  }

  static NodeRest rest_of(const tinygltf::Node& node) {
    NodeRest rest;
    rest.name = node.name;
    if (node.matrix.size() == 16) {
      glm::mat4 m;
      for (int i = 0; i < 16; ++i) glm::value_ptr(m)[i] = static_cast<float>(node.matrix[i]);
      glm::vec3 skew;
      glm::vec4 perspective;
      glm::decompose(m, rest.scale, rest.turn, rest.shift, skew, perspective);
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

  // Fills out_.nodes with parents first.
  void read_nodes() {
    const std::vector<tinygltf::Node>& nodes = file_.model.nodes;
    place_of_.assign(nodes.size(), -1);
    std::vector<bool> is_child(nodes.size(), false);
    for (const tinygltf::Node& node : nodes) {
      for (int child : node.children) {
        if (child < 0 || static_cast<std::size_t>(child) >= nodes.size())
          file_.fail("a child node is missing");
        is_child[child] = true;
      }
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (!is_child[i]) add_node(static_cast<int>(i), -1, glm::mat4(1.0f), -1, 0);
    }
    if (out_.nodes.size() != nodes.size()) file_.fail("its nodes form a cycle");
  }

  void add_node(int index, int parent, const glm::mat4& above, int moving, int depth) {
    if (depth > kDeepestNode)
      file_.fail("its nodes are nested more than " + std::to_string(kDeepestNode) + " deep");
    if (place_of_[index] != -1) file_.fail("a node has two parents");
    NodeRest rest = rest_of(file_.model.nodes[index]);
    rest.parent = parent;
    const glm::mat4 world = above * glm::translate(glm::mat4(1.0f), rest.shift) * glm::mat4_cast(rest.turn) *
                            glm::scale(glm::mat4(1.0f), rest.scale);
    if (moving < 0 && request_.moves && request_.moves(rest.name)) {
      moving = static_cast<int>(out_.moving.size());
      out_.moving.push_back({rest.name, glm::vec3(world[3]), rest.name.rfind("leaves_", 0) == 0});
    }
    const int here = static_cast<int>(out_.nodes.size());
    place_of_[index] = here;
    out_.nodes.push_back(std::move(rest));
    world_.push_back(world);
    moving_of_.push_back(moving);
    for (int child : file_.model.nodes[index].children) add_node(child, here, world, moving, depth + 1);
  }

  void read_skins() {
    for (const tinygltf::Skin& skin : file_.model.skins) {
      first_joint_.push_back(static_cast<int>(out_.joints.size()));
      std::vector<glm::mat4> inverse(skin.joints.size(), glm::mat4(1.0f));
      if (skin.inverseBindMatrices >= 0) inverse = file_.matrices(skin.inverseBindMatrices);
      if (inverse.size() < skin.joints.size()) file_.fail("a skin has fewer bind matrices than joints");
      for (std::size_t j = 0; j < skin.joints.size(); ++j) {
        const int node = skin.joints[j];
        if (node < 0 || static_cast<std::size_t>(node) >= place_of_.size()) file_.fail("a joint is missing");
        out_.joints.push_back({place_of_[node], inverse[j]});
      }
    }
  }

  void read_meshes() {
    for (std::size_t i = 0; i < file_.model.nodes.size(); ++i) {
      const tinygltf::Node& node = file_.model.nodes[i];
      if (node.mesh < 0) continue;
      if (static_cast<std::size_t>(node.mesh) >= file_.model.meshes.size()) file_.fail("a mesh is missing");
      for (const tinygltf::Primitive& primitive : file_.model.meshes[node.mesh].primitives) {
        read_primitive(primitive, node, place_of_[i]);
      }
    }
  }

  std::vector<glm::vec4> attribute(const tinygltf::Primitive& primitive, const char* name,
                                   std::size_t count) const {
    const auto found = primitive.attributes.find(name);
    if (found == primitive.attributes.end()) return {};
    std::vector<glm::vec4> values = file_.vectors(found->second);
    if (values.size() != count) file_.fail(std::string(name) + " has another length than POSITION");
    return values;
  }

  void read_primitive(const tinygltf::Primitive& primitive, const tinygltf::Node& node, int here) {
    if (primitive.mode != -1 && primitive.mode != TINYGLTF_MODE_TRIANGLES) return;
    const auto position = primitive.attributes.find("POSITION");
    if (position == primitive.attributes.end()) file_.fail("a mesh has no POSITION");
    const std::vector<glm::vec4> positions = file_.vectors(position->second);
    const std::size_t count = positions.size();
    const std::vector<glm::vec4> normals = attribute(primitive, "NORMAL", count);
    const std::vector<glm::vec4> uvs = attribute(primitive, "TEXCOORD_0", count);
    const std::vector<glm::vec4> light_uvs = attribute(primitive, "TEXCOORD_1", count);
    const std::vector<glm::vec4> colours = attribute(primitive, "COLOR_0", count);

    const bool bound = request_.skinned && node.skin >= 0;
    const glm::mat4 world = request_.skinned ? glm::mat4(1.0f) : world_[here];
    const glm::mat3 normal_world = glm::inverseTranspose(glm::mat3(world));
    const std::uint32_t base = static_cast<std::uint32_t>(out_.vertices.size());
    for (std::size_t v = 0; v < count; ++v) {
      Vertex vertex;
      vertex.position = glm::vec3(world * glm::vec4(glm::vec3(positions[v]), 1.0f));
      if (!normals.empty()) vertex.normal = pack_normal(normal_world * glm::vec3(normals[v]));
      if (!uvs.empty()) vertex.uv = glm::vec2(uvs[v]);
      if (!light_uvs.empty()) vertex.light_uv = glm::vec2(light_uvs[v]);
      if (!colours.empty()) {
        for (int c = 0; c < 4; ++c) vertex.colour[static_cast<std::size_t>(c)] = unorm16(colours[v][c]);
      }
      out_.vertices.push_back(vertex);
    }
    if (request_.skinned) bind(primitive, node, here, bound, count);

    std::vector<std::uint32_t> indices;
    if (primitive.indices >= 0) {
      indices = file_.indices(primitive.indices);
    } else {
      for (std::uint32_t v = 0; v < count; ++v) indices.push_back(v);
    }
    indices.resize(indices.size() / 3 * 3);
    for (std::uint32_t& index : indices) {
      if (index >= count) file_.fail("a mesh has an index past its vertices");
      index += base;
    }
    const bool mirrored = glm::determinant(glm::mat3(world)) < 0.0f;
    if (mirrored) {
      for (std::size_t t = 0; t + 2 < indices.size(); t += 3) std::swap(indices[t], indices[t + 1]);
    }
    if (normals.empty()) flat_normals(indices);
    int material = primitive.material;
    if (material < 0 || static_cast<std::size_t>(material) + 1 >= out_.materials.size()) {
      material = static_cast<int>(out_.materials.size()) - 1;
    }
    const bool lightmapped = !light_uvs.empty() && !request_.skinned;
    for (std::size_t t = 0; t + 2 < indices.size(); t += 3) {
      const glm::vec3 centre = centre_of(&indices[t]);
      const bool far = request_.skinned && node.name.ends_with("_far");
      const int sector = far ? kFarSector : sector_of(centre, moving_of_[here]);
      Part& part = parts_[{moving_of_[here], material, lightmapped, sector}];
      part.indices.insert(part.indices.end(), indices.begin() + static_cast<std::ptrdiff_t>(t),
                          indices.begin() + static_cast<std::ptrdiff_t>(t) + 3);
    }
  }

  void bind(const tinygltf::Primitive& primitive, const tinygltf::Node& node, int here, bool bound,
            std::size_t count) {
    if (!bound) {  // a rigid thing in the hand: one joint of its own
      const auto joint = static_cast<std::uint16_t>(out_.joints.size());
      out_.joints.push_back({here, glm::mat4(1.0f)});
      SkinVertex rigid;
      rigid.joints = {joint, joint, joint, joint};
      rigid.weights = {65535, 0, 0, 0};
      out_.skin.insert(out_.skin.end(), count, rigid);
      return;
    }
    if (static_cast<std::size_t>(node.skin) >= file_.model.skins.size()) file_.fail("a skin is missing");
    const std::vector<glm::vec4> joints = attribute(primitive, "JOINTS_0", count);
    const std::vector<glm::vec4> weights = attribute(primitive, "WEIGHTS_0", count);
    if (joints.empty() || weights.empty()) file_.fail("a skinned mesh has no JOINTS_0 or WEIGHTS_0");
    const auto first = static_cast<std::size_t>(first_joint_[node.skin]);
    const std::size_t joint_count = file_.model.skins[node.skin].joints.size();
    if (joint_count == 0) file_.fail("a skin has no joints");
    for (std::size_t v = 0; v < count; ++v) {
      SkinVertex skin;
      const float sum = weights[v].x + weights[v].y + weights[v].z + weights[v].w;
      for (int k = 0; k < 4; ++k) {
        // Through a range that every value fits: a float past the integer, or none at all, has no conversion.
        const auto joint = static_cast<std::size_t>(
            std::clamp(std::isfinite(joints[v][k]) ? joints[v][k] : 65535.0f, 0.0f, 65535.0f));
        const float weight = sum > 1e-6f ? weights[v][k] / sum : (k == 0 ? 1.0f : 0.0f);
        if (joint >= joint_count && weight > 0.0f) file_.fail("a vertex names a joint that is not there");
        skin.joints[static_cast<std::size_t>(k)] =
            static_cast<std::uint16_t>(first + std::min(joint, joint_count - 1));
        skin.weights[static_cast<std::size_t>(k)] = unorm16(weight);
      }
      out_.skin.push_back(skin);
    }
  }

  glm::vec3 centre_of(const std::uint32_t* corners) const {
    return (out_.vertices[corners[0]].position + out_.vertices[corners[1]].position +
            out_.vertices[corners[2]].position) /
           3.0f;
  }

  void flat_normals(const std::vector<std::uint32_t>& indices) {
    for (std::size_t t = 0; t + 2 < indices.size(); t += 3) {
      const glm::vec3 a = out_.vertices[indices[t]].position;
      const glm::vec3 n =
          glm::cross(out_.vertices[indices[t + 1]].position - a, out_.vertices[indices[t + 2]].position - a);
      for (int k = 0; k < 3; ++k)
        out_.vertices[indices[t + static_cast<std::size_t>(k)]].normal = pack_normal(n);
    }
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
      draw.index_count = static_cast<std::uint32_t>(part.indices.size());
      sort_triangles(part.indices, draw);
      for (std::uint32_t index : part.indices) draw.box.add(out_.vertices[index].position);
      out_.indices.insert(out_.indices.end(), part.indices.begin(), part.indices.end());
      if (draw.index_count > 0) out_.draws.push_back(draw);
    }
    if (out_.draws.empty()) file_.fail("it holds no triangles");
    std::stable_sort(out_.draws.begin(), out_.draws.end(),
                     [](const DrawData& a, const DrawData& b) { return a.distance_m < b.distance_m; });
  }

  void read_clips() {
    for (const tinygltf::Animation& animation : file_.model.animations) {
      Clip clip;
      clip.name = animation.name;
      for (const tinygltf::AnimationChannel& source : animation.channels) {
        if (source.target_node < 0 || static_cast<std::size_t>(source.target_node) >= place_of_.size())
          continue;
        std::optional<Channel> channel = read_channel(animation, source);
        if (!channel) continue;
        clip.duration_s = std::max(clip.duration_s, channel->times.back());
        clip.channels.push_back(std::move(*channel));
      }
      out_.clips.push_back(std::move(clip));
    }
  }

  std::optional<Channel> read_channel(const tinygltf::Animation& animation,
                                      const tinygltf::AnimationChannel& source) const {
    Channel channel;
    channel.node = place_of_[source.target_node];
    if (source.target_path == "rotation") {
      channel.path = ChannelPath::turn;
    } else if (source.target_path == "translation") {
      channel.path = ChannelPath::shift;
    } else if (source.target_path == "scale") {
      channel.path = ChannelPath::scale;
    } else {
      return std::nullopt;
    }
    if (source.sampler < 0 || static_cast<std::size_t>(source.sampler) >= animation.samplers.size()) {
      file_.fail("animation '" + animation.name + "' lacks a sampler");
    }
    const tinygltf::AnimationSampler& sampler = animation.samplers[source.sampler];
    channel.step = sampler.interpolation == "STEP";
    for (const glm::vec4& t : file_.vectors(sampler.input)) channel.times.push_back(t.x);
    channel.values = file_.vectors(sampler.output);
    if (sampler.interpolation == "CUBICSPLINE") {  // keep the points, drop the tangents
      std::vector<glm::vec4> points;
      for (std::size_t i = 1; i < channel.values.size(); i += 3) points.push_back(channel.values[i]);
      channel.values = std::move(points);
    }
    if (channel.times.empty() || channel.times.size() != channel.values.size()) {
      file_.fail("animation '" + animation.name + "' has times and values of different lengths");
    }
    return channel;
  }

  const GltfRequest& request_;
  GltfFile file_;
  ModelData out_;
  std::vector<int> place_of_;     // glTF node -> out_.nodes
  std::vector<glm::mat4> world_;  // by out_.nodes
  std::vector<int> moving_of_;
  std::vector<int> first_joint_;  // by skin
  std::map<PartKey, Part> parts_;
};

}  // namespace

ModelData read_gltf(const GltfRequest& request) {
  return Reader(request).read();
}

}  // namespace threshold::xr
