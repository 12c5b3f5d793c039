// A runtime that does not answer for a while: the story is held, and nothing else of the program stops.
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
  void SetUp() override {
    HeadsetOptions impatient = options();
    impatient.answer_within_s = 0.05;
    connect(impatient);
    settle();
  }
};

TEST_F(StuckRuntime, holds_the_story_and_stops_nothing) {
  Touch touch;
  touch.hands[0].pulse = {1.0f, 100.0f, 0.1f};
  const auto frames = runtime.number("frames");
  runtime.tell("hang xrWaitFrame 1500");
  const double stuck_s = real_s();
  double longest_s = 0.0;
  int turned = 0;
  Frame frame;
  do {
    const double begin_s = real_s();
    frame = turn();
    headset->feel(touch, 0.0f);
    longest_s = std::max(longest_s, real_s() - begin_s);
    if (frame.running == Running::running) break;
    ++turned;
    EXPECT_EQ(frame.running, Running::held);
    EXPECT_FALSE(frame.draw);
    EXPECT_NE(frame.why_held.find("does not answer"), std::string::npos) << frame.why_held;
    EXPECT_EQ(headset->status().state, "not answering");
    EXPECT_EQ(runtime.number("haptics"), 0) << "nothing else is asked of it meanwhile";
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
  runtime.tell("hang xrWaitFrame 200");
  runtime.tell("fail xrWaitFrame -17");  // XR_ERROR_SESSION_LOST
  until(Running::held, 1);
  until(Running::running);
  EXPECT_EQ(headset->status().sessions, 2);
}

TEST_F(StuckRuntime, that_answers_soon_is_left_in_order) {
  runtime.tell("hang xrWaitFrame 120");
  until(Running::held, 1);
  headset.reset();
  EXPECT_EQ(runtime.number("live"), 0);
}

// In a process of its own, since what is left behind keeps the loader from opening another instance.
TEST_F(StuckRuntime, that_never_answers_does_not_keep_the_program) {
  headset.reset();
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        HeadsetOptions impatient = options();
        impatient.answer_within_s = 0.05;
        connect(impatient);
        settle();
        runtime.tell("hang xrWaitFrame 900");
        until(Running::held, 1);
        const double begin_s = real_s();
        headset.reset();
        const bool soon = real_s() - begin_s < 0.6;
        const bool kept = runtime.number("live") > 0;  // what a call still uses is not taken from under it
        std::this_thread::sleep_for(std::chrono::milliseconds(1000));
        std::exit(soon && kept ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace threshold::xr
