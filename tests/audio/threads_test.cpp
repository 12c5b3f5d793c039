// Control thread and audio thread at once: nothing is lost, nothing races (run it under the thread
// sanitizer).
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "audio/engine.h"
#include "audio/moment_queue.h"
#include "tests/audio/probe.h"

namespace threshold::audio {
namespace {

using namespace probe;

TEST(Threads, moments_poses_and_statistics_cross_while_sound_is_rendered) {
  Engine engine({}, bank({{"noise", white_noise(48000, 0.1f), true}, {"click", click(), false}}));
  std::atomic<bool> done{false};
  std::thread audio([&] {
    std::array<float, 2 * kQuantum> heard{}, was_there{};
    while (!done) {
      engine.render(heard, was_there);
      std::this_thread::yield();
    }
  });
  int refused = 0;
  for (int tick = 0; tick < 100; ++tick) {
    SoundMoment moment;
    moment.sample = tick * kTickSamples;
    moment.room = tick > 50;
    moment.hearing.ears[0].loss_db_hl.fill(static_cast<float>(tick));
    add(moment, Voice{.key = 1, .looping = true, .position = {1, 0, -1}, .gain = 0.5f});
    add(moment, Blow{.sound = 1, .start_sample = moment.sample, .gain = 0.5f, .bone = 1.0f});
    while (!engine.push(moment)) {
      ++refused;
      std::this_thread::yield();
    }
    engine.set_head({0, 0, 0.01f * static_cast<float>(tick)}, glm::quat(1, 0, 0, 0));
    EXPECT_GE(engine.touch_envelope(), 0.0f);
    const auto quanta = engine.stats().quanta;
    EXPECT_LE(quanta, engine.stats().quanta);
  }
  while (engine.clock() < 100 * kTickSamples) std::this_thread::yield();
  done = true;
  audio.join();
  EXPECT_EQ(engine.stats().faults, 0);
  EXPECT_EQ(engine.stats().dropped_blows, 0);
}

TEST(Threads, an_engine_may_be_rendered_by_one_thread_after_another) {
  Engine engine({}, bank({{"noise", white_noise(48000, 0.1f), true}}));
  double loudness = 0.0;
  for (int i = 0; i < 3; ++i) {
    std::thread([&] {
      loudness = rms(render(engine, 20, [](int, SoundMoment& moment) {
                       add(moment, Voice{.key = 1, .looping = true, .position = {0, 0, -1}, .gain = 1.0f});
                     }).heard);
    }).join();
    EXPECT_GT(loudness, 0.03);
  }
  EXPECT_EQ(engine.stats().faults, 0);
}

struct Pair {
  std::int64_t first = 0, second = 0;
};

TEST(Threads, the_newest_value_is_whole_and_never_older_than_one_seen) {
  Newest<Pair> newest;
  std::atomic<bool> done{false};
  std::thread writer([&] {
    for (std::int64_t i = 1; i <= 200000; ++i) newest.set({i, -i});
    done = true;
  });
  std::int64_t last = 0;
  while (last < 200000) {
    const bool over = done;
    const Pair* pair = newest.take();
    if (!pair) {
      ASSERT_FALSE(over && last < 200000 && !newest.take());
      continue;
    }
    ASSERT_EQ(pair->first, -pair->second);
    ASSERT_GT(pair->first, last);
    last = pair->first;
  }
  writer.join();
}

TEST(Threads, the_queue_keeps_order_and_loses_nothing) {
  SpscQueue<Pair, 8> queue;
  std::thread writer([&] {
    for (std::int64_t i = 0; i < 100000;) {
      if (queue.push({i, -i})) {
        ++i;
      } else {
        std::this_thread::yield();
      }
    }
  });
  for (std::int64_t expected = 0; expected < 100000;) {
    const Pair* pair = queue.front();
    if (!pair) {
      std::this_thread::yield();
      continue;
    }
    ASSERT_EQ(pair->first, expected);
    ASSERT_EQ(pair->second, -expected);
    queue.pop();
    ++expected;
  }
  writer.join();
}

}  // namespace
}  // namespace threshold::audio
