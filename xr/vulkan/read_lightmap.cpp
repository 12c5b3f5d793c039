#include <cmath>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

#include <tinyexr.h>
#include <glm/common.hpp>
#include <glm/gtc/packing.hpp>

#include "xr/vulkan/lightmap.h"

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

constexpr int kMostSide = 8192;

// A few bytes can claim gigabytes: what the header says is asked before anything is decoded.
void check_size(const std::filesystem::path& file) {
  EXRVersion version{};
  EXRHeader header;
  InitEXRHeader(&header);
  const char* error = nullptr;
  if (ParseEXRVersionFromFile(&version, file.string().c_str()) != TINYEXR_SUCCESS || version.multipart != 0 ||
      ParseEXRHeaderFromFile(&header, &version, file.string().c_str(), &error) != TINYEXR_SUCCESS) {
    if (error != nullptr) FreeEXRErrorMessage(error);
    return;  // LoadEXR says what is wrong
  }
  const long long width = 1ll + header.data_window.max_x - header.data_window.min_x;
  const long long height = 1ll + header.data_window.max_y - header.data_window.min_y;
  FreeEXRHeader(&header);
  if (width < 1 || height < 1 || width > kMostSide || height > kMostSide) {
    throw std::runtime_error(file.string() + ": oversized lightmap: " + std::to_string(width) + " x " +
                             std::to_string(height) + " texels, at most " + std::to_string(kMostSide) +
                             " a side are supported. Build this asset again (assets/build).");
  }
}

}  // namespace

Lightmap read_lightmap(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) {
    throw std::runtime_error(file.string() +
                             ": no such file. Build the assets (assets/build) or check the name.");
  }
  check_size(file);
  float* rgba = nullptr;
  int width = 0, height = 0;
  const char* error = nullptr;
  const int result = LoadEXR(&rgba, &width, &height, file.string().c_str(), &error);
  const std::unique_ptr<float, void (*)(void*)> owned(rgba, std::free);
  if (result != TINYEXR_SUCCESS) {
    const std::string why = error != nullptr ? error : "unknown reason";
    FreeEXRErrorMessage(error);
    throw std::runtime_error(file.string() + ": not a complete OpenEXR image (" + why +
                             "). Build this asset again (assets/build).");
  }
  Lightmap map;
  map.width = static_cast<std::uint32_t>(width);
  map.height = static_cast<std::uint32_t>(height);
  map.texels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (std::size_t i = 0; i < map.texels.size(); ++i) {
    map.texels[i] = pack_light({rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2]});
  }
  return map;
}

}  // namespace threshold::xr
