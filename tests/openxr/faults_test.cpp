// What goes wrong in a session, and how the story is held and goes on.
#include <openxr/openxr.h>

#include "tests/openxr/headset_fixture.h"

namespace threshold::xr {
namespace {

TEST_F(HeadsetTest, no_runtime_at_the_start_is_one_sentence) {
  runtime.tell("gone on");
  try {
    connect();
    FAIL() << "no exception";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("No OpenXR runtime answers"), std::string::npos) << error.what();
  }
}

TEST_F(HeadsetTest, no_headset_at_the_start_is_one_sentence) {
  runtime.tell("headset off");
  try {
    connect();
    FAIL() << "no exception";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("no headset is connected"), std::string::npos) << error.what();
  }
}

TEST_F(HeadsetTest, without_focus_the_story_is_held_but_seen) {
  connect();
  settle();
  runtime.tell("wish visible");
  turns(2);
  const Frame frame = turn();
  EXPECT_EQ(frame.running, Running::held);
  EXPECT_TRUE(frame.draw);
  EXPECT_FALSE(frame.presence.hands[left].tracked);
  runtime.tell("wish focused");
  until(Running::running, 3);
}

TEST_F(HeadsetTest, behind_another_program_nothing_is_drawn) {
  connect();
  settle();
  runtime.tell("wish synchronized");
  turns(2);
  const Frame frame = turn();
  EXPECT_EQ(frame.running, Running::held);
  EXPECT_FALSE(frame.draw);
  EXPECT_EQ(runtime.number("needless_pictures"), 0);
}

TEST_F(HeadsetTest, a_stopped_session_is_held_and_restarts) {
  connect();
  settle();
  for (int round = 0; round < 5; ++round) {
    runtime.tell("wish stopped");
    turns(5);
    EXPECT_EQ(headset->status().state, "idle");
    const Frame held = turn();
    EXPECT_EQ(held.running, Running::held);
    EXPECT_FALSE(held.draw);
    EXPECT_FALSE(held.why_held.empty());
    runtime.tell("wish focused");
    until(Running::running, 10);
  }
  EXPECT_EQ(headset->status().sessions, 1);
}

TEST_F(HeadsetTest, asked_to_exit_it_ends) {
  connect();
  settle();
  runtime.tell("wish exit");
  until(Running::ended, 10);
  EXPECT_EQ(turns(10).running, Running::ended);
  EXPECT_EQ(runtime.number("live"), 0);
}

TEST_F(HeadsetTest, a_lost_session_is_rebuilt) {
  connect();
  settle();
  runtime.tell("lose_session 100");
  turns(2);
  EXPECT_EQ(turn().running, Running::held);
  until(Running::running);
  EXPECT_EQ(headset->status().sessions, 2);
  EXPECT_EQ(headset->status().instances, 1);
  EXPECT_EQ(painted.painters, 1) << "what is loaded stays loaded";
  EXPECT_TRUE(turn().presence.hands[right].tracked) << "actions work again";
}

TEST_F(HeadsetTest, a_lost_instance_is_waited_out_and_rebuilt) {
  connect();
  settle();
  runtime.tell("lose_instance 3000");
  const double lost_s = now_s();
  turns(2);
  EXPECT_EQ(runtime.number("live"), 0) << "closed before the loss";
  until(Running::running);
  EXPECT_GE(now_s() - lost_s, 3.0);
  EXPECT_LE(now_s() - lost_s, 3.5);
  EXPECT_EQ(runtime.number("early_attempts"), 0) << "lossTime is kept";
  EXPECT_EQ(headset->status().instances, 2);
  EXPECT_TRUE(turn().presence.hands[right].tracked);
}

TEST_F(HeadsetTest, without_time_conversion_the_loss_is_still_waited_out) {
  HeadsetOptions plain = options();
  plain.withheld_extensions = {"XR_KHR_convert_timespec_time"};
  connect(plain);
  settle();
  runtime.tell("lose_instance 3000");
  until(Running::held, 3);
  until(Running::running);
  EXPECT_LE(runtime.number("early_attempts"), 1);
}

TEST_F(HeadsetTest, a_runtime_that_is_gone_is_tried_for_until_it_is_back) {
  connect();
  settle();
  runtime.tell("gone on");
  runtime.tell("kill");
  turns(1000);
  EXPECT_EQ(headset->status().state, "no runtime");
  EXPECT_NE(turn().why_held.find("trying again"), std::string::npos);
  runtime.tell("gone off");
  const double back_s = now_s();
  until(Running::running);
  EXPECT_LE(now_s() - back_s, 2.5);
}

TEST_F(HeadsetTest, a_headset_that_is_unplugged_is_tried_for_until_it_is_back) {
  connect();
  settle();
  runtime.tell("headset off");
  runtime.tell("lose_session 0");
  turns(500);
  EXPECT_EQ(headset->status().state, "no headset");
  EXPECT_EQ(turn().running, Running::held);
  runtime.tell("headset on");
  until(Running::running);
  EXPECT_EQ(headset->status().instances, 1);
}

TEST_F(HeadsetTest, a_lost_device_is_made_anew) {
  connect();
  settle();
  painted.lose_device = true;
  turns(2);
  until(Running::running);
  EXPECT_EQ(painted.painters, 2);
}

TEST_F(HeadsetTest, nonsense_times_are_lost_frames) {
  connect();
  settle();
  const auto drawn = painted.pictures;
  runtime.tell("times -5 0 1");
  for (int i = 0; i < 3; ++i) {
    const Frame frame = turn();
    EXPECT_FALSE(frame.draw);
    EXPECT_EQ(frame.running, Running::running) << "three frames do not stop a story";
  }
  EXPECT_EQ(painted.pictures, drawn);
  EXPECT_TRUE(turn().draw);
  EXPECT_EQ(headset->status().bad_times, 3);
  EXPECT_EQ(headset->status().sessions, 1);
}

TEST_F(HeadsetTest, too_much_nonsense_rebuilds_the_session) {
  connect();
  settle();
  runtime.tell("times -1 -1 -1 -1 -1 -1 -1 -1");
  turns(9);
  EXPECT_EQ(turn().running, Running::held);
  until(Running::running);
  EXPECT_EQ(headset->status().sessions, 2);
}

TEST_F(HeadsetTest, what_would_not_be_seen_is_not_drawn) {
  connect();
  settle();
  const auto drawn = painted.pictures;
  runtime.tell("hidden 10");
  for (int i = 0; i < 10; ++i) EXPECT_FALSE(turn().draw);
  EXPECT_EQ(painted.pictures, drawn);
  EXPECT_EQ(runtime.number("needless_pictures"), 0);
  EXPECT_TRUE(turn().draw);
}

TEST_F(HeadsetTest, a_late_image_costs_a_frame_and_no_more) {
  connect();
  settle();
  runtime.tell("swapchain_timeouts 3");
  turns(10);
  EXPECT_EQ(headset->status().timeouts, 3);
  EXPECT_EQ(headset->status().faults, 0);
  EXPECT_EQ(turn().running, Running::running);
}

TEST_F(HeadsetTest, a_late_panel_image_keeps_the_story) {
  connect();
  settle();
  Panel caption;
  caption.id = "line";
  picture.panels = {caption};
  turns(2);
  picture.panels[0].text = "new";
  runtime.tell("fail xrWaitSwapchainImage 0 0");
  turns(2);
  EXPECT_EQ(turn().running, Running::running);
}

TEST_F(HeadsetTest, a_frame_that_nobody_draws_is_ended_all_the_same) {
  connect();
  settle();
  for (int i = 0; i < 10; ++i) headset->begin_frame();
  EXPECT_EQ(runtime.number("discarded"), 0);
}

TEST_F(HeadsetTest, profiles_change_in_mid_run_without_false_wishes) {
  connect();
  settle();
  runtime.tell("input /user/hand/left/input/menu/click 1");
  turn();
  runtime.tell("profile left /interaction_profiles/valve/index_controller");
  int wishes = 0;
  for (int i = 0; i < 200; ++i) {
    const Frame frame = turn();
    wishes += !(frame.presence.wishes == Wishes{});
  }
  EXPECT_EQ(wishes, 0);
  EXPECT_TRUE(turn().presence.hands[left].tracked);
}

TEST_F(HeadsetTest, nothing_is_felt_without_focus) {
  connect();
  settle();
  runtime.tell("wish visible");
  turns(3);
  Touch touch;
  touch.hands[0].pulse = {1.0f, 100.0f, 0.1f};
  touch.hands[1].resting_gain = 1.0f;
  headset->feel(touch, 1.0f);
  EXPECT_EQ(runtime.number("haptics"), 0);
}

// Every call of the frame loop fails once, in every way that loses something, and the story comes back.
class FailingCall : public HeadsetTest, public testing::WithParamInterface<const char*> {};

TEST_P(FailingCall, is_recovered_from) {
  connect();
  settle();
  Panel caption;
  caption.id = "line";
  picture.panels = {caption};
  Touch touch;
  touch.hands[0].pulse = {1.0f, 100.0f, 0.1f};
  for (const XrResult result : {XR_ERROR_SESSION_LOST, XR_ERROR_INSTANCE_LOST, XR_ERROR_RUNTIME_FAILURE,
                                XR_ERROR_VALIDATION_FAILURE, XR_ERROR_OUT_OF_MEMORY}) {
    SCOPED_TRACE(result);
    runtime.tell(std::string("fail ") + GetParam() + " " + std::to_string(result));
    picture.panels[0].text = std::to_string(result);  // so that a panel is painted too
    const auto faults = headset->status().faults;
    for (int i = 0; i < 5; ++i) {
      turn();
      headset->feel(touch, 0.0f);
    }
    EXPECT_GT(headset->status().faults, faults) << "the failing call was never made";
    until(Running::running);
    EXPECT_TRUE(turns(3).draw);
  }
}

INSTANTIATE_TEST_SUITE_P(Headset, FailingCall,
                         testing::Values("xrPollEvent", "xrWaitFrame", "xrBeginFrame", "xrEndFrame",
                                         "xrLocateSpace", "xrLocateViews", "xrSyncActions",
                                         "xrGetActionStateFloat", "xrGetActionStateBoolean",
                                         "xrGetActionStatePose", "xrLocateHandJointsEXT",
                                         "xrAcquireSwapchainImage", "xrWaitSwapchainImage",
                                         "xrReleaseSwapchainImage", "xrApplyHapticFeedback"),
                         [](const auto& name) { return std::string(name.param); });

// The same for every call that opens a session: the first attempt fails, a later one works.
class FailingOpen : public HeadsetTest, public testing::WithParamInterface<const char*> {};

TEST_P(FailingOpen, is_tried_again) {
  connect();
  settle();
  for (const XrResult result : {XR_ERROR_RUNTIME_FAILURE, XR_ERROR_LIMIT_REACHED, XR_ERROR_OUT_OF_MEMORY}) {
    SCOPED_TRACE(result);
    runtime.tell(std::string("fail ") + GetParam() + " " + std::to_string(result) + " 3");
    runtime.tell("kill");
    until(Running::held, 3);
    until(Running::running);
    EXPECT_TRUE(turns(3).draw);
  }
}

INSTANTIATE_TEST_SUITE_P(Headset, FailingOpen,
                         testing::Values("xrCreateInstance", "xrGetSystem",
                                         "xrGetVulkanGraphicsRequirements2KHR", "xrCreateVulkanInstanceKHR",
                                         "xrGetVulkanGraphicsDevice2KHR", "xrCreateVulkanDeviceKHR",
                                         "xrCreateSession", "xrEnumerateReferenceSpaces",
                                         "xrCreateReferenceSpace", "xrCreateActionSet", "xrCreateAction",
                                         "xrSuggestInteractionProfileBindings", "xrAttachSessionActionSets",
                                         "xrCreateActionSpace", "xrEnumerateSwapchainFormats",
                                         "xrCreateSwapchain", "xrEnumerateSwapchainImages",
                                         "xrEnumerateViewConfigurationViews", "xrBeginSession"),
                         [](const auto& name) { return std::string(name.param); });

TEST_F(HeadsetTest, a_failing_end_of_session_is_recovered_from) {
  connect();
  settle();
  runtime.tell("fail xrEndSession " + std::to_string(XR_ERROR_RUNTIME_FAILURE));
  runtime.tell("wish stopped");
  turns(5);
  runtime.tell("wish focused");
  until(Running::running);
}

TEST_F(HeadsetTest, twenty_losses_of_each_kind_leave_nothing_behind) {
  connect();
  settle();
  const auto live = runtime.number("live");
  for (int i = 0; i < 20; ++i) {
    for (const char* loss : {"lose_session 0", "lose_instance 50", "kill"}) {
      runtime.tell(loss);
      until(Running::held, 5);
      until(Running::running);
    }
  }
  turns(3);
  EXPECT_EQ(runtime.number("live"), live);
}

}  // namespace
}  // namespace threshold::xr
