// What the hearing model costs, stage by stage and whole. `rtf` is processing time over sound time.
#include <array>
#include <vector>

#include <benchmark/benchmark.h>

#include "audio/hearing/dose.h"
#include "audio/hearing/gammatone.h"
#include "audio/hearing/implant.h"
#include "audio/hearing/level.h"
#include "audio/hearing/minimum_phase.h"
#include "audio/hearing/model.h"
#include "audio/hearing/random.h"
#include "audio/hearing/smear.h"
#include "audio/hearing/standard_audiograms.h"

namespace threshold::audio::hearing {
namespace {

constexpr double kRateHz = 48000.0;

std::vector<float> noise(std::size_t count, float rms = 0.05f) {
  std::uint32_t random = 7;
  std::vector<float> x(count);
  for (float& v : x) v = rms * 1.732f * next_uniform(random);
  return x;
}

void report(benchmark::State& state, double samples_each) {
  const double sound_s = static_cast<double>(state.iterations()) * samples_each / kRateHz;
  state.counters["rtf"] =
      benchmark::Counter(sound_s, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void gammatone(benchmark::State& state) {
  Gammatone bank(kRateHz);
  const auto x = noise(kHop);
  for (auto _ : state) bank.process(x.data(), kHop);
  report(state, kHop);
}
BENCHMARK(gammatone);

void minimum_phase(benchmark::State& state) {
  MinimumPhase design(kRateHz);
  Curve gain;
  for (int j = 0; j < kCurvePoints; ++j) gain[j] = -0.5f * static_cast<float>(j);
  Fir::Taps taps;
  for (auto _ : state) {
    design.design(gain, taps);
    benchmark::DoNotOptimize(taps);
  }
  report(state, kHop);
}
BENCHMARK(minimum_phase);

void fir_crossing(benchmark::State& state) {
  Fir fir;
  const auto x = noise(kHop);
  std::array<float, kHop> y;
  for (auto _ : state) {
    fir.next().fill(0.01f);
    fir.start_hop(false);
    fir.process(x.data(), y.data(), 0, kHop);
    benchmark::DoNotOptimize(y);
  }
  report(state, kHop);
}
BENCHMARK(fir_crossing);

void smear(benchmark::State& state) {
  Smear stage(kRateHz, 1);
  const auto x = noise(kHop);
  std::array<float, kHop> y;
  std::array<float, kSmearBands> width, gain;
  width.fill(1.7f);
  gain.fill(1.0f);
  for (auto _ : state) {
    stage.start_hop(width, gain, 0.0f);
    stage.process(x.data(), y.data(), 0, kHop);
    benchmark::DoNotOptimize(y);
  }
  report(state, kHop);
}
BENCHMARK(smear);

void implant(benchmark::State& state) {
  Implant stage(kRateHz, 100.0, 1);
  std::array<float, kBands> power;
  power.fill(1e-4f);
  std::array<float, kBands> re{}, im{};
  re.fill(0.01f);
  std::array<float, kHop> y;
  for (auto _ : state) {
    stage.start_hop(power, re.data(), im.data(), 2);
    stage.process(y.data(), kHop);
    benchmark::DoNotOptimize(y);
  }
  report(state, kHop);
}
BENCHMARK(implant);

// Both ears. 0: normal hearing, 1: N3, 2: N3 without smearing, 3: everything: N3 smeared and sluggish,
// tinnitus, bones, half an implant. 4: as 3 on silence.
void model(benchmark::State& state) {
  Model ears({.sample_rate_hz = kRateHz, .spl_at_rms_1_db = 100.0});
  const auto standard = find_standard_audiogram("N3");
  const Curve loss = make_curve(kStandardHz, standard->loss_db_hl);
  DetailedState s;
  for (EarDetail& ear : s.ears) {
    if (state.range(0) == 0) continue;
    ear.loss_db_hl = loss;
    ear.state.smear = state.range(0) == 2 ? 0.0f : 1.0f;
    if (state.range(0) < 3) continue;
    ear.state.temporal_smear = 0.5f;
    ear.state.tinnitus_db_sl = 10.0f;
    ear.state.implant_mix = 0.5f;
    ear.state.implant_map = 2;
  }
  constexpr std::size_t kBlock = 64;
  auto x = noise(kBlock * 512, state.range(0) == 4 ? 0.0f : 0.05f);
  // Sound that rises and falls, so that no filter may rest.
  for (std::size_t n = 0; n < x.size(); ++n) x[n] *= 0.2f + static_cast<float>(n % 4800) / 4800.0f;
  std::vector<float> left(kBlock), right(kBlock);
  ears.publish(s);
  std::size_t at = 0;
  for (auto _ : state) {
    const std::span<const float> in(x.data() + at, kBlock);
    ears.process({{in, in}, {in, in}, {std::span<float>(left), std::span<float>(right)}});
    benchmark::DoNotOptimize(left.data());
    at = (at + kBlock) % x.size();
  }
  report(state, kBlock);
}
BENCHMARK(model)->DenseRange(0, 4);

// What a state costs whoever hands it over, once a tick: 0 the story's grid, 1 a tool's own audiogram.
void publish(benchmark::State& state) {
  Model ears({.sample_rate_hz = kRateHz, .spl_at_rms_1_db = 100.0});
  State grid;
  DetailedState detailed;
  detailed.ears[0].loss_db_hl = make_curve(kStandardHz, find_standard_audiogram("N3")->loss_db_hl);
  float moving = 0.0f;
  for (auto _ : state) {
    moving = moving < 80.0f ? moving + 0.1f : 0.0f;  // no state is the one before
    if (state.range(0) == 0) {
      for (EarState& ear : grid.ears) ear.loss_db_hl.fill(moving), ear.smear = 1.0f;
      ears.publish(grid);
    } else {
      detailed.ears[1].loss_db_hl.fill(moving);
      ears.publish(detailed);
    }
  }
}
BENCHMARK(publish)->DenseRange(0, 1);

void dose(benchmark::State& state) {
  DoseMeter meter(kRateHz, 100.0);
  const auto x = noise(64);
  for (auto _ : state) meter.process(x, x);
  report(state, 64);
}
BENCHMARK(dose);

}  // namespace
}  // namespace threshold::audio::hearing

BENCHMARK_MAIN();
