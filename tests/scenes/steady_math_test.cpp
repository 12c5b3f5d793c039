#include "scenes/steady_math.h"

#include <cmath>

#include <gtest/gtest.h>

namespace threshold::scenes {
namespace {

TEST(steady_math, exponential_agrees_with_the_library) {
  for (double x = -30.0; x < 30.0; x += 0.0371) EXPECT_NEAR(steady_exp(x) / std::exp(x), 1.0, 1e-14) << x;
  EXPECT_EQ(steady_exp(-1e6), 0.0);
  EXPECT_EQ(steady_exp(std::nan("")), 0.0);
  EXPECT_TRUE(std::isfinite(steady_exp(1e9)));
}

TEST(steady_math, sine_and_cosine_agree_with_the_library) {
  for (double x = -1000.0; x < 1000.0; x += 0.1373) {
    EXPECT_NEAR(steady_sin(x), std::sin(x), 1e-12) << x;
    EXPECT_NEAR(steady_cos(x), std::cos(x), 1e-12) << x;
  }
  EXPECT_EQ(steady_sin(INFINITY), 0.0);
}

TEST(steady_math, gain_of_db_is_a_power_of_ten) {
  EXPECT_FLOAT_EQ(gain_of_db(0.0), 1.0f);
  EXPECT_FLOAT_EQ(gain_of_db(20.0), 10.0f);
  EXPECT_FLOAT_EQ(gain_of_db(-6.0205999132796), 0.5f);
  EXPECT_EQ(gain_of_db(-120.0), 0.0f);
}

TEST(steady_math, smooth_step_is_flat_at_both_ends) {
  EXPECT_EQ(smooth_step(-1.0), 0.0);
  EXPECT_EQ(smooth_step(2.0), 1.0);
  EXPECT_EQ(smooth_step(0.5), 0.5);
}

}  // namespace
}  // namespace threshold::scenes
