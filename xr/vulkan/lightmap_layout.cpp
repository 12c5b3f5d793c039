// The layout: OpenEXR's "File Layout", for single-part files in lines.
#include "xr/vulkan/lightmap_layout.h"

#include <algorithm>
#include <cstring>
#include <set>
#include <string_view>
#include <utility>

namespace threshold::xr {
namespace {

using Bytes = std::span<const unsigned char>;

constexpr std::uint32_t kMagic = 20000630;
constexpr std::uint32_t kLongNames = 0x400;    // the only flag that changes nothing here
constexpr int kHalf = 1, kFloat = 2;           // pixel types
constexpr int kBare = 0, kZips = 2, kZip = 3;  // compression
const std::string kIncomplete = "not a complete OpenEXR image";

// Reads from the front of what is left; once something is missing, everything is.
class Cursor {
 public:
  explicit Cursor(Bytes bytes) : left_(bytes) {}

  Bytes take(std::size_t size) {
    if (size > left_.size()) whole_ = false;
    const Bytes taken = left_.first(whole_ ? size : 0);
    left_ = left_.subspan(taken.size());
    return taken;
  }
  template <class T>
  T number() {  // little-endian, as all machines that this runs on
    T value{};
    const Bytes from = take(sizeof value);
    if (from.size() == sizeof value) std::memcpy(&value, from.data(), sizeof value);
    return value;
  }
  std::string_view word() {
    const auto end = std::find(left_.begin(), left_.end(), '\0');
    const Bytes taken = take(static_cast<std::size_t>(end - left_.begin()));
    take(1);
    return {reinterpret_cast<const char*>(taken.data()), taken.size()};
  }
  bool whole() const { return whole_; }
  std::size_t left() const { return left_.size(); }

 private:
  Bytes left_;
  bool whole_ = true;
};

struct Header : LightmapLayout {
  int compression = -1;
  std::int64_t top = 0;  // line number of the first line
};

std::string read_channels(Bytes value, Header& header) {
  Cursor at(value);
  for (std::string_view name = at.word(); at.whole() && !name.empty(); name = at.word()) {
    const auto type = at.number<std::int32_t>();
    at.take(4);  // linear or not, and nothing
    const auto across = at.number<std::int32_t>(), down = at.number<std::int32_t>();
    if (name != "R" && name != "G" && name != "B" && name != "A")
      return "a lightmap has channels other than R, G, B and A";
    if ((type != kHalf && type != kFloat) || across != 1 || down != 1)
      return "a lightmap's channels are not one half float or float a texel";
    for (const LightmapLayout::Channel& other : header.channels) {
      if (other.name == name[0]) return "a lightmap has a channel twice";
    }
    header.channels.push_back({name[0], type == kHalf});
    header.texel_bytes += type == kHalf ? 2 : 4;
  }
  return at.whole() && at.left() == 0 ? "" : kIncomplete;
}

std::string read_window(Bytes value, Header& header) {
  Cursor at(value);
  const std::int64_t left = at.number<std::int32_t>();
  header.top = at.number<std::int32_t>();
  header.width = 1 + at.number<std::int32_t>() - left;
  header.height = 1 + at.number<std::int32_t>() - header.top;
  if (!at.whole() || at.left() != 0 || header.width < 1 || header.height < 1) return kIncomplete;
  if (header.width > kMostLightmapSide || header.height > kMostLightmapSide ||
      header.width * header.height > kMostLightmapTexels) {
    return "oversized lightmap: " + std::to_string(header.width) + " x " + std::to_string(header.height) +
           " texels, at most " + std::to_string(kMostLightmapSide) + " a side and " +
           std::to_string(kMostLightmapTexels >> 20) + " Mi in all are supported";
  }
  return "";
}

std::string read_attribute(std::string_view name, Bytes value, Header& header) {
  if (name == "channels") return read_channels(value, header);
  if (name == "dataWindow") return read_window(value, header);
  if (name == "compression") {
    if (value.size() != 1) return kIncomplete;
    header.compression = value[0];
    header.zipped = value[0] == kZips || value[0] == kZip;
    return header.zipped || value[0] == kBare
               ? ""
               : "a lightmap is packed by a method other than none, ZIPS and ZIP";
  }
  if (name == "lineOrder") return value.size() == 1 && value[0] <= 1 ? "" : kIncomplete;
  if (name == "tiles" || name == "chunkCount" || name == "type")
    return "a lightmap is in tiles or in parts, which is not supported";
  return "";
}

// Every block of lines: where the table says, after the table, of a size that its lines can have.
std::string find_blocks(Bytes all, Cursor at, Header& header) {
  const std::int64_t lines = header.compression == kZip ? 16 : 1;
  const auto count = static_cast<std::size_t>((header.height + lines - 1) / lines);
  const std::size_t table_end = all.size() - at.left() + 8 * count;
  if (8 * count > at.left()) return kIncomplete;
  std::vector<bool> seen(count);
  for (std::size_t b = 0; b < count; ++b) {
    const auto offset = at.number<std::uint64_t>();
    if (offset < table_end || offset > all.size()) return kIncomplete;
    Cursor block(all.subspan(static_cast<std::size_t>(offset)));
    const std::int64_t line = block.number<std::int32_t>() - header.top;
    const std::int64_t size = block.number<std::int32_t>();
    if (!block.whole() || line < 0 || line >= header.height || line % lines != 0) return kIncomplete;
    const std::int64_t high = std::min(lines, header.height - line);
    const std::int64_t most = high * header.width * header.texel_bytes;
    if (size <= 0 || size > most || (!header.zipped && size != most)) return kIncomplete;
    if (seen[static_cast<std::size_t>(line / lines)]) return kIncomplete;
    seen[static_cast<std::size_t>(line / lines)] = true;
    const Bytes packed = block.take(static_cast<std::size_t>(size));
    if (!block.whole()) return kIncomplete;
    header.blocks.push_back({line, high, packed});
  }
  return "";
}

std::string read(Bytes bytes, Header& header) {
  Cursor at(bytes);
  const auto magic = at.number<std::uint32_t>(), version = at.number<std::uint32_t>();
  if (!at.whole() || magic != kMagic) return kIncomplete;
  if ((version & 0xff) != 2 || (version & ~(0xffu | kLongNames)) != 0)
    return "a lightmap is in tiles or in parts, which is not supported";
  std::set<std::string_view> names;
  for (std::string_view name = at.word(); !name.empty(); name = at.word()) {
    at.word();  // its type, which the name gives
    const auto size = at.number<std::int32_t>();
    const Bytes value = at.take(size < 0 ? bytes.size() + 1 : static_cast<std::size_t>(size));
    if (!at.whole() || !names.insert(name).second) return kIncomplete;
    std::string objection = read_attribute(name, value, header);
    if (!objection.empty()) return objection;
  }
  if (!at.whole() || header.compression < 0 || header.width == 0) return kIncomplete;
  for (const char colour : {'R', 'G', 'B'}) {
    const auto is = [&](const LightmapLayout::Channel& c) { return c.name == colour; };
    if (std::none_of(header.channels.begin(), header.channels.end(), is)) return "a lightmap lacks R, G or B";
  }
  return find_blocks(bytes, at, header);
}

}  // namespace

LightmapLayout layout_of(Bytes bytes) {
  Header header;
  header.objection = read(bytes, header);
  return header;
}

}  // namespace threshold::xr
