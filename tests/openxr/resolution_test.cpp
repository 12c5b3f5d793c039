// Dynamic resolution over simulated loads. A frame's work is (constant + quadratic * scale^2 + what a curve
// adds) of the display's period; frames that do not fit are shown at the next refresh that they reach.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "xr/openxr/resolution.h"

namespace threshold::xr {
namespace {

constexpr double kPeriod = 1.0 / 72.0;
constexpr double kPi = 3.14159265358979;

// Shares of the period: of work that pixels do not change, and of work at full size that they do, by time.
struct Load {
  std::function<double(double)> constant, pixels;
};
Load steady(double constant, double pixels) {
  return {[constant](double) { return constant; }, [pixels](double) { return pixels; }};
}

struct Simulation {
  explicit Simulation(Load of, bool measures = true) : load(std::move(of)), measured(measures) {}

  // Runs until `end_s`; counts from here on.
  void until(double end_s) {
    frames = within = 0;
    const std::int64_t before = resolution.changes();
    while (now_s < end_s) one_frame();
    changes = resolution.changes() - before;
  }
  void one_frame() {
    const double scale = resolution.scale();
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    const double uneven = 1.0 + noise * (static_cast<double>(dice >> 33) / 2147483648.0 * 2.0 - 1.0);
    const double work = (load.constant(now_s) + load.pixels(now_s) * scale * scale) * uneven;
    const double refreshes = std::max(1.0, std::ceil(work - 1e-9));
    now_s += refreshes * kPeriod;
    ++frames;
    within += refreshes == 1.0 ? 1 : 0;
    lowest = std::min(lowest, resolution.scale());
    FrameCost cost{kPeriod, refreshes * kPeriod, {}, disturbed && disturbed(now_s)};
    if (measured) {  // told two frames late, as a device's clocks are
      cost.work_s = works[0] * kPeriod;
      works[0] = works[1];
      works[1] = work;
    }
    resolution.frame(cost);
  }
  double share_within() const { return static_cast<double>(within) / static_cast<double>(frames); }

  Load load;
  bool measured;
  std::function<bool(double)> disturbed;
  Resolution resolution;
  double noise = 0.0;  // most that a frame's work is off by
  std::uint64_t dice = 1;
  double now_s = 0.0;
  double works[2]{};
  std::int64_t frames = 0, within = 0, changes = 0;
  float lowest = 1.0f;
};

class EitherWay : public testing::TestWithParam<bool> {};  // work measured, or frames counted only
INSTANTIATE_TEST_SUITE_P(Resolution, EitherWay, testing::Bool(),
                         [](const auto& p) { return p.param ? "measured" : "counted"; });

TEST_P(EitherWay, a_load_that_fits_is_never_painted_smaller) {
  for (const double load : {0.3, 0.6, 0.85}) {
    Simulation s(steady(0.1, load - 0.1), GetParam());
    s.until(300.0);
    EXPECT_EQ(s.changes, 0) << load;
  }
}

TEST_P(EitherWay, a_steady_load_above_the_budget_is_held_within_it_after_two_seconds) {
  for (const double load : {1.02, 1.1, 1.3, 1.6, 2.0, 2.4}) {
    Simulation s(steady(0.05, load - 0.05), GetParam());
    s.until(2.0);
    s.until(4.0);
    EXPECT_GE(s.share_within(), 0.9) << load;
    s.until(64.0);
    EXPECT_GE(s.share_within(), 0.95) << load;
    EXPECT_LE(s.changes, 8) << load << ": in the first minute";
    s.until(424.0);
    EXPECT_GE(s.share_within(), 0.98) << load;
    EXPECT_LE(s.changes, 2 * 6) << load << ": two a minute, one try that fails";
  }
}

TEST(Resolution, where_work_is_measured_a_steady_load_comes_to_rest_at_once) {
  for (const double load : {1.02, 1.1, 1.3, 1.6, 2.0, 2.4}) {
    Simulation s(steady(0.05, load - 0.05));
    s.until(0.5);
    EXPECT_LE(s.changes, 2) << load;
    s.until(600.0);
    EXPECT_LE(s.changes, 6) << load << ": in ten minutes";
    EXPECT_GE(s.share_within(), 0.999) << load;
    // No smaller than it has to be: the next larger scale would take all but a tenth of the period.
    const double larger = s.resolution.scale() + 0.09;
    EXPECT_GT(0.05 + (load - 0.05) * larger * larger, 0.85) << load;
  }
}

TEST_P(EitherWay, a_load_that_went_is_forgotten) {
  Simulation s({[](double) { return 0.1; }, [](double t) { return t < 30.0 ? 1.9 : 0.5; }}, GetParam());
  s.until(30.0);
  EXPECT_LT(s.resolution.scale(), 0.8f);
  // Measured: 6 steps of a second and one that may have failed. Else 60 s for a scale that failed often, and
  // 5 s for each above it.
  const double most_s = GetParam() ? 16.0 : 60.0 + 6 * 5.5;
  s.until(30.0 + most_s);
  EXPECT_FLOAT_EQ(s.resolution.scale(), 1.0f);
  EXPECT_EQ(s.share_within(), 1.0);
}

TEST_P(EitherWay, a_step_is_answered_within_half_a_second_a_scale) {
  Simulation s({[](double) { return 0.1; }, [](double t) { return t < 10.0 ? 0.6 : 1.9; }}, GetParam());
  s.until(10.0);
  EXPECT_EQ(s.changes, 0);
  const double most_s = GetParam() ? 0.5 : 2.0;
  s.until(10.0 + most_s);
  s.until(14.0);
  EXPECT_GE(s.share_within(), 0.97);
}

TEST_P(EitherWay, a_spike_changes_nothing) {
  // Two frames in a row of any length, every three seconds: loading, or the system's own doing.
  Simulation s({[](double t) { return std::fmod(t, 3.0) < 1.5 * kPeriod && t > 1.0 ? 5.0 : 0.1; },
                [](double) { return 0.6; }},
               GetParam());
  s.until(120.0);
  EXPECT_EQ(s.changes, 0);
  EXPECT_LT(s.share_within(), 1.0) << "else there were none";
}

TEST_P(EitherWay, a_load_that_comes_and_goes_is_not_chased) {
  for (const double period_s : {1.0, 4.0, 12.0}) {
    Simulation s({[](double) { return 0.1; },
                  [period_s](double t) { return 0.85 + 0.35 * std::sin(2.0 * kPi * t / period_s); }},
                 GetParam());
    s.until(60.0);
    s.until(360.0);
    EXPECT_LE(s.changes, 5 * (GetParam() ? 10 : 8)) << period_s << " s: changes in five minutes";
    EXPECT_GE(s.share_within(), 0.9) << period_s;
  }
}

TEST(Resolution, uneven_frames_do_not_make_it_uneasy) {
  for (const double load : {0.8, 0.88, 0.95, 1.1, 1.3, 1.7}) {
    Simulation s(steady(0.05, load - 0.05));
    s.noise = 0.15;
    s.until(120.0);
    EXPECT_LE(s.changes, 12) << load;
    s.until(720.0);
    EXPECT_LE(s.changes, 3 * 10) << load << ": in ten minutes";
    EXPECT_GE(s.share_within(), 0.97) << load;
  }
}

TEST(Resolution, misses_that_the_work_does_not_explain_change_nothing) {
  Resolution resolution;  // every other frame late, of a runtime that stumbles; the work is a third
  for (int i = 0; i < 5000; ++i)
    resolution.frame({kPeriod, i % 2 == 0 ? 2 * kPeriod : kPeriod, 0.33 * kPeriod, {}});
  EXPECT_EQ(resolution.changes(), 0);
}

TEST(Resolution, what_is_missed_while_something_loads_changes_nothing) {
  for (const bool measured : {true, false}) {
    Simulation s({[](double t) { return t > 5.0 && t < 7.0 ? 3.0 : 0.1; }, [](double) { return 0.5; }},
                 measured);
    s.disturbed = [](double t) { return t > 4.9 && t < 7.2; };
    s.until(30.0);
    EXPECT_EQ(s.changes, 0);
  }
}

TEST(Resolution, where_fewer_pixels_do_not_help_the_picture_is_whole_again) {
  Simulation s(steady(1.5, 0.2), false);  // a slow processor
  s.until(600.0);
  EXPECT_LE(s.changes, 6 * 7) << "tries after 30, 60, 120, 240 s, seven changes each";
  int small = 0, all = 0;
  while (s.now_s < 1200.0) {
    s.one_frame();
    small += s.resolution.scale() < 1.0f ? 1 : 0;
    ++all;
  }
  EXPECT_LT(small, all / 20);
}

TEST(Resolution, where_a_part_of_the_work_is_constant_it_still_comes_back_whole) {
  // At the least scale 0.604 of the period; were all of it pixels, full size would seem to take 1.68.
  Simulation s(
      {[](double t) { return t < 10.0 ? 1.0 : 0.55; }, [](double t) { return t < 10.0 ? 0.9 : 0.15; }});
  s.until(10.0);
  EXPECT_FLOAT_EQ(s.resolution.scale(), 0.6f);
  s.until(60.0);
  EXPECT_FLOAT_EQ(s.resolution.scale(), 1.0f);
  EXPECT_LE(s.changes, 6);
}

TEST(Resolution, sizes_are_even_and_full_size_is_untouched) {
  Resolution resolution;
  EXPECT_EQ(resolution.apply({1001, 999}).width, 1001u);
  for (int i = 0; i < 100; ++i) resolution.frame({kPeriod, kPeriod, 3.0 * kPeriod, false});
  EXPECT_FLOAT_EQ(resolution.scale(), 0.6f);
  const VkExtent2D small = resolution.apply({1001, 999});
  EXPECT_EQ(small.width, 600u);
  EXPECT_EQ(small.height, 598u);
}

}  // namespace
}  // namespace threshold::xr
