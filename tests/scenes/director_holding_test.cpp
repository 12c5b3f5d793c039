#include "scenes/director.h"

#include <gtest/gtest.h>

#include "tests/scenes/visits.h"

namespace threshold::scenes {
namespace {

using namespace visits;

TEST(director, holds_while_nobody_wears_it_and_goes_on_at_the_same_sample) {
  Director director(testing::story(), at("drop", 5.0));
  after(director, 1.0);
  xr::Presence off = nobody();
  off.worn = false;
  Moment held = director.advance(off);
  const auto sample = held.sample;
  EXPECT_TRUE(held.held);
  EXPECT_TRUE(held.ears.held);
  EXPECT_EQ(sample, 48000);
  held = after(director, 30.0, off);
  EXPECT_EQ(held.sample, sample);
  const Moment on = director.advance(nobody());
  EXPECT_FALSE(on.held);
  EXPECT_EQ(on.sample, sample);
  EXPECT_EQ(director.advance(nobody()).sample, sample + 384);
}

TEST(director, holding_leaves_no_trace) {
  Director held(testing::story(), at("soundcheck")), straight(testing::story(), at("soundcheck"));
  for (int i = 0; i < 200; ++i) {
    if (i == 100) {
      xr::Presence off = nobody();
      off.worn = false;
      after(held, 2.0, off);
    }
    const xr::Presence presence = i % 25 == 0 ? key(i / 25) : nobody();
    ASSERT_EQ(held.advance(presence), straight.advance(presence)) << i;
  }
}

TEST(director, pause_toggles) {
  Director director(testing::story());
  xr::Presence pause = nobody();
  pause.wishes.pause = true;
  const Moment paused = director.advance(pause);
  EXPECT_TRUE(paused.held);
  EXPECT_NE(panel(paused, "paused"), nullptr);
  EXPECT_TRUE(director.advance(nobody()).held);
  EXPECT_FALSE(director.advance(pause).held);
  EXPECT_FALSE(director.advance(nobody()).held);
}

TEST(director, skip_fades_to_the_next_beat) {
  Director director(testing::story());
  after(director, 3.0);
  xr::Presence skip = nobody();
  skip.wishes.skip = true;
  director.advance(skip);
  const Moment half = after(director, 0.3);
  EXPECT_GT(half.eyes.fade, 0.2f);
  EXPECT_LT(half.eyes.fade, 0.8f);
  EXPECT_EQ(half.beat, "soundcheck");
  const Moment next = after(director, 0.5);
  EXPECT_EQ(next.beat, "note");
  const Moment seen = after(director, 0.8);
  EXPECT_EQ(seen.eyes.fade, 0.0f);
  EXPECT_EQ(seen.ears.master_gain, 1.0f);
}

TEST(director, skipping_through_reaches_the_end) {
  Director director(testing::story());
  xr::Presence skip = nobody();
  skip.wishes.skip = true;
  for (int i = 0; i < 8; ++i) {
    director.advance(skip);
    after(director, 1.0);
  }
  EXPECT_TRUE(director.advance(nobody()).ended);
}

TEST(director, exit_fades_and_ends_for_ever) {
  Director director(testing::story());
  after(director, 2.0);
  xr::Presence exit = nobody();
  exit.wishes.exit = true;
  Moment moment = director.advance(exit);
  EXPECT_FALSE(moment.ended);
  float gain = 1.0f;
  for (int i = 0; i < 62; ++i) {
    moment = director.advance(nobody());
    EXPECT_LE(moment.ears.master_gain, gain);
    gain = moment.ears.master_gain;
  }
  EXPECT_LT(gain, 0.01f);
  moment = after(director, 0.1);
  EXPECT_TRUE(moment.ended);
  EXPECT_EQ(moment.beat, "");
  EXPECT_EQ(moment.eyes.fade, 1.0f);
  EXPECT_TRUE(after(director, 1.0, key(1)).ended);
}

TEST(director, exit_works_from_a_pause_and_with_nobody_there) {
  xr::Presence pause = nobody(), exit = nobody();
  pause.wishes.pause = true;
  exit.wishes.exit = true;
  Director paused(testing::story());
  paused.advance(pause);
  EXPECT_TRUE(paused.advance(exit).ended);
  Director empty(testing::story());
  exit.worn = false;
  EXPECT_TRUE(empty.advance(exit).ended);
}

TEST(director, confirming_the_note_goes_on_but_not_at_once) {
  xr::Presence confirm = nobody();
  confirm.wishes.confirm = true;
  Director early(testing::story(), at("note", 0.5));
  early.advance(confirm);
  EXPECT_EQ(after(early, 1.0).beat, "note");
  Director late(testing::story(), at("note", 3.0));
  late.advance(confirm);
  EXPECT_EQ(after(late, 1.0).beat, "drop");
}

}  // namespace
}  // namespace threshold::scenes
