// A headset on the test runtime whose eyes the real renderer paints, from a folder of made-up assets, under
// Vulkan's validation layers.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <utility>
#include <vector>

#include "tests/openxr/headset_fixture.h"
#include "tests/openxr/loaded_painter.h"
#include "tests/vulkan/studio.h"
#include "xr/openxr/renderer_painter.h"

namespace threshold::xr {

class PaintedTest : public HeadsetTest {
 protected:
  void SetUp() override {
    const testing::TestInfo* info = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = info->name();
    std::replace(name.begin(), name.end(), '/', '_');  // of a parameter
    assets_ = std::filesystem::temp_directory_path() /
              ("threshold_headset_" + name + "_" + std::to_string(::getpid()));
  }
  void TearDown() override {
    if (painter_ != nullptr) {
      EXPECT_EQ(painter_->device().complaints, 0) << "Vulkan's layers complained; see above";
    }
    HeadsetTest::TearDown();
    std::filesystem::remove_all(assets_);
  }

  // `one_pass`: as in renderer_painter(). `load`: what the graphics device's clock tells, instead of the
  // truth.
  HeadsetOptions painted_options(std::optional<bool> one_pass = {}, PixelLoad* load = nullptr) {
    HeadsetOptions with = options();
    with.validation = true;
    with.make_painter = [this, load, make = renderer_painter(assets_, one_pass)](const GpuRequest& request) {
      std::unique_ptr<Painter> made = make(request);
      if (load != nullptr) made = std::make_unique<LoadedPainter>(std::move(made), load);
      painter_ = made.get();
      return made;
    };
    return with;
  }

  void write_room(const test::TinyGlb& glb) {
    const std::filesystem::path folder = assets_ / "places" / "room";
    glb.write(folder / "place.glb");
    test::write_text(folder / "place.json", test::place_json());
    test::write_exr(folder / "light_a.exr", 16, 16, glm::vec3(0.5f));
    picture.place = "room";
  }

  // A picture of both eyes as the compositor got them; "FILE_STEM" keeps them.
  void compose(const std::string& stem = "") {
    runtime.tell("compose " + stem);
    turn();
  }
  std::vector<float> numbers(const std::string& question) const {
    std::istringstream words(runtime.ask(question));
    std::vector<float> found;
    for (std::string word; words >> word;) found.push_back(std::stof(word));
    return found;
  }
  float depth_at(int eye, std::uint32_t x, std::uint32_t y) const {
    return numbers("depth " + std::to_string(eye) + " " + std::to_string(x) + " " + std::to_string(y)).at(0);
  }

  std::filesystem::path assets_;
  Painter* painter_ = nullptr;  // of the headset, while it lives
};

}  // namespace threshold::xr
