#include "xr/vulkan/image_limits.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <zlib.h>

namespace threshold::xr {
namespace {

std::uint32_t big_endian(std::span<const std::uint8_t> bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8 | bytes[at + i];
  return value;
}

// JPEG (ITU T.81, annex B): segments from marker to marker until a frame header names the size.
std::optional<ImageSize> jpeg_size(std::span<const std::uint8_t> bytes) {
  std::size_t at = 2;
  while (at + 9 <= bytes.size()) {
    if (bytes[at] != 0xff) return std::nullopt;
    const std::uint8_t marker = bytes[at + 1];
    if (marker == 0xff) {  // fill byte
      ++at;
      continue;
    }
    const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (frame) return ImageSize{big_endian(bytes, at + 7, 2), big_endian(bytes, at + 5, 2), 20};
    at += 2 + big_endian(bytes, at + 2, 2);
  }
  return std::nullopt;
}

// PNG (ISO 15948): chunks of length, name, content and check; the first is the header.
constexpr std::size_t kChunks = 8, kHeader = 16, kDepth = 24, kInterlaced = 28;

std::string_view name_of(std::span<const std::uint8_t> bytes, std::size_t chunk) {
  return {reinterpret_cast<const char*>(bytes.data()) + chunk + 4, 4};
}

// Hands the content of every chunk of packed texels to use(), until that returns false.
template <class Use>
void each_packed(std::span<const std::uint8_t> bytes, Use use) {
  std::size_t at = kChunks;
  while (bytes.size() - at >= 12) {
    const std::size_t length = big_endian(bytes, at, 4), room = bytes.size() - at - 12;
    const std::span<const std::uint8_t> content = bytes.subspan(at + 8, std::min(length, room));
    if (name_of(bytes, at) == "IDAT" && !use(content)) return;
    if (length > room) return;
    at += 12 + length;
  }
}

struct Inflate : z_stream {
  Inflate() : z_stream{} { good = inflateInit(this) == Z_OK; }
  ~Inflate() { inflateEnd(this); }
  Inflate(const Inflate&) = delete;
  Inflate& operator=(const Inflate&) = delete;
  bool good = false;
};

// Bytes that it unpacks to, or a little more than `most` where that is exceeded.
std::size_t unpacked(std::span<const std::uint8_t> bytes, std::size_t most) {
  Inflate stream;
  std::array<unsigned char, 1u << 16> thrown_away;
  std::size_t made = 0;
  each_packed(bytes, [&](std::span<const std::uint8_t> packed) {
    stream.next_in = const_cast<unsigned char*>(packed.data());
    stream.avail_in = static_cast<unsigned>(packed.size());
    while (stream.good && made <= most) {
      stream.next_out = thrown_away.data();
      stream.avail_out = static_cast<unsigned>(thrown_away.size());
      const int said = inflate(&stream, Z_NO_FLUSH);
      made += thrown_away.size() - stream.avail_out;
      if (said == Z_BUF_ERROR || (said == Z_OK && stream.avail_in == 0 && stream.avail_out != 0)) break;
      stream.good = said == Z_OK;
    }
    return stream.good && made <= most;
  });
  return made;
}

constexpr std::array<std::uint8_t, 8> kPng = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

bool is_png(std::span<const std::uint8_t> bytes) {
  return bytes.size() >= 33 && std::equal(kPng.begin(), kPng.end(), bytes.begin());
}

// Decoders read some files of another kind whose first chunk is not the header; what they claim is elsewhere.
std::optional<ImageSize> png_size(std::span<const std::uint8_t> bytes) {
  if (name_of(bytes, kChunks) != "IHDR") return std::nullopt;
  const std::size_t wide = bytes[kDepth] == 16 ? 2 : 1, apart = bytes[kInterlaced] != 0 ? 8 : 0;
  return ImageSize{big_endian(bytes, kHeader, 4), big_endian(bytes, kHeader + 4, 4), (12 + apart) * wide};
}

}  // namespace

std::optional<ImageSize> encoded_size(std::span<const std::uint8_t> bytes) {
  if (is_png(bytes)) return png_size(bytes);
  if (bytes.size() >= 4 && bytes[0] == 0xff && bytes[1] == 0xd8) return jpeg_size(bytes);
  return std::nullopt;
}

bool unpacks_as_claimed(std::span<const std::uint8_t> bytes, const ImageSize& claimed, std::size_t harmless) {
  if (!is_png(bytes)) return true;
  std::size_t packed = 0;
  each_packed(bytes, [&](std::span<const std::uint8_t> content) {
    packed += content.size();
    return true;
  });
  constexpr std::size_t kMostOfAByte = 1032;  // of deflate (RFC 1951)
  if (packed <= harmless / kMostOfAByte) return true;
  // Four channels, and of interlaced ones seven pictures whose lines are rounded up.
  const std::size_t deep = bytes[kDepth] == 16 ? 8 : 4;
  const std::size_t most = deep * claimed.width * claimed.height + 16 * std::size_t{claimed.height} + 4096;
  return unpacked(bytes, most) <= most;
}

}  // namespace threshold::xr
