// Where the visitor is: floors of every kind, recentring by runtime, button and putting on, presence.
#include "tests/openxr/headset_fixture.h"

namespace threshold::xr {
namespace {

// A room in which LOCAL's origin is 1.1 m above the floor, as for a runtime started on a table.
void start_low(const TestRuntime& runtime) {
  runtime.tell("local 0 1.1 0");
  runtime.tell("head 0 1.6 0");
}

TEST_F(HeadsetTest, local_floor_is_taken_at_its_word) {
  start_low(runtime);
  connect();
  EXPECT_NEAR(settle().presence.head.position.y, 1.6f, 1e-4f);
  EXPECT_EQ(headset->status().floor, "told by the runtime");
}

TEST_F(HeadsetTest, without_local_floor_the_floor_is_measured_from_the_stage) {
  start_low(runtime);
  HeadsetOptions old = options();
  old.withheld_extensions = {"XR_EXT_local_floor"};
  connect(old);
  EXPECT_NEAR(settle().presence.head.position.y, 1.6f, 1e-4f);
  EXPECT_EQ(headset->status().floor, "measured from the stage");
}

TEST_F(HeadsetTest, without_a_stage_the_floor_is_assumed) {
  start_low(runtime);
  runtime.tell("stage off");
  HeadsetOptions old = options();
  old.withheld_extensions = {"XR_EXT_local_floor"};
  old.assumed_eye_height_m = 1.25f;
  connect(old);
  EXPECT_NEAR(settle().presence.head.position.y, 0.5f + 1.25f, 1e-4f);
  EXPECT_EQ(headset->status().floor, "assumed");
}

TEST_F(HeadsetTest, putting_it_on_brings_the_place_to_the_visitor) {
  runtime.tell("head 2 1.5 -1 0 0.70710678 0 0.70710678");
  connect();
  const Frame frame = settle();
  expect_near(frame.presence.head.position, {0.0f, 1.5f, 0.0f});
  expect_near(frame.presence.head.orientation * glm::vec3(0, 0, -1), {0.0f, 0.0f, -1.0f});
}

TEST_F(HeadsetTest, walking_about_moves_nothing) {
  connect();
  settle();
  runtime.tell("head 0.5 1.5 0.25");
  turns(200);
  expect_near(turn().presence.head.position, {0.5f, 1.5f, 0.25f});
}

TEST_F(HeadsetTest, the_headsets_own_menu_moves_nothing) {
  connect();
  settle();
  runtime.tell("head 0.5 1.5 0.25");
  runtime.tell("wish visible");
  turns(5);
  runtime.tell("wish focused");
  until(Running::running, 5);
  expect_near(turns(3).presence.head.position, {0.5f, 1.5f, 0.25f});
}

TEST_F(HeadsetTest, holding_menu_recentres) {
  connect();
  settle();
  runtime.tell("head 0.5 1.5 0.25 0 0.2 0 0.9797959");
  runtime.tell("input /user/hand/right/input/menu/click 1");
  turns(100);
  runtime.tell("input /user/hand/right/input/menu/click 0");
  const Frame frame = turns(3);
  expect_near(frame.presence.head.position, {0.0f, 1.5f, 0.0f});
  expect_near(frame.presence.head.orientation * glm::vec3(0, 0, -1), {0.0f, 0.0f, -1.0f});
}

TEST_F(HeadsetTest, the_runtimes_own_recentring_is_followed) {
  connect();
  settle();
  runtime.tell("head 1 1.4 1 0 1 0 0");
  runtime.tell("recentre");
  turns(2);
  expect_near(turn().presence.head.position, {0.0f, 1.4f, 0.0f});
}

TEST_F(HeadsetTest, after_the_runtimes_recentring_the_floor_is_measured_again) {
  HeadsetOptions old = options();
  old.withheld_extensions = {"XR_EXT_local_floor"};
  connect(old);
  settle();
  runtime.tell("head 1 1.2 1");
  runtime.tell("recentre");  // LOCAL's origin is at the head now: 1.2 m above the floor
  turns(3);
  expect_near(turn().presence.head.position, {0.0f, 1.2f, 0.0f});
}

TEST_F(HeadsetTest, the_place_comes_to_the_eyes_seated_standing_or_in_a_wheelchair) {
  connect();
  settle();
  float wanted = 1.18f;
  for (const float real : {1.05f, 1.2f, 1.75f}) {
    runtime.tell("head 0.1 " + std::to_string(real) + " 0");
    headset->set_eye_height(wanted);
    const Frame frame = turns(2);
    EXPECT_NEAR(frame.presence.head.position.y, wanted, 1e-4f);
    EXPECT_NEAR(frame.presence.head.position.x, 0.1f, 1e-4f) << "only the height changes";
    wanted += 0.2f;
  }
}

TEST_F(HeadsetTest, a_height_told_every_frame_moves_the_place_once) {
  connect();
  settle();
  int moves = 0;
  Frame frame;
  for (int i = 0; i < 50; ++i) {
    headset->set_eye_height(1.18f);
    if (i == 25) runtime.tell("head 0 1.4 0");  // ducks by 20 cm
    frame = turn();
    moves += frame.place_moved;
  }
  EXPECT_EQ(moves, 1);
  EXPECT_NEAR(frame.presence.head.position.y, 0.98f, 1e-4f);
}

TEST_F(HeadsetTest, taken_off_the_story_is_held_and_put_on_it_goes_on) {
  connect();
  settle();
  runtime.tell("worn off");
  Frame frame = turn();
  EXPECT_EQ(frame.running, Running::held);
  EXPECT_FALSE(frame.presence.worn);
  EXPECT_EQ(frame.why_held, "The headset was taken off.");
  runtime.tell("head 0.3 1.3 0.2");
  runtime.tell("worn on");
  frame = turns(2);
  EXPECT_EQ(frame.running, Running::running);
  expect_near(frame.presence.head.position, {0.0f, 1.3f, 0.0f});
}

TEST_F(HeadsetTest, without_user_presence_a_still_head_is_nobody) {
  HeadsetOptions old = options();
  old.withheld_extensions = {"XR_EXT_user_presence"};
  old.still_head_s = 5.0;
  connect(old);
  settle();
  EXPECT_EQ(turns(470).running, Running::held);
  runtime.tell("head 0.01 1.6 0");
  EXPECT_EQ(turns(2).running, Running::running);
}

TEST_F(HeadsetTest, lost_tracking_keeps_the_last_head_and_says_so) {
  connect();
  settle();
  runtime.tell("head 0.2 1.5 0");
  turn();
  runtime.tell("tracked off");
  const Frame frame = turn();
  EXPECT_FALSE(frame.presence.head_tracked);
  expect_near(frame.presence.head.position, {0.2f, 1.5f, 0.0f});
  EXPECT_EQ(frame.running, Running::running);
  runtime.tell("tracked on");
  EXPECT_TRUE(turn().presence.head_tracked);
}

TEST_F(HeadsetTest, thousands_of_frames_grow_nothing) {
  connect();
  settle();
  Panel caption;
  caption.id = "line";
  picture.panels = {caption};
  HeadsetStatus before = headset->status();
  turns(500);
  const auto live = runtime.number("live");
  for (int i = 0; i < 2000; ++i) {  // unpaced; bench/openxr runs a hundred thousand
    picture.panels[0].text = std::to_string(i / 100);
    turn();
  }
  EXPECT_EQ(runtime.number("live"), live);
  EXPECT_EQ(headset->status().sessions, before.sessions);
  EXPECT_EQ(headset->status().faults, 0);
}

}  // namespace
}  // namespace threshold::xr
