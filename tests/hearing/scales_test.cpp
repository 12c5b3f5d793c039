// Closed formulas: each against its published figures or worked out another way.
#include <algorithm>
#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "audio/hearing/detail.h"
#include "audio/hearing/fast_log.h"
#include "audio/hearing/gain_law.h"
#include "audio/hearing/implant.h"
#include "audio/hearing/pchip.h"
#include "audio/hearing/reference.h"
#include "audio/hearing/scales.h"
#include "audio/hearing/smear.h"

namespace threshold::audio::hearing {
namespace {

TEST(Scales, the_auditory_filter_at_1_khz_is_132_6_hz_wide) {
  EXPECT_NEAR(erb_hz(1000.0), 132.639, 1e-3);  // Glasberg & Moore 1990
  EXPECT_NEAR(erb_hz(0.0), 24.7, 1e-12);
}

TEST(Scales, erb_number_is_the_integral_of_one_over_erb) {
  double sum = 0.0;
  constexpr double kStep = 0.05;
  for (double hz = 0.0; hz < 4000.0; hz += kStep) sum += kStep / erb_hz(hz + 0.5 * kStep);
  EXPECT_NEAR(erb_number(4000.0) / sum, 1.0, 0.004);  // the published 21.4 is rounded up from 21.33
  EXPECT_NEAR(erb_number_to_hz(erb_number(1234.5)), 1234.5, 1e-6);
}

TEST(Scales, greenwood_puts_20_hz_at_the_apex_and_20_khz_at_the_base) {
  EXPECT_NEAR(greenwood_hz(0.0), 19.85, 0.01);
  EXPECT_NEAR(greenwood_hz(35.0), 20677.0, 10.0);
  EXPECT_NEAR(greenwood_mm(greenwood_hz(17.3)), 17.3, 1e-9);
}

TEST(Scales, fast_decibels_agree_with_the_logarithm) {
  for (double db = -200.0; db < 60.0; db += 0.37) {
    const float power = static_cast<float>(std::pow(10.0, db / 10.0));
    EXPECT_NEAR(decibels(power), 10.0 * std::log10(static_cast<double>(power)), 1e-4) << db;
  }
}

TEST(GainLaw, the_threshold_comes_out_at_the_normal_threshold) {
  for (float loss : {0.0f, 20.0f, 40.0f, 65.0f, 95.0f, 104.0f, 110.0f, 120.0f}) {
    const LossParts parts = split_loss(loss, 0.0f);
    EXPECT_NEAR(loss + loss_gain_db(loss, parts.recruiting_db, parts.passive_db), 0.0f, 0.02f) << loss;
  }
}

TEST(GainLaw, loud_sound_is_heard_as_loud_as_by_a_normal_ear) {
  EXPECT_EQ(loss_gain_db(kCatchUpDb, 60.0f, 0.0f), 0.0f);
  EXPECT_EQ(loss_gain_db(118.0f, 60.0f, 0.0f), 0.0f);
}

TEST(GainLaw, growth_is_a_straight_line_of_slope_105_over_105_minus_loss) {
  const float a = 70.0f + loss_gain_db(70.0f, 50.0f, 0.0f), b = 90.0f + loss_gain_db(90.0f, 50.0f, 0.0f);
  EXPECT_NEAR((b - a) / 20.0f, 105.0f / 55.0f, 1e-5f);
}

TEST(GainLaw, a_conductive_loss_only_attenuates) {
  const LossParts parts = split_loss(40.0f, 40.0f);
  EXPECT_EQ(parts.recruiting_db, 0.0f);
  for (float level : {0.0f, 50.0f, 100.0f}) EXPECT_EQ(loss_gain_db(level, 0.0f, parts.passive_db), -40.0f);
}

TEST(GainLaw, outer_hair_cells_account_for_55_db_at_most) {
  const LossParts mild = split_loss(50.0f, 0.0f, true), severe = split_loss(90.0f, 0.0f, true);
  EXPECT_NEAR(mild.recruiting_db, 40.0f, 1e-5f);
  EXPECT_NEAR(severe.recruiting_db, 55.0f, 1e-5f);
  EXPECT_NEAR(severe.recruiting_db + severe.passive_db, 90.0f, 1e-5f);
}

TEST(GainLaw, a_louder_sound_is_never_heard_softer) {
  for (float loss = 0.0f; loss <= 120.0f; loss += 5.0f)
    for (float conductive : {0.0f, 15.0f, 30.0f}) {
      const LossParts parts = split_loss(loss, conductive);
      float before = -1e9f;
      for (float level = -200.0f; level <= 130.0f; level += 0.25f) {
        const float heard = level + loss_gain_db(level, parts.recruiting_db, parts.passive_db);
        EXPECT_GE(heard, before - 1e-3f);
        before = heard;
      }
    }
}

TEST(Broadening, follows_glasberg_and_moore_1986) {
  EXPECT_EQ(broadening_at(0.0f), 1.0f);
  EXPECT_EQ(broadening_at(20.0f), 1.0f);
  EXPECT_NEAR(broadening_at(40.0f), 1.5f, 1e-6f);
  EXPECT_NEAR(broadening_at(55.0f), 2.0f, 1e-6f);
  EXPECT_NEAR(broadening_at(70.0f), 3.0f, 1e-6f);
  EXPECT_EQ(broadening_at(110.0f), 3.8f);
}

TEST(Pchip, passes_through_its_points_and_never_overshoots) {
  const std::array<double, 6> x{0, 1, 2, 4, 5, 9}, y{0, 0, 10, 10, 60, 55};
  const Pchip curve(x, y);
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_DOUBLE_EQ(curve.at(x[i]), y[i]);
  for (std::size_t i = 0; i + 1 < x.size(); ++i)
    for (double t = x[i]; t <= x[i + 1]; t += 0.01) {
      EXPECT_GE(curve.at(t), std::min(y[i], y[i + 1]) - 1e-9);
      EXPECT_LE(curve.at(t), std::max(y[i], y[i + 1]) + 1e-9);
    }
  EXPECT_EQ(curve.at(-3.0), 0.0);
  EXPECT_EQ(curve.at(100.0), 55.0);
}

TEST(Pchip, has_the_slope_of_fritsch_and_butland) {
  // Equal steps of slopes 1 and 3: harmonic mean 1.5. Checked by a central difference.
  const std::array<double, 3> x{0, 1, 2}, y{0, 1, 4};
  const Pchip curve(x, y);
  EXPECT_NEAR((curve.at(1.0 + 1e-6) - curve.at(1.0 - 1e-6)) / 2e-6, 1.5, 1e-4);
}

TEST(Pchip, refuses_points_out_of_order) {
  const std::array<double, 2> x{1, 1}, y{0, 1};
  EXPECT_THROW(Pchip(x, y), std::invalid_argument);
}

TEST(Curve, reads_an_audiogram_over_log_frequency) {
  const std::array<double, 2> hz{500, 2000}, db{20, 60};
  const Curve curve = make_curve(hz, db);
  for (int j = 0; j < kCurvePoints; ++j) {
    const double octaves = std::clamp(std::log2(curve_hz(j) / 500.0), 0.0, 2.0);
    EXPECT_NEAR(curve[j], 20.0 + 20.0 * octaves, 1e-4);
  }
}

TEST(Reference, tables_are_those_of_the_standards) {
  EXPECT_EQ(normal_threshold_db_spl(Reference::kFlat, 777.0), 0.0);
  EXPECT_DOUBLE_EQ(normal_threshold_db_spl(Reference::kFreeField, 4000.0), -5.4);
  EXPECT_DOUBLE_EQ(normal_threshold_db_spl(Reference::kDiffuseField, 8000.0), 6.8);
  EXPECT_NEAR(normal_threshold_db_spl(Reference::kFreeField, std::sqrt(1000.0 * 2000.0)), 0.55, 1e-9);
  for (std::string_view name : kReferenceNames) EXPECT_EQ(reference_name(*find_reference(name)), name);
  EXPECT_FALSE(find_reference("moon"));
}

TEST(Electrodes, cover_188_to_7938_hz_without_a_gap) {
  const auto edges = electrode_edges_hz();
  EXPECT_NEAR(edges.front(), 187.5, 1e-9);
  EXPECT_NEAR(edges.back(), 7937.5, 1e-9);
  for (std::size_t i = 0; i + 1 < edges.size(); ++i) EXPECT_LT(edges[i], edges[i + 1]);
}

}  // namespace
}  // namespace threshold::audio::hearing
