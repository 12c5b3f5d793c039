// What the whole chain makes of a loss: levels measured on `heard` against `was_there`, bones, hands.
#include <gtest/gtest.h>

#include "audio/engine.h"
#include "audio/hearing/reference.h"
#include "tests/audio/probe.h"

namespace threshold::audio {
namespace {

using namespace probe;

// A severe loss, as the story's drop ends with: dB HL on the story's grid.
constexpr std::array<float, hearing::kAudiogramPoints> kSevere{55, 60, 65, 68, 72, 76, 80, 83, 85, 88, 90};
constexpr std::array<float, hearing::kAudiogramPoints> kMild{10, 15, 20, 22, 25, 30, 35, 40, 45, 50, 55};

double level_db_spl(std::span<const float> samples) {
  return db(rms(samples)) + EngineConfig{}.spl_at_rms_1_db;
}

// The gain of a tone of `level` dB SPL at an ear with `loss` dB HL: loudness growth after Moore & Glasberg
// 1993, damaged and normal ear equally loud at 105 dB above the normal threshold.
double expected_gain_db(double hz, double level, double loss) {
  const double sensation = level - hearing::normal_threshold_db_spl(hearing::Reference::kDiffuseField, hz);
  return std::max((sensation - 105.0) * (105.0 / (105.0 - loss) - 1.0), -(loss + 45.0));
}

TEST(HearingWorld, each_octave_of_what_is_heard_follows_the_audiogram_of_its_ear) {
  for (int point = 1; point < hearing::kAudiogramPoints; ++point) {
    const double hz = hearing::kAudiogramHz[point];
    Engine engine({}, bank({{"tone", tone(hz, 48000, 0.12f), true}}));
    const Tracks tracks = render(engine, 90, [](int, SoundMoment& moment) {
      add(moment, Voice{.key = 1, .looping = true, .position = {0, 0, -1}, .gain = 1.0f, .reverb = 0.0f});
      moment.hearing.ears[0].loss_db_hl = kSevere;
      moment.hearing.ears[1].loss_db_hl = kMild;
    });
    for (int side = 0; side < 2; ++side) {
      const std::vector<float> there = ear(tracks.was_there, side), heard = ear(tracks.heard, side);
      const double before = level_db_spl(std::span(there).subspan(19200));
      const double after = level_db_spl(std::span(heard).subspan(19200));
      const double loss = (side == 0 ? kSevere : kMild)[point];
      EXPECT_NEAR(after - before, expected_gain_db(hz, before, loss), 3.0) << hz << " Hz, ear " << side;
    }
  }
}

TEST(HearingWorld, a_loss_comes_as_a_curve_without_a_click) {
  Engine engine({}, bank({{"tone", tone(250, 48000, 0.1f), true}}));
  const Tracks tracks = render(engine, 150, [](int tick, SoundMoment& moment) {
    add(moment, Voice{.key = 1, .looping = true, .position = {0, 0, -1}, .gain = 1.0f, .reverb = 0.0f});
    const float part = std::clamp(static_cast<float>(tick - 40) / 60.0f, 0.0f, 1.0f);
    for (auto& loss : moment.hearing.ears[0].loss_db_hl) loss = 70.0f * part;
  });
  const std::vector<float> left = ear(tracks.heard, 0);
  const double own = 0.1 * std::numbers::sqrt2 * std::pow(2.0 * std::numbers::pi * 250.0 / kSampleRateHz, 2);
  EXPECT_LT(roughness(std::span(left).subspan(9600)), 2.0 * own);
  EXPECT_LT(rms(std::span(left).subspan(50000)), 0.3 * rms(std::span(left).subspan(9600, 4800)));
}

TEST(HearingWorld, deaf_to_the_air_own_blows_remain_as_bass_through_the_bones) {
  const auto heard_of = [](float bone) {
    Engine engine({}, bank({{"blow", white_noise(24000, 0.1f), false}}));
    return render(engine, 120,
                  [bone](int tick, SoundMoment& moment) {
                    for (auto& side : moment.hearing.ears) side.loss_db_hl.fill(110.0f);
                    if (tick == 20) {
                      add(moment, Blow{.start_sample = moment.sample,
                                       .position = {0, 0, -1},
                                       .gain = 0.01f,
                                       .bone = bone});
                    }
                  })
        .heard;
  };
  const std::vector<float> without = ear(heard_of(0.0f), 0), with = ear(heard_of(1.0f), 0);
  EXPECT_LT(rms(without), 1e-5);
  EXPECT_GT(db(rms(std::span(with).subspan(20 * kTickSamples, 24000))), db(0.1) - 55.0);
  EXPECT_LT(db(rms(std::span(with).subspan(20 * kTickSamples, 24000))), db(0.1) - 24.0);
  // Bass: smoothed over 2 ms it is nearly what it was.
  double smooth = 0.0, whole = 0.0;
  for (std::size_t n = 20 * kTickSamples; n < 20 * kTickSamples + 24000; ++n) {
    double mean = 0.0;
    for (int i = -24; i < 24; ++i) mean += with[n + i] / 48.0;
    smooth += mean * mean;
    whole += static_cast<double>(with[n]) * with[n];
  }
  EXPECT_GT(smooth / whole, 0.5);
}

TEST(HearingWorld, silence_takes_the_bones_too) {
  Engine engine({}, bank({{"blow", white_noise(24000, 0.3f), false}}));
  const Tracks tracks = render(engine, 60, [](int, SoundMoment& moment) {
    for (auto& side : moment.hearing.ears) {
      side.loss_db_hl.fill(90.0f);
      side.silence = 1.0f;
    }
    add(moment, Blow{.start_sample = moment.sample, .position = {0, 0, -1}, .gain = 1.0f, .bone = 1.0f});
  });
  EXPECT_EQ(rms(std::span(tracks.heard).subspan(4800)), 0.0);
  EXPECT_GT(rms(tracks.was_there), 0.1);
}

TEST(HearingWorld, an_engine_that_loses_nothing_gives_what_was_there_twice) {
  EngineConfig config;
  config.hear_loss = false;
  Engine engine(config, bank({{"noise", white_noise(48000, 0.1f), true}}));
  const Tracks tracks = render(engine, 30, [](int, SoundMoment& moment) {
    for (auto& side : moment.hearing.ears) side.loss_db_hl.fill(80.0f);
    add(moment, Voice{.key = 1, .looping = true, .position = {1, 0, -1}, .gain = 1.0f, .bone = 1.0f});
  });
  EXPECT_EQ(tracks.heard, tracks.was_there);
  EXPECT_GT(rms(tracks.heard), 0.02);
}

TEST(HearingWorld, the_visitors_volume_changes_the_level_and_not_the_loss) {
  const auto walk = [](float volume) {
    Engine engine({}, bank({{"tone", tone(1000, 48000, 0.1f), true}}));
    return render(engine, 60, [volume](int, SoundMoment& moment) {
      moment.master_gain = volume;
      for (auto& side : moment.hearing.ears) side.loss_db_hl = kMild;
      add(moment, Voice{.key = 1, .looping = true, .position = {0, 0, -1}, .gain = 1.0f, .reverb = 0.0f});
    });
  };
  const Tracks full = walk(1.0f), half = walk(0.5f);
  for (const auto member : {&Tracks::heard, &Tracks::was_there}) {
    EXPECT_NEAR(db(rms(half.*member)) - db(rms(full.*member)), -6.02, 0.01);
  }
}

TEST(Hands, feel_80_to_400_hz_and_little_else) {
  const auto felt = [](double hz) {
    Engine engine({}, bank({{"tone", tone(hz, 48000, 0.5f / std::numbers::sqrt2_v<float>), true}}));
    render(engine, 80, [](int, SoundMoment& moment) {
      add(moment, Voice{.key = 1, .looping = true, .position = {0, 0, -40}, .gain = 0.0f, .bone = 1.0f});
    });
    return engine.touch_envelope();
  };
  EXPECT_NEAR(felt(180), 0.5, 0.03);  // the amplitude of the sine
  EXPECT_NEAR(felt(250), 0.5, 0.06);
  EXPECT_NEAR(db(felt(80)) - db(0.5), -3.0, 1.5);
  EXPECT_NEAR(db(felt(400)) - db(0.5), -3.0, 1.5);
  EXPECT_LT(felt(25), 0.03);
  EXPECT_LT(felt(2000), 0.03);
}

TEST(Hands, feel_a_blow_at_once_and_are_still_after) {
  Engine engine({}, bank({{"thud", tone(150, 9600, 0.5f), false}}));
  std::vector<float> felt;
  for (int tick = 0; tick < 120; ++tick) {
    render(engine, 1, [tick](int, SoundMoment& moment) {
      if (tick == 10) add(moment, Blow{.start_sample = moment.sample, .gain = 0.1f, .bone = 1.0f});
    });
    felt.push_back(engine.touch_envelope());
  }
  EXPECT_EQ(felt[9], 0.0f);
  EXPECT_GT(felt[12], 0.3f);  // 24 ms
  EXPECT_GT(felt[12], 1.5f * felt[45]);
  EXPECT_EQ(felt[119], 0.0f);
}

}  // namespace
}  // namespace threshold::audio
