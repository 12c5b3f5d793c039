#include "scenes/director.h"

#include <gtest/gtest.h>

#include "tests/scenes/visits.h"

namespace threshold::scenes {
namespace {

using namespace visits;

TEST(director, theo_calls_at_his_hit_times_to_the_sample) {
  Director director(testing::story(), at("slide"));
  std::vector<std::int64_t> hits;
  for (int i = 0; i < static_cast<int>(6.8 / 0.008); ++i) {
    const Moment moment = director.advance(nobody());
    for (int b = 0; b < moment.ears.blow_count; ++b) {
      if (sound_of(moment, b).rfind("slide_theo", 0) == 0)
        hits.push_back(moment.ears.blows[static_cast<std::size_t>(b)].start_sample);
    }
  }
  ASSERT_EQ(hits.size(), 4u);
  const double times[] = {3.7, 4.3, 4.9, 5.5};
  for (int i = 0; i < 4; ++i) EXPECT_EQ(hits[static_cast<std::size_t>(i)], std::llround(times[i] * 48000.0));
}

double seconds_until_together(bool answers, double patience = 1.0) {
  DirectorOptions options = at("slide");
  options.patience = patience;
  Director director(testing::story(), options);
  for (int i = 0; i < 125 * 60; ++i) {
    const Moment moment = director.advance(answers && i % 40 == 0 ? key(0) : nobody());
    for (const xr::Figure& figure : moment.eyes.figures) {
      if (figure.name == "theo" && figure.to.clip == "drum_together") return moment.beat_s;
    }
    if (moment.beat != "slide") break;
  }
  return -1.0;
}

TEST(director, theo_does_not_strand_who_does_nothing) {
  const double alone = seconds_until_together(false), answered = seconds_until_together(true);
  EXPECT_NEAR(alone, 3.0 + 3.7 + 5.0 + 4.0 + 5.0, 0.1);
  EXPECT_GT(answered, 0.0);
  EXPECT_NE(answered, alone);
}

TEST(director, longer_waits_make_a_longer_beat) {
  EXPECT_NEAR(seconds_until_together(false, 2.0), 3.0 + 3.7 + 10.0 + 4.0 + 10.0, 0.1);
  DirectorOptions patient = at("slide");
  patient.patience = 2.0;
  EXPECT_NEAR(Director(testing::story(), patient).remaining_s() -
                  Director(testing::story(), at("slide")).remaining_s(),
              10.0, 1e-6);
}

TEST(director, the_lamp_blinks_twice) {
  Director director(testing::story(), at("arrival", 11.8));
  int dips = 0;
  bool dark = false;
  for (int i = 0; i < 125 * 3; ++i) {
    const float ev = director.advance(nobody()).eyes.exposure_ev;
    if (!dark && ev < -0.7f) ++dips;
    dark = dark ? ev < -0.4f : ev < -0.7f;
  }
  EXPECT_EQ(dips, 2);
}

TEST(director, people_look_at_the_visitor_when_they_turn) {
  xr::Presence presence = nobody();
  presence.head.position = {0.13f, 1.31f, 0.07f};
  Director director(testing::story(), at("arrival", 19.0));
  const Moment moment = director.advance(presence);
  for (const xr::Figure& figure : moment.eyes.figures) {
    if (figure.name != "imani") continue;
    ASSERT_TRUE(figure.look_at);
    EXPECT_EQ(*figure.look_at, presence.head.position);
    EXPECT_EQ(figure.to.clip, "turn");
  }
}

TEST(director, clips_cross_fade_over_a_quarter_second) {
  Director director(testing::story(), at("drop", 25.4));
  const auto nell = [&] { return director.advance(nobody()).eyes.figures.at(0); };
  xr::Figure first = nell();
  EXPECT_EQ(first.from.clip, "play_song");
  EXPECT_EQ(first.to.clip, "stop");
  EXPECT_NEAR(first.blend, 0.0f, 0.02f);
  float before = first.blend;
  for (int i = 1; i <= 31; ++i) {
    const float now = nell().blend;
    EXPECT_GE(now, before);
    before = now;
  }
  EXPECT_NEAR(nell().blend, 1.0f, 1e-3f);
}

TEST(director, what_plays_once_returns_to_its_loop_or_holds_its_end) {
  Director says(testing::story(), at("soundcheck", 32.0)), called(testing::story(), at("drop", 36.0));
  const xr::Figure plays = says.advance(nobody()).eyes.figures.at(0);
  EXPECT_EQ(plays.to.clip, "play_riff");
  EXPECT_NEAR(plays.to.time_s, 32.0f - 4.286f, 0.02f);  // where it would be had she said nothing
  const xr::Figure nell = called.advance(nobody()).eyes.figures.at(0);
  EXPECT_EQ(nell.to.clip, "shout");
  EXPECT_NEAR(nell.to.time_s, 4.0f, 1e-4f);  // tests/scenes/data/assets/people/clips.json
}

TEST(director, silence_is_whole_from_18_s_on_the_bench) {
  Director director(testing::story(), at("bench", 11.9));
  float before = 0.0f;
  for (int i = 0; i < 125 * 18; ++i) {
    const Moment moment = director.advance(nobody());
    if (moment.beat != "bench" || moment.beat_s > 29.9) break;
    const float silence = moment.ears.hearing.ears[0].silence;
    EXPECT_GE(silence, before - 1e-6f);
    before = silence;
    if (moment.beat_s >= 18.0) {
      ASSERT_EQ(moment.ears.hearing.ears[0].silence, 1.0f);
      ASSERT_EQ(moment.ears.hearing.ears[1].silence, 1.0f);
    }
    if (moment.beat_s < 12.0) {
      ASSERT_EQ(silence, 0.0f);
    }
  }
}

}  // namespace
}  // namespace threshold::scenes
