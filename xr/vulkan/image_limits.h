// What an encoded image says of its size before anything of it is decoded: a few bytes can claim gigabytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace threshold::xr {

struct ImageSize {
  std::uint32_t width = 0, height = 0;
};

inline constexpr std::uint32_t kMostTextureSide = 8192;
inline constexpr std::size_t kMostTexels = 48u << 20;  // of all textures of a file together, 192 MiB of RGBA

// PNG and JPEG, which is what glTF allows; none for what is neither, or cut short.
std::optional<ImageSize> encoded_size(std::span<const std::uint8_t> bytes);

}  // namespace threshold::xr
