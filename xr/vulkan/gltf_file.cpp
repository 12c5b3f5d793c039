#include "xr/vulkan/gltf_file.h"

#include <algorithm>
#include <fstream>
#include <span>
#include <stdexcept>

#include "xr/vulkan/gltf_claims.h"
#include "xr/vulkan/image_limits.h"

namespace threshold::xr {
namespace {

constexpr std::size_t kMostNodes = 65'536, kMostAnimations = 4'096;
// What a file may take in memory at any time while it is read: itself twice (the parser copies it), its text,
// its images, and what is made of its numbers.
constexpr std::size_t kMost = 448u << 20, kMostBytes = 192u << 20;
// A text's strings are in the parser's tree, in its model and, decoded, in a buffer.
constexpr std::size_t kTextCopies = 3;
// What may be made of a file's numbers: some meshes are read for several nodes, some numbers are packed, and
// a little is for what is sparse and nearly all zero.
constexpr std::size_t kMadeOfAByte = 24, kMadeOfNothing = 32u << 20;

void halve_depth(tinygltf::Image& image) {  // the upper byte of each, little-endian
  for (std::size_t i = 0; 2 * i + 1 < image.image.size(); ++i) image.image[i] = image.image[2 * i + 1];
  image.image.resize(image.image.size() / 2);
  image.image.shrink_to_fit();
  image.bits = 8;
  image.pixel_type = TINYGLTF_COMPONENT_TYPE_UNSIGNED_BYTE;
}

// Decodes only what says beforehand that it is of a size to decode; `left` is what the file may still take.
bool load_image(tinygltf::Image* image, int index, std::string* error, std::string* warning, int width,
                int height, const unsigned char* bytes, int size, void* left) {
  const auto refuse = [&](const std::string& what) {
    if (error != nullptr) *error += "image " + std::to_string(index) + " '" + image->name + "' " + what;
    return false;
  };
  const std::span<const std::uint8_t> encoded(bytes, static_cast<std::size_t>(std::max(size, 0)));
  const auto claimed = encoded_size(encoded);
  if (!claimed) return refuse("is neither PNG nor JPEG");
  const std::size_t texels = std::size_t{claimed->width} * claimed->height;
  auto& memory = *static_cast<std::size_t*>(left);
  if (claimed->width > kMostTextureSide || claimed->height > kMostTextureSide ||
      texels * claimed->texel_bytes > memory) {
    return refuse("is oversized: " + std::to_string(claimed->width) + " x " +
                  std::to_string(claimed->height) + " texels, at most " + std::to_string(kMostTextureSide) +
                  " a side and what a file may take in all, " + std::to_string(kMost >> 20) +
                  " MiB, are supported");
  }
  if (!unpacks_as_claimed(encoded, *claimed, memory / 2))
    return refuse("is oversized: it unpacks to more than its texels");
  memory -= 4 * texels;
  if (!tinygltf::LoadImageData(image, index, error, warning, width, height, bytes, size, nullptr))
    return false;
  if (image->bits == 16) halve_depth(*image);
  return true;
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
  std::size_t& left;

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
  left_ = kMost;
  if (unreadable || !read_file(path, bytes, kMostBytes)) fail("not a file that can be read");
  const std::span<const unsigned char> text = gltf_text(bytes);
  const GltfClaims claims = claims_of(text);
  if (!claims.objection.empty()) fail(claims.objection);
  spend(2 * bytes.size() + kTextCopies * text.size() + claims.bytes);
  parse(bytes, path);
  left_ += bytes.size();
  check_bulk();
}

void GltfFile::parse(const std::vector<unsigned char>& bytes, const std::filesystem::path& path) {
  tinygltf::TinyGLTF loader;
  loader.SetImageLoader(load_image, &left_);
  const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
  Beside beside{std::filesystem::canonical(folder), left_};
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
  left_ = std::min(left_, kMadeOfNothing + kMadeOfAByte * bytes);
}

void GltfFile::fail(const std::string& what) const {
  throw std::runtime_error(path_ + ": " + what + ". " + advice_ + ".");
}

void GltfFile::need(std::size_t bytes) const {
  if (bytes > left_) fail("oversized: it asks for far more than a file of its size can hold");
}

void GltfFile::spend(std::size_t bytes) const {
  need(bytes);
  left_ -= bytes;
}

}  // namespace threshold::xr
