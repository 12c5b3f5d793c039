#include "scenes/lint.h"

#include <gtest/gtest.h>

#include "tests/scenes/story_for_tests.h"

namespace threshold::scenes {
namespace {

using testing::Copy;

std::string all_of(const std::vector<Complaint>& complaints) {
  std::string all;
  for (const Complaint& complaint : complaints) all += sentence(complaint) + "\n";
  return all;
}

TEST(lint, the_walk_is_clean) {
  EXPECT_EQ(all_of(lint(testing::own_story(), testing::made_up_assets())), "");
}

TEST(lint, the_walk_is_clean_with_the_built_assets) {
  const auto assets = std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets";
  for (const char* file : {"places/stage/place.json", "places/dining/place.json", "places/garden/place.json",
                           "places/square/place.json", "people/clips.json", "sounds/sounds.toml"}) {
    if (!std::filesystem::exists(assets / file)) GTEST_SKIP() << "assets/" << file << " is not built";
  }
  EXPECT_EQ(all_of(lint(testing::own_story(), assets)), "");
}

struct Flaw {
  const char* name;
  const char* file;
  const char* what;
  const char* with;
  bool by_line;  // the complaint names the changed line
  const char* says;
};

class flawed_story : public ::testing::TestWithParam<Flaw> {};

TEST_P(flawed_story, plays_but_is_complained_of) {
  const Flaw& flaw = GetParam();
  const Copy copy;
  const auto file = copy.story_dir() / flaw.file;
  const int line = copy.change(file, flaw.what, flaw.with);
  const auto complaints = lint(copy.story_dir(), copy.assets());
  bool found = false;
  for (const Complaint& complaint : complaints) {
    EXPECT_FALSE(complaint.fatal) << sentence(complaint);
    found = found || ((complaint.what + complaint.to_do).find(flaw.says) != std::string::npos &&
                      complaint.file.find(file.filename()) != std::string::npos &&
                      (!flaw.by_line || complaint.line == line));
  }
  EXPECT_TRUE(found) << "wanted '" << flaw.says << "' of:\n" << all_of(complaints);
}

const Flaw kFlaws[] = {
    {"too_fast", "captions/en.vtt", "00:03.000 --> 00:05.200", "00:03.000 --> 00:04.000", true,
     "characters a second"},
    {"too_short", "captions/en.vtt", "02:57.000 --> 03:00.000", "02:57.000 --> 02:57.800", true,
     "less than 5/6 s"},
    {"long_line", "captions/en.vtt", "00:03.000 --> 00:05.200\n<v Nell>Snare when you are ready.",
     "00:03.000 --> 00:05.900\n<v Nell>Snare when you are ready, I think so", true, "a line of 36"},
    {"three_lines", "captions/en.vtt", "00:03.000 --> 00:05.200\n<v Nell>Snare when you are ready.",
     "00:03.000 --> 00:05.200\n<v Nell>Snare\nwhen\nready.", true, "has 3 lines"},
    {"overlap", "captions/en.vtt", "00:06.000 --> 00:09.500", "00:05.000 --> 00:09.500", true,
     "begins before"},
    {"too_long", "captions/en.vtt", "00:06.000 --> 00:09.500", "00:06.000 --> 00:13.400", true,
     "more than 7 s"},
    {"untranslated", "captions/de.vtt",
     "soundcheck.nell_2\n00:28.400 --> 00:30.800\n<v Nell>Das sind wir. Noch mal.\n", "", false,
     "lacks caption 'soundcheck.nell_2'"},
    {"flashes", "beats/drop.toml", "pulse_beats = 4\npulse_depth = 0.35",
     "pulse_beats = 0.5\npulse_depth = 1", false, "flashes"},
    {"long_ring", "beats/drop.toml",
     "{at_s = 16, state = \"severe_ringing\"},\n  {at_s = 18, state = \"severe\"},\n]\nright",
     "{at_s = 30, state = \"severe_ringing\"},\n  {at_s = 32, state = \"severe\"},\n]\nright", false,
     "tinnitus has lasted"},
    {"sudden_fall", "beats/drop.toml", "{at_s = 8, state", "{at_s = 6.4, state", false, "dB/s"},
    {"jump", "beats/arrival.toml", "left = [{at_s = 0, state = \"severe\"}]",
     "left = [{at_s = 0, state = \"normal\"}]", false, "jumps"},
};

TEST(lint, a_loud_ring_is_complained_of) {
  const Copy copy;
  copy.change(copy.story_dir() / "hearing.toml", "tinnitus_db_sl = 34", "tinnitus_db_sl = 60");
  EXPECT_NE(all_of(lint(copy.story_dir(), copy.assets())).find("dB SPL"), std::string::npos);
}

TEST(lint, long_loss_with_nothing_to_do_is_complained_of) {
  const Copy copy;
  copy.change(copy.story_dir() / "beats/arrival.toml", "duration_s = 40",
              "duration_s = 40\ncard_only = true");
  copy.change(copy.story_dir() / "beats/slide.toml", "duration_s = 36", "duration_s = 36\ncard_only = true");
  copy.change(copy.story_dir() / "beats/bench.toml", "duration_s = 30", "duration_s = 30\ncard_only = true");
  EXPECT_NE(all_of(lint(copy.story_dir(), copy.assets())).find("without something to do"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(each, flawed_story, ::testing::ValuesIn(kFlaws),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace threshold::scenes
