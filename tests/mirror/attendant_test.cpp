// The attendant's keys and the calm view, without a window.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include <glm/geometric.hpp>

#include "xr/mirror/attendant.h"
#include "xr/mirror/smooth_view.h"

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
  // Two low passes: gain 1 / (1 + (2 pi f tau)^2) = 0.0173 at 8 Hz and 0.15 s each.
  EXPECT_NEAR(most - least, 0.04f * 0.0173f, 0.0003f);
  head.orientation = glm::angleAxis(0.9f, glm::vec3(0, 1, 0));
  View view;
  for (int i = 0; i < 72 * 2; ++i) view = smooth.follow(head, 1.0 / 72.0);
  const glm::vec3 ahead = view.eye.orientation * glm::vec3(0, 0, -1);
  EXPECT_GT(glm::dot(ahead, head.orientation * glm::vec3(0, 0, -1)), 0.9999f);
}

// A ramp through two low passes comes out late by both time constants: 45 degrees a second, 13.5 behind.
TEST(smooth_view, a_steady_turn_is_followed_three_tenths_of_a_second_late) {
  SmoothView smooth;
  Pose head;
  const float speed_rad_s = 0.7854f, step_s = 1.0f / 240.0f;
  float behind = 0.0f;
  for (int i = 0; i < 720; ++i) {
    const float yaw = speed_rad_s * step_s * static_cast<float>(i);
    head.orientation = glm::angleAxis(yaw, glm::vec3(0, 1, 0));
    const glm::vec3 ahead = smooth.follow(head, step_s).eye.orientation * glm::vec3(0, 0, -1);
    behind = yaw - std::atan2(-ahead.x, -ahead.z);
  }
  EXPECT_NEAR(behind, speed_rad_s * 2.0f * static_cast<float>(kSmoothing_s), 0.01f);
}

TEST(smooth_view, a_quick_turn_neither_leaves_the_picture_nor_makes_it_leap) {
  SmoothView smooth;
  Pose head;
  float yaw = 0.0f, last = 0.0f, most_behind = 0.0f, most_step = 0.0f;
  for (int i = 0; i < 200; ++i) {
    yaw = std::min(2.6f, 0.07f * static_cast<float>(i));  // 150 degrees at 290 a second
    head.orientation = glm::angleAxis(yaw, glm::vec3(0, 1, 0));
    const glm::vec3 ahead = smooth.follow(head, 1.0 / 72.0).eye.orientation * glm::vec3(0, 0, -1);
    const float shown = std::atan2(-ahead.x, -ahead.z);
    most_behind = std::max(most_behind, yaw - shown);
    most_step = std::max(most_step, shown - last);
    last = shown;
  }
  EXPECT_NEAR(most_behind, kSmoothBehind_rad, 1e-3f);
  EXPECT_LE(most_step, 0.0701f) << "never faster than the head";
  EXPECT_NEAR(last, 2.6f, 0.01f);
}

TEST(smooth_view, it_is_painted_at_sixteen_by_nine_with_no_more_pixels_than_an_eye) {
  for (const VkExtent2D eye : {VkExtent2D{320, 320}, {1832, 1920}, {2160, 2160}, {4000, 4000}, {8, 8}}) {
    const VkExtent2D size = smooth_extent(eye);
    EXPECT_NEAR(static_cast<double>(size.width) / size.height, 16.0 / 9.0, 0.03);
    EXPECT_LE(size.height, 1080u);
    EXPECT_LE(size.width * size.height, std::max(eye.width * eye.height, 32u * 18u));
    EXPECT_GT(size.height, 0u);
  }
  EXPECT_GE(smooth_extent({2160, 2160}).height, 1080u);
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

}  // namespace
}  // namespace threshold::xr
