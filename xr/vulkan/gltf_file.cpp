#include "xr/vulkan/gltf_file.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <span>
#include <stdexcept>

#include "xr/vulkan/image_limits.h"

namespace threshold::xr {
namespace {

// More than any place or person here by an order of magnitude; beyond it the file is wrong, not large.
constexpr std::size_t kMostElements = 4'000'000;
constexpr std::uintmax_t kMostBytes = 1u << 30;
constexpr std::size_t kDeepestJson = 64;
constexpr std::size_t kMostNodes = 65'536, kMostAnimations = 4'096;
// Elements that a file may make of its bytes: a byte or more each, some of them read by several meshes, and a
// little for what is sparse and nearly all zero.
constexpr std::size_t kElementsAByte = 4, kFreeElements = 1u << 18, kMostOfAll = 48u << 20;

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
      return read(float{});
  }
}

// Depth of the JSON text of either form; parsers call themselves once a level, so a file must not choose how
// many.
std::size_t json_depth(std::span<const unsigned char> bytes) {
  if (bytes.size() >= 20 && std::memcmp(bytes.data(), "glTF", 4) == 0) {
    std::uint32_t length = 0;
    std::memcpy(&length, bytes.data() + 12, 4);
    bytes = bytes.subspan(20, std::min<std::size_t>(length, bytes.size() - 20));
  }
  std::size_t depth = 0, deepest = 0;
  bool text = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned char c = bytes[i];
    if (text && c == '\\') ++i;
    if (c == '"') text = !text;
    if (text) continue;
    if (c == '[' || c == '{') deepest = std::max(deepest, ++depth);
    if ((c == ']' || c == '}') && depth > 0) --depth;
  }
  return deepest;
}

std::vector<unsigned char> bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Decodes only what says beforehand that it is of a size to decode; `left` is what the file may still have.
bool load_image(tinygltf::Image* image, int index, std::string* error, std::string* warning, int width,
                int height, const unsigned char* bytes, int size, void* left) {
  const auto refuse = [&](const std::string& what) {
    if (error != nullptr) *error += "image " + std::to_string(index) + " '" + image->name + "' " + what;
    return false;
  };
  const auto claimed = encoded_size({bytes, static_cast<std::size_t>(std::max(size, 0))});
  if (!claimed) return refuse("is neither PNG nor JPEG");
  const std::size_t texels = std::size_t{claimed->width} * claimed->height;
  auto& budget = *static_cast<std::size_t*>(left);
  if (claimed->width > kMostTextureSide || claimed->height > kMostTextureSide || texels > budget) {
    return refuse("is oversized: " + std::to_string(claimed->width) + " x " +
                  std::to_string(claimed->height) + " texels, at most " + std::to_string(kMostTextureSide) +
                  " a side and " + std::to_string(kMostTexels >> 20) + " Mi in all are supported");
  }
  budget -= texels;
  return tinygltf::LoadImageData(image, index, error, warning, width, height, bytes, size, nullptr);
}

}  // namespace

GltfFile::GltfFile(const std::filesystem::path& path, std::string advice)
    : path_(path.string()), advice_(std::move(advice)) {
  if (!std::filesystem::exists(path))
    throw std::runtime_error(path_ + ": no such file. " + advice_ + " or check the name.");
  std::error_code unreadable;
  const std::uintmax_t size = std::filesystem::file_size(path, unreadable);
  if (unreadable) fail("not a file that can be read");
  if (size > kMostBytes) fail("oversized: more than " + std::to_string(kMostBytes >> 20) + " MiB");
  const std::vector<unsigned char> bytes = bytes_of(path);
  if (json_depth(bytes) > kDeepestJson)
    fail("its text is nested more than " + std::to_string(kDeepestJson) + " deep");
  tinygltf::TinyGLTF loader;
  std::size_t texels = kMostTexels;
  loader.SetImageLoader(load_image, &texels);
  std::string error, warning;
  bool read = false;
  try {
    const auto length = static_cast<unsigned>(bytes.size());
    const std::string folder = path.parent_path().string();
    read = path.extension() == ".gltf"
               ? loader.LoadASCIIFromString(&model, &error, &warning,
                                            reinterpret_cast<const char*>(bytes.data()), length, folder)
               : loader.LoadBinaryFromMemory(&model, &error, &warning, bytes.data(), length, folder);
  } catch (const std::exception& e) {
    error = e.what();
  }
  if (!read) {
    while (!error.empty() && (error.back() == '\n' || error.back() == '.')) error.pop_back();
    std::replace(error.begin(), error.end(), '\n', ' ');
    fail("not a complete glTF file (" + (error.empty() ? "unknown reason" : error) + ")");
  }
  check_bulk();
}

void GltfFile::check_bulk() const {
  if (model.nodes.size() > kMostNodes)
    fail("oversized: " + std::to_string(model.nodes.size()) + " nodes, at most " +
         std::to_string(kMostNodes) + " are supported");
  if (model.animations.size() > kMostAnimations) fail("oversized: more than 4096 animations");
  std::size_t bytes = 0;
  for (const tinygltf::Buffer& buffer : model.buffers) bytes += buffer.data.size();
  budget_ = std::min(kFreeElements + kElementsAByte * bytes, kMostOfAll);
}

void GltfFile::fail(const std::string& what) const {
  throw std::runtime_error(path_ + ": " + what + ". " + advice_ + ".");
}

void GltfFile::spend(std::size_t elements) const {
  if (elements > budget_) fail("oversized: it asks for far more than a file of its size can hold");
  budget_ -= elements;
}

const unsigned char* GltfFile::bytes_at(int index, std::size_t offset, std::size_t count, std::size_t element,
                                        std::size_t* stride) const {
  if (index < 0 || static_cast<std::size_t>(index) >= model.bufferViews.size())
    fail("a buffer view is missing");
  const tinygltf::BufferView& view = model.bufferViews[index];
  if (view.buffer < 0 || static_cast<std::size_t>(view.buffer) >= model.buffers.size())
    fail("a buffer is missing");
  const std::vector<unsigned char>& bytes = model.buffers[view.buffer].data;
  *stride = view.byteStride != 0 ? view.byteStride : element;
  const std::size_t first = view.byteOffset + offset;
  const std::size_t needed = count == 0 ? 0 : (count - 1) * *stride + element;
  if (first < offset || first > bytes.size() || needed > bytes.size() - first)
    fail("an accessor reaches past the end of its buffer");
  return bytes.data() + first;
}

GltfFile::Span GltfFile::span(int index) const {
  if (index < 0 || static_cast<std::size_t>(index) >= model.accessors.size()) fail("an accessor is missing");
  const tinygltf::Accessor& accessor = model.accessors[index];
  if (accessor.count > kMostElements) {
    fail("oversized mesh: an accessor of " + std::to_string(accessor.count) + " elements, at most " +
         std::to_string(kMostElements) + " are supported");
  }
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
  spend(accessor.count);
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
  const unsigned char* at =
      bytes_at(sparse.indices.bufferView, static_cast<std::size_t>(sparse.indices.byteOffset), count,
               static_cast<std::size_t>(at_size), &step);
  const unsigned char* values =
      bytes_at(sparse.values.bufferView, static_cast<std::size_t>(sparse.values.byteOffset), count,
               static_cast<std::size_t>(size) * static_cast<std::size_t>(s.components), &value_step);
  for (std::size_t k = 0; k < count; ++k) {
    const auto i = static_cast<std::size_t>(component(at + k * step, sparse.indices.componentType, false));
    if (i >= s.count) fail("a sparse accessor replaces an element past its end");
    put(i, values + k * value_step);
  }
}

int GltfFile::components(int accessor) const {
  if (accessor < 0 || static_cast<std::size_t>(accessor) >= model.accessors.size())
    fail("an accessor is missing");
  return tinygltf::GetNumComponentsInType(static_cast<std::uint32_t>(model.accessors[accessor].type));
}

std::vector<glm::vec4> GltfFile::vectors(int accessor) const {
  const Span s = span(accessor);
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
  const Span s = span(accessor);
  std::vector<float> out(s.count);
  each(s, accessor, [&](std::size_t i, const unsigned char* at) {
    out[i] = static_cast<float>(component(at, s.component_type, s.normalised));
  });
  return out;
}

std::vector<glm::mat4> GltfFile::matrices(int accessor) const {
  const Span s = span(accessor);
  if (s.components != 16 || s.component_type != TINYGLTF_COMPONENT_TYPE_FLOAT)
    fail("inverse bind matrices are wrong");
  std::vector<glm::mat4> out(s.count, glm::mat4(1.0f));
  each(s, accessor,
       [&](std::size_t i, const unsigned char* at) { std::memcpy(&out[i], at, sizeof(glm::mat4)); });
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
  each(s, accessor, [&](std::size_t i, const unsigned char* at) {
    out[i] = static_cast<std::uint32_t>(component(at, s.component_type, false));
  });
  return out;
}

}  // namespace threshold::xr
