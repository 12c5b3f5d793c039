#include <gtest/gtest.h>

#include "scenes/load_story.h"
#include "scenes/node.h"
#include "tests/scenes/story_for_tests.h"

namespace threshold::scenes {
namespace {

using testing::Copy;

TEST(loading, the_walk_loads_without_complaint) {
  const Reading reading = read_story(testing::own_story(), testing::made_up_assets());
  for (const Complaint& complaint : reading.complaints) ADD_FAILURE() << sentence(complaint);
  ASSERT_TRUE(reading.story);
  EXPECT_EQ(reading.story->title, "Threshold");
  EXPECT_EQ(reading.story->beats.size(), 6u);
  EXPECT_DOUBLE_EQ(reading.story->cut("walk")->length_s(), 185.0);
  EXPECT_DOUBLE_EQ(reading.story->cut("trailer")->length_s(), 60.0);
  EXPECT_EQ(reading.story->languages.at(0).captions.size(), reading.story->languages.at(1).captions.size());
}

TEST(loading, the_trailer_shows_all_five_beats) {
  const auto story = testing::story();
  std::vector<std::string> shown;
  for (const CutPart& part : story->cut("trailer")->parts)
    shown.push_back(story->beats[static_cast<std::size_t>(part.beat)].id);
  EXPECT_EQ(shown, (std::vector<std::string>{"soundcheck", "drop", "arrival", "slide", "bench"}));
}

struct Broken {
  const char* name;
  const char* file;  // "story/..." or "assets/..."
  const char* what;  // text of it ...
  const char* with;  // ... and what is put there
  int lines_on;      // the complaint's line minus that of the change; -1000: any
  const char* says;  // part of the complaint
};

class broken_file : public ::testing::TestWithParam<Broken> {};

TEST_P(broken_file, is_named_with_its_line) {
  const Broken& broken = GetParam();
  const Copy copy;
  const std::filesystem::path file = copy.story_dir().parent_path() / broken.file;
  const int line = copy.change(file, broken.what, broken.with);
  const Reading reading = read_story(copy.story_dir(), copy.assets());
  EXPECT_FALSE(reading.story);
  std::string all;
  bool found = false;
  for (const Complaint& complaint : reading.complaints) {
    all += sentence(complaint) + "\n";
    found =
        found || (complaint.what.find(broken.says) != std::string::npos && !complaint.to_do.empty() &&
                  (broken.lines_on == -1000 || (complaint.file.find(file.filename()) != std::string::npos &&
                                                complaint.line == line + broken.lines_on)));
  }
  EXPECT_TRUE(found) << "wanted '" << broken.says << "' at line " << line + broken.lines_on << " of:\n"
                     << all;
  try {
    load_story(copy.story_dir(), copy.assets());
    ADD_FAILURE() << "loaded";
  } catch (const std::runtime_error& error) {
    EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos) << "one sentence";
  }
}

const Broken kBroken[] = {
    {"toml_syntax", "story/story.toml", "title = \"Threshold\"", "title = ", 0, "is not TOML"},
    {"unknown_name", "story/beats/drop.toml", "fade_out_s = 1.5", "fade_out = 1.5", 0,
     "'fade_out' is not a name"},
    {"wrong_type", "story/beats/drop.toml", "duration_s = 37", "duration_s = \"long\"", 0,
     "'duration_s' does not fit"},
    {"missing_name", "story/beats/drop.toml", "duration_s = 37\n", "", -1000, "'duration_s' is missing"},
    {"negative_time", "story/beats/drop.toml", "at_s = 9.8", "at_s = -1", 0, "voices[3].at_s"},
    {"late_time", "story/beats/drop.toml", "at_s = 9.8", "at_s = 98", 0, "lies outside the beat"},
    {"unknown_place", "story/beats/slide.toml", "place = \"garden\"", "place = \"forest\"", 0,
     "no place 'forest'"},
    {"unknown_beat", "story/story.toml", "{beat = \"drop\"}", "{beat = \"dorp\"}", 0, "unknown beat 'dorp'"},
    {"cut_too_long", "story/story.toml", "to_s = 16.5", "to_s = 99", 0, "does not have"},
    {"wrong_length", "story/story.toml", "length_s = 185", "length_s = 180", 0, "should last"},
    {"unknown_sound", "story/beats/drop.toml", "sound = \"feedback\"", "sound = \"feedbakc\"", 0,
     "no sound 'feedbakc'"},
    {"unknown_origin", "story/beats/drop.toml", "from = \"amp_left\"", "from = \"amp_middle\"", 0,
     "nothing called 'amp_middle'"},
    {"unknown_clip", "story/beats/arrival.toml", "clip = \"offer_bread\"", "clip = \"offer_cake\"", 0,
     "no clip 'offer_cake'"},
    {"unknown_model", "story/beats/drop.toml", "\"crowd_b\"", "\"crowd_z\"", -1000, "no model 'crowd_z'"},
    {"unknown_seat", "story/beats/slide.toml", "seat = \"theo\"", "seat = \"thea\"", 0, "no seat 'thea'"},
    {"unknown_spot", "story/beats/drop.toml", "\"spot_4\"", "\"spot_44\"", 0, "no spot 'spot_44'"},
    {"unknown_part", "story/places/stage.toml", "\"hihat\"", "\"hihut\"", 0, "no part 'hihut'"},
    {"unknown_kind", "story/places/stage.toml", "[kinds.cymbal]", "[kinds.zymbal]", -1000,
     "kind of part 'hihat'"},
    {"unknown_state", "story/beats/drop.toml", "state = \"ringing\"", "state = \"rinigng\"", 0,
     "no hearing state 'rinigng'"},
    {"unsorted_state", "story/beats/drop.toml", "{at_s = 8, state", "{at_s = 2, state", 0,
     "not later than the one before"},
    {"bad_loss", "story/hearing.toml", "loss_db_hl = [0, 0, 0, 5, 10, 20, 30, 25, 15]",
     "loss_db_hl = [0, 0, 0, 5, 10, 20, 30, 25, 999]", 0, "loss_db_hl[8]"},
    {"lost_loss", "story/hearing.toml", "loss_db_hl = [0, 0, 0, 5, 10, 20, 30, 25, 15]", "loss_db_hl = [0]",
     -1000, "frequencies but"},
    {"unsorted_hz", "story/hearing.toml", "hz = [125, 250,", "hz = [250, 125,", 0,
     "not above the one before"},
    {"caption_bad_time", "story/captions/en.vtt", "00:28.400 -->", "00:28,400 -->", 0, "bad time"},
    {"caption_backwards", "story/captions/en.vtt", "--> 00:05.200", "--> 00:02.200", 0,
     "ends before it begins"},
    {"caption_no_beat", "story/captions/en.vtt", "soundcheck.nell_1", "soundchekc.nell_1", 1, "unknown beat"},
    {"caption_no_entry", "story/captions/en.vtt", "soundcheck.nell_1", "soundcheck.nell_9", 1, "no entry"},
    {"caption_other_beat", "story/captions/en.vtt", "00:03.000 --> 00:05.200", "00:53.000 --> 00:55.200", 0,
     "outside its beat"},
    {"text_missing", "story/texts/de.toml", "hint_drum_keys", "hint_drum_kyes", -1000,
     "lacks the text 'hint_drum_keys'"},
    {"place_json_syntax", "assets/places/stage/place.json", "\"parts\"", "\"parts", -1000, "is not JSON"},
    {"place_json_kind", "assets/places/stage/place.json", "\"radius_m\": 0.178", "\"radius_m\": \"wide\"",
     -1000, "parts[1].radius_m"},
    {"flat_disc", "assets/places/stage/place.json", "\"normal\": [0, 1, 0]", "\"normal\": [0, 0, 0]", -1000,
     "normal of no length"},
    {"clips_json", "assets/people/clips.json", "{\"seconds\": 8", "{\"lasts\": 8", -1000,
     "'seconds' is missing"},
    {"sounds_toml", "assets/sounds/sounds.toml", "[sticks]", "[sticks", 0, "is not TOML"},
    {"sounds_toml_header", "assets/sounds/sounds.toml", "[sticks]", "[*sticks]", 0, "begins with no key"},
};
INSTANTIATE_TEST_SUITE_P(each, broken_file, ::testing::ValuesIn(kBroken),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(loading, a_missing_file_is_named) {
  for (const char* file : {"story/story.toml", "story/hearing.toml", "story/beats/bench.toml",
                           "story/captions/de.vtt", "story/texts/en.toml", "assets/places/garden/place.json",
                           "assets/people/clips.json", "assets/sounds/sounds.toml"}) {
    const Copy copy;
    const auto path = copy.story_dir().parent_path() / file;
    std::filesystem::remove(path);
    try {
      load_story(copy.story_dir(), copy.assets());
      ADD_FAILURE() << file;
    } catch (const std::runtime_error& error) {
      EXPECT_NE(std::string(error.what()).find(path.filename().string()), std::string::npos) << error.what();
    }
  }
}

TEST(loading, a_folder_that_is_not_there_is_no_crash) {
  EXPECT_THROW(load_story("/nowhere/at/all", "/nowhere/else"), std::runtime_error);
}

TEST(loading, all_complaints_come_at_once) {
  const Copy copy;
  copy.change(copy.story_dir() / "beats/drop.toml", "sound = \"feedback\"", "sound = \"one\"");
  copy.change(copy.story_dir() / "beats/bench.toml", "sound = \"bells\"", "sound = \"two\"");
  const Reading reading = read_story(copy.story_dir(), copy.assets());
  EXPECT_EQ(reading.complaints.size(), 2u);
}

// U+FE7F is between the last blank and the mark of byte order that toml++ looks for.
TEST(loading, an_arabic_letter_is_no_key_and_is_kept_in_a_text) {
  std::vector<Complaint> complaints;
  EXPECT_FALSE(parse_toml("a = 1\n\uFE7F = 2\n", "x.toml", complaints));
  EXPECT_EQ(complaints.size(), 1u);
  const auto read = parse_toml("a = \"\uFE7F\"\n", "x.toml", complaints);
  EXPECT_TRUE(read.has_value());
  EXPECT_EQ(complaints.size(), 1u);
}

}  // namespace
}  // namespace threshold::scenes
