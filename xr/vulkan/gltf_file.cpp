#include "xr/vulkan/gltf_file.h"

#include <algorithm>
#include <fstream>
#include <span>
#include <stdexcept>

#include "xr/vulkan/gltf_claims.h"
#include "xr/vulkan/image_limits.h"

namespace threshold::xr {
namespace {

constexpr std::uintmax_t kMostBytes = 1u << 30;
constexpr std::size_t kMostNodes = 65'536, kMostAnimations = 4'096;
// Elements that a file may make of its bytes: a byte or more each, some of them read by several meshes, and a
// little for what is sparse and nearly all zero.
constexpr std::size_t kElementsAByte = 4, kFreeElements = 1u << 18, kMostOfAll = 48u << 20;

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

bool read_file(const std::filesystem::path& path, std::vector<unsigned char>& bytes, std::uintmax_t most) {
  std::error_code unreadable;
  const std::uintmax_t size = std::filesystem::file_size(path, unreadable);
  if (unreadable || size > most) return false;
  bytes.resize(static_cast<std::size_t>(size));
  std::ifstream in(path, std::ios::binary);
  in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  return static_cast<std::uintmax_t>(in.gcount()) == size;
}

// The files that a glTF file names: those in its folder or below, links followed, and no others.
struct Beside {
  std::filesystem::path folder;
  std::uintmax_t left = kMostBytes;

  bool holds(const std::filesystem::path& file) const {
    std::error_code gone;
    const std::filesystem::path whole = std::filesystem::canonical(file, gone);
    if (gone || !std::filesystem::is_regular_file(whole, gone)) return false;
    return std::mismatch(folder.begin(), folder.end(), whole.begin(), whole.end()).first == folder.end();
  }
  static bool exists(const std::string& file, void* me) { return static_cast<Beside*>(me)->holds(file); }
  static std::string as_it_is(const std::string& file, void*) { return file; }
  static bool read(std::vector<unsigned char>* bytes, std::string* error, const std::string& file, void* me) {
    auto& beside = *static_cast<Beside*>(me);
    if (!read_file(file, *bytes, beside.left)) {
      if (error != nullptr) *error = "unreadable, or oversized";
      return false;
    }
    beside.left -= bytes->size();
    return true;
  }
};

// One sentence of what the parser says in lines.
std::string in_one_line(std::string error) {
  while (!error.empty() && (error.back() == '\n' || error.back() == '.')) error.pop_back();
  std::replace(error.begin(), error.end(), '\n', ' ');
  return error.empty() ? "unknown reason" : error;
}

}  // namespace

GltfFile::GltfFile(const std::filesystem::path& path, std::string advice)
    : path_(path.string()), advice_(std::move(advice)) {
  if (!std::filesystem::exists(path))
    throw std::runtime_error(path_ + ": no such file. " + advice_ + " or check the name.");
  std::error_code unreadable;
  const std::uintmax_t size = std::filesystem::file_size(path, unreadable);
  if (!unreadable && size > kMostBytes)
    fail("oversized: more than " + std::to_string(kMostBytes >> 20) + " MiB");
  std::vector<unsigned char> bytes;
  if (unreadable || !read_file(path, bytes, kMostBytes)) fail("not a file that can be read");
  if (const std::string wrong = objection_to(gltf_text(bytes)); !wrong.empty()) fail(wrong);
  parse(bytes, path);
  check_bulk();
}

void GltfFile::parse(const std::vector<unsigned char>& bytes, const std::filesystem::path& path) {
  tinygltf::TinyGLTF loader;
  std::size_t texels = kMostTexels;
  loader.SetImageLoader(load_image, &texels);
  const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
  Beside beside{std::filesystem::canonical(folder)};
  loader.SetFsCallbacks({Beside::exists, Beside::as_it_is, Beside::read, nullptr, &beside});
  std::string error, warning;
  bool read = false;
  try {
    const auto length = static_cast<unsigned>(bytes.size());
    read = path.extension() == ".gltf"
               ? loader.LoadASCIIFromString(&model, &error, &warning,
                                            reinterpret_cast<const char*>(bytes.data()), length, folder)
               : loader.LoadBinaryFromMemory(&model, &error, &warning, bytes.data(), length, folder);
  } catch (const std::exception& e) {
    error = e.what();
  }
  if (!read) {
    const std::string missing = "File not found : ";
    const std::size_t named = error.find(missing);
    if (named == std::string::npos) fail("not a complete glTF file (" + in_one_line(error) + ")");
    error = error.substr(named + missing.size());
    fail("it needs '" + error.substr(0, error.find('\n')) + "', which is not in its folder");
  }
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

}  // namespace threshold::xr
