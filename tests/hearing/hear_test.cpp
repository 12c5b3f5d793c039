// `threshold hear` from the outside: files in, files out, and its complaints.
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <numbers>

#include <gtest/gtest.h>
#include <sndfile.h>

#include "app/hear.h"
#include "app/hear_sound.h"

namespace threshold::app {
namespace {

class Hear : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() /
        ("threshold_hear_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  std::string sound(const std::string& name, int rate, int channels, int frames) const {
    SF_INFO info{.frames = 0,
                 .samplerate = rate,
                 .channels = channels,
                 .format = SF_FORMAT_WAV | SF_FORMAT_FLOAT,
                 .sections = 0,
                 .seekable = 0};
    SNDFILE* file = sf_open(path(name).c_str(), SFM_WRITE, &info);
    std::vector<float> x(static_cast<std::size_t>(frames * channels));
    for (int n = 0; n < frames; ++n)
      for (int c = 0; c < channels; ++c)
        x[n * channels + c] =
            static_cast<float>(0.1 * (c + 1) * std::sin(2.0 * std::numbers::pi * 500.0 * n / rate));
    sf_writef_float(file, x.data(), frames);
    sf_close(file);
    return path(name);
  }

  static Ears read(const std::string& file, int* rate = nullptr) {
    SoundReader reader(file, "");
    if (rate != nullptr) *rate = reader.rate_hz();
    Ears ears;
    reader.read(10'000'000, ears);
    return ears;
  }

  static std::string said(HearOptions options, int expected = 2) {
    ::testing::internal::CaptureStderr();
    options.quiet = true;
    EXPECT_EQ(run_hear(options), expected);
    return ::testing::internal::GetCapturedStderr();
  }

  std::filesystem::path folder_;
};

TEST_F(Hear, no_loss_gives_the_file_back_bit_for_bit_and_says_its_cost) {
  HearOptions o;
  o.input = sound("in.wav", 48000, 2, 20000);
  o.output = path("out.wav");
  EXPECT_NE(said(o, 0).find("rtf="), std::string::npos);
  EXPECT_EQ(read(o.output), read(o.input));
}

TEST_F(Hear, other_rates_and_channel_counts_come_out_as_long_as_they_went_in) {
  for (const auto& [rate, channels] :
       {std::pair{44100, 1}, std::pair{96000, 2}, std::pair{22050, 6}, std::pair{8000, 2}}) {
    HearOptions o;
    o.input = sound("in.wav", rate, channels, rate / 2 + 13);
    o.output = path("out.wav");
    EXPECT_NE(said(o, 0).find("rtf="), std::string::npos);
    int out_rate = 0;
    const Ears out = read(o.output, &out_rate), in = read(o.input);
    EXPECT_EQ(out_rate, rate);
    ASSERT_EQ(out[0].size(), in[0].size());
    for (std::size_t n = in[0].size() / 4; n < in[0].size() * 3 / 4; ++n)
      ASSERT_NEAR(out[0][n], in[0][n], 2e-3) << rate;
  }
}

TEST_F(Hear, seven_channels_need_a_choice) {
  HearOptions o;
  o.input = sound("in.wav", 48000, 7, 1000);
  o.output = path("out.wav");
  EXPECT_NE(said(o).find("--ears"), std::string::npos);
  o.ears = "3,7";
  said(o, 0);
  EXPECT_NEAR(read(o.output)[1][24] / read(o.output)[0][24], 7.0 / 3.0, 1e-3);
  o.ears = "3,8";
  EXPECT_NE(said(o).find("1 to 7"), std::string::npos);
}

TEST_F(Hear, a_loss_is_heard_and_the_picture_is_drawn) {
  HearOptions o;
  o.input = sound("in.wav", 48000, 2, 48000);
  o.output = path("out.wav");
  o.standard = "N4";
  o.plot = path("plot.png");
  o.stats = true;
  EXPECT_NE(said(o, 0).find("LAeq"), std::string::npos);
  EXPECT_GT(std::filesystem::file_size(o.plot), 10000u);
  double in = 0.0, out = 0.0;
  const Ears before = read(o.input), after = read(o.output);
  for (const float v : before[0]) in += v * v;
  for (const float v : after[0]) out += v * v;
  EXPECT_LT(out, in);
  EXPECT_GT(out, 0.0);
}

TEST_F(Hear, each_complaint_is_one_clear_sentence) {
  HearOptions o;
  EXPECT_NE(said(o).find("give the sound"), std::string::npos);
  o.input = path("none.wav");
  o.output = path("out.wav");
  EXPECT_NE(said(o).find("cannot be read as sound"), std::string::npos);
  std::ofstream(path("empty.wav")).close();
  o.input = path("empty.wav");
  EXPECT_NE(said(o).find("cannot be read as sound"), std::string::npos);
  o.input = sound("no_frames.wav", 48000, 2, 0);
  EXPECT_NE(said(o).find("holds no sound"), std::string::npos);
  o.input = sound("in.wav", 48000, 2, 1000);
  o.standard = "N9";
  EXPECT_NE(said(o).find("N1, N2"), std::string::npos);
  o.standard = "";
  o.implant = "robot";
  EXPECT_NE(said(o).find("switch_on"), std::string::npos);
  o.implant = "";
  o.smear = "7";
  EXPECT_NE(said(o).find("3.8"), std::string::npos);
  o.smear = "auto";
  o.output = path("out.xyz");
  EXPECT_NE(said(o).find(".wav"), std::string::npos);
}

}  // namespace
}  // namespace threshold::app
