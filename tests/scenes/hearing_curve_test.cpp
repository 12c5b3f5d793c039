#include "scenes/hearing_curve.h"

#include <gtest/gtest.h>

#include "tests/scenes/story_for_tests.h"

namespace threshold::scenes {
namespace {

using audio::hearing::EarState;

const Beat& beat(const char* id) {
  const auto story = testing::story();
  return story->beats[static_cast<std::size_t>(*story->beat_index(id))];
}

TEST(hearing_curve, speech_loss_is_the_mean_of_four_frequencies) {
  EarState ear;
  ear.loss_db_hl = {99, 99, 10, 99, 20, 99, 30, 99, 60, 99, 99};
  EXPECT_FLOAT_EQ(speech_loss_db(ear), 30.0f);
  ear.conductive_db = 5.0f;
  EXPECT_FLOAT_EQ(speech_loss_db(ear), 35.0f);
  ear.silence = 1.0f;
  EXPECT_FLOAT_EQ(speech_loss_db(ear), 120.0f);
}

TEST(hearing_curve, tinnitus_level_is_threshold_and_loss_and_sensation) {
  EarState ear;
  EXPECT_EQ(tinnitus_db_spl(ear), 0.0f);
  ear.tinnitus_db_sl = 10.0f;
  ear.tinnitus_hz = 4000.0f;
  ear.loss_db_hl[8] = 30.0f;
  EXPECT_NEAR(tinnitus_db_spl(ear), -5.4f + 30.0f + 10.0f, 1e-4f);
}

TEST(hearing_curve, each_keyframe_has_its_named_state) {
  const auto story = testing::story();
  for (const Beat& each : story->beats) {
    for (const EarCurve& ear : each.hearing.ears) {
      ASSERT_FALSE(ear.keys().empty()) << each.id;
      for (const HearingKey& key : ear.keys()) {
        const EarState now = ear.at(key.at_s), named = story->hearing_states.at(key.state);
        for (int i = 0; i < audio::hearing::kAudiogramPoints; ++i) {
          EXPECT_NEAR(now.loss_db_hl[i], named.loss_db_hl[i], 1e-4) << each.id << " " << key.state;
        }
        EXPECT_NEAR(now.silence, named.silence, 1e-6);
        EXPECT_NEAR(now.tinnitus_db_sl, named.tinnitus_db_sl, 1e-4);
      }
    }
  }
}

TEST(hearing_curve, the_drop_takes_one_ear_and_then_the_other) {
  const HearingCurve& drop = beat("drop").hearing;
  const auto loss = [&](int ear, double s) { return speech_loss_db(drop.ears[ear].at(s)); };
  EXPECT_LT(loss(0, 6.0), 6.0f);
  EXPECT_GT(loss(0, 8.0), 85.0f);
  EXPECT_LT(loss(1, 8.0), 6.0f);
  EXPECT_LT(loss(1, 14.0), 6.0f);
  EXPECT_GT(loss(1, 16.0), 85.0f);
  EXPECT_GT(loss(0, 37.0), 85.0f);
  EXPECT_EQ(tinnitus_db_spl(drop.ears[0].at(3.0)), 0.0f);
  EXPECT_GT(tinnitus_db_spl(drop.ears[0].at(5.5)), 30.0f);  // the ring comes before the loss
}

TEST(hearing_curve, severe_is_the_standard_audiogram) {
  const auto severe = testing::story()->hearing_states.at("severe");
  const float n6[] = {75, 80, 82.5, 85, 90, 90, 95, 100, 100};  // 250 Hz .. 6 kHz
  for (int i = 0; i < 9; ++i) EXPECT_FLOAT_EQ(severe.loss_db_hl[i + 1], n6[i]);
}

}  // namespace
}  // namespace threshold::scenes
