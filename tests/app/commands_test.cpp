// What the program promises on its command line.
#include <gtest/gtest.h>

#include "audio/sound_file.h"
#include "tests/app/program.h"

namespace threshold::app {
namespace {

TEST(commands, help_names_every_subcommand_and_what_happens_without_one) {
  const Said said = run("--help");
  EXPECT_EQ(said.status, 0);
  for (const char* word : {"preview", "headset", "render", "check", "doctor", "hear", "calibrate", "trailer"})
    EXPECT_NE(said.text.find(word), std::string::npos) << word;
}

TEST(commands, every_subcommand_explains_itself) {
  for (const char* command : {"preview", "headset", "render", "check", "doctor", "hear", "calibrate"}) {
    const Said said = run(std::string(command) + " --help");
    EXPECT_EQ(said.status, 0) << command;
    EXPECT_GT(said.text.size(), 200u) << command;
  }
}

TEST(commands, doctor_finds_the_story_the_space_and_says_what_to_do_about_the_rest) {
  const Said said = run("doctor");
  EXPECT_NE(said.text.find("good  spatial sound"), std::string::npos) << said.text;
  EXPECT_NE(said.text.find("good  story"), std::string::npos);
  EXPECT_NE(said.text.find("->"), std::string::npos);
}

TEST(commands, doctor_alone_speaks_where_there_is_no_session) {
  const Said said = run("doctor", "env -u XDG_RUNTIME_DIR -u DISPLAY -u WAYLAND_DISPLAY");
  EXPECT_EQ(said.text.find("XDG_RUNTIME_DIR"), std::string::npos) << said.text;
  EXPECT_NE(said.text.find("no display"), std::string::npos) << said.text;
}

TEST(commands, the_story_that_comes_with_the_program_has_no_fault) {
  const Said said = run("check --strict");
  EXPECT_EQ(said.status, 0) << said.text;
  EXPECT_NE(said.text.find("no fault found"), std::string::npos) << said.text;
}

TEST(commands, a_soundtrack_rendered_twice_is_the_same_byte_for_byte) {
  Scratch a, b;
  const std::string what = "render --beat soundcheck --from 6 --to 9 --no-video --sound wav --out ";
  ASSERT_EQ(run(what + a.path.string()).status, 0);
  ASSERT_EQ(run(what + b.path.string()).status, 0);
  const std::string first = text_of(a.path / "soundcheck_heard.wav");
  EXPECT_GT(first.size(), 3u * 48000 * 8);
  EXPECT_EQ(first, text_of(b.path / "soundcheck_heard.wav"));
}

TEST(commands, a_recorded_visitor_replays_to_the_same_soundtrack_byte_for_byte) {
  Scratch s;
  const std::string where = s.path.string();
  ASSERT_EQ(run("render --beat drop --from 3 --to 12 --no-video --sound wav --record " + where +
                "/v.presence --out " + where + "/a")
                .status,
            0);
  ASSERT_EQ(run("render --beat drop --from 3 --to 12 --no-video --sound wav --presence " + where +
                "/v.presence --out " + where + "/b")
                .status,
            0);
  const std::string first = text_of(s.path / "a" / "drop_heard.wav");
  EXPECT_GT(first.size(), 9u * 48000 * 8);
  EXPECT_EQ(first, text_of(s.path / "b" / "drop_heard.wav"));
  // And a visitor who does nothing hears something else: the recording was what was replayed.
  ASSERT_EQ(run("render --beat drop --from 3 --to 12 --no-video --no-demo --sound wav --out " + where + "/c")
                .status,
            0);
  EXPECT_NE(first, text_of(s.path / "c" / "drop_heard.wav"));
}

TEST(commands, a_short_film_holds_picture_and_sound_and_leaves_nothing_half_written) {
  Scratch s;
  const Said said = run(
      "render --beat arrival --from 5 --to 6.5 --size 160x90 --fps 8 --still 1 --validation --stats --out " +
      s.path.string());
  ASSERT_EQ(said.status, 0) << said.text;
  EXPECT_NE(said.text.find("validation messages 0"), std::string::npos) << said.text;
  for (const char* name :
       {"arrival.mp4", "arrival_heard.flac", "arrival_was_there.flac", "arrival_sheet.png"})
    EXPECT_GT(fs::file_size(s.path / name), 500u) << name;
  const audio::SoundData heard = audio::read_sound(s.path / "arrival_heard.flac");
  EXPECT_EQ(heard.channels, 2);
  EXPECT_NEAR(static_cast<double>(heard.samples.size()) / 2 / 48000, 1.5, 0.01);
  int stills = 0;
  for (const auto& entry : fs::directory_iterator(s.path)) {
    EXPECT_EQ(entry.path().string().find(".part"), std::string::npos);
    stills += entry.path().extension() == ".png";
  }
  EXPECT_EQ(stills, 2);  // the still and the sheet
}

TEST(commands, a_beat_that_is_named_is_rendered_alone) {
  Scratch s;
  ASSERT_EQ(run("render --beat note --from 2 --no-video --out " + s.path.string()).status, 0);
  const audio::SoundData heard = audio::read_sound(s.path / "note_heard.flac");
  EXPECT_NEAR(static_cast<double>(heard.samples.size()) / 2 / 48000, 7.0, 0.02);  // of its 9 s
}

TEST(commands, before_the_drop_what_is_heard_is_what_was_there_bit_for_bit) {
  Scratch s;
  ASSERT_EQ(
      run("render --beat soundcheck --from 5 --to 15 --no-video --sound wav --out " + s.path.string()).status,
      0);
  EXPECT_EQ(text_of(s.path / "soundcheck_heard.wav"), text_of(s.path / "soundcheck_was_there.wav"));
}

}  // namespace
}  // namespace threshold::app
