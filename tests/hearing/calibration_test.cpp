// How loud the headphones are: what is kept, what is in force, and the search by ear.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include <gtest/gtest.h>

#include <unistd.h>
#include <CLI/CLI.hpp>

#include "app/calibrate.h"
#include "app/calibration_store.h"
#include "app/hearing_search.h"

namespace threshold::app {
namespace {

class CalibrationStore : public ::testing::Test {
 protected:
  CalibrationStore()
      : folder_(std::filesystem::temp_directory_path() /
                ("threshold_calibration_" + std::to_string(::getpid()))),
        file_(folder_ / "deeper" / "headphones.json") {}
  ~CalibrationStore() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& text) const {
    std::filesystem::create_directories(file_.parent_path());
    std::ofstream(file_) << text;
  }

  std::filesystem::path folder_, file_;
};

TEST_F(CalibrationStore, without_a_file_the_default_is_in_force_and_nothing_is_complained_of) {
  for (const std::filesystem::path& file : {file_, std::filesystem::path()}) {
    const Calibration c = calibration_in_force(file, "Headset", {});
    EXPECT_EQ(c.spl_at_rms_1_db, kUncalibratedSplDb);
    EXPECT_FALSE(c.measured);
    EXPECT_EQ(c.problem, "");
    EXPECT_NE(c.what.find("not calibrated"), std::string::npos);
  }
}

TEST_F(CalibrationStore, what_is_given_comes_before_the_device_before_the_default) {
  keep_calibration(file_, "default", 104.5);
  EXPECT_EQ(calibration_in_force(file_, "Headset", {}).spl_at_rms_1_db, 104.5);
  keep_calibration(file_, "Headset", 111.0);
  EXPECT_EQ(calibration_in_force(file_, "Headset", {}).spl_at_rms_1_db, 111.0);
  EXPECT_NE(calibration_in_force(file_, "Headset", {}).what.find("111.0 dB SPL, calibrated as \"Headset\""),
            std::string::npos);
  EXPECT_EQ(calibration_in_force(file_, "", {}).spl_at_rms_1_db, 104.5);
  EXPECT_EQ(calibration_in_force(file_, "Headset", 98.0).spl_at_rms_1_db, 98.0);
  keep_calibration(file_, "Headset", 112.0);
  EXPECT_EQ(read_calibrations(file_),
            (std::map<std::string, double>{{"Headset", 112.0}, {"default", 104.5}}));
}

TEST_F(CalibrationStore, a_broken_file_is_one_sentence_and_the_default) {
  for (const char* text :
       {"", "{", "[]", "7", "{\"default\": 100}", "{\"default\": {}}", "{\"default\": null}",
        "{\"default\": {\"spl_at_0dbfs_rms\": \"loud\"}}", "{\"default\": {\"spl_at_0dbfs_rms\": 1e9}}",
        "{\"default\": {\"spl_at_0dbfs_rms\": -5}}", "\xff\xfe\x00"}) {
    write(text);
    const Calibration c = calibration_in_force(file_, "", {});
    EXPECT_EQ(c.spl_at_rms_1_db, kUncalibratedSplDb) << text;
    EXPECT_FALSE(c.measured) << text;
    EXPECT_NE(c.problem.find("headphones.json"), std::string::npos) << text;
    EXPECT_EQ(c.problem.find('\n'), std::string::npos) << text;
  }
  std::filesystem::remove(file_);
  std::filesystem::create_directories(file_);  // a folder in its place
  EXPECT_EQ(calibration_in_force(file_, "", {}).spl_at_rms_1_db, kUncalibratedSplDb);
}

TEST_F(CalibrationStore, what_is_no_json_is_not_overwritten) {
  write("precious");
  EXPECT_THROW(keep_calibration(file_, "default", 100.0), std::runtime_error);
  std::string text;
  std::ifstream(file_) >> text;
  EXPECT_EQ(text, "precious");
}

// Hears what is above the threshold; presses wrongly now and then.
double found_by(double threshold_db, double lapse, unsigned seed, int* tones = nullptr) {
  std::mt19937 random(seed);
  HearingSearch search(-60.0, -120.0, -12.0);
  int asked = 0;
  for (; !search.threshold_db() && asked < 200; ++asked) {
    const bool wrong = static_cast<double>(random()) < lapse * 4294967296.0;
    search.answer((search.level_db() >= threshold_db) != wrong);
  }
  if (tones) *tones = asked;
  return search.threshold_db().value_or(NAN);
}

TEST(HearingSearch, finds_the_lowest_step_that_is_heard) {
  for (double threshold = -118.0; threshold < -14.0; threshold += 1.3) {
    int tones = 0;
    const double found = found_by(threshold, 0.0, 1, &tones);
    EXPECT_GE(found, threshold);  // steps of 5 dB: never below, less than a step above
    EXPECT_LT(found, threshold + 5.0);
    EXPECT_LE(tones, 25) << threshold;
  }
}

TEST(HearingSearch, a_listener_who_errs_is_still_found_within_3_db_on_average) {
  double sum = 0.0, worst = 0.0;
  constexpr int kListeners = 200;
  for (int i = 0; i < kListeners; ++i) {
    const double threshold = -90.0 + 0.25 * i,
                 error = found_by(threshold, 0.03, static_cast<unsigned>(i) + 1) - threshold;
    ASSERT_FALSE(std::isnan(error)) << i;
    sum += error;
    worst = std::max(worst, std::abs(error));
    EXPECT_EQ(found_by(threshold, 0.03, static_cast<unsigned>(i) + 1), threshold + error);  // the same again
  }
  EXPECT_NEAR(sum / kListeners, 0.0, 3.0);
  EXPECT_LE(worst, 25.0);
}

TEST(HearingSearch, ends_at_the_ends_for_who_hears_all_or_nothing) {
  EXPECT_EQ(found_by(-1000.0, 0.0, 1), -120.0);
  EXPECT_EQ(found_by(1000.0, 0.0, 1), -12.0);
}

TEST(Calibrate, without_a_sound_device_is_one_sentence_and_status_2) {
  ::setenv("SDL_AUDIODRIVER", "none_such", 1);
  CLI::App app;
  int status = 0;
  add_calibrate_command(app, status);
  ::testing::internal::CaptureStderr();
  const char* words[] = {"threshold", "calibrate", "--headphone", "x", "--by-ear"};
  app.parse(5, words);
  const std::string said = ::testing::internal::GetCapturedStderr();
  ::unsetenv("SDL_AUDIODRIVER");
  EXPECT_EQ(status, 2);
  EXPECT_NE(said.find("no sound device"), std::string::npos) << said;
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
}

}  // namespace
}  // namespace threshold::app
