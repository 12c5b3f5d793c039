// The engine, measured on what comes out of it.
#include "audio/engine.h"

#include <gtest/gtest.h>

#include "tests/audio/probe.h"

namespace threshold::audio {
namespace {

using namespace probe;

constexpr Voice kAhead{.key = 1, .position = {0.0f, 0.0f, -1.0f}, .gain = 1.0f, .reverb = 0.0f};

TEST(Engine, a_blow_sounds_at_its_exact_sample) {
  const auto sounds = bank({{"click", click(), false}});
  const auto first_heard = [&](std::int64_t start) {
    Engine engine(open_ears(), sounds);
    const Tracks tracks = render(engine, 4, [start](int tick, SoundMoment& moment) {
      if (tick == 1)
        add(moment, Blow{.start_sample = start, .position = {0, 0, -1}, .gain = 1.0f, .reverb = 0.0f});
    });
    return onset(tracks.heard, 1e-4f);
  };
  const std::int64_t way = first_heard(kTickSamples) - kTickSamples;  // the HRTF's own beginning
  EXPECT_GE(way, 0);
  EXPECT_LE(way, 32);
  for (const std::int64_t start : {385, 447, 448, 449, 500, 600, 767}) {
    EXPECT_EQ(first_heard(start), start + way) << "start " << start;
  }
}

TEST(Engine, several_blows_in_one_quantum_keep_their_samples) {
  const auto sounds = bank({{"click", click(), false}});
  Engine engine(open_ears(), sounds), one({}, sounds);
  const auto blow = [](std::int64_t at) {
    return Blow{.start_sample = at, .position = {0, 0, -1}, .gain = 1.0f, .reverb = 0.0f};
  };
  const Tracks both = render(engine, 3, [&](int tick, SoundMoment& moment) {
    if (tick != 0) return;
    add(moment, blow(10));
    add(moment, blow(47));
    add(moment, blow(47));
  });
  const Tracks single = render(one, 3, [&](int tick, SoundMoment& moment) {
    if (tick == 0) add(moment, blow(0));
  });
  const std::vector<float> left = ear(both.heard, 0), answer = ear(single.heard, 0);
  for (std::size_t n = 0; n < 600; ++n) {
    const double expected = (n >= 10 ? answer[n - 10] : 0.0) + (n >= 47 ? 2.0 * answer[n - 47] : 0.0);
    ASSERT_NEAR(left[n], expected, 1e-5) << "sample " << n;
  }
}

TEST(Engine, a_late_blow_sounds_at_the_next_quantum_from_its_beginning) {
  Engine engine(open_ears(), bank({{"click", click(), false}}));
  const Tracks tracks = render(engine, 4, [](int tick, SoundMoment& moment) {
    if (tick == 2) add(moment, Blow{.start_sample = 5, .position = {0, 0, -1}, .gain = 1.0f, .reverb = 0.0f});
  });
  const std::int64_t first = onset(tracks.heard, 1e-4f);
  EXPECT_GE(first, 2 * kTickSamples);
  EXPECT_LE(first, 2 * kTickSamples + 32);
}

TEST(Engine, a_source_in_front_has_the_level_of_its_recording) {
  Engine engine(open_ears(), bank({{"noise", white_noise(48000, 0.05f), true}}));
  Voice voice = kAhead;
  voice.looping = true;
  const Tracks tracks = render(engine, 250, [&](int, SoundMoment& moment) { add(moment, voice); });
  const std::vector<float> left = ear(tracks.heard, 0), right = ear(tracks.heard, 1);
  EXPECT_NEAR(db(rms(std::span(left).subspan(9600))), db(0.05), 2.5);  // white noise; the calibration is pink
  EXPECT_NEAR(db(rms(left)), db(rms(right)), 0.5);
}

TEST(Engine, a_source_at_the_side_is_louder_in_the_near_ear) {
  for (const float side : {-1.0f, 1.0f}) {
    Engine engine(open_ears(), bank({{"noise", white_noise(48000, 0.05f), true}}));
    Voice voice = kAhead;
    voice.looping = true;
    voice.position = {2.0f * side, 0.0f, 0.0f};
    const Tracks tracks = render(engine, 125, [&](int, SoundMoment& moment) { add(moment, voice); });
    const double difference = db(rms(ear(tracks.heard, 1))) - db(rms(ear(tracks.heard, 0)));
    EXPECT_GT(difference * side, 6.0);
    EXPECT_LT(difference * side, 30.0);
  }
}

TEST(Engine, turning_the_head_turns_the_sound) {
  Engine engine(open_ears(), bank({{"noise", white_noise(48000, 0.05f), true}}));
  Voice voice = kAhead;
  voice.looping = true;
  const glm::quat to_the_left = glm::angleAxis(glm::half_pi<float>(), glm::vec3(0, 1, 0));
  engine.set_head({0, 0, 0}, to_the_left);  // what was ahead is now at the right
  const Tracks tracks = render(engine, 125, [&](int, SoundMoment& moment) { add(moment, voice); });
  EXPECT_GT(db(rms(ear(tracks.heard, 1))) - db(rms(ear(tracks.heard, 0))), 6.0);
}

TEST(Engine, what_belongs_to_the_body_does_not_turn_with_the_world) {
  Engine engine(open_ears(), bank({{"noise", white_noise(48000, 0.05f), true}}));
  Voice voice = kAhead;
  voice.looping = true;
  voice.head_relative = true;
  const Tracks tracks = render(engine, 125, [&](int, SoundMoment& moment) {
    moment.head_position = {5.0f, 0.0f, 0.0f};
    moment.head_orientation = glm::angleAxis(glm::half_pi<float>(), glm::vec3(0, 1, 0));
    add(moment, voice);
  });
  EXPECT_NEAR(db(rms(ear(tracks.heard, 1))), db(rms(ear(tracks.heard, 0))), 0.5);
  EXPECT_NEAR(db(rms(tracks.heard)), db(0.05), 2.5);
}

TEST(Engine, distance_halves_the_level_beyond_a_metre_and_not_within) {
  const auto level = [](float metres) {
    Engine engine(open_ears(), bank({{"noise", white_noise(48000, 0.05f), true}}));
    Voice voice = kAhead;
    voice.looping = true;
    voice.position = {0.0f, 0.0f, -metres};
    return db(rms(render(engine, 125, [&](int, SoundMoment& moment) { add(moment, voice); }).heard));
  };
  const double at_1 = level(1.0f);
  EXPECT_NEAR(level(2.0f), at_1 - 6.02, 0.2);
  EXPECT_NEAR(level(8.0f), at_1 - 18.06, 0.2);
  EXPECT_NEAR(level(0.3f), at_1, 0.2);
}

TEST(Engine, the_same_moments_give_the_same_bits) {
  const auto sounds = bank({{"noise", white_noise(48000, 0.1f), true}, {"click", click(), false}});
  const auto walk = [&] {
    Engine engine(open_ears(), sounds);
    return render(engine, 60, [](int tick, SoundMoment& moment) {
      const float t = static_cast<float>(tick);
      add(moment, Voice{.key = 7, .looping = true, .position = {std::sin(t), 0.2f, -2.0f}, .gain = 0.5f});
      if (tick % 7 == 3)
        add(moment, Blow{.sound = 1, .start_sample = moment.sample + 17, .gain = 0.7f, .pitch = 1.1f});
      moment.head_orientation = glm::angleAxis(0.02f * t, glm::vec3(0, 1, 0));
      moment.room = tick > 30 ? 1 : 0;
    });
  };
  const Tracks one = walk(), two = walk();
  EXPECT_EQ(one.heard, two.heard);
  EXPECT_EQ(one.was_there, two.was_there);
}

TEST(Engine, with_normal_hearing_both_soundtracks_are_the_same_bits_even_while_bones_sound) {
  Engine engine({}, bank({{"noise", white_noise(9600, 0.2f), false}}));
  const Tracks tracks = render(engine, 60, [](int tick, SoundMoment& moment) {
    if (tick % 10 == 0) {
      add(moment,
          Blow{.start_sample = moment.sample, .position = {0.3f, -0.3f, -0.5f}, .gain = 1.0f, .bone = 1.0f});
    }
  });
  EXPECT_GT(rms(tracks.heard), 0.01);
  EXPECT_EQ(tracks.heard, tracks.was_there);
}

}  // namespace
}  // namespace threshold::audio
