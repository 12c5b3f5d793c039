// GltfFile: tinygltf's parsed file with every accessor read behind a bounds check.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <tiny_gltf.h>
#include <glm/mat4x4.hpp>
#include <glm/vec4.hpp>

namespace threshold::xr {

class GltfFile {
 public:
  explicit GltfFile(const std::filesystem::path& path);  // throws std::runtime_error

  [[noreturn]] void fail(const std::string& what) const;
  // All elements of an accessor as floats, `width` a element (missing components are 0, w is 1).
  // Integers are normalised where the accessor says so.
  std::vector<glm::vec4> vectors(int accessor) const;
  std::vector<glm::mat4> matrices(int accessor) const;
  std::vector<std::uint32_t> indices(int accessor) const;

  tinygltf::Model model;

 private:
  struct Span {
    const unsigned char* data;
    std::size_t count, stride;
    int components, component_type;
    bool normalised;
  };
  Span span(int accessor) const;
  std::string path_;
};

}  // namespace threshold::xr
