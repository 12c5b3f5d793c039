#include "scenes/director.h"

#include <gtest/gtest.h>

#include "tests/scenes/visits.h"

namespace threshold::scenes {
namespace {

using namespace visits;

TEST(director, captions_follow_the_ears_across_the_drop) {
  Director clear(testing::story(), at("soundcheck", 3.5));
  const Moment heard = clear.advance(nobody());
  const xr::Panel* line = panel(heard, "caption.soundcheck.nell_1");
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(line->text, "Snare when you are ready.");
  EXPECT_EQ(line->speaker, "Nell");
  EXPECT_TRUE(line->anchor);
  EXPECT_NEAR(line->age_s, 0.5f, 0.01f);
  Director muffled(testing::story(), at("drop", 28.5));
  const Moment gone = muffled.advance(nobody());
  line = panel(gone, "caption.drop.nell_shout");
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(line->text, "[voice]");
  EXPECT_EQ(line->speaker, "") << "who it is, the eyes tell";
  DirectorOptions full = at("drop", 28.5);
  full.captions = CaptionPolicy::full;
  Director told(testing::story(), full);
  const Moment words = told.advance(nobody());
  ASSERT_NE(panel(words, "caption.drop.nell_shout"), nullptr);
  EXPECT_EQ(panel(words, "caption.drop.nell_shout")->text, "Hey! Look at me!");
}

TEST(director, a_caption_that_one_ear_hears_goes_with_that_ear) {
  const auto text_at = [](double s) {
    Director director(testing::story(), at("drop", s));
    const Moment moment = director.advance(nobody());
    const xr::Panel* shown = panel(moment, "caption.drop.left_gone");
    return shown ? shown->text : std::string();
  };
  EXPECT_EQ(text_at(7.04), "[guitar, from the left]");
  EXPECT_EQ(text_at(7.4), "[music]");
  EXPECT_EQ(text_at(9.0), "");
}

TEST(director, signing_is_withheld_until_asked_for) {
  DirectorOptions options = at("arrival", 21.0);
  Director standard(testing::story(), options);
  const Moment closed = standard.advance(nobody());
  ASSERT_NE(panel(closed, "caption.arrival.imani_name"), nullptr);
  EXPECT_EQ(panel(closed, "caption.arrival.imani_name")->text, "[signing in ASL]");
  options.captions = CaptionPolicy::all_signing;
  options.language = "de";
  Director open(testing::story(), options);
  const Moment told = open.advance(nobody());
  EXPECT_EQ(panel(told, "caption.arrival.imani_name")->text, "Du. Wie heißt du?");
  EXPECT_EQ(panel(told, "caption.arrival.imani_name")->speaker, "Imani (in ASL)");
}

// How long a caption stands, read off the moments themselves.
double stands_s(const DirectorOptions& options, const std::string& id) {
  Director director(testing::story(), options);
  int ticks = 0;
  for (int i = 0; i < 1500; ++i) ticks += panel(director.advance(nobody()), id) != nullptr ? 1 : 0;
  return ticks * 0.008;
}

TEST(director, captions_beside_signing_stand_thirty_percent_longer_as_far_as_there_is_room) {
  // Written for 1.9 s and followed after 0.3 s: up to that caption, but for a moment between them.
  EXPECT_NEAR(stands_s(at("arrival", 27.5), "caption.arrival.ansel_bread"), 1.9 + 0.3 - 0.08, 0.009);
  // 3 s, followed after 0.8 s: not all of 0.9 s.
  EXPECT_NEAR(stands_s(at("arrival", 23.0), "caption.arrival.ansel_welcome"), 3.0 + 0.8 - 0.08, 0.009);
  // 3 s of GOOD, with nothing after it: 30 %.
  EXPECT_NEAR(stands_s(at("bench", 20.0), "caption.bench.good"), 3.0 * 1.3, 0.009);
  // A sound on an empty stage: as written.
  EXPECT_NEAR(stands_s(at("soundcheck", 2.0), "caption.soundcheck.nell_1"), 2.2, 0.009);
}

TEST(director, a_wish_changes_the_captions_policy_and_says_so) {
  Director director(testing::story(), at("drop", 28.5));
  xr::Presence wish = nobody();
  wish.wishes.captions = true;
  const Moment moment = director.advance(wish);
  ASSERT_NE(panel(moment, "captions_policy"), nullptr);
  EXPECT_EQ(panel(moment, "caption.drop.nell_shout")->text, "Hey! Look at me!");
  EXPECT_EQ(panel(after(director, 3.0), "captions_policy"), nullptr);
}

TEST(director, who_does_nothing_gets_a_hint_and_a_blow_takes_it_away) {
  DirectorOptions options = at("soundcheck");
  options.input = InputKind::controllers;
  Director director(testing::story(), options);
  EXPECT_EQ(panel(after(director, 7.9), "hint.hint_drum"), nullptr);
  const Moment hinted = after(director, 0.4);
  ASSERT_NE(panel(hinted, "hint.hint_drum"), nullptr);
  EXPECT_NE(panel(hinted, "hint.hint_drum")->text.find("stick"), std::string::npos);
  EXPECT_EQ(panel(director.advance(key(1)), "hint.hint_drum"), nullptr);
}

}  // namespace
}  // namespace threshold::scenes
