#include <gtest/gtest.h>

#include "tests/openxr/headset_fixture.h"
#include "xr/openxr/gaze_choice.h"

namespace threshold::xr {
namespace {

TEST(GazeChoice, begins_when_there_was_no_hand_for_a_while_and_ends_with_the_first) {
  GazeChoice choice;
  for (int i = 0; i < 599; ++i) EXPECT_FALSE(choice.by_gaze(false, 0.01));
  EXPECT_TRUE(choice.by_gaze(false, 0.011));
  EXPECT_FALSE(choice.by_gaze(true, 0.01));
  EXPECT_FALSE(choice.by_gaze(false, 0.01));
}

TEST(GazeChoice, can_be_asked_for_and_forbidden) {
  GazeChoice always(GazeUse::always), never(GazeUse::never);
  EXPECT_TRUE(always.by_gaze(true, 0.01));
  for (int i = 0; i < 100; ++i) EXPECT_FALSE(never.by_gaze(false, 1.0));
}

TEST_F(HeadsetTest, without_hands_the_head_points_and_a_controller_ends_it) {
  runtime.tell("controller left off");
  runtime.tell("controller right off");
  connect();
  Frame frame = settle();
  EXPECT_FALSE(frame.presence.by_gaze);
  frame = turns(600);
  ASSERT_TRUE(frame.presence.by_gaze);
  EXPECT_EQ(frame.presence.gaze, frame.presence.head);
  runtime.tell("controller right on");
  EXPECT_FALSE(turns(2).presence.by_gaze);
}

TEST_F(HeadsetTest, where_eyes_are_tracked_they_point) {
  runtime.tell("controller left off");
  runtime.tell("controller right off");
  runtime.tell("eyes 0 1.6 0 0 0.258819 0 0.9659258");  // 30 degrees to the left
  connect();
  settle();
  Frame frame = turns(600);
  ASSERT_TRUE(frame.presence.by_gaze);
  const glm::vec3 way = frame.presence.gaze.orientation * glm::vec3(0, 0, -1);
  expect_near(way, {-0.5f, 0.0f, -0.8660254f});
  runtime.tell("eyes shut");
  frame = turns(2);
  EXPECT_EQ(frame.presence.gaze, frame.presence.head);
}

TEST_F(HeadsetTest, who_wants_no_gaze_gets_none) {
  runtime.tell("controller left off");
  runtime.tell("controller right off");
  HeadsetOptions without = options();
  without.gaze = GazeUse::never;
  connect(without);
  settle();
  EXPECT_FALSE(turns(700).presence.by_gaze);
}

}  // namespace
}  // namespace threshold::xr
