#include "tests/vulkan/raw_glb.h"

#include <array>
#include <fstream>

namespace threshold::xr::test {
namespace {

void put32(std::vector<std::uint8_t>& to, std::uint32_t v) {
  for (int i = 0; i < 4; ++i) to.push_back(static_cast<std::uint8_t>(v >> (8 * i)));
}
void put32_big(std::vector<std::uint8_t>& to, std::uint32_t v) {
  for (int i = 3; i >= 0; --i) to.push_back(static_cast<std::uint8_t>(v >> (8 * i)));
}

std::string list(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ",") + part;
  return "[" + out + "]";
}

std::uint32_t crc_of(const std::vector<std::uint8_t>& bytes) {
  std::uint32_t crc = ~0u;
  for (const std::uint8_t byte : bytes) {
    crc ^= byte;
    for (int k = 0; k < 8; ++k) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320u : 0u);
  }
  return ~crc;
}

void chunk(std::vector<std::uint8_t>& to, const char* name, const std::vector<std::uint8_t>& content) {
  put32_big(to, static_cast<std::uint32_t>(content.size()));
  std::vector<std::uint8_t> named(name, name + 4);
  named.insert(named.end(), content.begin(), content.end());
  to.insert(to.end(), named.begin(), named.end());
  put32_big(to, crc_of(named));
}

}  // namespace

std::size_t RawGlb::parts_of(const std::string& type) {
  return type == "SCALAR" ? 1 : type == "VEC2" ? 2 : type == "VEC3" ? 3 : type == "VEC4" ? 4 : 16;
}

int RawGlb::view_of(const void* bytes, std::size_t size) {
  while (bin_.size() % 4 != 0) bin_.push_back(0);
  views_.push_back(R"({"buffer":0,"byteOffset":)" + std::to_string(bin_.size()) + R"(,"byteLength":)" +
                   std::to_string(size) + "}");
  const auto* from = static_cast<const std::uint8_t*>(bytes);
  bin_.insert(bin_.end(), from, from + size);
  return static_cast<int>(views_.size()) - 1;
}

int RawGlb::accessor(const std::string& json) {
  accessors_.push_back("{" + json + "}");
  return static_cast<int>(accessors_.size()) - 1;
}

std::vector<std::uint8_t> RawGlb::bytes(const std::string& rest) const {
  std::vector<std::uint8_t> bin = bin_;
  while (bin.size() % 4 != 0) bin.push_back(0);
  std::string json = R"({"asset":{"version":"2.0"},"accessors":)" + list(accessors_) + R"(,"bufferViews":)" +
                     list(views_) + R"(,"buffers":[{"byteLength":)" + std::to_string(bin.size()) + "}]," +
                     rest + "}";
  while (json.size() % 4 != 0) json += ' ';
  std::vector<std::uint8_t> out;
  put32(out, 0x46546C67u);
  put32(out, 2);
  put32(out, static_cast<std::uint32_t>(28 + json.size() + bin.size()));
  put32(out, static_cast<std::uint32_t>(json.size()));
  put32(out, 0x4E4F534Au);
  out.insert(out.end(), json.begin(), json.end());
  put32(out, static_cast<std::uint32_t>(bin.size()));
  put32(out, 0x004E4942u);
  out.insert(out.end(), bin.begin(), bin.end());
  return out;
}

void RawGlb::write(const std::filesystem::path& file, const std::string& rest) const {
  std::filesystem::create_directories(file.parent_path());
  const std::vector<std::uint8_t> all = bytes(rest);
  std::ofstream(file, std::ios::binary)
      .write(reinterpret_cast<const char*>(all.data()), static_cast<std::streamsize>(all.size()));
}

std::vector<std::uint8_t> tiny_png_of(std::uint32_t width, std::uint32_t height,
                                      const std::vector<std::uint8_t>& packed) {
  std::vector<std::uint8_t> head;
  put32_big(head, width);
  put32_big(head, height);
  head.insert(head.end(), {8, 6, 0, 0, 0});
  std::vector<std::uint8_t> png = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  chunk(png, "IHDR", head);
  chunk(png, "IDAT", packed);
  chunk(png, "IEND", {});
  return png;
}

std::vector<std::uint8_t> tiny_png(std::uint32_t width, std::uint32_t height,
                                   const std::vector<std::uint8_t>& rgba) {
  std::vector<std::uint8_t> rows, packed = {0x78, 0x01, 0x01};
  std::uint32_t a = 1, b = 0;
  for (std::size_t y = 0; y < height && !rgba.empty(); ++y) {
    rows.push_back(0);
    rows.insert(rows.end(), rgba.begin() + static_cast<std::ptrdiff_t>(4 * y * width),
                rgba.begin() + static_cast<std::ptrdiff_t>(4 * (y + 1) * width));
  }
  const auto size = static_cast<std::uint16_t>(rows.size());  // one stored block holds up to 65535
  for (const auto v : {size, static_cast<std::uint16_t>(~size)}) {
    packed.push_back(static_cast<std::uint8_t>(v & 0xff));
    packed.push_back(static_cast<std::uint8_t>(v >> 8));
  }
  for (const std::uint8_t byte : rows) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  packed.insert(packed.end(), rows.begin(), rows.end());
  put32_big(packed, b << 16 | a);
  return tiny_png_of(width, height, packed);
}

}  // namespace threshold::xr::test
