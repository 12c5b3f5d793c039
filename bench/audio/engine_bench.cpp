// Cost of one 64-frame quantum (1333 us of sound): moving voices with walls and two reverbs, with and without
// the hearing model. Prints Google Benchmark's mean and, beside it, median and 99th percentile of single
// quanta.
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include <benchmark/benchmark.h>

#include "audio/engine.h"

namespace threshold::audio {
namespace {

std::shared_ptr<const SoundBank> noises(int count) {
  std::vector<Sound> sounds;
  std::uint32_t seed = 1;
  for (int i = 0; i < count; ++i) {
    std::vector<float> samples(48000);
    for (float& sample : samples)
      sample = 0.05f * (static_cast<float>(seed = seed * 1664525u + 1013904223u) / 2147483648.0f - 1.0f);
    sounds.push_back({"noise_" + std::to_string(i), std::move(samples), true});
  }
  return std::make_shared<const SoundBank>(std::move(sounds));
}

SoundMoment moving(int voices, bool loss, std::int64_t clock) {
  SoundMoment moment;
  moment.sample = clock;
  moment.voice_count = static_cast<std::uint8_t>(voices);
  for (int i = 0; i < voices; ++i) {
    const float t = static_cast<float>(clock) / 48000.0f + static_cast<float>(i);
    moment.voices[i] = {.key = static_cast<std::uint32_t>(i + 1),
                        .sound = static_cast<SoundId>(i % 16),
                        .looping = true,
                        .position = {2.0f * std::sin(t), 0.5f, 2.0f * std::cos(t)},
                        .gain = 0.3f + 0.1f * std::sin(3.0f * t),
                        .occlusion = 0.5f + 0.4f * std::sin(t),
                        .reverb = 0.5f,
                        .bone = i == 0 ? 0.5f : 0.0f};
  }
  if (loss) {
    for (auto& ear : moment.hearing.ears) {
      ear.loss_db_hl = {40, 45, 50, 52, 55, 60, 65, 70, 75, 80, 85};
      ear.smear = 1.0f;
      ear.tinnitus_db_sl = 10.0f;
    }
  }
  return moment;
}

double thread_us() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) * 1e-3;
}

void quantum(benchmark::State& state) {
  const int voices = static_cast<int>(state.range(0));
  const bool loss = state.range(1) != 0;
  Engine engine({}, noises(16));
  std::array<float, 2 * kQuantum> heard{}, was_there{};
  std::vector<double> took, computed;  // by the clock on the wall, and without what other programs took
  took.reserve(1 << 20);
  computed.reserve(1 << 20);
  int count = 0;
  for (auto _ : state) {
    if (count++ % (kTickSamples / kQuantum) == 0) engine.push(moving(voices, loss, engine.clock()));
    const auto start = std::chrono::steady_clock::now();
    const double cpu_start = thread_us();
    engine.render(heard, was_there);
    computed.push_back(thread_us() - cpu_start);
    took.push_back(
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(took.begin(), took.end());
  std::sort(computed.begin(), computed.end());
  state.counters["median_us"] = took[took.size() / 2];
  state.counters["p99_us"] = took[took.size() * 99 / 100];
  state.counters["cpu_median_us"] = computed[computed.size() / 2];
  state.counters["cpu_p99_us"] = computed[computed.size() * 99 / 100];
  state.counters["share_of_real_time"] = computed[computed.size() / 2] / 1333.3;
}
BENCHMARK(quantum)
    ->ArgNames({"voices", "loss"})
    ->Args({0, 0})
    ->Args({8, 1})
    ->Args({32, 0})
    ->Args({32, 1})
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace threshold::audio

BENCHMARK_MAIN();
