// What the lenses hide reaches the painter: at the start, when it changes, and after every kind of loss.
#include <openxr/openxr.h>

#include "tests/openxr/headset_fixture.h"

namespace threshold::xr {
namespace {

using Corners = std::vector<glm::vec2>;

// The test runtime's own meshes: a triangle on the left, a fan of three on the right.
const Corners kLeft{{-1.3f, -1.3f}, {-0.8f, -1.3f}, {-1.3f, -0.7f}};
const Corners kRight{{0.9f, -1.3f}, {1.3f, -1.3f}, {1.3f, -0.7f}, {0.9f, -1.3f}, {1.3f, -0.7f},
                     {1.3f, 1.2f},  {0.9f, -1.3f}, {1.3f, 1.2f},  {0.9f, 1.2f}};

TEST_F(HeadsetTest, what_the_lenses_hide_of_each_view_reaches_the_painter) {
  connect();
  settle();
  EXPECT_EQ(painted.hidden[0], kLeft);
  EXPECT_EQ(painted.hidden[1], kRight);
  const int told = painted.masks;
  turns(50);
  EXPECT_EQ(painted.masks, told) << "asked for once, not in every frame";
}

TEST_F(HeadsetTest, a_changed_mask_is_told_of_that_view_alone) {
  connect();
  settle();
  const int told = painted.masks;
  runtime.tell("mask right 0.5 -1.4 1.4 -1.4 1.4 -0.5");
  turns(2);
  EXPECT_EQ(painted.hidden[1], (Corners{{0.5f, -1.4f}, {1.4f, -1.4f}, {1.4f, -0.5f}}));
  EXPECT_EQ(painted.hidden[0], kLeft);
  EXPECT_EQ(painted.masks, told + 1);
  runtime.tell("mask right");
  turns(2);
  EXPECT_TRUE(painted.hidden[1].empty()) << "all is seen again";
}

TEST_F(HeadsetTest, clockwise_triangles_are_turned_over) {
  connect();
  settle();
  runtime.tell("mask left -1 -1 -1 1 -0.5 -1");
  turns(2);
  EXPECT_EQ(painted.hidden[0], (Corners{{-1.0f, -1.0f}, {-0.5f, -1.0f}, {-1.0f, 1.0f}}));
}

TEST_F(HeadsetTest, without_the_mask_extension_nothing_is_hidden) {
  HeadsetOptions plain = options();
  plain.withheld_extensions = {"XR_KHR_visibility_mask"};
  connect(plain);
  EXPECT_TRUE(settle().draw);
  EXPECT_TRUE(painted.hidden[0].empty());
  EXPECT_TRUE(painted.hidden[1].empty());
}

TEST_F(HeadsetTest, a_runtime_without_masks_is_drawn_for_all_the_same) {
  runtime.tell("extension XR_KHR_visibility_mask off");
  connect();
  EXPECT_TRUE(settle().draw);
  EXPECT_TRUE(painted.hidden[0].empty());
}

TEST_F(HeadsetTest, a_mask_that_cannot_be_had_costs_nothing_but_the_mask) {
  runtime.tell("fail xrGetVisibilityMaskKHR " + std::to_string(XR_ERROR_VALIDATION_FAILURE));
  connect();
  EXPECT_TRUE(settle().draw);
  EXPECT_TRUE(painted.hidden[0].empty());
  EXPECT_EQ(painted.hidden[1], kRight);
  EXPECT_EQ(headset->status().sessions, 1);
}

TEST_F(HeadsetTest, a_loss_while_the_mask_is_asked_for_is_recovered_from) {
  runtime.tell("fail xrGetVisibilityMaskKHR " + std::to_string(XR_ERROR_SESSION_LOST));
  connect();
  until(Running::running);
  turns(5);
  until(Running::running);
  turns(3);
  EXPECT_EQ(headset->status().sessions, 2);
  EXPECT_EQ(painted.hidden[0], kLeft);
}

TEST_F(HeadsetTest, the_mask_is_told_again_after_losses_and_restarts) {
  connect();
  settle();
  for (const char* loss : {"lose_session 0", "lose_instance 50", "kill", "wish stopped"}) {
    SCOPED_TRACE(loss);
    painted.hidden = {};
    runtime.tell(loss);
    until(Running::held, 5);
    turns(3);
    runtime.tell("wish focused");
    until(Running::running);
    turns(2);
    EXPECT_EQ(painted.hidden[0], kLeft);
    EXPECT_EQ(painted.hidden[1], kRight);
  }
}

}  // namespace
}  // namespace threshold::xr
