// Depth beside the picture, so that the compositor can move a late frame and not only turn it.
#include <openxr/openxr.h>

#include "tests/openxr/headset_fixture.h"

namespace threshold::xr {
namespace {

class DepthLayer : public HeadsetTest {
 protected:
  std::string depth(int eye) const { return runtime.ask("depth " + std::to_string(eye) + " 160 160"); }
  void compose() {
    runtime.tell("compose");
    turn();
  }
  // The picture is shown, and no depth with it.
  void expect_none() {
    compose();
    EXPECT_EQ(depth(0), "none");
    EXPECT_EQ(runtime.number("depths"), 0);
    EXPECT_EQ(runtime.pixel(0, 160, 160), (std::array<int, 3>{0, 124, 0}));
    EXPECT_EQ(headset->status().sessions, 1);
  }
};

TEST_F(DepthLayer, is_handed_in_with_every_picture_as_it_was_painted) {
  HeadsetOptions checked = options();
  checked.validation = true;
  connect(checked);
  settle();
  compose();
  EXPECT_EQ(depth(0), "0.25");
  EXPECT_EQ(depth(1), "0.25");
  painted.depth = 0.5f;
  compose();
  EXPECT_EQ(depth(1), "0.5");
  EXPECT_EQ(runtime.number("depths"), 2 * runtime.number("pictures"));
}

TEST_F(DepthLayer, is_of_16_bits_where_there_are_no_more) {
  runtime.tell("depth_formats 16");
  connect();
  settle();
  compose();
  EXPECT_NEAR(std::stof(depth(0)), 0.25f, 1.0f / 65535.0f);
}

TEST_F(DepthLayer, is_left_out_where_no_format_is_offered) {
  runtime.tell("depth_formats none");
  connect();
  settle();
  expect_none();
}

TEST_F(DepthLayer, is_left_out_without_its_extension) {
  HeadsetOptions plain = options();
  plain.withheld_extensions = {"XR_KHR_composition_layer_depth"};
  connect(plain);
  settle();
  expect_none();
}

TEST_F(DepthLayer, is_left_out_where_its_images_cannot_be_made) {
  runtime.tell("fail xrCreateSwapchain " + std::to_string(XR_ERROR_OUT_OF_MEMORY));
  connect();
  settle();
  expect_none();
}

TEST_F(DepthLayer, that_comes_late_leaves_the_picture) {
  connect();
  settle();
  const auto depths = runtime.number("depths");
  const auto pictures = runtime.number("pictures");
  runtime.tell("late_depth 2");
  turns(4);
  EXPECT_EQ(runtime.number("pictures"), pictures + 4);
  EXPECT_EQ(runtime.number("depths"), depths + 2 * 2);
}

TEST_F(DepthLayer, comes_back_after_every_loss) {
  connect();
  settle();
  for (const char* loss : {"lose_session 0", "lose_instance 50", "kill"}) {
    SCOPED_TRACE(loss);
    runtime.tell(loss);
    until(Running::held, 5);
    until(Running::running);
    compose();
    EXPECT_EQ(depth(0), "0.25");
  }
}

}  // namespace
}  // namespace threshold::xr
