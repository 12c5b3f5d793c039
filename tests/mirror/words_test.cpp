// What the attendant reads: every state has words and something to do, in every language of the story.
#include "xr/mirror/words.h"

#include <gtest/gtest.h>

#include "tests/say/story_texts.h"

namespace threshold::xr {
namespace {

Texts german() {
  static const Texts texts(story_texts().at("de"));
  return texts;
}

MirrorState walking() {
  MirrorState state;
  state.running = Running::running;
  state.status.state = "focused";
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

bool alarms(const Lines& lines) {
  for (const Line& line : lines)
    if (line.kind == Line::Kind::alarm) return true;
  return false;
}

std::string figure(const MirrorState& state, const std::string& name, const Texts& texts = {}) {
  for (const SheetRow& row : figures(state, texts).rows)
    if (row.key == name) return row.text;
  return "no figure " + name;
}

TEST(mirror_words, the_card_tells_the_time_left_and_nothing_of_the_story) {
  const Lines card = card_lines(walking(), {});
  EXPECT_TRUE(says(card, "About 2 minutes to go"));
  EXPECT_FALSE(says(card, "drop"));
  EXPECT_FALSE(says(card, "Snare"));
  EXPECT_TRUE(says(card_lines(walking(), german()), "Noch etwa 2 Minuten"));
  MirrorState last = walking();
  last.note.left_s = 20.0;
  EXPECT_TRUE(says(card_lines(last, {}), "Less than a minute"));
}

struct Held {
  const char *name, *why, *session;
  bool alarms;
};

class Holding : public ::testing::TestWithParam<Held> {};

TEST_P(Holding, is_said_with_what_to_do_in_the_storys_language) {
  MirrorState state = walking();
  state.running = Running::held;
  state.why_held = GetParam().why;
  state.status.state = GetParam().session;
  ASSERT_FALSE(key_of(GetParam().why).empty()) << "xr/say/english.cpp does not know this sentence";
  const Texts other = german();
  const Lines lines = held_lines(state, {}), translated = held_lines(state, other);
  EXPECT_TRUE(says(lines, GetParam().why));
  EXPECT_FALSE(says(translated, GetParam().why));
  EXPECT_EQ(alarms(lines), GetParam().alarms);
  ASSERT_GE(lines.size(), 2u);
  EXPECT_GT(lines.back().text.size(), 20u) << "what to do";
  EXPECT_NE(lines.back().text, translated.back().text);
  // The private card tells of a fault, but of nothing else.
  EXPECT_EQ(says(card_lines(state, {}), GetParam().why), GetParam().alarms);
}

INSTANTIATE_TEST_SUITE_P(
    each, Holding,
    ::testing::Values(
        Held{"no_runtime", "The headset's software does not answer; trying again.", "no runtime", true},
        Held{"no_headset", "The headset is not connected; trying again.", "no headset", true},
        Held{"stuck", "The headset's runtime does not answer; waiting for it.", "focused", true},
        Held{"menu", "The headset's own menu is open.", "visible", false},
        Held{"other", "The headset shows something else.", "synchronized", false},
        Held{"idle", "The headset is idle; put it on to go on.", "idle", false},
        Held{"starting", "The headset is starting.", "ready", false},
        Held{"taken_off", "The headset was taken off.", "focused", false},
        Held{"by_attendant",
             "The attendant said that nobody wears the headset; T says that somebody does again.", "focused",
             false}),
    [](const auto& made) { return std::string(made.param.name); });

TEST(mirror_words, a_runtime_that_is_stuck_is_not_answered_by_putting_the_headset_on) {
  MirrorState state = walking();
  state.why_held = "The headset's runtime does not answer; waiting for it.";
  EXPECT_TRUE(says(held_lines(state, {}), "start the headset's software again"));
  EXPECT_FALSE(says(held_lines(state, {}), "Put the headset on"));
}

TEST(mirror_words, a_sentence_that_is_new_still_has_advice_by_the_sessions_state) {
  for (const char* name : {"no runtime", "no headset", "idle", "visible", "synchronized", "focused"}) {
    MirrorState state;
    state.why_held = "It is held.";
    state.status.state = name;
    const Lines lines = held_lines(state, german());
    EXPECT_TRUE(says(lines, "It is held."));
    EXPECT_GT(lines.back().text.size(), 20u) << name;
  }
}

TEST(mirror_words, figures_name_state_beat_frames_sound_and_hands) {
  MirrorState state = walking();
  state.status.frames = 7200;
  state.status.missed = 3;
  state.status.refresh_hz = 90.0f;
  state.status.sessions = 3;
  state.status.profiles = {"/interaction_profiles/oculus/touch_controller", ""};
  state.note.work_ms = 1.234;
  state.note.sound = "Speakers";
  EXPECT_EQ(figure(state, "Headset"), "in use");
  EXPECT_EQ(figure(state, "Part"), "drop");
  EXPECT_EQ(figure(state, "To go"), "1:35");
  EXPECT_EQ(figure(state, "Pictures"), "90 a second\n3 of 7200 came late");
  EXPECT_EQ(figure(state, "Work"), "1.2 of 11.1 ms a picture");
  EXPECT_EQ(figure(state, "Sound"), "plays: Speakers");
  EXPECT_EQ(figure(state, "Left hand"), "Oculus Touch controller");
  EXPECT_EQ(figure(state, "Right hand"), "none");
  EXPECT_EQ(figure(state, "Recovered"), "2 times");
  EXPECT_EQ(figure(state, "Arbeit", german()), "1,2 von 11,1 ms je Bild");
  state.status.profiles = {"/interaction_profiles/htc/vive_controller",
                           "/interaction_profiles/ext/hand_interaction_ext"};
  EXPECT_EQ(figure(state, "Left hand"), "HTC Vive controller");
  EXPECT_EQ(figure(state, "Right hand"), "bare hand");
  EXPECT_EQ(figure(state, "Kopfh\xc3\xb6rer", german()), "no figure Kopfh\xc3\xb6rer");
  EXPECT_EQ(figures(state, german()).rows.size(), figures(state, {}).rows.size());
}

// Whoever cannot hear, or stands beside, is told in words, without asking for figures.
TEST(mirror_words, a_sound_that_is_lost_is_said_over_the_picture_and_in_the_figures) {
  MirrorState state = walking();
  EXPECT_TRUE(notice_lines(state, {}).empty());
  state.note.sound = "Speakers";
  state.note.sound_state = MirrorSound::plays_other;
  EXPECT_TRUE(says(notice_lines(state, {}), "The default one plays"));
  EXPECT_NE(figure(state, "Sound").find("another device: Speakers"), std::string::npos);
  state.note.sound_state = MirrorSound::silent;
  EXPECT_TRUE(says(notice_lines(state, {}), "No sound") && alarms(notice_lines(state, {})));
  EXPECT_NE(figure(state, "Sound").find("in silence"), std::string::npos);
  EXPECT_FALSE(state.held()) << "the story goes on";
  state.note.sound_state = MirrorSound::no_device;
  EXPECT_TRUE(says(notice_lines(state, {}), "No sound"));
  state.note.sound_state = MirrorSound::waits;
  EXPECT_TRUE(state.held());
  EXPECT_TRUE(says(held_lines(state, {}), "sound device is gone") && alarms(held_lines(state, {})));
  EXPECT_TRUE(says(card_lines(state, {}), "sound device is gone"));
  EXPECT_NE(figure(state, "Sound").find("waits"), std::string::npos);
  state.note.sound_state = MirrorSound::off;
  EXPECT_TRUE(notice_lines(state, {}).empty());
  EXPECT_EQ(figure(state, "Sound"), "off");
}

TEST(mirror_words, every_key_of_the_attendant_has_its_row) {
  std::string keys;
  for (const SheetRow& row : help_sheet({}).rows) keys += row.key + " ";
  EXPECT_EQ(keys, "1 2 3 4 O P N R T Backspace F11 Esc, Esc H ");
}

}  // namespace
}  // namespace threshold::xr
