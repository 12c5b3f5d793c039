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
