#include "scenes/gaze.h"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/scenes/visits.h"

namespace threshold::scenes {
namespace {

using namespace visits;

constexpr float kDegree = 0.01745329252f;

// Eyes of the place, looking `yaw` to the left and `pitch` up.
xr::Presence looking(float yaw_deg, float pitch_deg) {
  xr::Presence presence = nobody();
  presence.by_gaze = true;
  presence.gaze.position = presence.head.position;
  presence.gaze.orientation = glm::angleAxis(yaw_deg * kDegree, glm::vec3(0, 1, 0)) *
                              glm::angleAxis(pitch_deg * kDegree, glm::vec3(1, 0, 0));
  return presence;
}

xr::Presence looking_at(const glm::vec3& target) {
  const glm::vec3 way = glm::normalize(target - nobody().head.position);
  return looking(std::atan2(-way.x, -way.z) / kDegree, std::asin(way.y) / kDegree);
}

// Left to right as they are seen: 13 degrees apart, 42 up.
xr::Presence looking_at_item(int item) {
  return looking(13.0f * (2.0f - static_cast<float>(item)), 42.0f);
}

int blows_in(Director& director, double seconds, const xr::Presence& presence) {
  int blows = 0;
  for (int i = 0; i < static_cast<int>(seconds / 0.008 + 0.5); ++i)
    blows += director.advance(presence).ears.blow_count;
  return blows;
}

const Part& snare() {
  return *testing::story()->places.at(0).part("snare");
}

void open_menu(Director& director) {
  after(director, 1.02, looking(0.0f, 40.0f));
  after(director, 0.1, looking(0.0f, 25.0f));  // off every entry
}

TEST(gaze, a_drum_that_is_looked_at_long_enough_is_struck_and_again) {
  Director director(testing::story(), at("soundcheck", 5.0));
  const xr::Presence there = looking_at(snare().centre);
  EXPECT_EQ(blows_in(director, 0.58, there), 0);
  EXPECT_EQ(blows_in(director, 0.04, there), 1);
  EXPECT_EQ(blows_in(director, 0.86, there), 0);
  EXPECT_EQ(blows_in(director, 0.06, there), 1);
}

TEST(gaze, a_glance_strikes_nothing) {
  Director director(testing::story(), at("soundcheck", 5.0));
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(blows_in(director, 0.5, looking_at(snare().centre)), 0);
    EXPECT_EQ(blows_in(director, 0.1, looking(0.0f, 10.0f)), 0);
  }
}

TEST(gaze, hands_that_are_there_make_looking_harmless) {
  Director director(testing::story(), at("soundcheck", 5.0));
  xr::Presence there = looking_at(snare().centre);
  there.by_gaze = false;
  EXPECT_EQ(blows_in(director, 3.0, there), 0);
  xr::Presence up = looking(0.0f, 42.0f);
  up.by_gaze = false;
  EXPECT_EQ(panel(after(director, 3.0, up), "gaze.0"), nullptr);
}

TEST(gaze, looking_up_opens_a_menu_and_looking_away_closes_it) {
  Director director(testing::story(), at("soundcheck", 5.0));
  EXPECT_EQ(panel(after(director, 0.98, looking(0.0f, 36.0f)), "gaze.0"), nullptr);
  const Moment open = after(director, 0.04, looking(0.0f, 36.0f));
  for (int i = 0; i < kGazeItems; ++i) {
    const xr::Panel* entry = panel(open, "gaze." + std::to_string(i));
    ASSERT_NE(entry, nullptr);
    ASSERT_TRUE(entry->anchor);
    const glm::vec3 way = glm::normalize(*entry->anchor - nobody().head.position);
    EXPECT_NEAR(std::atan2(-way.x, -way.z) / kDegree, 13.0f * (2.0f - static_cast<float>(i)), 0.05f);
    EXPECT_NEAR(std::asin(way.y) / kDegree, 42.0f - 4.5f, 0.06f) << "labels stand above their anchors";
  }
  EXPECT_NE(panel(after(director, 1.4, looking(0.0f, 0.0f)), "gaze.0"), nullptr);
  EXPECT_EQ(panel(after(director, 0.2, looking(0.0f, 0.0f)), "gaze.0"), nullptr);
}

TEST(gaze, the_menu_pauses_and_goes_on) {
  Director director(testing::story(), at("soundcheck", 5.0));
  open_menu(director);
  EXPECT_FALSE(after(director, 1.16, looking_at_item(0)).held);
  EXPECT_TRUE(after(director, 0.08, looking_at_item(0)).held);
  open_menu(director);
  const Moment paused = after(director, 0.01, looking_at_item(0));
  EXPECT_EQ(panel(paused, "gaze.0")->text.substr(0, 5), "Go on");
  EXPECT_FALSE(after(director, 1.3, looking_at_item(0)).held);
}

TEST(gaze, an_entry_shows_how_long_it_was_looked_at) {
  Director director(testing::story(), at("soundcheck", 5.0));
  open_menu(director);
  EXPECT_EQ(panel(after(director, 0.6, looking_at_item(1)), "gaze.1")->text, "Next\n●●○○○");
  EXPECT_EQ(panel(after(director, 0.02, looking_at_item(2)), "gaze.1")->text, "Next\n○○○○○");
}

TEST(gaze, the_menu_skips_changes_captions_recentres_and_leaves) {
  Director director(testing::story(), at("soundcheck", 5.0));
  open_menu(director);
  after(director, 1.3, looking_at_item(1));
  EXPECT_EQ(after(director, 1.0, looking(0.0f, 0.0f)).beat, "note");

  Director captions(testing::story(), at("soundcheck", 5.0));
  open_menu(captions);
  EXPECT_NE(panel(after(captions, 1.3, looking_at_item(2)), "captions_policy"), nullptr);
  EXPECT_NE(panel(after(captions, 0.1, looking_at_item(2)), "gaze.2"), nullptr)
      << "open, for the next policy";

  Director centre(testing::story(), at("soundcheck", 5.0));
  open_menu(centre);
  EXPECT_EQ(after(centre, 1.1, looking_at_item(3)).recentres, 0);
  EXPECT_EQ(after(centre, 3.0, looking_at_item(3)).recentres, 1);

  Director leaving(testing::story(), at("soundcheck", 5.0));
  open_menu(leaving);
  EXPECT_FALSE(after(leaving, 2.3, looking_at_item(4)).ended);
  EXPECT_TRUE(after(leaving, 0.8, looking_at_item(4)).ended);
}

TEST(gaze, what_the_eyes_rest_on_while_the_menu_opens_is_not_chosen) {
  Director director(testing::story(), at("soundcheck", 5.0));
  const Moment moment = after(director, 6.0, looking(0.0f, 42.0f));  // the middle entry, all the while
  EXPECT_NE(panel(moment, "gaze.2"), nullptr);
  EXPECT_EQ(panel(moment, "captions_policy"), nullptr);
}

TEST(gaze, who_looks_about_wildly_chooses_nothing) {
  Director director(testing::story(), at("soundcheck", 5.0));
  for (int i = 0; i < 400; ++i) {
    const auto turn = static_cast<float>(i);
    const Moment moment =
        after(director, 0.056, looking(80.0f * std::sin(turn), 60.0f * std::sin(1.7f * turn)));
    ASSERT_FALSE(moment.held);
    ASSERT_FALSE(moment.ended);
    ASSERT_EQ(moment.recentres, 0);
  }
}

}  // namespace
}  // namespace threshold::scenes
