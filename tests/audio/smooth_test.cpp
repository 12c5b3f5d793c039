// Nothing clicks: fades, joins, loops, rooms, stealing.
#include <gtest/gtest.h>

#include "audio/engine.h"
#include "tests/audio/probe.h"

namespace threshold::audio {
namespace {

using namespace probe;

constexpr float kRms = 0.1f;
constexpr double kHz = 200.0;  // low: any edge stands out
constexpr Voice kTone{
    .key = 1, .looping = true, .position = {0.0f, 0.0f, -1.0f}, .gain = 1.0f, .reverb = 0.0f};

double bend_of_ears(const std::vector<float>& interleaved) {
  return std::max(roughness(ear(interleaved, 0)), roughness(ear(interleaved, 1)));
}

// The bend of the tone itself, as it comes out in front.
double steady_bend() {
  Engine engine(open_ears(), bank({{"tone", tone(kHz, 48000, kRms), true}}));
  const Tracks tracks = render(engine, 60, [](int, SoundMoment& moment) { add(moment, kTone); });
  return bend_of_ears({tracks.heard.begin() + 19200, tracks.heard.end()});
}

// The bend of a linear ramp's corner at the tone's peak: what a click would be many times over.
constexpr double corner(double gain_change, double frames) {
  return 1.2 * kRms * std::numbers::sqrt2 * gain_change / frames;
}

TEST(Smooth, a_voice_that_disappears_is_gone_in_20_ms_without_a_click) {
  Engine engine(open_ears(), bank({{"tone", tone(kHz, 48000, kRms), true}}));
  const Tracks tracks = render(engine, 60, [](int tick, SoundMoment& moment) {
    if (tick < 30) add(moment, kTone);
  });
  const std::vector<float> left = ear(tracks.heard, 0);
  const std::size_t vanished = 30 * kTickSamples;
  EXPECT_GT(rms(std::span(left).subspan(vanished - 480, 480)), 0.05);
  EXPECT_EQ(rms(std::span(left).subspan(vanished + 960 + 128)), 0.0);
  EXPECT_LT(bend_of_ears(tracks.heard), 1.1 * steady_bend() + corner(1.0, 960));
}

TEST(Smooth, gain_jumps_between_moments_are_ramps) {
  Engine engine(open_ears(), bank({{"tone", tone(kHz, 48000, kRms), true}}));
  const Tracks tracks = render(engine, 60, [](int tick, SoundMoment& moment) {
    Voice voice = kTone;
    voice.gain = tick / 5 % 2 ? 0.1f : 1.0f;
    add(moment, voice);
  });
  EXPECT_LT(bend_of_ears(tracks.heard), 1.1 * steady_bend() + corner(0.9, 384));
}

TEST(Smooth, a_loop_has_no_seam) {
  Engine engine(open_ears(), bank({{"tone", tone(kHz, 4800, kRms), true}}));  // 20 whole periods
  const Tracks tracks = render(engine, 125, [](int, SoundMoment& moment) { add(moment, kTone); });
  EXPECT_LT(bend_of_ears({tracks.heard.begin() + 4800, tracks.heard.end()}), 1.1 * steady_bend());
}

TEST(Smooth, a_voice_that_comes_late_is_joined_in_mid_sound) {
  std::vector<float> rising(96000);
  for (std::size_t n = 0; n < rising.size(); ++n) {
    rising[n] = static_cast<float>(n) / 96000.0f * tone(kHz, 1 + n % 240, kRms).back();
  }
  const auto sounds = bank({{"rising", rising, false}});
  Voice voice = kTone;
  voice.looping = false;
  voice.start_sample = 0;
  const auto walk = [&](int from) {
    Engine engine(open_ears(), sounds);
    return render(engine, 125,
                  [&](int tick, SoundMoment& moment) {
                    if (tick >= from) add(moment, voice);
                  })
        .heard;
  };
  const std::vector<float> on_time = walk(0), late = walk(60);
  EXPECT_EQ(onset(late, 1e-9f) / kTickSamples, 60);
  const std::size_t joined = 2 * (60 * kTickSamples + 960 + 256);
  for (std::size_t n = joined; n < late.size(); ++n) ASSERT_NEAR(late[n], on_time[n], 1e-5) << n / 2;
  EXPECT_LT(bend_of_ears(late), 1.1 * steady_bend() + corner(1.0, 960));
}

TEST(Smooth, a_voice_that_comes_a_frame_of_the_picture_late_keeps_its_attack) {
  const auto onset_when_late_by = [](int ticks) {
    Engine engine(open_ears(), bank({{"click", click(48000), false}}));
    const Tracks tracks = render(engine, 20, [ticks](int tick, SoundMoment& moment) {
      if (tick < 5 + ticks) return;
      add(moment,
          Voice{
              .key = 1, .start_sample = 5 * kTickSamples, .position = {0, 0, -1}, .gain = 1.0f, .reverb = 0});
    });
    return onset(tracks.heard, 0.01f);
  };
  const std::int64_t on_time = onset_when_late_by(0);
  EXPECT_EQ(on_time / kTickSamples, 5);
  EXPECT_EQ(onset_when_late_by(2), on_time + 2 * kTickSamples);
  EXPECT_EQ(onset_when_late_by(4), -1);  // joined in mid-sound: the click is over
}

TEST(Smooth, a_voice_whose_sound_is_over_is_not_begun_again) {
  Engine engine(open_ears(), bank({{"tone", tone(kHz, 9600, kRms), false}}));
  Voice voice = kTone;
  voice.looping = false;
  const Tracks tracks = render(engine, 100, [&](int, SoundMoment& moment) { add(moment, voice); });
  EXPECT_EQ(rms(std::span(tracks.heard).subspan(2 * (9600 + 1024))), 0.0);
}

TEST(Smooth, a_voice_of_the_future_waits_for_its_sample) {
  Engine engine(open_ears(), bank({{"click", click(), false}}));
  const Tracks tracks = render(engine, 30, [](int, SoundMoment& moment) {
    add(moment, Voice{.key = 3, .start_sample = 5000, .position = {0, 0, -1}, .gain = 1.0f, .reverb = 0.0f});
  });
  const std::int64_t first = onset(tracks.heard, 1e-4f);
  EXPECT_GE(first, 5000);
  EXPECT_LE(first, 5032);
}

TEST(Smooth, another_room_comes_without_a_click_and_with_its_own_decay) {
  EngineConfig config = open_ears();
  config.rooms[0] = {.name = "hall", .decay_s = 2.0f, .size_m = 20.0f, .wet_db = -6.0f};
  config.rooms[1] = {.name = "closet", .decay_s = 0.3f, .size_m = 3.0f, .wet_db = -12.0f};
  Engine engine(config, bank({{"tone", tone(kHz, 48000, kRms), true}}));
  Voice voice = kTone;
  voice.reverb = 1.0f;
  const Tracks tracks = render(engine, 400, [&](int tick, SoundMoment& moment) {
    moment.room = tick / 20 % 2 ? 1 : 0;
    if (tick > 5) add(moment, voice);
  });
  const std::vector<float> settled(tracks.heard.begin() + 2 * 50 * kTickSamples, tracks.heard.end());
  EXPECT_LT(bend_of_ears(settled), 4.0 * steady_bend());
}

// Schroeder's backward integral of a click's tail, fitted from -5 to -25 dB.
double decay_s(const std::vector<float>& samples) {
  std::vector<double> left(samples.size() + 1, 0.0);
  for (std::size_t n = samples.size(); n-- > 0;)
    left[n] = left[n + 1] + static_cast<double>(samples[n]) * samples[n];
  const auto when = [&](double level_db) {
    for (std::size_t n = 0; n < samples.size(); ++n) {
      if (10.0 * std::log10(left[n] / left[0]) < level_db) return static_cast<double>(n) / kSampleRateHz;
    }
    return 0.0;
  };
  return 3.0 * (when(-25.0) - when(-5.0));
}

TEST(Smooth, a_room_decays_in_the_time_it_was_given) {
  for (const float seconds : {0.4f, 0.8f, 2.0f}) {
    EngineConfig config = open_ears();
    config.rooms[0] = {.name = "room", .decay_s = seconds, .decay_hf_ratio = 1.0f, .wet_db = 0.0f};
    Engine engine(config, bank({{"burst", white_noise(480, 0.3f), false}}));
    const Tracks tracks = render(engine, 500, [](int tick, SoundMoment& moment) {
      if (tick == 0) add(moment, Blow{.position = {0, 0, -30}, .gain = 1.0f, .reverb = 1.0f});
    });
    EXPECT_NEAR(decay_s(ear(tracks.heard, 0)), seconds, 0.25 * seconds);
  }
}

TEST(Smooth, a_room_is_as_loud_as_it_was_told_near_and_far) {
  for (const float wet_db : {-6.0f, -18.0f}) {
    for (const float metres : {100.0f, 1000.0f}) {  // too far for the sound itself
      EngineConfig config = open_ears();
      config.rooms[0] = {.name = "room", .decay_s = 0.8f, .size_m = 8.0f, .wet_db = wet_db};
      Engine engine(config, bank({{"noise", white_noise(48000, 0.1f), true}}));
      Voice voice = kTone;
      voice.position.z = -metres;
      voice.reverb = 1.0f;
      const Tracks tracks = render(engine, 400, [&](int, SoundMoment& moment) { add(moment, voice); });
      EXPECT_NEAR(db(rms(std::span(tracks.heard).subspan(96000))) - db(0.1), wet_db, 2.0) << metres;
    }
  }
}

TEST(Smooth, a_roll_steals_its_own_oldest_blows_without_a_click_and_drops_none) {
  constexpr double kBoomHz = 125.0;  // blows of a roll fall on whole periods and add up
  constexpr float kBoomRms = 0.02f;
  std::vector<float> boom = tone(kBoomHz, 96000, kBoomRms);
  for (std::size_t n = 0; n < 960; ++n)
    boom[n] *= 0.5f - 0.5f * std::cos(std::numbers::pi_v<float> * static_cast<float>(n) / 960.0f);
  Engine engine(open_ears(), bank({{"boom", boom, false}}));
  const Tracks tracks = render(engine, 250, [](int tick, SoundMoment& moment) {
    // 20 blows a second, each 2 s long: 40 would sound at once
    if (tick % 6 == 0)
      add(moment, Blow{.start_sample = moment.sample, .position = {0, 0, -1}, .gain = 0.5f, .reverb = 0});
  });
  EXPECT_EQ(engine.stats().dropped_blows, 0);
  EXPECT_GT(rms(std::span(tracks.heard).subspan(100000)), 5 * 0.5 * kBoomRms);
  // Ten booms' own bend, and the corners of a 5 ms ramp; cut off dead, one boom's amplitude would be the
  // bend.
  const double amplitude = 0.5 * kBoomRms * std::numbers::sqrt2;
  const double own = amplitude * std::pow(2.0 * std::numbers::pi * kBoomHz / kSampleRateHz, 2);
  EXPECT_LT(bend_of_ears(tracks.heard), 10.0 * own + 2.0 * amplitude / 256.0);
}

TEST(Smooth, occlusion_takes_the_treble_and_some_of_everything) {
  const auto level = [](float occlusion, double hz) {
    Engine engine(open_ears(), bank({{"tone", tone(hz, 48000, kRms), true}}));
    Voice voice = kTone;
    voice.occlusion = occlusion;
    const Tracks tracks = render(engine, 60, [&](int, SoundMoment& moment) { add(moment, voice); });
    return db(rms(std::span(tracks.heard).subspan(19200)));
  };
  EXPECT_NEAR(level(0.0f, 200) - level(1.0f, 200), 15.5, 2.0);
  EXPECT_GT(level(0.0f, 8000) - level(1.0f, 8000), 35.0);
  EXPECT_GT(level(0.5f, 1000), level(1.0f, 1000) + 3.0);
}

TEST(Smooth, whatever_comes_the_ceiling_holds) {
  Engine engine(open_ears(), bank({{"noise", white_noise(48000, 1.0f), true}}));
  const Tracks tracks = render(engine, 60, [](int, SoundMoment& moment) {
    for (std::uint32_t key = 1; key <= 4; ++key) {
      add(moment, Voice{.key = key, .looping = true, .position = {0, 0, -1}, .gain = 8.0f, .reverb = 1.0f});
    }
    moment.master_gain = 4.0f;
  });
  float most = 0.0f;
  for (const auto* track : {&tracks.heard, &tracks.was_there}) {
    for (const float sample : *track) most = std::max(most, std::abs(sample));
  }
  EXPECT_LE(most, 1.0f);
  EXPECT_GT(most, 0.9f);
}

TEST(Smooth, broken_numbers_are_refused_and_counted) {
  Engine engine(open_ears(), bank({{"noise", white_noise(48000, 0.1f), true}}));
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const Tracks tracks = render(engine, 20, [nan](int, SoundMoment& moment) {
    add(moment, kTone);
    add(moment, Voice{.key = 2, .looping = true, .position = {nan, 0, 0}, .gain = 1.0f});
    add(moment, Voice{.key = 3, .sound = 77, .gain = 1.0f});
    add(moment, Voice{.key = 4, .looping = true, .gain = nan});
    add(moment, Blow{.sound = 99, .gain = 1.0f});
    moment.head_position = {nan, 0, 0};
  });
  for (const float sample : tracks.heard) ASSERT_TRUE(std::isfinite(sample));
  EXPECT_GT(rms(tracks.heard), 0.03);
  EXPECT_GE(engine.stats().faults, 60);
}

}  // namespace
}  // namespace threshold::audio
