// The numbers of a glTF file: accessors, sparse or not, of every component type.
#include <algorithm>
#include <cmath>
#include <cstring>

#include <glm/gtc/type_ptr.hpp>

#include "xr/vulkan/gltf_file.h"

namespace threshold::xr {
namespace {

// Corners of more than two million triangles; beyond it the file is wrong, not large.
constexpr std::size_t kMostElements = 8'000'000;

double component(const unsigned char* at, int type, bool normalised) {
  const auto read = [at]<class T>(T value) {
    std::memcpy(&value, at, sizeof value);
    return static_cast<double>(value);
  };
  switch (type) {
    case TINYGLTF_COMPONENT_TYPE_BYTE:
      return normalised ? std::max(read(std::int8_t{}) / 127.0, -1.0) : read(std::int8_t{});
    case TINYGLTF_COMPONENT_TYPE_UNSIGNED_BYTE:
      return read(std::uint8_t{}) / (normalised ? 255.0 : 1.0);
    case TINYGLTF_COMPONENT_TYPE_SHORT:
      return normalised ? std::max(read(std::int16_t{}) / 32767.0, -1.0) : read(std::int16_t{});
    case TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT:
      return read(std::uint16_t{}) / (normalised ? 65535.0 : 1.0);
    case TINYGLTF_COMPONENT_TYPE_UNSIGNED_INT:
      return read(std::uint32_t{});
    default:
      return std::isfinite(read(float{})) ? read(float{}) : 0.0;  // glTF forbids what is not
  }
}

}  // namespace

const unsigned char* GltfFile::bytes_at(int index, std::size_t offset, std::size_t count, std::size_t element,
                                        std::size_t* stride) const {
  const tinygltf::BufferView& view = entry(model.bufferViews, index, "a buffer view");
  const std::vector<unsigned char>& bytes = entry(model.buffers, view.buffer, "a buffer").data;
  *stride = view.byteStride != 0 ? view.byteStride : element;
  const std::size_t first = view.byteOffset + offset;
  const std::size_t needed = count == 0 ? 0 : (count - 1) * *stride + element;
  if (first < offset || first > bytes.size() || needed > bytes.size() - first)
    fail("an accessor reaches past the end of its buffer");
  return bytes.data() + first;
}

std::size_t GltfFile::count_of(int index) const {
  const std::size_t count = entry(model.accessors, index, "an accessor").count;
  if (count <= kMostElements) return count;
  fail("oversized mesh: an accessor of " + std::to_string(count) + " elements, at most " +
       std::to_string(kMostElements) + " are supported");
}

GltfFile::Span GltfFile::span(int index, std::size_t element) const {
  const tinygltf::Accessor& accessor = entry(model.accessors, index, "an accessor");
  count_of(index);
  const int size = tinygltf::GetComponentSizeInBytes(static_cast<std::uint32_t>(accessor.componentType));
  const int parts = tinygltf::GetNumComponentsInType(static_cast<std::uint32_t>(accessor.type));
  if (size <= 0 || parts <= 0) fail("an accessor has an unknown type");
  Span made;
  made.count = accessor.count;
  made.components = parts;
  made.component_type = accessor.componentType;
  made.normalised = accessor.normalized;
  if (accessor.bufferView < 0 && !accessor.sparse.isSparse) fail("a buffer view is missing");
  if (accessor.bufferView >= 0) {
    made.data = bytes_at(accessor.bufferView, accessor.byteOffset, accessor.count,
                         static_cast<std::size_t>(size) * static_cast<std::size_t>(parts), &made.stride);
  }
  need(accessor.count * element);
  return made;
}

// Hands every element's bytes to put(i, bytes): those of the buffer, then those a sparse accessor puts in
// their place. What no buffer gives is left as it is.
template <class Put>
void GltfFile::each(const Span& s, int index, Put put) const {
  if (s.data != nullptr) {
    for (std::size_t i = 0; i < s.count; ++i) put(i, s.data + i * s.stride);
  }
  const tinygltf::Accessor& accessor = model.accessors[index];
  if (!accessor.sparse.isSparse) return;
  const auto& sparse = accessor.sparse;
  if (sparse.count < 0 || static_cast<std::size_t>(sparse.count) > s.count)
    fail("a sparse accessor replaces more elements than it has");
  const auto count = static_cast<std::size_t>(sparse.count);
  const int size = tinygltf::GetComponentSizeInBytes(static_cast<std::uint32_t>(s.component_type));
  const int at_size =
      tinygltf::GetComponentSizeInBytes(static_cast<std::uint32_t>(sparse.indices.componentType));
  const bool whole = sparse.indices.componentType == TINYGLTF_COMPONENT_TYPE_UNSIGNED_BYTE ||
                     sparse.indices.componentType == TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT ||
                     sparse.indices.componentType == TINYGLTF_COMPONENT_TYPE_UNSIGNED_INT;
  if (!whole || sparse.indices.byteOffset < 0 || sparse.values.byteOffset < 0)
    fail("a sparse accessor has indices that are not whole numbers from zero");
  std::size_t step = 0, value_step = 0;
  const unsigned char* which =
      bytes_at(sparse.indices.bufferView, static_cast<std::size_t>(sparse.indices.byteOffset), count,
               static_cast<std::size_t>(at_size), &step);
  const unsigned char* values =
      bytes_at(sparse.values.bufferView, static_cast<std::size_t>(sparse.values.byteOffset), count,
               static_cast<std::size_t>(size) * static_cast<std::size_t>(s.components), &value_step);
  for (std::size_t k = 0; k < count; ++k) {
    const auto i = static_cast<std::size_t>(component(which + k * step, sparse.indices.componentType, false));
    if (i >= s.count) fail("a sparse accessor replaces an element past its end");
    put(i, values + k * value_step);
  }
}

std::vector<glm::vec4> GltfFile::vectors(int accessor) const {
  const Span s = span(accessor, sizeof(glm::vec4));
  const int size = tinygltf::GetComponentSizeInBytes(static_cast<std::uint32_t>(s.component_type));
  std::vector<glm::vec4> out(s.count, glm::vec4(0.0f, 0.0f, 0.0f, 1.0f));
  each(s, accessor, [&](std::size_t i, const unsigned char* at) {
    for (int c = 0; c < s.components && c < 4; ++c) {
      out[i][c] = static_cast<float>(component(at + c * size, s.component_type, s.normalised));
    }
  });
  return out;
}

std::vector<float> GltfFile::scalars(int accessor) const {
  const Span s = span(accessor, sizeof(float));
  std::vector<float> out(s.count);
  each(s, accessor, [&](std::size_t i, const unsigned char* at) {
    out[i] = static_cast<float>(component(at, s.component_type, s.normalised));
  });
  return out;
}

std::vector<glm::mat4> GltfFile::matrices(int accessor) const {
  const Span s = span(accessor, sizeof(glm::mat4));
  if (s.components != 16 || s.component_type != TINYGLTF_COMPONENT_TYPE_FLOAT)
    fail("inverse bind matrices are wrong");
  std::vector<glm::mat4> out(s.count, glm::mat4(1.0f));
  each(s, accessor, [&](std::size_t i, const unsigned char* at) {
    for (int c = 0; c < 16; ++c)
      glm::value_ptr(out[i])[c] = static_cast<float>(component(at + 4 * c, s.component_type, false));
  });
  return out;
}

std::vector<std::uint32_t> GltfFile::indices(int accessor) const {
  const Span s = span(accessor, sizeof(std::uint32_t));
  if (s.component_type != TINYGLTF_COMPONENT_TYPE_UNSIGNED_BYTE &&
      s.component_type != TINYGLTF_COMPONENT_TYPE_UNSIGNED_SHORT &&
      s.component_type != TINYGLTF_COMPONENT_TYPE_UNSIGNED_INT) {
    fail("a mesh has indices that are not whole numbers from zero");
  }
  std::vector<std::uint32_t> out(s.count);
  each(s, accessor, [&](std::size_t i, const unsigned char* at) {
    out[i] = static_cast<std::uint32_t>(component(at, s.component_type, false));
  });
  return out;
}

std::vector<glm::vec4> GltfFile::attribute(const std::map<std::string, int>& of, const std::string& name,
                                           std::size_t count) const {
  const auto found = of.find(name);
  if (found == of.end()) return {};
  std::vector<glm::vec4> values = vectors(found->second);
  if (values.size() != count) fail(name + " has another length than POSITION");
  return values;
}

}  // namespace threshold::xr
