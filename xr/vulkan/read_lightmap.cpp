#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <tinyexr.h>
#include <glm/common.hpp>
#include <glm/gtc/packing.hpp>

#include "xr/vulkan/lightmap.h"

namespace threshold::xr {

std::uint32_t pack_light(const glm::vec3& light) {
  constexpr float kMost = 64000.0f;  // the largest 10-bit float is 64512
  const auto clean = [](float v) { return std::isfinite(v) ? glm::clamp(v, 0.0f, kMost) : 0.0f; };
  const glm::vec3 c(clean(light.x), clean(light.y), clean(light.z));
  // The small floats are half floats without sign and with fewer bits of mantissa: round, then drop.
  const auto small = [](float v, unsigned drop) {
    const std::uint32_t half = glm::packHalf1x16(v);
    return (half + (1u << (drop - 1))) >> drop;
  };
  return small(c.x, 4) | (small(c.y, 4) << 11) | (small(c.z, 5) << 22);
}

namespace {

constexpr int kMostSide = 8192;
constexpr std::uint32_t kMostHalf = 0x7bd0;  // 64000, as pack_light()

// As pack_light(), of half floats as they lie in the file.
std::uint32_t pack_halves(std::uint32_t r, std::uint32_t g, std::uint32_t b) {
  const auto small = [](std::uint32_t half, unsigned drop) {
    if (half >= 0x7c00) return 0u;  // below zero, or not a finite number
    return (std::min(half, kMostHalf) + (1u << (drop - 1))) >> drop;
  };
  return small(r, 4) | (small(g, 4) << 11) | (small(b, 5) << 22);
}

struct Header : EXRHeader {
  Header() { InitEXRHeader(this); }
  ~Header() { FreeEXRHeader(this); }
  Header(const Header&) = delete;
  Header& operator=(const Header&) = delete;
};

struct Decoded : EXRImage {
  Decoded() { InitEXRImage(this); }
  ~Decoded() { FreeEXRImage(this); }
  Decoded(const Decoded&) = delete;
  Decoded& operator=(const Decoded&) = delete;
};

using Bytes = std::vector<unsigned char>;

Bytes bytes_of(const std::filesystem::path& file) {
  std::error_code unreadable;
  const std::uintmax_t size = std::filesystem::file_size(file, unreadable);
  Bytes bytes(unreadable ? 0 : static_cast<std::size_t>(size));
  std::ifstream in(file, std::ios::binary);
  in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return bytes;
}

bool parsed(const Bytes& bytes, Header& header) {
  EXRVersion version{};
  const char* error = nullptr;
  const bool read =
      ParseEXRVersionFromMemory(&version, bytes.data(), bytes.size()) == TINYEXR_SUCCESS &&
      version.multipart == 0 &&
      ParseEXRHeaderFromMemory(&header, &version, bytes.data(), bytes.size(), &error) == TINYEXR_SUCCESS;
  if (error != nullptr) FreeEXRErrorMessage(error);
  return read;
}

// A few bytes can claim gigabytes: what the header says is asked before anything is decoded.
void check_size(const std::filesystem::path& file, const Header& header) {
  const long long width = 1ll + header.data_window.max_x - header.data_window.min_x;
  const long long height = 1ll + header.data_window.max_y - header.data_window.min_y;
  if (width < 1 || height < 1 || width > kMostSide || height > kMostSide) {
    throw std::runtime_error(file.string() + ": oversized lightmap: " + std::to_string(width) + " x " +
                             std::to_string(height) + " texels, at most " + std::to_string(kMostSide) +
                             " a side are supported. Build this asset again (assets/build).");
  }
}

// Our own are lines of half floats: those are packed as they are, without a detour through four floats a
// texel.
std::optional<Lightmap> read_halves(const Bytes& bytes, const Header& header) {
  std::array<int, 3> channel{-1, -1, -1};
  for (int c = 0; c < header.num_channels; ++c) {
    for (std::size_t k = 0; k < 3; ++k) {
      const bool half = header.pixel_types[c] == TINYEXR_PIXELTYPE_HALF &&
                        header.requested_pixel_types[c] == TINYEXR_PIXELTYPE_HALF;
      if (half && header.channels[c].name[0] == "RGB"[k] && header.channels[c].name[1] == 0) channel[k] = c;
    }
  }
  if (header.tiled != 0 || std::count(channel.begin(), channel.end(), -1) > 0) return std::nullopt;
  Decoded image;
  const char* error = nullptr;
  if (LoadEXRImageFromMemory(&image, &header, bytes.data(), bytes.size(), &error) != TINYEXR_SUCCESS ||
      image.images == nullptr) {
    if (error != nullptr) FreeEXRErrorMessage(error);
    return std::nullopt;  // the plain way says what is wrong
  }
  Lightmap map;
  map.width = static_cast<std::uint32_t>(image.width);
  map.height = static_cast<std::uint32_t>(image.height);
  map.texels.resize(std::size_t{map.width} * map.height);
  std::array<const std::uint16_t*, 3> from{};
  for (std::size_t k = 0; k < 3; ++k)
    from[k] = reinterpret_cast<const std::uint16_t*>(image.images[channel[k]]);
  for (std::size_t i = 0; i < map.texels.size(); ++i)
    map.texels[i] = pack_halves(from[0][i], from[1][i], from[2][i]);
  return map;
}

}  // namespace

Lightmap read_lightmap(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) {
    throw std::runtime_error(file.string() +
                             ": no such file. Build the assets (assets/build) or check the name.");
  }
  const Bytes bytes = bytes_of(file);
  {
    Header header;
    if (parsed(bytes, header)) {
      check_size(file, header);
      if (std::optional<Lightmap> map = read_halves(bytes, header)) return std::move(*map);
    }
  }
  float* rgba = nullptr;
  int width = 0, height = 0;
  const char* error = nullptr;
  const int result = LoadEXRFromMemory(&rgba, &width, &height, bytes.data(), bytes.size(), &error);
  const std::unique_ptr<float, void (*)(void*)> owned(rgba, std::free);
  if (result != TINYEXR_SUCCESS) {
    const std::string why = error != nullptr ? error : "unknown reason";
    FreeEXRErrorMessage(error);
    throw std::runtime_error(file.string() + ": not a complete OpenEXR image (" + why +
                             "). Build this asset again (assets/build).");
  }
  Lightmap map;
  map.width = static_cast<std::uint32_t>(width);
  map.height = static_cast<std::uint32_t>(height);
  map.texels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (std::size_t i = 0; i < map.texels.size(); ++i) {
    map.texels[i] = pack_light({rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2]});
  }
  return map;
}

}  // namespace threshold::xr
