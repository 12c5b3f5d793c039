// GltfFile: tinygltf's parsed file with every accessor read behind a bounds check, and with limits on what a
// file may ask for: never much more than its own bytes hold, and nothing outside its folder.
#pragma once

#include <filesystem>
#include <map>
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
  // An index into one of the file's lists as it stands there, or throws: `what` is missing.
  template <class T>
  const T& entry(const std::vector<T>& list, int index, const char* what) const {
    if (index < 0 || static_cast<std::size_t>(index) >= list.size()) fail(std::string(what) + " is missing");
    return list[static_cast<std::size_t>(index)];
  }
  // What an accessor claims to have; throws where that is more than any mesh here has.
  std::size_t count_of(int accessor) const;
  // All elements of an accessor as floats, `width` a element (missing components are 0, w is 1).
  // For a while only: who keeps any of them, or may read them often, says so to spend(). Integers are
  // normalised where the accessor says so; sparse ones are filled in; what is not finite is 0.
  std::vector<glm::vec4> vectors(int accessor) const;
  std::vector<float> scalars(int accessor) const;
  std::vector<glm::mat4> matrices(int accessor) const;
  std::vector<std::uint32_t> indices(int accessor) const;
  // The attribute of this name, as many as `count`; none where there is none.
  std::vector<glm::vec4> attribute(const std::map<std::string, int>& of, const std::string& name,
                                   std::size_t count) const;
  // So many more bytes are about to be made of what the file holds: to be thrown away again (need), or to be
  // kept (spend). Throws where that is beyond what a file of its size can mean, or any may take.
  void need(std::size_t bytes) const;
  void spend(std::size_t bytes) const;

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
  Span span(int accessor, std::size_t element) const;  // that becomes so many bytes
  template <class Put>
  void each(const Span& span, int accessor, Put put) const;
  void parse(const std::vector<unsigned char>& bytes, const std::filesystem::path& path);
  void check_bulk() const;

  std::string path_, advice_;
  mutable std::size_t left_ = 0;  // bytes that may still be made
};

}  // namespace threshold::xr
