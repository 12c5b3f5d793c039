// A place that loads beside the frames of another: those frames stay what they were, then it is there whole.
#include <chrono>

#include "tests/vulkan/studio.h"

namespace threshold::xr::test {
namespace {

using Beside = Studio;
const Pose kEye{{0.0f, 1.2f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};

TinyGlb wall(const glm::vec4& colour, bool seen_through) {
  TinyGlb glb;
  const int plain = glb.lit(colour);
  const int pane =
      glb.material(R"({"alphaMode":"BLEND","pbrMetallicRoughness":{"baseColorFactor":[1,0,0,0.5]}})");
  glb.mesh_node("wall", quad({0.0f, 1.2f, -2.0f}, {3.0f, 0.0f, 0.0f}, {0.0f, 3.0f, 0.0f}, plain));
  if (seen_through)
    glb.mesh_node("pane", quad({0.0f, 1.2f, -1.0f}, {0.5f, 0.0f, 0.0f}, {0.0f, 0.5f, 0.0f}, pane));
  return glb;
}

TEST_F(Beside, frames_stay_as_they_are_while_another_place_loads_and_the_change_finds_all_of_it) {
  write_place("here", wall({0.2f, 0.6f, 0.3f, 1.0f}, false));
  write_place("there", wall({0.7f, 0.3f, 0.2f, 1.0f}, true));
  Picture here, there;
  here.place = "here";
  there.place = "there";
  const PictureImage usual = draw(here, kEye);
  renderer().preload_beside("there", {});
  const auto begin = std::chrono::steady_clock::now();
  int frames = 0;
  while (renderer().busy_beside()) {
    EXPECT_EQ(draw(here, kEye).rgba, usual.rgba) << "frame " << frames << " beside the load";
    ++frames;
    ASSERT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
  }
  EXPECT_GT(frames, 0);
  const PictureImage changed = draw(there, kEye);
  another_renderer();  // which waits for the file
  EXPECT_EQ(draw(there, kEye).rgba, changed.rgba);
}

TEST_F(Beside, a_place_that_cannot_be_read_leaves_the_frames_alone_and_is_told_when_it_is_drawn) {
  write_place("here", wall({0.2f, 0.6f, 0.3f, 1.0f}, false));
  Picture picture;
  picture.place = "here";
  const PictureImage usual = draw(picture, kEye);
  renderer().preload_beside("nowhere", {"nobody"});
  while (renderer().busy_beside()) EXPECT_EQ(draw(picture, kEye).rgba, usual.rgba);
  picture.place = "nowhere";
  EXPECT_THROW(draw(picture, kEye), std::runtime_error);
}

}  // namespace
}  // namespace threshold::xr::test
