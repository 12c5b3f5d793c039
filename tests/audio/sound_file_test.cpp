// Sound files: what is written is read back, half a file never bears its name, and broken ones are told
// apart.
#include "audio/sound_file.h"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/audio/probe.h"
#include "tests/audio/scratch.h"

namespace threshold::audio {
namespace {

using namespace probe;

TEST(SoundFile, flac_keeps_24_bits_and_wav_every_bit) {
  const Scratch scratch;
  const std::vector<float> noise = white_noise(9600, 0.2f);
  for (const char* name : {"a.flac", "a.wav"}) {
    SoundWriter writer(scratch / name, 2);
    writer.write(std::span(noise).first(1000));
    writer.write(std::span(noise).subspan(1000));
    EXPECT_FALSE(std::filesystem::exists(scratch / name)) << "before finish()";
    writer.finish();
    EXPECT_EQ(writer.frames(), 4800);
    const SoundData read = read_sound(scratch / name);
    EXPECT_EQ(read.channels, 2);
    EXPECT_EQ(read.sample_rate_hz, 48000);
    ASSERT_EQ(read.samples.size(), noise.size());
    const double step = std::string(name) == "a.wav" ? 0.0 : 1.0 / (1 << 23);
    for (std::size_t n = 0; n < noise.size(); ++n) ASSERT_NEAR(read.samples[n], noise[n], step);
  }
  EXPECT_EQ(scratch.files(), 2u);  // no .part is left
}

TEST(SoundFile, the_same_samples_give_the_same_bytes_at_any_time) {
  const Scratch scratch;
  const std::vector<float> noise = white_noise(9600, 0.2f);
  for (const char* extension : {".flac", ".wav"}) {
    std::vector<std::string> bytes;
    for (const char* name : {"one", "two"}) {
      const std::filesystem::path file = scratch / (std::string(name) + extension);
      SoundWriter writer(file, 2);
      writer.write(noise);
      writer.finish();
      bytes.push_back(bytes_of(file));
      if (bytes.size() == 1)
        std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // a second's stamp
    }
    EXPECT_EQ(bytes[0], bytes[1]) << extension;
    EXPECT_GT(bytes[0].size(), 1000u);
  }
}

TEST(SoundFile, a_writer_that_is_not_finished_leaves_nothing) {
  const Scratch scratch;
  {
    SoundWriter writer(scratch / "half.flac", 2);
    writer.write(white_noise(9600, 0.1f));
  }
  EXPECT_EQ(scratch.files(), 0u);
}

TEST(SoundFile, beyond_full_scale_flac_clips_and_does_not_wrap) {
  const Scratch scratch;
  SoundWriter writer(scratch / "loud.flac", 1);
  writer.write(std::vector<float>{1.5f, -1.5f, 1.0f, -1.0f});
  writer.finish();
  const SoundData read = read_sound(scratch / "loud.flac");
  EXPECT_NEAR(read.samples[0], 1.0, 1e-6);
  EXPECT_NEAR(read.samples[1], -1.0, 1e-6);
}

TEST(SoundFile, a_folder_that_cannot_be_written_is_one_sentence) {
  const Scratch scratch;
  expect_sentence([&] { SoundWriter(scratch / "missing" / "a.flac", 2); },
                  {"missing/a.flac", "cannot be written", "folder"});
  expect_sentence([&] { SoundWriter(scratch / "a.mp3", 2); }, {"a.mp3", ".flac or .wav"});
}

TEST(SoundFile, a_truncated_file_is_one_sentence) {
  const Scratch scratch;
  const std::vector<float> noise = white_noise(48000, 0.2f);
  for (const char* name : {"cut.flac", "cut.wav"}) {
    SoundWriter writer(scratch / name, 1);
    writer.write(noise);
    writer.finish();
    for (const double share : {0.9, 0.5, 0.1}) {
      std::filesystem::resize_file(
          scratch / name, static_cast<std::uintmax_t>(
                              share * static_cast<double>(std::filesystem::file_size(scratch / name))));
      expect_sentence([&] { read_sound(scratch / name); }, {name, "truncated", "again"});
    }
  }
}

TEST(SoundFile, what_is_no_sound_is_one_sentence) {
  const Scratch scratch;
  scratch.write("text.flac", "this is no sound");
  scratch.write("empty.flac", "");
  expect_sentence([&] { read_sound(scratch / "text.flac"); }, {"text.flac", "no FLAC or WAV", "again"});
  expect_sentence([&] { read_sound(scratch / "empty.flac"); }, {"empty.flac", "no FLAC or WAV"});
  expect_sentence([&] { read_sound(scratch / "none.flac"); }, {"none.flac", "no such sound file"});
}

}  // namespace
}  // namespace threshold::audio
