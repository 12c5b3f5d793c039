// Bad input through the real program: one sentence that says what, where and what to do; status 2; nothing
// half-written; never a crash or a hang.
#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

#include "tests/app/program.h"

namespace threshold::app {
namespace {

// A story folder that a test may spoil.
struct SpoiltStory : Scratch {
  SpoiltStory() { fs::copy(kStory, path / "story", fs::copy_options::recursive); }
  std::string arguments() const { return " --story " + (path / "story").string(); }
  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    std::string text = text_of(path / "story" / file);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << file << " has no '" << from << "'";
    text.replace(at, from.size(), to);
    write_text(path / "story" / file, text);
  }
};

// Assets that a test may spoil: links to the real ones, with single files replaced.
struct SpoiltAssets : Scratch {
  SpoiltAssets() {
    for (const auto& entry : fs::recursive_directory_iterator(kAssets)) {
      const fs::path to = path / fs::relative(entry.path(), kAssets);
      if (fs::relative(entry.path(), kAssets).string().starts_with("build")) continue;
      if (entry.is_directory())
        fs::create_directories(to);
      else
        fs::create_symlink(entry.path(), to);
    }
  }
  std::string arguments() const { return " --assets " + path.string(); }
  void remove(const std::string& file) const { fs::remove(path / file); }
  void truncate(const std::string& file, double share) const {
    const std::string whole = text_of(path / file);
    fs::remove(path / file);
    write_text(path / file,
               whole.substr(0, static_cast<std::size_t>(static_cast<double>(whole.size()) * share)));
  }
  void fill(const std::string& file, const std::string& text) const {
    fs::remove(path / file);
    write_text(path / file, text);
  }
};

// One sentence: a single line beside progress, that names `where`.
void expect_sentence(const Said& said, const std::string& where) {
  EXPECT_EQ(said.status, 2) << said.text;
  EXPECT_NE(said.text.find(where), std::string::npos) << said.text;
  EXPECT_EQ(said.text.find("terminate called"), std::string::npos) << said.text;
  int sentences = 0;
  std::istringstream lines(said.text);
  for (std::string line; std::getline(lines, line);) sentences += line.starts_with("threshold: ");
  EXPECT_EQ(sentences, 1) << said.text;
}

const std::string kShort = "render --beat arrival --from 5 --to 5.2 --size 64x36 --fps 5 --out ";

TEST(bad_input, a_broken_toml_is_named_by_file_and_line) {
  SpoiltStory story;
  story.replace("story.toml", "title", "title = = 3\n#");
  Scratch out;
  expect_sentence(run(kShort + out.path.string() + "/o" + story.arguments()), "story.toml:");
  EXPECT_FALSE(fs::exists(out.path / "o" / "arrival_heard.flac"));
}

TEST(bad_input, a_cut_with_an_unknown_beat_is_named_by_line) {
  SpoiltStory story;
  story.replace("story.toml", "\"arrival\"", "\"arival\"");
  const Said said = run("check" + story.arguments());
  EXPECT_EQ(said.status, 2) << said.text;
  EXPECT_NE(said.text.find("story.toml:"), std::string::npos) << said.text;
  EXPECT_NE(said.text.find("arival"), std::string::npos) << said.text;
}

TEST(bad_input, a_caption_with_a_bad_time_is_named_by_line) {
  SpoiltStory story;
  story.replace("captions/en.vtt", " --> ", " -> ");
  const Said said = run("check" + story.arguments());
  EXPECT_EQ(said.status, 2) << said.text;
  EXPECT_NE(said.text.find("en.vtt:"), std::string::npos) << said.text;
}

TEST(bad_input, missing_and_truncated_models_lightmaps_and_sounds_are_named) {
  for (const char* file :
       {"places/dining/place.glb", "people/imani.glb", "places/dining/light_a.exr", "sounds/plate_1.flac",
        "places/dining/place.json", "people/clips.json", "sounds/sounds.toml"}) {
    for (const bool missing : {true, false}) {
      SCOPED_TRACE(std::string(file) + (missing ? " missing" : " truncated"));
      SpoiltAssets assets;
      if (missing)
        assets.remove(file);
      else
        assets.truncate(file, 0.5);
      Scratch out;
      const Said said = run(kShort + out.path.string() + "/o" + assets.arguments());
      expect_sentence(said, fs::path(file).filename().string());
      if (fs::exists(out.path / "o"))
        for (const auto& entry : fs::directory_iterator(out.path / "o"))
          ADD_FAILURE() << entry.path() << " was left behind";
    }
  }
}

TEST(bad_input, a_model_full_of_noise_is_refused) {
  SpoiltAssets assets;
  std::string noise(20000, '\0');
  unsigned state = 7;
  for (char& c : noise) c = static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
  assets.fill("people/ansel.glb", noise);
  Scratch out;
  expect_sentence(run(kShort + out.path.string() + "/o" + assets.arguments()), "ansel.glb");
}

TEST(bad_input, no_graphics_driver_is_said_with_what_to_install) {
  Scratch out;
  const Said said =
      run(kShort + out.path.string() + "/o", "VK_DRIVER_FILES=/nowhere.json VK_ICD_FILENAMES=/nowhere.json");
  expect_sentence(said, "mesa-vulkan-drivers");
}

TEST(bad_input, no_display_is_said_with_what_else_to_do) {
  const Said said = run("preview --limit 1", "env -u DISPLAY -u WAYLAND_DISPLAY");
  expect_sentence(said, "threshold render");
}

TEST(bad_input, no_runtime_is_said_with_what_else_to_do) {
  const Said said = run("headset --limit 1", "XR_RUNTIME_JSON=/nowhere.json");
  EXPECT_EQ(said.status, 2) << said.text;
  EXPECT_NE(said.text.find("threshold: "), std::string::npos) << said.text;
}

TEST(bad_input, an_output_folder_that_cannot_be_written_is_named) {
  Scratch s;
  write_text(s.path / "file", "");  // root may write anywhere, but not into a file
  expect_sentence(run(kShort + (s.path / "file" / "o").string()), "--out DIR");
}

TEST(bad_input, what_the_story_does_not_have_is_named) {
  expect_sentence(run("render --no-video --cut short --out /tmp"), "short");
  expect_sentence(run("render --no-video --beat dinner --out /tmp"), "dinner");
  expect_sentence(run("render --no-video --language xx --out /tmp"), "xx");
  expect_sentence(run("render --no-video --from 9999 --out /tmp"), "9999");
  expect_sentence(run("render --no-video --beat bench --from 9 --to 3 --out /tmp"), "--to");
  expect_sentence(run("render --no-video --beat bench --to 3 --still 4 --out /tmp"), "from 0 to 3 s");
  expect_sentence(run("render --no-video --size 960by540 --out /tmp"), "--size");
  expect_sentence(run("render --no-video --presence /nowhere.presence --out /tmp"), "/nowhere.presence");
  expect_sentence(run("preview --story /nowhere"), "--story");
  expect_sentence(run("preview --assets /nowhere"), "--assets");
}

TEST(bad_input, a_render_that_can_make_nothing_is_refused_before_it_starts) {
  expect_sentence(run("render --no-video --no-sound --out /tmp"), "--still");
  expect_sentence(run("render --no-sound --out /tmp"), "--no-video");
}

TEST(bad_input, a_word_the_command_line_does_not_know_ends_with_status_2) {
  for (const char* arguments :
       {"dance", "render --captions loud", "render --fps 0", "preview --patience 9"}) {
    const Said said = run(arguments);
    EXPECT_EQ(said.status, 2) << arguments << "\n" << said.text;
    EXPECT_FALSE(said.text.empty());
  }
}

TEST(bad_input, a_damaged_recording_says_where) {
  Scratch s;
  write_text(s.path / "v.presence", "threshold presence 1\n\x7f\x01\x02");
  expect_sentence(run("render --no-video --beat bench --to 1 --presence " + (s.path / "v.presence").string() +
                      " --out " + s.path.string() + "/o"),
                  "damaged at tick 0");
}

TEST(bad_input, a_demo_that_plays_what_is_not_there_is_named_by_line) {
  SpoiltStory story;
  story.replace("demo.toml", "part = \"snare\"", "part = \"cowbell\"");
  const Said said = run("check" + story.arguments());
  EXPECT_EQ(said.status, 2);
  EXPECT_NE(said.text.find("demo.toml:"), std::string::npos) << said.text;
  EXPECT_NE(said.text.find("cowbell"), std::string::npos);
}

}  // namespace
}  // namespace threshold::app
