#include "tests/vulkan/studio.h"

#include <unistd.h>

#include <cmath>
#include <fstream>

#include <tinyexr.h>

namespace threshold::xr::test {

float srgb_encoded(float c) {
  return c <= 0.0031308f ? 12.92f * c : 1.055f * std::pow(c, 1.0f / 2.4f) - 0.055f;
}

float displayed(float light, float exposure_ev, float fade) {
  const float x = light * std::exp2(exposure_ev);
  const float bent = x <= 0.55f ? x : 0.55f + 0.45f * (x - 0.55f) / (x - 0.55f + 0.45f);
  const float filmed = bent * bent * 1.06f / (bent + 0.02f);
  return srgb_encoded(std::fmin(1.0f, filmed * (1.0f - fade)));
}

std::string place_json(const std::string& more, const std::string& light_b) {
  const std::string ambient =
      R"(,"sky":[0,0,0],"ambient_up":[0.2,0.2,0.2],"ambient_down":[0.1,0.1,0.1],"key_toward":[0,1,0],"key":[0,0,0]})";
  return R"({"id":"test","visitor":{"seated":true,"eye_height_m":1.2},"light":[{"name":"a","lightmap":"light_a.exr")" +
         ambient + R"(,{"name":"b","lightmap":")" + light_b + "\"" + ambient + "]" +
         (more.empty() ? "" : "," + more) + "}";
}

void write_exr(const std::filesystem::path& file, int width, int height, const glm::vec3& colour) {
  std::filesystem::create_directories(file.parent_path());
  std::vector<float> texels;
  for (int i = 0; i < width * height; ++i) texels.insert(texels.end(), {colour.x, colour.y, colour.z});
  const char* error = nullptr;
  ASSERT_EQ(SaveEXR(texels.data(), width, height, 3, 1, file.c_str(), &error), TINYEXR_SUCCESS);
}

void write_text(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

glm::vec3 pixel(const PictureImage& image, int x, int y) {
  const std::size_t at =
      4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x));
  return {image.rgba[at], image.rgba[at + 1], image.rgba[at + 2]};
}

float luminance(const PictureImage& image, int x, int y) {
  const glm::vec3 p = pixel(image, x, y);
  return (0.2126f * p.x + 0.7152f * p.y + 0.0722f * p.z) / 255.0f;
}

void Studio::SetUp() {
  const ::testing::TestInfo* info = ::testing::UnitTest::GetInstance()->current_test_info();
  assets_ = std::filesystem::temp_directory_path() /
            ("threshold_" + std::string(info->name()) + "_" + std::to_string(::getpid()));
  options_.assets = assets_;
}

void Studio::TearDown() {
  offscreen_.reset();
  renderer_.reset();
  if (gpu_ != nullptr) {
    EXPECT_EQ(gpu_->complaints(), 0) << "Vulkan's layers complained; see above";
  }
  gpu_.reset();
  std::filesystem::remove_all(assets_);
}

void Studio::write_place(const std::string& name, const TinyGlb& glb, const std::string& more,
                         const glm::vec3& light) {
  glb.write(place_folder(name) / "place.glb");
  write_text(place_folder(name) / "place.json", place_json(more));
  write_exr(place_folder(name) / "light_a.exr", 16, 16, light);
}

Gpu& Studio::gpu() {
  if (gpu_ == nullptr) {
    GpuRequest request;
    request.validation = true;
    gpu_ = std::make_unique<Gpu>(request);
  }
  return *gpu_;
}

Renderer& Studio::renderer() {
  if (renderer_ == nullptr) renderer_ = std::make_unique<Renderer>(gpu(), options_);
  return *renderer_;
}

void Studio::another_renderer() {
  offscreen_.reset();
  renderer_.reset();
}

Offscreen& Studio::offscreen(std::uint32_t width, std::uint32_t height, std::uint32_t views,
                             float fov_down_rad) {
  OffscreenOptions options;
  options.width = width;
  options.height = height;
  options.views = views;
  options.fov_down_rad = fov_down_rad;
  if (offscreen_ == nullptr) offscreen_ = std::make_unique<Offscreen>(gpu(), renderer(), options);
  return *offscreen_;
}

PictureImage Studio::draw(const Picture& picture, const Pose& head) {
  return offscreen().draw(picture, head);
}

}  // namespace threshold::xr::test
