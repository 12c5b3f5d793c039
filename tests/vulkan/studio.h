// Studio: a folder of made-up assets and a renderer under Vulkan's validation and synchronisation layers.
// Every test ends by asking that the layers had nothing to say.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "tests/vulkan/tiny_glb.h"
#include "xr/offscreen/offscreen.h"

namespace threshold::xr::test {

// The tone curve of the picture, written down a second time: display value 0..1 (sRGB-encoded) of scene
// light.
float displayed(float light, float exposure_ev = 0.0f, float fade = 0.0f);
float srgb_encoded(float linear);

// A place.json with one or two lights and whatever else is given ("parts": [...] and so on).
std::string place_json(const std::string& more = "", const std::string& light_b = "light_a.exr");

void write_exr(const std::filesystem::path& file, int width, int height, const glm::vec3& colour);
void write_text(const std::filesystem::path& file, const std::string& text);

glm::vec3 pixel(const PictureImage& image, int x, int y);  // 0..255
float luminance(const PictureImage& image, int x, int y);  // 0..1, of the encoded values

class Studio : public ::testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  std::filesystem::path place_folder(const std::string& name) const { return assets_ / "places" / name; }
  // Writes places/<name>: the glb, a place.json and light_a.exr of this colour.
  void write_place(const std::string& name, const TinyGlb& glb, const std::string& more = "",
                   const glm::vec3& light = glm::vec3(0.5f));
  Renderer& renderer();
  void another_renderer();  // with options_ as they are now
  Offscreen& offscreen(std::uint32_t width = 128, std::uint32_t height = 128, std::uint32_t views = 1,
                       float fov_down_rad = 1.5707963f);
  PictureImage draw(const Picture& picture, const Pose& head = {});
  Gpu& gpu();

  std::filesystem::path assets_;
  RendererOptions options_;

 private:
  std::unique_ptr<Gpu> gpu_;
  std::unique_ptr<Renderer> renderer_;
  std::unique_ptr<Offscreen> offscreen_;
};

}  // namespace threshold::xr::test
