// The headset in a session: to FOCUSED, pictures, poses, input, touch, captions.
#include "tests/openxr/headset_fixture.h"

#include <sstream>

namespace threshold::xr {
namespace {

const std::string kLeft = "/user/hand/left/", kRight = "/user/hand/right/";

TEST_F(HeadsetTest, runs_to_focus_and_shows_pictures) {
  connect();
  const Frame first = turn();
  EXPECT_EQ(first.running, Running::held);
  EXPECT_FALSE(first.why_held.empty());
  const Frame frame = settle();
  EXPECT_TRUE(frame.draw);
  EXPECT_TRUE(frame.why_held.empty());
  EXPECT_EQ(headset->status().state, "focused");
  EXPECT_EQ(runtime.number("pictures"), painted.pictures);
  EXPECT_GT(painted.pictures, 2);
  EXPECT_EQ(runtime.number("needless_pictures"), 0);
  EXPECT_NEAR(frame.display_in_s, 2.0 / 90.0, 1e-6);
}

TEST_F(HeadsetTest, each_eye_gets_its_own_pose_and_field_of_view) {
  connect();
  settle();
  ASSERT_EQ(painted.views.size(), 2u);
  expect_near(painted.views[0].eye.position, {-0.032f, 1.6f, 0.0f});
  expect_near(painted.views[1].eye.position, {0.032f, 1.6f, 0.0f});
  EXPECT_FLOAT_EQ(painted.views[0].angle_left, -0.9f);
  EXPECT_FLOAT_EQ(painted.views[0].angle_right, 0.75f);
  EXPECT_FLOAT_EQ(painted.views[1].angle_left, -0.75f);
  runtime.tell("field left -0.5 0.6 0.7 -0.4");
  turn();
  EXPECT_FLOAT_EQ(painted.views[0].angle_left, -0.5f);
  EXPECT_FLOAT_EQ(painted.views[0].angle_down, -0.4f);
}

TEST_F(HeadsetTest, pictures_reach_the_eye_they_were_painted_for) {
  connect();
  settle();
  runtime.tell("compose");
  turn();
  // Linear 0.2 is 124 of 255 in sRGB.
  EXPECT_EQ(runtime.pixel(0, 160, 160), (std::array<int, 3>{0, 124, 0}));
  EXPECT_EQ(runtime.pixel(1, 160, 160), (std::array<int, 3>{0, 0, 124}));
}

TEST_F(HeadsetTest, views_have_the_recommended_size_times_the_scale) {
  runtime.tell("views 400 300");
  HeadsetOptions half = options();
  half.scale = 0.5f;
  connect(half);
  settle();
  EXPECT_EQ(painted.extent.width, 200u);
  EXPECT_EQ(painted.extent.height, 150u);
}

TEST_F(HeadsetTest, hands_have_poses_and_velocities_in_the_place) {
  connect();
  settle();
  runtime.tell("head 1 1.7 2");
  runtime.tell("recentre");
  turns(2);
  runtime.tell("grip right 1.2 1.3 1.6 0 0.6 0 0.8");
  runtime.tell("velocity right 0 -4 0.5");
  const Frame frame = turn();
  const HandPresence& hand = frame.presence.hands[right];
  EXPECT_TRUE(hand.tracked);
  expect_near(frame.presence.head.position, {0.0f, 1.7f, 0.0f});
  expect_near(hand.grip.position, {0.2f, 1.3f, -0.4f});
  EXPECT_NEAR(hand.grip.orientation.y, 0.6f, 1e-4f);
  expect_near(hand.velocity_m_s, {0.0f, -4.0f, 0.5f});
}

TEST_F(HeadsetTest, velocity_turns_with_the_place) {
  connect();
  settle();
  runtime.tell("head 0 1.6 0 0 0.70710678 0 0.70710678");  // facing -x in the room
  runtime.tell("recentre");
  turns(2);
  runtime.tell("velocity left -3 0 0");
  const Frame frame = turn();
  expect_near(frame.presence.hands[left].velocity_m_s, {0.0f, 0.0f, -3.0f});
}

TEST_F(HeadsetTest, a_hand_that_is_put_away_is_not_tracked) {
  connect();
  settle();
  runtime.tell("controller left off");
  Frame frame = turn();
  EXPECT_FALSE(frame.presence.hands[left].tracked);
  EXPECT_TRUE(frame.presence.hands[right].tracked);
  runtime.tell("controller left on");
  frame = turn();
  EXPECT_TRUE(frame.presence.hands[left].tracked);
}

TEST_F(HeadsetTest, a_tap_on_menu_pauses_once) {
  connect();
  settle();
  runtime.tell("input " + kLeft + "input/menu/click 1");
  int pauses = 0;
  for (int i = 0; i < 20; ++i) pauses += turn().presence.wishes.pause;
  EXPECT_EQ(pauses, 0);
  runtime.tell("input " + kLeft + "input/menu/click 0");
  for (int i = 0; i < 20; ++i) pauses += turn().presence.wishes.pause;
  EXPECT_EQ(pauses, 1);
}

TEST_F(HeadsetTest, select_confirms_once) {
  connect();
  settle();
  runtime.tell("input " + kRight + "input/select/click 1");
  int confirms = 0;
  for (int i = 0; i < 20; ++i) confirms += turn().presence.wishes.confirm;
  EXPECT_EQ(confirms, 1);
}

TEST_F(HeadsetTest, touch_controllers_have_their_own_buttons) {
  connect();
  settle();
  runtime.tell("profile left /interaction_profiles/oculus/touch_controller");
  runtime.tell("profile right /interaction_profiles/oculus/touch_controller");
  turn();
  EXPECT_EQ(headset->status().profiles[left], "/interaction_profiles/oculus/touch_controller");
  runtime.tell("input " + kRight + "input/trigger/value 0.4");
  EXPECT_FLOAT_EQ(turn().presence.hands[right].trigger, 0.4f);
  runtime.tell("input " + kLeft + "input/x/click 1");
  int captions = 0;
  for (int i = 0; i < 20; ++i) captions += turn().presence.wishes.captions;
  EXPECT_EQ(captions, 1);
  runtime.tell("input " + kRight + "input/b/click 1");
  int skips = 0;
  for (int i = 0; i < 85; ++i) skips += turn().presence.wishes.skip;
  EXPECT_EQ(skips, 0) << "less than a second";
  for (int i = 0; i < 20; ++i) skips += turn().presence.wishes.skip;
  EXPECT_EQ(skips, 1);
}

TEST_F(HeadsetTest, every_controller_moves_the_hands_and_confirms) {
  connect();
  settle();
  const std::pair<std::string, std::string> all[] = {
      {"khr/simple_controller", "select/click"},           {"oculus/touch_controller", "trigger/value"},
      {"meta/touch_controller_plus", "trigger/value"},     {"facebook/touch_controller_pro", "trigger/value"},
      {"valve/index_controller", "trigger/value"},         {"htc/vive_controller", "trigger/value"},
      {"microsoft/motion_controller", "trigger/value"},    {"hp/mixed_reality_controller", "trigger/value"},
      {"bytedance/pico_neo3_controller", "trigger/value"}, {"bytedance/pico4_controller", "trigger/value"},
      {"ext/hand_interaction_ext", "pinch_ext/value"}};
  for (const auto& [profile, trigger] : all) {
    SCOPED_TRACE(profile);
    for (const std::string hand : {"left", "right"}) {
      runtime.tell("profile " + hand + " /interaction_profiles/" + profile);
      runtime.tell("input /user/hand/" + hand + "/input/" + trigger + " 0");
    }
    turns(2);
    runtime.tell("input " + kRight + "input/" + trigger + " 1");
    const Frame frame = turn();
    EXPECT_TRUE(frame.presence.hands[left].tracked);
    EXPECT_TRUE(frame.presence.wishes.confirm);
    runtime.tell("input " + kRight + "input/" + trigger + " 0");
  }
}

TEST_F(HeadsetTest, bare_hands_have_26_joints_and_can_drum) {
  runtime.tell("controller left off");
  runtime.tell("joints left on");
  connect();
  settle();
  runtime.tell("palm left -0.3 1.1 -0.4");
  runtime.tell("velocity left 0 -2 0");
  Frame frame = turn();
  const HandPresence& hand = frame.presence.hands[left];
  EXPECT_TRUE(hand.joints_tracked);
  EXPECT_TRUE(hand.tracked);
  expect_near(hand.grip.position, {-0.3f, 1.1f, -0.4f});
  expect_near(hand.velocity_m_s, {0.0f, -2.0f, 0.0f});
  // A flat left hand, palm down: the thumb points right, and the grip's -z with it.
  expect_near(hand.grip.orientation * glm::vec3(0, 0, -1), {1.0f, 0.0f, 0.0f});
  EXPECT_NEAR(hand.joints[25].position.z, -0.4f - 0.02f - 4 * 0.028f, 1e-4f);  // little tip
  EXPECT_FALSE(frame.presence.hands[right].joints_tracked);
  runtime.tell("pinch left on");
  frame = turn();
  EXPECT_GT(frame.presence.hands[left].trigger, 0.9f);
  EXPECT_TRUE(frame.presence.wishes.confirm);
}

TEST_F(HeadsetTest, blows_are_felt_exactly_as_asked) {
  connect();
  settle();
  Touch touch;
  touch.hands[right].pulse = {0.8f, 160.0f, 0.05f};
  turn();
  headset->feel(touch, 0.0f);
  turn();
  headset->feel({}, 0.0f);
  ASSERT_EQ(runtime.number("haptics"), 1);
  const std::string frame = std::to_string(runtime.number("frames") - 1);
  EXPECT_EQ(runtime.ask("haptic 0"), frame + " right play 0.8 160 50000000");
}

TEST_F(HeadsetTest, a_resting_hand_feels_the_envelope_without_a_gap_until_it_ends) {
  connect();
  settle();
  Touch touch;
  touch.hands[left].resting_gain = 0.5f;
  for (int i = 0; i < 90; ++i) {
    turn();
    headset->feel(touch, 0.6f);
  }
  turn();
  headset->feel(touch, 0.0f);
  turn();
  headset->feel(touch, 0.0f);
  const auto count = runtime.number("haptics");
  EXPECT_GE(count, 15);
  EXPECT_LE(count, 25) << "renewed at most 20 times a second";
  double covered_until = 0.0;
  for (std::int64_t i = 0; i + 1 < count; ++i) {
    std::istringstream line(runtime.ask("haptic " + std::to_string(i)));
    double frame, amplitude, frequency, duration;
    std::string hand, what;
    line >> frame >> hand >> what >> amplitude >> frequency >> duration;
    EXPECT_EQ(hand, "left");
    EXPECT_EQ(what, "play");
    EXPECT_NEAR(amplitude, 0.3, 1e-6);
    if (i > 0) {
      EXPECT_LE(frame / 90.0, covered_until) << "a gap before entry " << i;
    }
    covered_until = frame / 90.0 + duration * 1e-9;
  }
  EXPECT_NE(runtime.ask("haptic " + std::to_string(count - 1)).find("left stop"), std::string::npos);
}

TEST_F(HeadsetTest, captions_are_composed_where_they_stand_at_their_own_resolution) {
  connect();
  settle();
  Panel caption;
  caption.id = "line";
  caption.text = "[amp hum]";
  picture.panels = {caption};
  turns(3);
  runtime.tell("compose");
  turn();
  // Straight alpha 0.5 of white over linear 0.2 green: 0.5 red, 0.6 green in linear light.
  const auto over = [](double linear) {
    return static_cast<int>(std::lround(255 * (1.055 * std::pow(linear, 1 / 2.4) - 0.055)));
  };
  const auto centre = runtime.pixel(0, 172, 158);
  EXPECT_NEAR(centre[0], over(0.5), 2);
  EXPECT_NEAR(centre[1], over(0.6), 2);
  // Its left edge in the left eye: tan = (-0.5 + 0.032) / 1.5 from the eye's axis.
  const double tan_left = std::tan(0.9), tan_right = std::tan(0.75);
  const double edge = (-0.468 / 1.5 + tan_left) / (tan_left + tan_right) * 320;
  EXPECT_EQ(runtime.pixel(0, static_cast<std::uint32_t>(edge) - 2, 158)[0], 0);
  EXPECT_NEAR(runtime.pixel(0, static_cast<std::uint32_t>(edge) + 2, 158)[0], over(0.5), 2);
  EXPECT_EQ(painted.panels, 1) << "painted once, shown in every frame";
  EXPECT_GE(runtime.number("quads"), 4);
  picture.panels[0].text = "[amp hum, louder]";
  turns(2);
  EXPECT_EQ(painted.panels, 2);
  picture.panels.clear();
  const auto quads = runtime.number("quads");
  turns(3);
  EXPECT_EQ(runtime.number("quads"), quads);
}

TEST_F(HeadsetTest, more_panels_than_the_runtime_takes_are_left_out) {
  connect();
  settle();
  for (int i = 0; i < 40; ++i) {
    Panel panel;
    panel.id = std::to_string(i);
    panel.text = "x";
    picture.panels.push_back(panel);
  }
  turns(3);
  EXPECT_EQ(runtime.number("quads"), 3 * 15);
}

TEST_F(HeadsetTest, the_nearest_offered_refresh_rate_is_taken) {
  HeadsetOptions fast = options();
  fast.refresh_hz = 118.0f;
  connect(fast);
  settle();
  EXPECT_EQ(runtime.number("rate"), 120);
  EXPECT_FLOAT_EQ(headset->status().refresh_hz, 120.0f);
}

TEST_F(HeadsetTest, vulkan_validation_is_silent) {
  HeadsetOptions checked = options();
  checked.validation = true;
  connect(checked);
  Panel caption;
  caption.id = "line";
  picture.panels = {caption};
  settle();
  runtime.tell("compose");
  turns(10);
  runtime.tell("lose_session 0");
  turns(5);
  until(Running::running);
  EXPECT_EQ(painted.complaints, 0);
}

}  // namespace
}  // namespace threshold::xr
