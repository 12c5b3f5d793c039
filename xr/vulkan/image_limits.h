// What an encoded image says of its size before anything of it is decoded: a few bytes can claim gigabytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace threshold::xr {

struct ImageSize {
  std::uint32_t width = 0, height = 0;
  std::size_t texel_bytes = 20;  // about what a texel takes at the height of decoding, with 4 that stay
};

inline constexpr std::uint32_t kMostTextureSide = 8192;

// PNG and JPEG, which is what glTF allows; none for what is neither, or cut short.
std::optional<ImageSize> encoded_size(std::span<const std::uint8_t> bytes);

// Does a PNG unpack to no more than the texels that it claims? (Kilobytes can be packed to unpack to
// gigabytes.) Only where that could be more than `harmless` bytes is it unpacked, a little at a time and
// thrown away. Other images: always.
bool unpacks_as_claimed(std::span<const std::uint8_t> bytes, const ImageSize& claimed, std::size_t harmless);

}  // namespace threshold::xr
