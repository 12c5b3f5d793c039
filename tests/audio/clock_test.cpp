// The story's clock: moments taken up in time, late, missing or too many; holding and going on.
#include <gtest/gtest.h>

#include "audio/engine.h"
#include "tests/audio/probe.h"

namespace threshold::audio {
namespace {

using namespace probe;

constexpr Voice kTone{.key = 1, .position = {0.0f, 0.0f, -1.0f}, .gain = 1.0f, .reverb = 0.0f};

std::vector<float> quantum(Engine& engine) {
  std::vector<float> heard(2 * kQuantum);
  engine.render(heard, {});
  return heard;
}

TEST(Clock, stands_before_the_first_moment_and_runs_by_quanta_after) {
  Engine engine(open_ears(), bank({}));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(rms(quantum(engine)), 0.0);
  EXPECT_EQ(engine.clock(), 0);
  engine.push({});
  for (int i = 1; i <= 10; ++i) {
    quantum(engine);
    EXPECT_EQ(engine.clock(), i * kQuantum);
  }
}

TEST(Clock, a_moment_is_taken_up_at_its_own_sample) {
  Engine engine(open_ears(), bank({{"tone", tone(1000, 48000, 0.1f), true}}));
  SoundMoment first, second;
  second.sample = kTickSamples;
  add(second, Blow{.start_sample = kTickSamples, .position = {0, 0, -1}, .gain = 1.0f, .reverb = 0.0f});
  engine.push(first);
  engine.push(second);
  for (int i = 0; i < 6; ++i) EXPECT_EQ(rms(quantum(engine)), 0.0);
  EXPECT_GT(rms(quantum(engine)), 0.001);
  EXPECT_EQ(engine.stats().late_moments, 0);
}

TEST(Clock, a_late_moment_is_counted_and_used_at_the_next_quantum) {
  Engine engine(open_ears(), bank({{"tone", tone(1000, 48000, 0.1f), true}}));
  engine.push({});
  for (int i = 0; i < 12; ++i) quantum(engine);
  SoundMoment late;
  late.sample = kTickSamples;
  add(late, Blow{.start_sample = kTickSamples, .position = {0, 0, -1}, .gain = 1.0f, .reverb = 0.0f});
  engine.push(late);
  EXPECT_GT(rms(quantum(engine)), 0.001);
  EXPECT_EQ(engine.stats().late_moments, 1);
}

TEST(Clock, without_moments_the_last_state_sounds_on_and_starvation_is_counted) {
  Engine engine(open_ears(), bank({{"tone", tone(1000, 48000, 0.1f), true}}));
  SoundMoment moment;
  Voice voice = kTone;
  voice.looping = true;
  add(moment, voice);
  engine.push(moment);
  for (int i = 0; i < 6; ++i) quantum(engine);
  EXPECT_EQ(engine.stats().starved_quanta, 0);
  for (int i = 0; i < 94; ++i) quantum(engine);
  EXPECT_EQ(engine.stats().starved_quanta, 94);
  EXPECT_GT(rms(quantum(engine)), 0.03);
  EXPECT_EQ(engine.clock(), 101 * kQuantum);
}

TEST(Clock, a_full_queue_refuses_and_loses_nothing_it_took) {
  Engine engine(open_ears(), bank({{"click", click(), false}}));
  int taken = 0;
  for (; taken < 1000; ++taken) {
    SoundMoment moment;
    moment.sample = taken * kTickSamples;
    add(moment, Blow{.start_sample = moment.sample, .position = {0, 0, -1}, .gain = 1.0f, .reverb = 0.0f});
    if (!engine.push(moment)) break;
  }
  EXPECT_GE(taken, 32);  // a quarter of a second of lead
  EXPECT_LT(taken, 1000);
  int sounded = 0;
  for (int tick = 0; tick < taken; ++tick) {
    for (int i = 0; i < 6; ++i) sounded += onset(quantum(engine), 0.1f) >= 0;
  }
  EXPECT_EQ(sounded, taken);
  EXPECT_TRUE(engine.push({}));
}

TEST(Clock, held_fades_to_silence_in_50_ms_and_stands) {
  Engine engine(open_ears(), bank({{"tone", tone(1000, 48000, 0.1f), true}}));
  Voice voice = kTone;
  voice.looping = true;
  render(engine, 25, [&](int, SoundMoment& moment) { add(moment, voice); });
  const std::int64_t held_at = engine.clock();
  const Tracks held = render(engine, 20, [&](int, SoundMoment& moment) {
    moment.held = true;
    add(moment, voice);
  });
  EXPECT_EQ(engine.clock(), held_at);
  EXPECT_EQ(engine.touch_envelope(), 0.0f);
  const std::vector<float> left = ear(held.heard, 0);
  EXPECT_GT(rms(std::span(left).subspan(0, 480)), 0.04);
  EXPECT_NEAR(rms(std::span(left).subspan(1000, 480)) / rms(std::span(left).subspan(0, 96)), 0.5, 0.1);
  EXPECT_EQ(rms(std::span(left).subspan(50 * 48 + 64)), 0.0);
  EXPECT_LT(roughness(left),
            1.1 * 0.1 * std::numbers::sqrt2 * std::pow(2 * std::numbers::pi * 1000 / 48000, 2));
}

TEST(Clock, after_a_hold_every_sound_goes_on_at_the_frame_where_it_was) {
  const auto sounds =
      bank({{"noise", white_noise(96000, 0.1f), false}, {"hit", white_noise(24000, 0.1f, 9), false}});
  const auto walk = [&](int held_from, int held_to) {
    Engine engine(open_ears(), sounds);
    std::vector<float> story;  // what was heard while the clock ran
    for (int tick = 0; tick < 90; ++tick) {
      const std::int64_t before = engine.clock();
      const Tracks tracks = render(engine, 1, [&](int, SoundMoment& moment) {
        moment.held = tick >= held_from && tick < held_to;
        add(moment, kTone);
        if (before == 25 * kTickSamples && !moment.held) {
          add(moment,
              Blow{.sound = 1, .start_sample = before + 33, .position = {1, 0, -1}, .gain = 1, .reverb = 0});
        }
      });
      if (engine.clock() > before) story.insert(story.end(), tracks.heard.begin(), tracks.heard.end());
    }
    return story;
  };
  const std::vector<float> straight = walk(0, 0), paused = walk(30, 50);
  ASSERT_EQ(paused.size() / 2 + 20 * kTickSamples, straight.size() / 2);
  const std::size_t back = 2 * (30 * kTickSamples + 1200);  // 25 ms after going on
  for (std::size_t n = back; n < paused.size(); ++n) ASSERT_NEAR(paused[n], straight[n], 1e-5) << n / 2;
}

TEST(Clock, a_hold_and_release_within_the_fade_loses_no_time) {
  Engine engine(open_ears(), bank({{"tone", tone(500, 48000, 0.1f), true}}));
  Voice voice = kTone;
  voice.looping = true;
  render(engine, 10, [&](int, SoundMoment& moment) { add(moment, voice); });
  SoundMoment held, again;
  held.sample = again.sample = engine.clock();
  held.held = true;
  add(held, voice);
  add(again, voice);
  engine.push(held);
  engine.push(again);
  for (int i = 0; i < 38; ++i) quantum(engine);
  EXPECT_EQ(engine.clock(), held.sample);
  for (int i = 0; i < 20; ++i) quantum(engine);
  EXPECT_EQ(engine.clock(), held.sample + 20 * kQuantum);
  EXPECT_GT(rms(quantum(engine)), 0.03);
}

TEST(Clock, a_head_pose_is_used_before_the_next_moment) {
  Engine engine(open_ears(), bank({{"noise", white_noise(48000, 0.05f), true}}));
  SoundMoment moment;
  Voice voice = kTone;
  voice.looping = true;
  add(moment, voice);
  engine.push(moment);
  for (int i = 0; i < 40; ++i) quantum(engine);
  engine.set_head({0, 0, 0}, glm::angleAxis(glm::half_pi<float>(), glm::vec3(0, 1, 0)));
  quantum(engine);
  std::vector<float> turned;
  for (int i = 0; i < 40; ++i) {
    const std::vector<float> next = quantum(engine);
    turned.insert(turned.end(), next.begin(), next.end());
  }
  EXPECT_GT(db(rms(ear(turned, 1))) - db(rms(ear(turned, 0))), 6.0);
}

}  // namespace
}  // namespace threshold::audio
