#include "xr/vulkan/gltf_file.h"

#include <cstring>
#include <stdexcept>

namespace threshold::xr {
namespace {

// More than any place or person here by an order of magnitude; beyond it the file is wrong, not large.
constexpr std::size_t kMostElements = 4'000'000;

double component(const unsigned char* at, int type, bool normalised) {
  const auto read = [at]<class T>(T value) {
    std::memcpy(&value, at, sizeof value);
    return static_cast<double>(value);
  };
  switch (type) {
    case TINYGLTF_COMPONENT_TYPE_BYTE:
      return read(std::int8_t{}) / (normalised ? 127.0 : 1.0);
    case TINYGLTF_COMPONENT_TYPE_UNSIGNED_BYTE:
      return read(std::uint8_t{}) / (normalised ? 255.0 : 1.0);
    case TINYGLTF_COMPONENT_TYPE_SHORT:
      return read(std::int16_t{}) / (normalised ? 32767.0 : 1.0);
    case TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT:
      return read(std::uint16_t{}) / (normalised ? 65535.0 : 1.0);
    case TINYGLTF_COMPONENT_TYPE_UNSIGNED_INT:
      return read(std::uint32_t{});
    default:
      return read(float{});
  }
}

}  // namespace

GltfFile::GltfFile(const std::filesystem::path& path) : path_(path.string()) {
  if (!std::filesystem::exists(path)) {
    throw std::runtime_error(path_ + ": no such file. Build the assets (assets/build) or check the name.");
  }
  tinygltf::TinyGLTF loader;
  std::string error, warning;
  bool read = false;
  try {
    read = loader.LoadBinaryFromFile(&model, &error, &warning, path_);
  } catch (const std::exception& e) {
    error = e.what();
  }
  if (!read) {
    while (!error.empty() && (error.back() == '\n' || error.back() == '.')) error.pop_back();
    fail("not a complete binary glTF file (" + (error.empty() ? "unknown reason" : error) + ")");
  }
}

void GltfFile::fail(const std::string& what) const {
  throw std::runtime_error(path_ + ": " + what + ". Build this asset again (assets/build).");
}

GltfFile::Span GltfFile::span(int index) const {
  if (index < 0 || static_cast<std::size_t>(index) >= model.accessors.size()) fail("an accessor is missing");
  const tinygltf::Accessor& accessor = model.accessors[index];
  if (accessor.sparse.isSparse) fail("sparse accessors are not supported");
  if (accessor.count > kMostElements) {
    fail("oversized mesh: an accessor of " + std::to_string(accessor.count) + " elements, at most " +
         std::to_string(kMostElements) + " are supported");
  }
  if (accessor.bufferView < 0 || static_cast<std::size_t>(accessor.bufferView) >= model.bufferViews.size()) {
    fail("a buffer view is missing");
  }
  const tinygltf::BufferView& view = model.bufferViews[accessor.bufferView];
  if (view.buffer < 0 || static_cast<std::size_t>(view.buffer) >= model.buffers.size())
    fail("a buffer is missing");
  const std::vector<unsigned char>& bytes = model.buffers[view.buffer].data;
  const int size = tinygltf::GetComponentSizeInBytes(static_cast<std::uint32_t>(accessor.componentType));
  const int components = tinygltf::GetNumComponentsInType(static_cast<std::uint32_t>(accessor.type));
  if (size <= 0 || components <= 0) fail("an accessor has an unknown type");
  const std::size_t element = static_cast<std::size_t>(size) * static_cast<std::size_t>(components);
  const std::size_t stride = view.byteStride != 0 ? view.byteStride : element;
  const std::size_t first = view.byteOffset + accessor.byteOffset;
  const std::size_t needed = accessor.count == 0 ? 0 : (accessor.count - 1) * stride + element;
  if (first > bytes.size() || needed > bytes.size() - first)
    fail("an accessor reaches past the end of its buffer");
  return {bytes.data() + first, accessor.count,         stride,
          components,           accessor.componentType, accessor.normalized};
}

std::vector<glm::vec4> GltfFile::vectors(int accessor) const {
  const Span s = span(accessor);
  const int size = tinygltf::GetComponentSizeInBytes(static_cast<std::uint32_t>(s.component_type));
  std::vector<glm::vec4> out(s.count, glm::vec4(0.0f, 0.0f, 0.0f, 1.0f));
  for (std::size_t i = 0; i < s.count; ++i) {
    const unsigned char* at = s.data + i * s.stride;
    for (int c = 0; c < s.components && c < 4; ++c) {
      out[i][c] = static_cast<float>(component(at + c * size, s.component_type, s.normalised));
    }
  }
  return out;
}

std::vector<glm::mat4> GltfFile::matrices(int accessor) const {
  const Span s = span(accessor);
  if (s.components != 16 || s.component_type != TINYGLTF_COMPONENT_TYPE_FLOAT)
    fail("inverse bind matrices are wrong");
  std::vector<glm::mat4> out(s.count);
  for (std::size_t i = 0; i < s.count; ++i) std::memcpy(&out[i], s.data + i * s.stride, sizeof(glm::mat4));
  return out;
}

std::vector<std::uint32_t> GltfFile::indices(int accessor) const {
  const Span s = span(accessor);
  if (s.component_type != TINYGLTF_COMPONENT_TYPE_UNSIGNED_BYTE &&
      s.component_type != TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT &&
      s.component_type != TINYGLTF_COMPONENT_TYPE_UNSIGNED_INT) {
    fail("a mesh has indices that are not whole numbers from zero");
  }
  std::vector<std::uint32_t> out(s.count);
  for (std::size_t i = 0; i < s.count; ++i) {
    out[i] = static_cast<std::uint32_t>(component(s.data + i * s.stride, s.component_type, false));
  }
  return out;
}

}  // namespace threshold::xr
