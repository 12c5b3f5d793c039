#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <fstream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <zlib.h>
#include <glm/common.hpp>
#include <glm/gtc/packing.hpp>

#include "xr/vulkan/lightmap.h"
#include "xr/vulkan/lightmap_layout.h"

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

constexpr std::uintmax_t kMostBytes = 256u << 20;  // sixteen a texel of the most that a lightmap may have
constexpr std::uint32_t kMostHalf = 0x7bd0;        // 64000, as pack_light()

// As pack_light(), of half floats as they lie in the file.
std::uint32_t pack_halves(std::uint32_t r, std::uint32_t g, std::uint32_t b) {
  const auto small = [](std::uint32_t half, unsigned drop) {
    if (half >= 0x7c00) return 0u;  // below zero, or not a finite number
    return (std::min(half, kMostHalf) + (1u << (drop - 1))) >> drop;
  };
  return small(r, 4) | (small(g, 4) << 11) | (small(b, 5) << 22);
}

using Bytes = std::vector<unsigned char>;

Bytes bytes_of(const std::filesystem::path& file) {
  std::error_code unreadable;
  const std::uintmax_t size = std::filesystem::file_size(file, unreadable);
  Bytes bytes(unreadable || size > kMostBytes ? 0 : static_cast<std::size_t>(size));
  std::ifstream in(file, std::ios::binary);
  in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return bytes;
}

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw std::runtime_error(file.string() + ": " + what + ". Build this asset again (assets/build).");
}

// A zipped block (OpenEXR's ImfZip): inflated, its bytes are sums of differences, the even ones first.
bool unzip(std::span<const unsigned char> packed, Bytes& scratch, Bytes& lines) {
  uLongf size = scratch.size();
  if (uncompress(scratch.data(), &size, packed.data(), packed.size()) != Z_OK || size != scratch.size())
    return false;
  for (std::size_t i = 1; i < size; ++i)
    scratch[i] = static_cast<unsigned char>(scratch[i - 1] + scratch[i] - 128);
  const std::size_t half = (size + 1) / 2;
  for (std::size_t i = 0; i < half; ++i) lines[2 * i] = scratch[i];
  for (std::size_t i = half; i < size; ++i) lines[2 * (i - half) + 1] = scratch[i];
  return true;
}

// Where a channel's values lie in a line, in bytes.
struct Row {
  std::size_t from = 0;
  bool half = true;
};

std::array<Row, 3> rows_of(const LightmapLayout& layout) {
  std::array<Row, 3> rows;
  std::size_t at = 0;
  for (const LightmapLayout::Channel& channel : layout.channels) {
    const std::size_t k = std::string_view("RGB").find(channel.name);
    if (k < rows.size()) rows[k] = {at, channel.half};
    at += static_cast<std::size_t>(layout.width) * (channel.half ? 2 : 4);
  }
  return rows;
}

template <class T>
T number_at(const unsigned char* row, std::size_t i) {  // little-endian, as all machines that this runs on
  T value;
  std::memcpy(&value, row + i * sizeof value, sizeof value);
  return value;
}

// Our own are half floats: those are packed as they are, without a detour through floats.
void pack(const unsigned char* line, const std::array<Row, 3>& rows, std::span<std::uint32_t> texels) {
  if (rows[0].half && rows[1].half && rows[2].half) {
    const auto at = [&](std::size_t k, std::size_t i) {
      return number_at<std::uint16_t>(line + rows[k].from, i);
    };
    for (std::size_t i = 0; i < texels.size(); ++i) texels[i] = pack_halves(at(0, i), at(1, i), at(2, i));
    return;
  }
  const auto at = [&](std::size_t k, std::size_t i) {
    const unsigned char* row = line + rows[k].from;
    return rows[k].half ? glm::unpackHalf1x16(number_at<std::uint16_t>(row, i)) : number_at<float>(row, i);
  };
  for (std::size_t i = 0; i < texels.size(); ++i) texels[i] = pack_light({at(0, i), at(1, i), at(2, i)});
}

}  // namespace

Lightmap read_lightmap(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) {
    throw std::runtime_error(file.string() +
                             ": no such file. Build the assets (assets/build) or check the name.");
  }
  const Bytes bytes = bytes_of(file);
  const LightmapLayout layout = layout_of(bytes);
  if (!layout.objection.empty()) fail(file, layout.objection);
  Lightmap map;
  map.width = static_cast<std::uint32_t>(layout.width);
  map.height = static_cast<std::uint32_t>(layout.height);
  map.texels.resize(std::size_t{map.width} * map.height);
  const std::array<Row, 3> rows = rows_of(layout);
  const std::size_t line_bytes = map.width * static_cast<std::size_t>(layout.texel_bytes);
  Bytes scratch, lines;
  for (const LightmapLayout::Block& block : layout.blocks) {
    const auto high = static_cast<std::size_t>(block.lines);
    const unsigned char* from = block.packed.data();
    if (block.packed.size() < high * line_bytes) {  // else it is as it is: zipping gained nothing
      scratch.resize(high * line_bytes);
      lines.resize(high * line_bytes);
      if (!unzip(block.packed, scratch, lines))
        fail(file, "not a complete OpenEXR image (a block is broken)");
      from = lines.data();
    }
    for (std::size_t y = 0; y < high; ++y) {
      const std::size_t first = (static_cast<std::size_t>(block.line) + y) * map.width;
      pack(from + y * line_bytes, rows, std::span(map.texels).subspan(first, map.width));
    }
  }
  return map;
}

}  // namespace threshold::xr
