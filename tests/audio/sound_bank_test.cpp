// The sound bank: catalogue, levels, and a sentence for everything that can be wrong with it.
#include "audio/sound_bank.h"

#include <gtest/gtest.h>

#include "audio/sound_file.h"
#include "tests/audio/probe.h"
#include "tests/audio/scratch.h"

namespace threshold::audio {
namespace {

using namespace probe;

void write_sound(const std::filesystem::path& file, std::span<const float> samples, int channels = 1,
                 int rate = 48000) {
  SoundWriter writer(file, channels, rate);
  writer.write(samples);
  writer.finish();
}

double rms_db_spl(std::span<const float> samples) {
  return db(rms(samples)) + 100.0;
}

TEST(SoundBank, scales_the_loudest_second_to_the_catalogues_level) {
  const Scratch scratch;
  std::vector<float> sound(4 * 48000, 0.001f);
  const std::vector<float> loud = white_noise(48000, 0.3f);
  std::copy(loud.begin(), loud.end(), sound.begin() + 70000);
  write_sound(scratch / "wind.flac", sound);
  write_sound(scratch / "hit.flac", white_noise(12000, 0.1f));
  scratch.write("sounds.toml",
                "[wind]\nlevel_db_spl = 62.5\nloop = true\nwhat = \"wind\"\n[hit]\nlevel_db_spl = 80\n");
  const SoundBank bank(scratch.folder());
  ASSERT_EQ(bank.size(), 2u);
  const Sound& wind = bank.at(*bank.find("wind"));
  EXPECT_TRUE(wind.seamless);
  EXPECT_NEAR(rms_db_spl(std::span(wind.samples).subspan(70000, 48000)), 62.5, 0.05);
  const Sound& hit = bank.at(*bank.find("hit"));
  EXPECT_FALSE(hit.seamless);
  EXPECT_NEAR(rms_db_spl(hit.samples), 80.0 + db(2.0),
              0.05);  // a quarter of a second holds the whole second's energy
  EXPECT_FALSE(bank.find("nobody").has_value());
  EXPECT_EQ(SoundBank::names_in(scratch.folder()), (std::vector<std::string>{"hit", "wind"}));
}

TEST(SoundBank, a_broken_catalogue_is_one_sentence_with_its_line) {
  const Scratch scratch;
  const auto expect = [&](const std::string& text, std::initializer_list<std::string> parts) {
    scratch.write("sounds.toml", text);
    expect_sentence([&] { SoundBank bank(scratch.folder()); }, parts);
  };
  expect("[a]\nlevel_db_spl = \n", {"sounds.toml:2"});
  expect("\n[a]\nloop = true\n", {"sounds.toml:2", "[a]", "level_db_spl"});
  expect("[a]\nlevel_db_spl = 200.0\n", {"sounds.toml:2", "140"});
  expect("[a]\nlevel_db_spl = nan\n", {"sounds.toml:2", "140"});
  expect("[a]\nlevel_db_spl = 60\nloop = 1\n", {"sounds.toml:3", "true or false"});
  expect("a = 3\n", {"sounds.toml:1", "'a'", "table"});
  expect("[a]\nlevel_db_spl = 60\n", {"sounds.toml:1", "a.flac", "build the sounds"});
  std::filesystem::remove(scratch / "sounds.toml");
  expect_sentence([&] { SoundBank bank(scratch.folder()); }, {"sounds.toml", "missing"});
  expect_sentence([&] { SoundBank::names_in(scratch.folder()); }, {"sounds.toml", "missing"});
}

TEST(SoundBank, a_broken_sound_is_one_sentence_with_its_file) {
  const Scratch scratch;
  scratch.write("sounds.toml", "[a]\nlevel_db_spl = 60\n");
  const auto expect = [&](std::initializer_list<std::string> parts) {
    expect_sentence([&] { SoundBank bank(scratch.folder()); }, parts);
  };
  const std::vector<float> noise = white_noise(48000, 0.2f);
  write_sound(scratch / "a.flac", noise);
  std::filesystem::resize_file(scratch / "a.flac", 30000);
  expect({"a.flac", "truncated"});
  write_sound(scratch / "a.flac", noise, 1, 44100);
  expect({"a.flac", "44100 Hz", "48000 Hz"});
  write_sound(scratch / "a.flac", noise, 2);
  expect({"a.flac", "2 channels", "mono"});
  write_sound(scratch / "a.flac", std::vector<float>(48000, 0.0f));
  expect({"a.flac", "silent"});
}

TEST(SoundBank, a_name_given_twice_is_refused) {
  expect_sentence([] { SoundBank bank({{"a", {0.1f}, false}, {"a", {0.2f}, false}}); }, {"'a'", "twice"});
}

TEST(SoundBank, the_built_sounds_load_and_are_as_loud_as_the_catalogue_says) {
  const std::filesystem::path folder = std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets" / "sounds";
  if (!std::filesystem::exists(folder / "sounds.toml")) GTEST_SKIP() << "the sounds are not built";
  const SoundBank bank(folder);
  EXPECT_EQ(bank.size(), SoundBank::names_in(folder).size());
  for (SoundId id = 0; id < bank.size(); ++id) {
    const Sound& sound = bank.at(id);
    EXPECT_GT(sound.samples.size(), 2400u) << sound.name;
    EXPECT_LT(rms_db_spl(sound.samples), 105.0) << sound.name;
    EXPECT_GT(rms_db_spl(sound.samples), 0.0) << sound.name;
  }
}

}  // namespace
}  // namespace threshold::audio
