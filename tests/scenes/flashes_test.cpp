#include "scenes/flashes.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace threshold::scenes {
namespace {

constexpr double kStep = 0.008;

std::vector<float> wave(double hz, float low, float high, double seconds) {
  std::vector<float> values;
  for (double s = 0.0; s < seconds; s += kStep) {
    values.push_back(low + (high - low) * static_cast<float>(0.5 - 0.5 * std::cos(6.283185307 * hz * s)));
  }
  return values;
}

TEST(flashes, a_wave_flashes_as_often_as_it_turns) {
  for (const int hz : {1, 2, 3, 5, 8}) {
    EXPECT_EQ(count_flashes(wave(hz, 0.1f, 0.6f, 4.0), kStep).most_in_a_second, hz) << hz;
  }
}

TEST(flashes, small_changes_are_no_flash) {
  EXPECT_EQ(count_flashes(wave(8, 0.40f, 0.49f, 4.0), kStep).most_in_a_second, 0);
  EXPECT_GT(count_flashes(wave(8, 0.40f, 0.51f, 4.0), kStep).most_in_a_second, 3);
}

TEST(flashes, bright_on_bright_is_no_flash) {
  EXPECT_EQ(count_flashes(wave(8, 0.82f, 1.0f, 4.0), kStep).most_in_a_second, 0);
}

TEST(flashes, one_change_of_scene_is_no_flash) {
  std::vector<float> values(500, 0.1f);
  values.insert(values.end(), 500, 0.7f);
  EXPECT_EQ(count_flashes(values, kStep).most_in_a_second, 0);
}

}  // namespace
}  // namespace threshold::scenes
