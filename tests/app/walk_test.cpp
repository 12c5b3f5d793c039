// The walk as a whole: clock, replay, length, what the three senses receive together.
#include "app/walk.h"

#include <vector>

#include <gtest/gtest.h>

#include "app/demo_visitor.h"
#include "tests/app/program.h"

namespace threshold::app {
namespace {

WalkOptions options_for(const std::string& beat, double from_s) {
  WalkOptions options;
  options.paths = find_paths("", "");
  options.director.beat = beat;
  options.director.from_s = from_s;
  options.demo = true;
  return options;
}

std::vector<scenes::Moment> moments_of(Walk& walk, int ticks) {
  std::vector<scenes::Moment> moments;
  for (int i = 0; i < ticks; ++i) moments.push_back(walk.step({}));
  return moments;
}

TEST(walk, the_three_minute_cut_and_the_trailer_are_as_long_as_they_say) {
  WalkOptions options = options_for("", 0.0);
  EXPECT_NEAR(Walk(options).length_s(), 185.0, 0.1);
  options.director.cut = "trailer";
  EXPECT_NEAR(Walk(options).length_s(), 60.0, 0.1);
}

TEST(walk, a_recorded_visitor_gives_the_same_moments_again) {
  Scratch s;
  WalkOptions recording = options_for("soundcheck", 10.0);
  recording.record = s.path / "v.presence";
  Walk first(recording);
  const auto before = moments_of(first, 600);
  first.finish();

  WalkOptions replaying = options_for("soundcheck", 10.0);
  replaying.demo = false;
  replaying.replay = recording.record;
  Walk second(replaying);
  const auto after = moments_of(second, 600);
  int blows = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    ASSERT_EQ(before[i], after[i]) << "tick " << i;
    blows += before[i].ears.blow_count;
  }
  EXPECT_GT(blows, 5);  // the demo drummer was heard in that time
}

TEST(walk, captions_and_cards_have_the_size_that_was_chosen) {
  WalkOptions options = options_for("soundcheck", 0.0);
  options.director.captions = scenes::CaptionPolicy::full;
  options.text_percent = 150;
  Walk walk(options);
  int panels = 0;
  for (const scenes::Moment& moment : moments_of(walk, 1500)) {
    for (const xr::Panel& panel : moment.eyes.panels) {
      ++panels;
      EXPECT_EQ(panel.text_percent, 150);
    }
  }
  EXPECT_GT(panels, 0);
}

TEST(walk, a_recording_that_ended_leaves_a_visitor_who_does_nothing) {
  Scratch s;
  WalkOptions recording = options_for("soundcheck", 10.0);
  recording.record = s.path / "v.presence";
  Walk first(recording);
  moments_of(first, 50);
  first.finish();
  WalkOptions replaying = options_for("soundcheck", 10.0);
  replaying.demo = false;
  replaying.replay = recording.record;
  Walk second(replaying);
  moments_of(second, 60);
  const xr::Presence last = second.presence();
  second.step({});
  EXPECT_EQ(second.presence().head, last.head);
  EXPECT_EQ(second.presence().wishes, xr::Wishes{});
}

TEST(walk, every_blow_that_the_demo_plays_on_the_kit_lands) {
  Walk walk(options_for("soundcheck", 0.0));
  int blows = 0, felt = 0;
  for (int i = 0; i < 33 * 125; ++i) {
    const scenes::Moment& m = walk.step({});
    blows += m.ears.blow_count;
    for (const xr::HandTouch& hand : m.hands.hands) felt += hand.pulse.amplitude > 0.0f;
  }
  EXPECT_GT(blows, 60);
  EXPECT_GT(felt, 30);  // the foot's are not felt in a hand
}

TEST(walk, somebody_who_does_nothing_at_all_comes_to_the_end) {
  WalkOptions options = options_for("", 0.0);
  options.demo = false;
  Walk walk(options);
  int ticks = 0;
  while (!walk.over() && ticks < 400 * 125) walk.step({}), ++ticks;
  EXPECT_TRUE(walk.over());
}

TEST(walk, the_last_beat_falls_silent_and_stays_so) {
  Walk walk(options_for("bench", 18.5));
  std::array<float, 128> heard{}, there{};
  float loudest = 0.0f, was_there = 0.0f;
  for (int i = 0; i < 8 * 125; ++i) {
    walk.step({});
    for (int q = 0; q < 6; ++q) {
      walk.engine().render(heard, there);
      if (i > 125)
        for (float v : heard) loudest = std::max(loudest, std::abs(v));
      for (float v : there) was_there = std::max(was_there, std::abs(v));
    }
  }
  EXPECT_EQ(loudest, 0.0f);
  EXPECT_GT(was_there, 1e-4f);
}

}  // namespace
}  // namespace threshold::app
