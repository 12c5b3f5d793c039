#include "xr/vulkan/mipmaps.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace threshold::xr {
namespace {

std::array<float, 256> decode_table() {
  std::array<float, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const float c = static_cast<float>(i) / 255.0f;
    table[i] = c <= 0.04045f ? c / 12.92f : std::pow((c + 0.055f) / 1.055f, 2.4f);
  }
  return table;
}

std::array<std::uint8_t, 4097> encode_table() {
  std::array<std::uint8_t, 4097> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    const float c = static_cast<float>(i) / 4096.0f;
    const float s = c <= 0.0031308f ? 12.92f * c : 1.055f * std::pow(c, 1.0f / 2.4f) - 0.055f;
    table[i] = static_cast<std::uint8_t>(std::lround(s * 255.0f));
  }
  return table;
}

}  // namespace

std::uint32_t mip_count(int width, int height) {
  std::uint32_t count = 1;
  for (int side = std::max(width, height); side > 1; side /= 2) ++count;
  return count;
}

namespace {

// Hands the four texels under each texel of the half size to mean(four, component).
template <class Mean>
TextureData halved(const TextureData& level, Mean mean) {
  TextureData out;
  out.width = std::max(1, level.width / 2);
  out.height = std::max(1, level.height / 2);
  out.rgba.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 4);
  const auto texel = [&](int x, int y) {
    x = std::min(x, level.width - 1);
    y = std::min(y, level.height - 1);
    return &level.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(level.width) +
                        static_cast<std::size_t>(x)) *
                       4];
  };
  std::size_t at = 0;
  for (int y = 0; y < out.height; ++y) {
    for (int x = 0; x < out.width; ++x, at += 4) {
      const std::array<const std::uint8_t*, 4> from = {texel(2 * x, 2 * y), texel(2 * x + 1, 2 * y),
                                                       texel(2 * x, 2 * y + 1), texel(2 * x + 1, 2 * y + 1)};
      for (std::size_t c = 0; c < 4; ++c) out.rgba[at + c] = mean(from, c);
    }
  }
  return out;
}

std::uint8_t plain_mean(const std::array<const std::uint8_t*, 4>& from, std::size_t c) {
  return static_cast<std::uint8_t>((from[0][c] + from[1][c] + from[2][c] + from[3][c] + 2) / 4);
}

}  // namespace

TextureData halve(const TextureData& level) {
  static const std::array<float, 256> decode = decode_table();
  static const std::array<std::uint8_t, 4097> encode = encode_table();
  return halved(level, [](const std::array<const std::uint8_t*, 4>& from, std::size_t c) {
    if (c == 3) return plain_mean(from, c);
    const float mean =
        0.25f * (decode[from[0][c]] + decode[from[1][c]] + decode[from[2][c]] + decode[from[3][c]]);
    return encode[static_cast<std::size_t>(mean * 4096.0f + 0.5f)];
  });
}

TextureData halve_numbers(const TextureData& level) {
  return halved(level, plain_mean);
}

namespace {

std::array<std::uint8_t, 256> root_table() {
  const std::array<float, 256> decode = decode_table();
  std::array<std::uint8_t, 256> code{};
  for (std::size_t i = 0; i < code.size(); ++i) {
    code[i] = static_cast<std::uint8_t>(std::lround(std::sqrt(decode[i]) * 255.0f));
  }
  return code;
}

}  // namespace

TextureData root_coded(const TextureData& level) {
  static const std::array<std::uint8_t, 256> code = root_table();
  TextureData out = level;
  for (std::size_t i = 0; i + 3 < out.rgba.size(); i += 4) {
    for (std::size_t c = i; c < i + 3; ++c) out.rgba[c] = code[out.rgba[c]];
  }
  return out;
}

}  // namespace threshold::xr
