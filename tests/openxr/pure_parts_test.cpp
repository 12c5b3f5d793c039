// The parts of the headset that need no runtime: holds and gestures, motors, floors, times, presence.
#include <gtest/gtest.h>

#include <glm/gtc/constants.hpp>

#include "tests/openxr/near.h"
#include "xr/openxr/floor.h"
#include "xr/openxr/frame_clock.h"
#include "xr/openxr/hand_joints.h"
#include "xr/openxr/haptics.h"
#include "xr/openxr/panel_layers.h"
#include "xr/openxr/pose_math.h"
#include "xr/openxr/wishes.h"

namespace threshold::xr {
namespace {

constexpr double kFrame = 1.0 / 90.0;

// Wishes counted over a stretch of time in which nothing changes.
struct Counted {
  int pause = 0, skip = 0, exit = 0, recentre = 0, captions = 0, confirm = 0;
  friend bool operator==(const Counted&, const Counted&) = default;
};

class WishesTest : public testing::Test {
 protected:
  void SetUp() override { hold(0.1); }  // everything let go, as at the start

  void hold(double seconds) {
    for (int i = 0; i < static_cast<int>(std::lround(seconds / kFrame)); ++i) {
      const Wishes w = reader.read(buttons, presence, kFrame);
      counted.pause += w.pause;
      counted.skip += w.skip;
      counted.exit += w.exit;
      counted.recentre += w.recentre;
      counted.captions += w.captions;
      counted.confirm += w.confirm;
    }
  }
  void raise_hands(bool up) {
    for (HandPresence& hand : presence.hands) {
      hand.tracked = true;
      hand.grip.position = {0.0f, presence.head.position.y + (up ? 0.2f : -0.4f), 0.0f};
    }
  }

  WishReader reader;
  std::array<HandButtons, 2> buttons{};
  Presence presence;
  Counted counted;
};

TEST_F(WishesTest, menu_tap_pauses) {
  buttons[0].menu = true;
  hold(0.5);
  buttons[0].menu = false;
  hold(0.5);
  EXPECT_EQ(counted, (Counted{.pause = 1}));
}

TEST_F(WishesTest, menu_for_a_second_recentres_and_does_not_pause) {
  buttons[1].menu = true;
  hold(1.5);
  buttons[1].menu = false;
  hold(0.5);
  EXPECT_EQ(counted, (Counted{.recentre = 1}));
}

TEST_F(WishesTest, menu_for_three_seconds_exits_once) {
  buttons[1].menu = true;
  hold(10.0);
  EXPECT_EQ(counted, (Counted{.exit = 1, .recentre = 1}));
}

TEST_F(WishesTest, menu_under_the_trigger_is_captions_or_skip) {
  buttons[0].trigger = 1.0f;
  hold(0.1);
  buttons[0].menu = true;
  hold(0.3);
  buttons[0].menu = false;
  hold(0.3);
  EXPECT_EQ(counted, (Counted{.captions = 1, .confirm = 1}));
  buttons[0].menu = true;
  hold(5.0);
  buttons[0].menu = false;
  hold(0.1);
  EXPECT_EQ(counted, (Counted{.skip = 1, .captions = 1, .confirm = 1}));
}

TEST_F(WishesTest, a_trembling_trigger_confirms_once) {
  for (int i = 0; i < 30; ++i) {
    buttons[0].trigger = i % 2 == 0 ? 0.75f : 0.5f;
    hold(kFrame);
  }
  EXPECT_EQ(counted, (Counted{.confirm = 1}));
}

TEST_F(WishesTest, both_hands_up_pause_after_one_second_and_exit_after_three) {
  raise_hands(true);
  hold(0.9);
  EXPECT_EQ(counted, Counted{});
  hold(0.3);
  EXPECT_EQ(counted, (Counted{.pause = 1}));
  hold(5.0);
  EXPECT_EQ(counted, (Counted{.pause = 1, .exit = 1}));
}

TEST_F(WishesTest, drumming_high_is_no_gesture) {
  for (int i = 0; i < 20; ++i) {
    raise_hands(i % 2 == 0);
    hold(0.3);
  }
  EXPECT_EQ(counted, Counted{});
  raise_hands(true);
  presence.hands[0].grip.position.y = 0.0f;  // one hand up asks for nothing
  hold(5.0);
  EXPECT_EQ(counted, Counted{});
}

TEST_F(WishesTest, bare_hands_recentre_raised_and_skip_in_front) {
  for (HandButtons& b : buttons) b = {.trigger = 1.0f, .bare = true};
  raise_hands(true);
  hold(1.2);
  EXPECT_EQ(counted, (Counted{.recentre = 1, .confirm = 1}));
  raise_hands(false);
  hold(2.2);
  EXPECT_EQ(counted, (Counted{.skip = 1, .recentre = 1, .confirm = 1}));
}

TEST_F(WishesTest, sticks_gripped_by_both_triggers_do_not_skip) {
  for (HandButtons& b : buttons) b.trigger = 1.0f;
  raise_hands(false);
  hold(30.0);
  EXPECT_EQ(counted.skip, 0);
}

TEST_F(WishesTest, what_is_pressed_when_focus_comes_counts_for_nothing) {
  buttons[0] = {.trigger = 1.0f, .menu = true, .skip = true, .captions = true, .recentre = true};
  reader.forget();
  hold(5.0);
  EXPECT_EQ(counted, Counted{});
  buttons[0] = {};
  hold(0.1);
  EXPECT_EQ(counted, Counted{});
}

TEST(Motor, a_blow_is_not_cut_short_by_resting) {
  Motor motor;
  HandTouch touch{{0.9f, 100.0f, 0.2f}, 0.0f};
  EXPECT_EQ(motor.feel(touch, 1.0f, 0.0), (MotorCommand{false, 0.9f, 100.0f, static_cast<double>(0.2f)}));
  touch = {{}, 1.0f};
  EXPECT_EQ(motor.feel(touch, 0.5f, 0.1), std::nullopt);
  EXPECT_EQ(motor.feel(touch, 0.5f, 0.21), (MotorCommand{false, 0.5f, 0.0f, 0.1}));
}

TEST(Motor, follows_a_rising_envelope_at_once_and_stops_once) {
  Motor motor;
  const HandTouch resting{{}, 1.0f};
  ASSERT_TRUE(motor.feel(resting, 0.2f, 0.0));
  EXPECT_FALSE(motor.feel(resting, 0.21f, 0.01));
  EXPECT_FLOAT_EQ(motor.feel(resting, 0.8f, 0.02)->amplitude, 0.8f);
  EXPECT_TRUE(motor.feel({}, 0.8f, 0.03)->stop);
  EXPECT_FALSE(motor.feel({}, 0.8f, 0.04));
}

TEST(Motor, amplitudes_stay_within_what_a_motor_takes) {
  Motor motor;
  EXPECT_FLOAT_EQ(motor.feel({{5.0f, -3.0f, 0.0f}, 0.0f}, 0.0f, 0.0)->amplitude, 1.0f);
  Motor other;
  EXPECT_FLOAT_EQ(other.feel({{}, 1.0f}, 7.0f, 0.0)->amplitude, 1.0f);
}

TEST(Floor, recentring_puts_the_head_above_the_origin_facing_forward) {
  const Pose own{{3.0f, 0.0f, -1.0f}, glm::angleAxis(0.4f, kUp)};
  const glm::quat looking = glm::angleAxis(1.1f, kUp) * glm::angleAxis(-0.5f, glm::vec3(1, 0, 0));
  const Pose head{{0.7f, 1.5f, 0.2f}, looking};
  const Pose moved = recentred(own, head, std::nullopt);
  // The head, in the frame of the runtime, seen from the new place.
  const Pose in_runtime = compose(own, head);
  const glm::quat back = glm::conjugate(moved.orientation);
  const glm::vec3 at = back * (in_runtime.position - moved.position);
  expect_near(at, {0.0f, 1.5f, 0.0f});
  EXPECT_NEAR(heading(back * in_runtime.orientation), 0.0f, 1e-5f);
}

TEST(Floor, with_an_eye_height_the_place_comes_to_the_visitor) {
  const Pose head{{0.0f, 1.75f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};
  EXPECT_FLOAT_EQ(recentred({}, head, 1.18f).position.y, 1.75f - 1.18f);
}

TEST(Floor, a_head_that_looks_straight_down_or_up_still_has_a_heading) {
  for (const float pitch : {-1.5f, 1.5f}) {
    for (const float yaw : {-2.0f, 0.3f, 1.0f}) {
      const glm::quat looking = glm::angleAxis(yaw, kUp) * glm::angleAxis(pitch, glm::vec3(1, 0, 0));
      EXPECT_NEAR(heading(looking), yaw, 1e-3f) << pitch;
    }
  }
}

TEST(FrameClock, steady_times_pass_through) {
  FrameClock clock;
  for (XrTime t = 1'000'000'000; t < 2'000'000'000; t += 11'111'111) {
    const auto verdict = clock.judge(t, 11'111'111);
    EXPECT_TRUE(verdict.good);
    EXPECT_EQ(verdict.time, t);
  }
  EXPECT_NEAR(clock.dt_s(), 0.011111111, 1e-9);
}

TEST(FrameClock, nonsense_is_replaced_by_the_next_likely_time) {
  FrameClock clock;
  clock.judge(5'000'000'000, 10'000'000);
  for (const XrTime nonsense : {XrTime{-1}, XrTime{0}, XrTime{1}}) {
    const auto verdict = clock.judge(nonsense, 10'000'000);
    EXPECT_FALSE(verdict.good);
    EXPECT_GT(verdict.time, 5'000'000'000);
    EXPECT_LE(verdict.time, 5'030'000'000);
  }
}

TEST(FrameClock, eight_in_a_row_ask_for_a_new_session) {
  FrameClock clock;
  clock.judge(5'000'000'000, 10'000'000);
  int asked = 0;
  for (int i = 0; i < 8; ++i) asked += clock.judge(-7, 10'000'000).rebuild;
  EXPECT_EQ(asked, 1);
}

TEST(FrameClock, nonsense_first_of_all_still_gives_a_positive_time) {
  FrameClock clock;
  EXPECT_GT(clock.judge(-1, 0).time, 0);
}

TEST(PanelLag, stays_for_small_moves_and_follows_large_ones_smoothly) {
  const Pose wanted{{0.0f, 1.4f, -2.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};
  Pose panel{{0.08f, 1.4f, -2.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};
  for (int i = 0; i < 900; ++i) panel = lag_toward(panel, wanted, kFrame);
  EXPECT_FLOAT_EQ(panel.position.x, 0.08f);
  panel.position.x = 1.0f;
  float before = 1.0f;
  for (int i = 0; i < 180; ++i) {
    panel = lag_toward(panel, wanted, kFrame);
    EXPECT_LE(panel.position.x, before);
    EXPECT_LT(before - panel.position.x, 0.04f) << "a jump";
    before = panel.position.x;
  }
  EXPECT_NEAR(panel.position.x, 0.12f, 0.01f);
}

TEST(Hands, grip_of_a_palm_points_the_thumbs_inward) {
  // Both hands flat, palms down, fingers forward: thumbs meet between them.
  expect_near(grip_of_palm({}, left).orientation * glm::vec3(0, 0, -1), {1, 0, 0});
  expect_near(grip_of_palm({}, right).orientation * glm::vec3(0, 0, -1), {-1, 0, 0});
  // +x leaves the left palm and enters the right one.
  expect_near(grip_of_palm({}, left).orientation * glm::vec3(1, 0, 0), {0, -1, 0});
  expect_near(grip_of_palm({}, right).orientation * glm::vec3(1, 0, 0), {0, 1, 0});
}

}  // namespace
}  // namespace threshold::xr
