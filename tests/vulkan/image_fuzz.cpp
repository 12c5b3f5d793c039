// Fuzz target: any bytes as the image of a glTF file are refused with a std::runtime_error, or decode to the
// size that they claimed beforehand, which is within the limits.
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "tests/vulkan/raw_glb.h"
#include "xr/models/model_file.h"
#include "xr/vulkan/image_limits.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace threshold::xr;
  static const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("threshold_image_fuzz_" + std::to_string(getpid()) + ".glb");
  if (size == 0) return 0;
  test::RawGlb glb;
  const int p = glb.put(std::vector<float>{0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3");
  glb.write(file, R"("nodes":[{"mesh":0}],"meshes":[{"primitives":[{"attributes":{"POSITION":)" +
                      std::to_string(p) + R"(}}]}],"images":[{"mimeType":"image/png","bufferView":)" +
                      std::to_string(glb.view_of(data, size)) + "}]");
  try {
    const ModelFile model = read_model_file(file);
    const std::optional<ImageSize> claimed = encoded_size({data, size});
    const TextureData& made = model.data.textures.at(0);
    if (!claimed || static_cast<std::uint32_t>(made.width) != claimed->width ||
        static_cast<std::uint32_t>(made.height) != claimed->height)
      std::abort();
    if (claimed->width > kMostTextureSide || claimed->height > kMostTextureSide) std::abort();
    if (made.rgba.size() != 4 * std::size_t{claimed->width} * claimed->height) std::abort();
  } catch (const std::runtime_error&) {
  }
  return 0;
}
