// A runtime that does not answer, for a while or ever, whatever it was asked: the story is held, and nothing
// else of the program stops.
#include <chrono>
#include <cstdlib>
#include <thread>

#include "tests/openxr/headset_fixture.h"

namespace threshold::xr {
namespace {

double real_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

class StuckRuntime : public HeadsetTest {
 protected:
  HeadsetOptions impatient() {
    HeadsetOptions with = options();
    with.answer_within_s = 0.1;
    return with;
  }
  void SetUp() override {
    Panel caption;
    caption.id = "line";
    picture.panels = {caption};
    touch.hands[0].pulse = {1.0f, 100.0f, 0.1f};
    connect(impatient());
    settle();
  }
  // The program's loop, whole.
  Frame go() {
    picture.panels[0].text = std::to_string(++texts);  // so that a panel is painted too
    const Frame frame = turn();
    headset->feel(touch, 0.0f);
    return frame;
  }
  // Turns while `function` is waited for and after it, until the story runs again.
  struct Seen {
    int waited = 0;  // turns that came back without an answer
    double longest_s = 0.0, in_all_s = 0.0;
    bool moved = false;
    std::string why;
    Frame last;
  };
  Seen live_through(const std::string& function, const std::string& ms) {
    Seen seen;
    const auto hung = runtime.number("hung");
    runtime.tell("hang " + function + " " + ms);
    const double begin_s = real_s();
    do {
      const double turn_s = real_s();
      seen.last = go();
      seen.longest_s = std::max(seen.longest_s, real_s() - turn_s);
      seen.moved |= seen.last.place_moved;
      if (headset->status().state == "not answering") {
        ++seen.waited;
        seen.why = seen.last.why_held.empty() ? seen.why : seen.last.why_held;
      }
    } while ((seen.last.running != Running::running || runtime.number("hung") == hung ||
              headset->status().state == "not answering") &&
             real_s() - begin_s < 20.0);
    seen.in_all_s = real_s() - begin_s;
    EXPECT_EQ(runtime.number("hung"), hung + 1) << function << " was never called";
    return seen;
  }

  Touch touch;
  int texts = 0;
};

TEST_F(StuckRuntime, holds_the_story_and_stops_nothing) {
  const auto frames = runtime.number("frames"), haptics = runtime.number("haptics");
  runtime.tell("hang xrWaitFrame 1500");
  const double stuck_s = real_s();
  double longest_s = 0.0;
  int turned = 0;
  Frame frame;
  do {
    const double begin_s = real_s();
    frame = go();
    longest_s = std::max(longest_s, real_s() - begin_s);
    if (frame.running == Running::running) break;
    ++turned;
    EXPECT_EQ(frame.running, Running::held);
    EXPECT_FALSE(frame.draw);
    EXPECT_FALSE(frame.nobody) << "a fault is no reason to begin again for another visitor";
    EXPECT_NE(frame.why_held.find("does not answer"), std::string::npos) << frame.why_held;
    EXPECT_EQ(headset->status().state, "not answering");
    EXPECT_FALSE(headset->status().graphics_busy) << "a mirror may show it";
    EXPECT_EQ(runtime.number("haptics"), haptics) << "nothing else is asked of it meanwhile";
  } while (real_s() - stuck_s < 10.0);
  EXPECT_EQ(frame.running, Running::running);
  EXPECT_GE(real_s() - stuck_s, 1.5);
  EXPECT_GT(turned, 3);
  EXPECT_LT(longest_s, 1.2) << "the mirror and the sound go on";
  EXPECT_TRUE(frame.draw) << "the frame that was asked for is used";
  EXPECT_FALSE(frame.place_moved) << "nobody has left";
  EXPECT_EQ(runtime.number("frames"), frames + 1) << "asked once";
  EXPECT_EQ(headset->status().sessions, 1);
}

TEST_F(StuckRuntime, that_answers_with_a_loss_is_recovered_from) {
  runtime.tell("hang xrWaitFrame 300");
  runtime.tell("fail xrWaitFrame -17");  // XR_ERROR_SESSION_LOST
  until(Running::held, 1);
  until(Running::running);
  EXPECT_EQ(headset->status().sessions, 2);
}

TEST_F(StuckRuntime, that_answers_soon_is_left_in_order) {
  runtime.tell("hang xrWaitFrame 200");
  until(Running::held, 1);
  headset.reset();
  EXPECT_EQ(runtime.number("live"), 0);
}

TEST_F(StuckRuntime, may_use_the_graphics_device_while_it_takes_a_frame) {
  runtime.tell("hang xrEndFrame forever");
  turn();
  EXPECT_TRUE(headset->status().graphics_busy) << "nobody else may draw with it now";
  runtime.tell("hang xrEndFrame off");
  const double begin_s = real_s();
  while (headset->status().state == "not answering" && real_s() - begin_s < 10.0) turn();
  EXPECT_FALSE(headset->status().graphics_busy);
}

TEST_F(StuckRuntime, is_not_blamed_for_a_picture_that_takes_long) {
  painted.dawdle_s = 0.3;  // as for a place that has to be loaded
  const double begin_s = real_s();
  const Frame frame = turn();
  EXPECT_GE(real_s() - begin_s, 0.3);
  EXPECT_EQ(frame.running, Running::running);
  EXPECT_EQ(headset->status().state, "focused");
  EXPECT_EQ(turn().running, Running::running);
}

TEST_F(StuckRuntime, is_asked_for_a_recentring_once_it_answers) {
  runtime.tell("head 1 1.6 0");
  runtime.tell("hang xrWaitFrame 300");
  EXPECT_EQ(turn().running, Running::held);
  headset->recentre();
  const Frame frame = until(Running::running);
  EXPECT_NEAR(frame.presence.head.position.x, 1.0f, 1e-4f) << "the frame that was asked for before";
  EXPECT_NEAR(turns(2).presence.head.position.x, 0.0f, 1e-4f);
}

// Every call of the frame loop.
class HangingCall : public StuckRuntime, public testing::WithParamInterface<const char*> {};

TEST_P(HangingCall, stops_nothing_and_loses_nothing) {
  const auto sessions = headset->status().sessions, faults = headset->status().faults;
  const Seen seen = live_through(GetParam(), "500");
  EXPECT_GE(seen.waited, 4) << "the program turned meanwhile";
  EXPECT_NE(seen.why.find("does not answer"), std::string::npos) << seen.why;
  EXPECT_GE(seen.in_all_s, 0.5);
  EXPECT_FALSE(seen.moved);
  EXPECT_EQ(headset->status().sessions, sessions);
  EXPECT_EQ(headset->status().faults, faults);
  EXPECT_TRUE(turns(3).draw);
}

INSTANTIATE_TEST_SUITE_P(Headset, HangingCall,
                         testing::Values("xrPollEvent", "xrWaitFrame", "xrBeginFrame", "xrEndFrame",
                                         "xrLocateSpace", "xrLocateViews", "xrSyncActions",
                                         "xrGetActionStateFloat", "xrGetActionStateBoolean",
                                         "xrGetActionStatePose", "xrLocateHandJointsEXT",
                                         "xrAcquireSwapchainImage", "xrWaitSwapchainImage",
                                         "xrReleaseSwapchainImage", "xrApplyHapticFeedback",
                                         "xrConvertTimespecTimeToTimeKHR"),
                         [](const auto& name) { return std::string(name.param); });

// Every call that closes a lost connection and opens another, the graphics device with it.
class HangingOpen : public StuckRuntime, public testing::WithParamInterface<const char*> {};

TEST_P(HangingOpen, is_waited_for_and_stops_nothing) {
  runtime.tell("kill");
  int waited = 0;
  const auto hung = runtime.number("hung");
  runtime.tell(std::string("hang ") + GetParam() + " 400");
  const double begin_s = real_s();
  Frame frame;
  do {
    const double turn_s = real_s();
    frame = go();
    if (runtime.number("hung") > hung && frame.running == Running::held && real_s() - turn_s < 0.3) ++waited;
  } while ((frame.running != Running::running || runtime.number("hung") == hung) &&
           real_s() - begin_s < 20.0);
  EXPECT_EQ(runtime.number("hung"), hung + 1) << "it was never called";
  EXPECT_GE(waited, 3);
  EXPECT_EQ(headset->status().instances, 2);
  EXPECT_TRUE(turns(3).draw);
}

INSTANTIATE_TEST_SUITE_P(Headset, HangingOpen,
                         testing::Values("xrDestroySwapchain", "xrDestroySpace", "xrDestroySession",
                                         "xrDestroyInstance", "xrEnumerateInstanceExtensionProperties",
                                         "xrCreateInstance", "xrGetSystem",
                                         "xrGetVulkanGraphicsRequirements2KHR", "xrCreateVulkanInstanceKHR",
                                         "xrGetVulkanGraphicsDevice2KHR", "xrCreateVulkanDeviceKHR",
                                         "xrCreateSession", "xrCreateReferenceSpace", "xrCreateActionSet",
                                         "xrSuggestInteractionProfileBindings", "xrAttachSessionActionSets",
                                         "xrCreateSwapchain", "xrEnumerateSwapchainImages", "xrBeginSession"),
                         [](const auto& name) { return std::string(name.param); });

TEST_F(StuckRuntime, when_a_session_ends_is_waited_for) {
  runtime.tell("hang xrEndSession 300");
  runtime.tell("wish stopped");
  const double begin_s = real_s();
  while (headset->status().state != "not answering" && real_s() - begin_s < 10.0) go();
  runtime.tell("wish focused");
  until(Running::running);
  EXPECT_EQ(headset->status().sessions, 1);
}

// In a process of its own, since what is left behind keeps the loader from opening another instance: 0 where
// the program lived on without an answer, and could be ended.
class NeverAnswering : public StuckRuntime, public testing::WithParamInterface<const char*> {
 protected:
  [[noreturn]] void live_and_leave(const std::string& function) {
    connect(impatient());
    settle();
    runtime.tell("hang " + function + " forever");
    if (function == "xrCreateSession") runtime.tell("lose_session 0");
    int waited = 0;
    for (int i = 0; i < 500 && waited < 5; ++i) {
      const bool hung = runtime.number("hung") > 0;
      waited += go().running == Running::held && hung;
      if (i == 50 && function == "xrDestroySession") break;  // which only the end calls
    }
    const double begin_s = real_s();
    headset.reset();
    const bool soon = real_s() - begin_s < 3.0;
    const bool kept = runtime.number("live") > 0;  // what a call still uses is not taken from under it
    const bool still = runtime.number("hung") == 1;
    runtime.tell("hang " + function + " off");  // and when it returns after all, nothing more is done
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const bool told = call_left_behind();
    std::_Exit(soon && kept && still && told && (waited == 5 || function == "xrDestroySession") ? 0 : 1);
  }
};

TEST_P(NeverAnswering, does_not_keep_the_program) {
  headset.reset();
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(live_and_leave(GetParam()), testing::ExitedWithCode(0), "");
}

INSTANTIATE_TEST_SUITE_P(Headset, NeverAnswering,
                         testing::Values("xrWaitFrame", "xrEndFrame", "xrPollEvent", "xrCreateSession",
                                         "xrDestroySession"),
                         [](const auto& name) { return std::string(name.param); });

TEST_F(StuckRuntime, at_the_start_is_one_sentence) {
  headset.reset();
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        runtime.tell("hang xrCreateInstance forever");
        HeadsetOptions hasty = impatient();
        hasty.opens_within_s = 0.6;
        std::string said;
        try {
          connect(hasty);
        } catch (const std::runtime_error& error) {
          said = error.what();
        }
        std::fprintf(stderr, "%s\n", said.c_str());
        std::_Exit(call_left_behind() ? 0 : 1);
      },
      testing::ExitedWithCode(0), "has not answered for 1 seconds; restart the headset's software");
}

}  // namespace
}  // namespace threshold::xr
