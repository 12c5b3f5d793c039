// RawGlb: binary glTF from JSON that a test writes itself and numbers that it puts into accessors.
#pragma once

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

namespace threshold::xr::test {

class RawGlb {
 public:
  // Adds an accessor of these numbers and returns its index. `type` as glTF names it; `more` is JSON for it.
  template <class T>
  int put(const std::vector<T>& values, const std::string& type, const std::string& more = "") {
    const int view = view_of(values.data(), values.size() * sizeof(T));
    return accessor(R"("bufferView":)" + std::to_string(view) + R"(,"componentType":)" +
                    std::to_string(component_of(T{})) + R"(,"count":)" +
                    std::to_string(values.size() / parts_of(type)) + R"(,"type":")" + type + "\"" +
                    (more.empty() ? "" : "," + more));
  }
  int accessor(const std::string& json);
  int view_of(const void* bytes, std::size_t size);  // a buffer view
  // `rest`: the other members, such as "nodes":[...],"meshes":[...].
  void write(const std::filesystem::path& file, const std::string& rest) const;
  std::vector<std::uint8_t> bytes(const std::string& rest) const;

 private:
  static int component_of(float) { return 5126; }
  static int component_of(std::int8_t) { return 5120; }
  static int component_of(std::uint8_t) { return 5121; }
  static int component_of(std::int16_t) { return 5122; }
  static int component_of(std::uint16_t) { return 5123; }
  static int component_of(std::uint32_t) { return 5125; }
  static std::size_t parts_of(const std::string& type);
  std::vector<std::uint8_t> bin_;
  std::vector<std::string> views_, accessors_;
};

// An uncompressed PNG of these RGBA texels.
std::vector<std::uint8_t> tiny_png(std::uint32_t width, std::uint32_t height,
                                   const std::vector<std::uint8_t>& rgba);

// The same of texels that are packed already, whatever they unpack to.
std::vector<std::uint8_t> tiny_png_of(std::uint32_t width, std::uint32_t height,
                                      const std::vector<std::uint8_t>& packed);

}  // namespace threshold::xr::test
