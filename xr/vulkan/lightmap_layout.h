// Where everything lies in an OpenEXR file, found and checked before anything of it is unpacked: a few bytes
// can claim gigabytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace threshold::xr {

inline constexpr std::int64_t kMostLightmapSide = 8192;
inline constexpr std::int64_t kMostLightmapTexels = 16ll << 20;

struct LightmapLayout {
  struct Channel {
    char name = 0;     // R, G, B or A
    bool half = true;  // else a float
  };
  struct Block {
    std::int64_t line = 0, lines = 0;  // of the picture, from its top
    std::span<const unsigned char> packed;
  };
  std::string objection;  // empty, or what is wrong with it for us, a sentence without its full stop
  std::int64_t width = 0, height = 0;
  std::vector<Channel> channels;  // in the order of the file; R, G and B once each
  std::int64_t texel_bytes = 0;   // of all channels
  bool zipped = false;
  std::vector<Block> blocks;  // every line of the picture once, none larger than it would be unpacked
};

// Of one picture in lines, as half floats or floats, bare or zipped, of a size that is supported; anything
// else is objected to. The blocks are those of `bytes`.
LightmapLayout layout_of(std::span<const unsigned char> bytes);

}  // namespace threshold::xr
