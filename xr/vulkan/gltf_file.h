// GltfFile: tinygltf's parsed file with every accessor read behind a bounds check, and with limits on what a
// file may ask for: never much more than its own bytes hold.
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
  // `advice`: what to do about a bad file, a sentence without its full stop. Throws std::runtime_error.
  explicit GltfFile(const std::filesystem::path& path,
                    std::string advice = "Build this asset again (assets/build)");

  [[noreturn]] void fail(const std::string& what) const;
  // All elements of an accessor as floats, `width` a element (missing components are 0, w is 1).
  // Integers are normalised where the accessor says so; sparse ones are filled in.
  std::vector<glm::vec4> vectors(int accessor) const;
  std::vector<float> scalars(int accessor) const;
  std::vector<glm::mat4> matrices(int accessor) const;
  std::vector<std::uint32_t> indices(int accessor) const;
  int components(int accessor) const;
  // Says that so many more elements are about to be made of what the file holds; throws where that is beyond
  // what a file of its size can mean. Accessors count themselves.
  void spend(std::size_t elements) const;

  tinygltf::Model model;

 private:
  struct Span {
    const unsigned char* data = nullptr;
    std::size_t count = 0, stride = 0;
    int components = 0, component_type = 0;
    bool normalised = false;
  };
  // Elements of this kind in a buffer view, or throws.
  const unsigned char* bytes_at(int view, std::size_t offset, std::size_t count, std::size_t element,
                                std::size_t* stride) const;
  Span span(int accessor) const;
  template <class Put>
  void each(const Span& span, int accessor, Put put) const;
  void check_bulk() const;

  std::string path_, advice_;
  mutable std::size_t budget_ = 0;
};

}  // namespace threshold::xr
