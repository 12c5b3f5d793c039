#include "tests/vulkan/tiny_glb.h"

#include <cstring>
#include <fstream>

#include <glm/geometric.hpp>

namespace threshold::xr::test {
namespace {

std::string number(float v) {
  return std::to_string(v);
}
std::string array(const glm::vec3& v) {
  return "[" + number(v.x) + "," + number(v.y) + "," + number(v.z) + "]";
}

std::string join(const std::vector<std::string>& parts) {
  std::string out = "[";
  for (const std::string& part : parts) out += (out.size() > 1 ? "," : "") + part;
  return out + "]";
}

void put32(std::vector<std::uint8_t>& to, std::uint32_t v) {
  for (int i = 0; i < 4; ++i) to.push_back(static_cast<std::uint8_t>(v >> (8 * i)));
}

}  // namespace

TinyMesh quad(const glm::vec3& centre, const glm::vec3& right, const glm::vec3& up, int material) {
  TinyMesh mesh;
  mesh.positions = {centre - right - up, centre + right - up, centre + right + up, centre - right + up};
  mesh.normals.assign(4, glm::normalize(glm::cross(right, up)));
  mesh.indices = {0, 1, 2, 0, 2, 3};
  mesh.material = material;
  return mesh;
}

int TinyGlb::material(const std::string& json) {
  materials_.push_back(json);
  return static_cast<int>(materials_.size()) - 1;
}

int TinyGlb::unlit(const glm::vec4& c) {
  return material(
      R"({"extensions":{"KHR_materials_unlit":{}},"pbrMetallicRoughness":{"metallicFactor":0,"baseColorFactor":[)" +
      number(c.x) + "," + number(c.y) + "," + number(c.z) + "," + number(c.w) + "]}}");
}

int TinyGlb::lit(const glm::vec4& c) {
  return material(R"({"pbrMetallicRoughness":{"metallicFactor":0,"roughnessFactor":1,"baseColorFactor":[)" +
                  number(c.x) + "," + number(c.y) + "," + number(c.z) + "," + number(c.w) + "]}}");
}

int TinyGlb::accessor(const void* data, std::size_t bytes, std::size_t count, int component, const char* type,
                      bool bounds, const std::vector<glm::vec3>* points) {
  while (bin_.size() % 4 != 0) bin_.push_back(0);
  const std::size_t at = bin_.size();
  bin_.resize(at + bytes);
  std::memcpy(bin_.data() + at, data, bytes);
  views_.push_back(R"({"buffer":0,"byteOffset":)" + std::to_string(at) + R"(,"byteLength":)" +
                   std::to_string(bytes) + "}");
  std::string json = R"({"bufferView":)" + std::to_string(views_.size() - 1) + R"(,"componentType":)" +
                     std::to_string(component) + R"(,"count":)" + std::to_string(count) + R"(,"type":")" +
                     type + "\"";
  if (bounds && points != nullptr) {
    glm::vec3 low(1e9f), high(-1e9f);
    for (const glm::vec3& p : *points) {
      low = glm::min(low, p);
      high = glm::max(high, p);
    }
    json += R"(,"min":)" + array(low) + R"(,"max":)" + array(high);
  }
  accessors_.push_back(json + "}");
  return static_cast<int>(accessors_.size()) - 1;
}

int TinyGlb::node(const std::string& name, const glm::vec3& translation, int parent) {
  Node made;
  made.json = R"("name":")" + name + R"(","translation":)" + array(translation);
  made.root = parent < 0;
  nodes_.push_back(made);
  const int index = static_cast<int>(nodes_.size()) - 1;
  if (parent >= 0) nodes_[static_cast<std::size_t>(parent)].children.push_back(index);
  return index;
}

int TinyGlb::mesh_node(const std::string& name, const TinyMesh& m, const glm::vec3& translation, int skin,
                       int parent) {
  const auto add = [&](const auto& values, const char* type) {
    return std::to_string(
        accessor(values.data(), values.size() * sizeof(values[0]), values.size(), 5126, type));
  };
  std::string attributes =
      R"("POSITION":)" + std::to_string(accessor(m.positions.data(), m.positions.size() * 12,
                                                 m.positions.size(), 5126, "VEC3", true, &m.positions));
  if (!m.normals.empty()) attributes += R"(,"NORMAL":)" + add(m.normals, "VEC3");
  if (!m.uvs.empty()) attributes += R"(,"TEXCOORD_0":)" + add(m.uvs, "VEC2");
  if (!m.light_uvs.empty()) attributes += R"(,"TEXCOORD_1":)" + add(m.light_uvs, "VEC2");
  if (!m.colours.empty()) attributes += R"(,"COLOR_0":)" + add(m.colours, "VEC4");
  if (!m.weights.empty()) {
    attributes += R"(,"WEIGHTS_0":)" + add(m.weights, "VEC4");
    attributes += R"(,"JOINTS_0":)" + std::to_string(accessor(m.joints.data(), m.joints.size(),
                                                              m.joints.size() / 4, 5121, "VEC4"));
  }
  const int indices = accessor(m.indices.data(), m.indices.size() * 4, m.indices.size(), 5125, "SCALAR");
  meshes_.push_back(R"({"primitives":[{"attributes":{)" + attributes + R"(},"indices":)" +
                    std::to_string(indices) + R"(,"material":)" + std::to_string(m.material) + "}]}");
  const int index = node(name, translation, parent);
  nodes_[static_cast<std::size_t>(index)].json += R"(,"mesh":)" + std::to_string(meshes_.size() - 1);
  if (skin >= 0) nodes_[static_cast<std::size_t>(index)].json += R"(,"skin":)" + std::to_string(skin);
  return index;
}

int TinyGlb::skin(const std::vector<int>& joints, const std::vector<glm::mat4>& inverse_bind) {
  std::vector<std::string> names;
  for (int joint : joints) names.push_back(std::to_string(joint));
  const int matrices =
      accessor(inverse_bind.data(), inverse_bind.size() * 64, inverse_bind.size(), 5126, "MAT4");
  skins_.push_back(R"({"joints":)" + join(names) + R"(,"inverseBindMatrices":)" + std::to_string(matrices) +
                   "}");
  return static_cast<int>(skins_.size()) - 1;
}

void TinyGlb::rotation_clip(const std::string& name, int node, const std::vector<float>& times,
                            const std::vector<glm::vec4>& turns) {
  const int input = accessor(times.data(), times.size() * 4, times.size(), 5126, "SCALAR");
  const int output = accessor(turns.data(), turns.size() * 16, turns.size(), 5126, "VEC4");
  animations_.push_back(R"({"name":")" + name + R"(","samplers":[{"input":)" + std::to_string(input) +
                        R"(,"output":)" + std::to_string(output) +
                        R"(,"interpolation":"LINEAR"}],"channels":[{"sampler":0,)" + R"("target":{"node":)" +
                        std::to_string(node) + R"(,"path":"rotation"}}]})");
}

std::vector<std::uint8_t> TinyGlb::bytes() const {
  std::vector<std::string> nodes, roots;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    std::vector<std::string> children;
    for (int child : nodes_[i].children) children.push_back(std::to_string(child));
    nodes.push_back("{" + nodes_[i].json + (children.empty() ? "" : R"(,"children":)" + join(children)) +
                    "}");
    if (nodes_[i].root) roots.push_back(std::to_string(i));
  }
  std::string json = R"({"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":)" + join(roots) +
                     R"(}],"nodes":)" + join(nodes) + R"(,"meshes":)" + join(meshes_) + R"(,"materials":)" +
                     join(materials_) + R"(,"accessors":)" + join(accessors_) + R"(,"bufferViews":)" +
                     join(views_) + R"(,"extensionsUsed":["KHR_materials_unlit"])";
  if (!skins_.empty()) json += R"(,"skins":)" + join(skins_);
  if (!animations_.empty()) json += R"(,"animations":)" + join(animations_);
  std::vector<std::uint8_t> bin = bin_;
  while (bin.size() % 4 != 0) bin.push_back(0);
  json += R"(,"buffers":[{"byteLength":)" + std::to_string(bin.size()) + "}]}";
  while (json.size() % 4 != 0) json += ' ';
  std::vector<std::uint8_t> out;
  put32(out, 0x46546C67u);
  put32(out, 2);
  put32(out, static_cast<std::uint32_t>(12 + 8 + json.size() + 8 + bin.size()));
  put32(out, static_cast<std::uint32_t>(json.size()));
  put32(out, 0x4E4F534Au);
  out.insert(out.end(), json.begin(), json.end());
  put32(out, static_cast<std::uint32_t>(bin.size()));
  put32(out, 0x004E4942u);
  out.insert(out.end(), bin.begin(), bin.end());
  return out;
}

void TinyGlb::write(const std::filesystem::path& file) const {
  std::filesystem::create_directories(file.parent_path());
  const std::vector<std::uint8_t> all = bytes();
  std::ofstream(file, std::ios::binary)
      .write(reinterpret_cast<const char*>(all.data()), static_cast<std::streamsize>(all.size()));
}

}  // namespace threshold::xr::test
