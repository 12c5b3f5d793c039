// Fuzz target: any bytes as a lightmap give one whose texels are as many as its sides say and no more than a
// lightmap may have, or a std::runtime_error.
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "xr/vulkan/lightmap.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("threshold_lightmap_fuzz_" + std::to_string(getpid()));
  std::ofstream(file, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  try {
    const threshold::xr::Lightmap map = threshold::xr::read_lightmap(file);
    if (map.width > 8192 || map.height > 8192) std::abort();
    if (map.texels.size() != std::size_t{map.width} * map.height) std::abort();
  } catch (const std::runtime_error&) {
  }
  return 0;
}
