// The attendant's keys, the calm view and the words, without a window.
#include <gtest/gtest.h>

#include <cmath>

#include <glm/geometric.hpp>

#include "xr/mirror/attendant.h"
#include "xr/mirror/smooth_view.h"
#include "xr/mirror/words.h"

namespace threshold::xr {
namespace {

TEST(attendant, keys_choose_what_is_shown) {
  Attendant attendant(MirrorView::card);
  attendant.press(AttendantKey::left_eye, 0);
  EXPECT_EQ(attendant.view(), MirrorView::left_eye);
  attendant.press(AttendantKey::right_eye, 0);
  EXPECT_EQ(attendant.view(), MirrorView::right_eye);
  attendant.press(AttendantKey::smoothed, 0);
  EXPECT_EQ(attendant.view(), MirrorView::smoothed);
  attendant.press(AttendantKey::card, 0);
  EXPECT_EQ(attendant.view(), MirrorView::card);
}

TEST(attendant, a_wish_is_told_once) {
  Attendant attendant(MirrorView::left_eye);
  attendant.press(AttendantKey::recentre, 0);
  attendant.press(AttendantKey::next, 0);
  attendant.press(AttendantKey::begin_again, 0);
  const Attended asked = attendant.take();
  EXPECT_TRUE(asked.wishes.recentre && asked.wishes.skip && asked.begin_again);
  const Attended nothing = attendant.take();
  EXPECT_FALSE(nothing.wishes.recentre || nothing.wishes.skip || nothing.begin_again);
}

TEST(attendant, pausing_twice_between_two_frames_is_not_pausing) {
  Attendant attendant(MirrorView::left_eye);
  attendant.press(AttendantKey::pause, 0);
  attendant.press(AttendantKey::pause, 0);
  EXPECT_FALSE(attendant.take().wishes.pause);
}

TEST(attendant, one_press_of_escape_asks_and_a_second_in_time_leaves) {
  Attendant attendant(MirrorView::left_eye);
  attendant.press(AttendantKey::leave, 10.0);
  EXPECT_FALSE(attendant.take().wishes.exit);
  EXPECT_TRUE(attendant.about_to_leave(11.0));
  EXPECT_FALSE(attendant.about_to_leave(12.5));
  attendant.press(AttendantKey::leave, 12.5);
  EXPECT_FALSE(attendant.take().wishes.exit) << "too late to be the second";
  attendant.press(AttendantKey::leave, 13.0);
  EXPECT_TRUE(attendant.take().wishes.exit);
}

TEST(attendant, taken_off_lasts_until_it_is_pressed_again) {
  Attendant attendant(MirrorView::left_eye);
  attendant.press(AttendantKey::taken_off, 0);
  EXPECT_TRUE(attendant.take().taken_off);
  EXPECT_TRUE(attendant.take().taken_off);
  attendant.press(AttendantKey::taken_off, 0);
  EXPECT_FALSE(attendant.take().taken_off);
}

TEST(smooth_view, a_trembling_head_is_calmed_and_a_turn_is_followed) {
  SmoothView smooth;
  Pose head{{0.0f, 1.6f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};
  float least = 10.0f, most = -10.0f;
  for (int i = 0; i < 360; ++i) {  // 8 Hz, 2 cm
    head.position.y = 1.6f + 0.02f * std::sin(6.2831853f * 8.0f * static_cast<float>(i) / 72.0f);
    const View view = smooth.follow(head, 1.0 / 72.0);
    if (i < 72) continue;
    least = std::min(least, view.eye.position.y);
    most = std::max(most, view.eye.position.y);
  }
  // First-order low pass: gain 1 / sqrt(1 + (2 pi f tau)^2) = 0.066 at 8 Hz and 0.3 s.
  EXPECT_NEAR(most - least, 0.04f * 0.066f, 0.001f);
  head.orientation = glm::angleAxis(0.9f, glm::vec3(0, 1, 0));
  View view;
  for (int i = 0; i < 72 * 2; ++i) view = smooth.follow(head, 1.0 / 72.0);
  const glm::vec3 ahead = view.eye.orientation * glm::vec3(0, 0, -1);
  EXPECT_GT(glm::dot(ahead, head.orientation * glm::vec3(0, 0, -1)), 0.9999f);
}

TEST(smooth_view, the_horizon_stays_level_when_the_head_tilts) {
  SmoothView smooth;
  const Pose tilted{{0, 1.6f, 0}, glm::angleAxis(0.6f, glm::vec3(0, 0, 1))};
  View view;
  for (int i = 0; i < 200; ++i) view = smooth.follow(tilted, 1.0 / 72.0);
  EXPECT_NEAR((view.eye.orientation * glm::vec3(1, 0, 0)).y, 0.0f, 1e-5f);
}

TEST(smooth_view, a_jump_is_followed_at_once_and_the_picture_is_sixteen_by_nine) {
  SmoothView smooth;
  Pose head;
  smooth.follow(head, 0.01);
  head.position.x = 3.0f;
  const View view = smooth.follow(head, 0.01);
  EXPECT_FLOAT_EQ(view.eye.position.x, 3.0f);
  EXPECT_NEAR(std::tan(view.angle_right) / std::tan(view.angle_up), 16.0f / 9.0f, 1e-5f);
}

MirrorState walking() {
  MirrorState state;
  state.running = Running::running;
  state.note.beat = "drop";
  state.note.left_s = 95.0;
  state.note.caption = "Nell: Snare when you are ready.";
  return state;
}

bool says(const Lines& lines, const std::string& words) {
  for (const Line& line : lines)
    if (line.text.find(words) != std::string::npos) return true;
  return false;
}

TEST(mirror_words, the_card_tells_the_time_left_and_nothing_of_the_story) {
  const Lines card = card_lines(walking(), "en");
  EXPECT_TRUE(says(card, "about 2 minutes to go"));
  EXPECT_FALSE(says(card, "drop"));
  EXPECT_FALSE(says(card, "Snare"));
  EXPECT_TRUE(says(card_lines(walking(), "de"), "noch etwa 2 Minuten"));
  MirrorState last = walking();
  last.note.left_s = 20.0;
  EXPECT_TRUE(says(card_lines(last, "en"), "less than a minute"));
}

TEST(mirror_words, whatever_holds_the_story_there_is_something_the_attendant_may_do) {
  for (const char* name : {"no runtime", "no headset", "idle", "visible", "synchronized", "focused"}) {
    MirrorState state;
    state.why_held = "It is held.";
    state.status.state = name;
    const Lines lines = held_lines(state);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].text, "It is held.");
    EXPECT_GT(lines[1].text.size(), 20u) << name;
  }
}

TEST(mirror_words, figures_name_state_beat_frames_sound_and_hands) {
  MirrorState state = walking();
  state.status.state = "focused";
  state.status.frames = 7200;
  state.status.missed = 3;
  state.status.profiles = {"/interaction_profiles/oculus/touch_controller", ""};
  state.note.sound_late = 12;
  const Lines lines = overlay_lines(state);
  for (const char* words :
       {"focused", "drop", "3 missed of 7200", "late 12", "oculus/touch_controller", "none"})
    EXPECT_TRUE(says(lines, words)) << words;
}

}  // namespace
}  // namespace threshold::xr
