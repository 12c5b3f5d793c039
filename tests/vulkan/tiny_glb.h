// TinyGlb: binary glTF made in the test, one triangle list at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>

namespace threshold::xr::test {

struct TinyMesh {
  std::vector<glm::vec3> positions, normals;
  std::vector<glm::vec2> uvs, light_uvs;
  std::vector<glm::vec4> colours;
  std::vector<std::uint32_t> indices;
  std::vector<glm::vec4> weights;    // with `joint_of`, makes the mesh skinned
  std::vector<std::uint8_t> joints;  // four a vertex
  int material = 0;
};

// A rectangle about `centre` in the plane of `right` and `up` (half extents), facing right x up.
TinyMesh quad(const glm::vec3& centre, const glm::vec3& right, const glm::vec3& up, int material = 0);

class TinyGlb {
 public:
  // `json` of a material, e.g. R"({"pbrMetallicRoughness":{...}})".
  int material(const std::string& json);
  int unlit(const glm::vec4& colour);
  int lit(const glm::vec4& colour);  // rough, not metallic
  // Returns the node. `parent` -1: a root.
  int node(const std::string& name, const glm::vec3& translation, int parent = -1);
  int mesh_node(const std::string& name, const TinyMesh& mesh, const glm::vec3& translation = glm::vec3(0.0f),
                int skin = -1, int parent = -1);
  int skin(const std::vector<int>& joints, const std::vector<glm::mat4>& inverse_bind);
  // A linear rotation clip of one node; quaternions as x, y, z, w.
  void rotation_clip(const std::string& name, int node, const std::vector<float>& times,
                     const std::vector<glm::vec4>& turns);
  void extension(const std::string& name) { extensions_.push_back(name); }
  std::vector<std::uint8_t> bytes() const;
  void write(const std::filesystem::path& file) const;

 private:
  int accessor(const void* data, std::size_t bytes, std::size_t count, int component, const char* type,
               bool bounds = false, const std::vector<glm::vec3>* points = nullptr);
  std::vector<std::uint8_t> bin_;
  std::vector<std::string> views_, accessors_, meshes_, materials_, skins_, animations_, extensions_;
  struct Node {
    std::string json;
    std::vector<int> children;
    bool root = true;
  };
  std::vector<Node> nodes_;
};

}  // namespace threshold::xr::test
