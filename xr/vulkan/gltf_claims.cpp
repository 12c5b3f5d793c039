#include "xr/vulkan/gltf_claims.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include <nlohmann/json.hpp>

namespace threshold::xr {
namespace {

// A parser calls itself once a level.
constexpr int kDeepest = 64;
// What tinygltf makes of the text, in bytes with what its lists grow by: a material has 2144, other elements
// 300 to 920; each value of `extras` or an extension 152; each member of a material is kept once more.
constexpr std::size_t kMost = 192u << 20;
constexpr std::size_t kMaterial = 5000, kElement = 1000, kObject = 600, kValue = 40, kKey = 150;
constexpr std::size_t kMaterialKey = 450, kLooseValue = 450;

// What is drawn as it should be where a file requires it.
constexpr std::array<std::string_view, 4> kUnderstood = {"KHR_materials_emissive_strength",
                                                         "KHR_materials_unlit", "KHR_mesh_quantization",
                                                         "KHR_texture_transform"};

// Depths of what is looked for: members of the file 1, the elements of its lists 2, their members 3.
class Walk : public nlohmann::json_sax<nlohmann::json> {
 public:
  GltfClaims claims;

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool number_float(number_float_t, const string_t&) override { return value(); }
  bool binary(binary_t&) override { return value(); }
  bool string(string_t& text) override {
    if (depth_ == 2 && member_ == "extensionsRequired" &&
        std::find(kUnderstood.begin(), kUnderstood.end(), text) == kUnderstood.end()) {
      return object("it requires the extension " + text.substr(0, 64) +
                    ", which is not supported: export it without");
    }
    return value();
  }
  bool key(string_t& name) override {
    if (depth_ == 1) member_ = name;
    if (depth_ == 3 && member_ == "buffers" && name == "uri") elsewhere_ = true;
    if (loose_ == 0 && (name == "extras" || name == "extensions"))
      loose_ = depth_;
    else if (loose_ == depth_)
      loose_ = name == "extras" || name == "extensions" ? depth_ : 0;
    return count(member_ == "materials" ? kMaterialKey : kKey);
  }
  bool start_object(std::size_t) override {
    if (depth_ == 2) elsewhere_ = false;
    return count(depth_ != 2 ? kObject : member_ == "materials" ? kMaterial : kElement) && deeper();
  }
  bool end_object() override {
    leave();
    // Each buffer without an address is a copy of the file's own bytes.
    if (depth_ == 2 && member_ == "buffers" && !elsewhere_ && ++own_buffers_ > 1)
      return object("more than one of its buffers is the file's own");
    return true;
  }
  bool start_array(std::size_t) override { return deeper(); }
  bool end_array() override {
    leave();
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    return false;
  }

 private:
  bool object(std::string what) {
    claims.objection = std::move(what);
    return false;
  }
  bool count(std::size_t bytes) {
    if ((claims.bytes += bytes) <= kMost) return true;
    return object("oversized: what its text lists would take more than " + std::to_string(kMost >> 20) +
                  " MiB");
  }
  bool value() { return count(loose_ > 0 ? kLooseValue : kValue); }
  bool deeper() {
    if (++depth_ > kDeepest)
      return object("its text is nested more than " + std::to_string(kDeepest) + " deep");
    return value();
  }

  void leave() {
    if (--depth_ < loose_) loose_ = 0;
  }

  int depth_ = 0, own_buffers_ = 0;
  int loose_ = 0;  // depth of the member whose value any JSON may be; 0: not in one
  std::string member_;
  bool elsewhere_ = false;
};

}  // namespace

std::span<const unsigned char> gltf_text(std::span<const unsigned char> bytes) {
  if (bytes.size() < 20 || std::memcmp(bytes.data(), "glTF", 4) != 0) return bytes;
  std::uint32_t length = 0;
  std::memcpy(&length, bytes.data() + 12, 4);
  return bytes.subspan(20, std::min<std::size_t>(length, bytes.size() - 20));
}

GltfClaims claims_of(std::span<const unsigned char> text) {
  Walk walk;
  nlohmann::json::sax_parse(text.begin(), text.end(), &walk);
  return walk.claims;
}

}  // namespace threshold::xr
