#include "scenes/curve.h"

#include <cmath>

#include <gtest/gtest.h>

namespace threshold::scenes {
namespace {

TEST(curve, nothing_is_zero_and_one_key_holds) {
  EXPECT_EQ(Curve().at(3.0), 0.0);
  const Curve one({{2.0, 7.0}});
  EXPECT_EQ(one.at(-1.0), 7.0);
  EXPECT_EQ(one.at(9.0), 7.0);
}

TEST(curve, two_keys_follow_the_smooth_cubic_with_flat_ends) {
  const Curve curve({{1.0, 10.0}, {5.0, -30.0}});
  for (double s = 1.0; s <= 5.0; s += 0.1) {
    const double u = (s - 1.0) / 4.0;
    EXPECT_NEAR(curve.at(s), 10.0 - 40.0 * (3 * u * u - 2 * u * u * u), 1e-12) << s;
  }
}

TEST(curve, an_inner_slope_is_the_weighted_harmonic_mean) {
  // Fritsch and Butland: (w1 + w2) / (w1 / d1 + w2 / d2), w1 = 2 h2 + h1, w2 = h2 + 2 h1.
  const Curve curve({{0.0, 0.0}, {1.0, 2.0}, {4.0, 5.0}});
  const double w1 = 2 * 3.0 + 1.0, w2 = 3.0 + 2 * 1.0, d1 = 2.0, d2 = 1.0;
  const double slope = (w1 + w2) / (w1 / d1 + w2 / d2);
  const double h = 1e-6;
  EXPECT_NEAR((curve.at(1.0 + h) - curve.at(1.0 - h)) / (2 * h), slope, 1e-5);
  // Hermite form in the middle of the second piece: (a + b) / 2 + span / 8 (slope_a - slope_b), slope_b = 0.
  EXPECT_NEAR(curve.at(2.5), 3.5 + 3.0 / 8.0 * slope, 1e-12);
}

TEST(curve, never_overshoots_and_is_flat_between_equals) {
  const Curve curve({{0.0, 0.0}, {6.0, 0.0}, {8.0, 90.0}, {15.0, 90.0}, {15.5, 20.0}, {37.0, 20.0}});
  double before = curve.at(6.0);
  for (double s = 0.0; s < 37.0; s += 0.01) {
    const double now = curve.at(s);
    ASSERT_GE(now, 0.0);
    ASSERT_LE(now, 90.0);
    if (s < 6.0) {
      ASSERT_EQ(now, 0.0);
    }
    if (s > 6.0 && s < 8.0) {
      ASSERT_GE(now, before);
      before = now;
    }
    if (s > 8.0 && s < 15.0) {
      ASSERT_EQ(now, 90.0);
    }
  }
}

TEST(curve, passes_through_every_key) {
  const std::vector<Key> keys{{0.0, 1.0}, {0.25, -3.0}, {2.0, 4.0}, {2.5, 4.5}, {9.0, -1.0}};
  const Curve curve(keys);
  for (const Key& key : keys) EXPECT_NEAR(curve.at(key.at_s), key.value, 1e-12);
  EXPECT_NEAR(curve.at(std::nan("")), 1.0, 1e-12);
}

}  // namespace
}  // namespace threshold::scenes
