// One primitive of a glTF file as a list of triangles, lines or points, in the mesh's own space: what both
// its readers make their vertices of.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "xr/vulkan/gltf_file.h"
#include "xr/vulkan/model.h"

namespace threshold::xr {

enum class Shape : std::uint8_t { triangles, lines, points };

struct GltfMesh {
  Shape shape = Shape::triangles;
  std::vector<std::uint32_t> indices;  // of vertices
  std::vector<std::uint32_t> corners;  // the file's vertex that each vertex is
  std::vector<Vertex> vertices;        // but for their normals
  std::vector<glm::vec3> normals;      // of any length; empty: has none and wants none
  std::vector<glm::vec4> tangents;     // or empty
  std::vector<SkinVertex> skin;        // joints of its skin, the four heaviest; or empty
  std::size_t file_vertices = 0;       // as long as every attribute of the primitive
};

// How much a primitive is at most, by what it claims; no more than that is made of it.
struct MeshSize {
  std::size_t vertices = 0, indices = 0, deltas = 0;  // two rows a vertex and morph target
};
MeshSize size_of(const GltfFile& file, const tinygltf::Primitive& primitive, bool flat);

// `flat`: triangles without normals get those of their planes, which needs a vertex for each of their
// corners. Nothing where nothing is to be seen: no positions, or not one whole triangle, line or point.
std::optional<GltfMesh> read_mesh(const GltfFile& file, const tinygltf::Primitive& primitive, bool flat);

// A normal as it is packed: unit, and up where it says nothing.
glm::vec3 unit_or_up(const glm::vec3& n);
// Throws where a vertex is bound to a joint that a skin of so many does not have.
void check_joints(const GltfFile& file, std::span<const SkinVertex> skin, int joints);

}  // namespace threshold::xr
