// What the sound tests share: made-up sounds, moments, rendering, and measuring what came out.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <numbers>
#include <span>
#include <string>
#include <vector>

#include "audio/engine.h"

namespace threshold::audio::probe {

// Steady noise without a pattern, the same in every run: xorshift32, uniform -1..1.
inline std::vector<float> white_noise(std::size_t frames, float rms, std::uint32_t seed = 1) {
  std::vector<float> noise(frames);
  for (float& sample : noise) {
    seed ^= seed << 13;
    seed ^= seed >> 17;
    seed ^= seed << 5;
    sample = rms * std::numbers::sqrt3_v<float> * (static_cast<float>(seed) / 2147483648.0f - 1.0f);
  }
  return noise;
}

inline std::vector<float> tone(double hz, std::size_t frames, float rms) {
  std::vector<float> samples(frames);
  for (std::size_t n = 0; n < frames; ++n) {
    samples[n] =
        static_cast<float>(rms * std::numbers::sqrt2 *
                           std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(n) / kSampleRateHz));
  }
  return samples;
}

inline std::vector<float> click(std::size_t frames = 4096, float peak = 0.5f) {
  std::vector<float> samples(frames, 0.0f);
  samples[0] = peak;
  return samples;
}

inline std::shared_ptr<const SoundBank> bank(std::vector<Sound> sounds) {
  return std::make_shared<const SoundBank>(std::move(sounds));
}

// An engine that loses no hearing, for what is about the world alone: faster, and nothing else in the way.
inline EngineConfig open_ears() {
  EngineConfig config;
  config.hear_loss = false;
  return config;
}

// Both soundtracks, interleaved.
struct Tracks {
  std::vector<float> heard, was_there;
};

// Renders tick by tick as an offline walk does: `fill` makes the moment of each tick (index, moment).
inline Tracks render(Engine& engine, int ticks, const std::function<void(int, SoundMoment&)>& fill) {
  Tracks out;
  for (int tick = 0; tick < ticks; ++tick) {
    SoundMoment moment;
    moment.sample = engine.clock();
    fill(tick, moment);
    engine.push(moment);
    for (int quantum = 0; quantum < kTickSamples / kQuantum; ++quantum) {
      const std::size_t at = out.heard.size();
      out.heard.resize(at + 2 * kQuantum);
      out.was_there.resize(at + 2 * kQuantum);
      engine.render(std::span(out.heard).subspan(at), std::span(out.was_there).subspan(at));
    }
  }
  return out;
}

inline void add(SoundMoment& moment, const Voice& voice) {
  moment.voices[moment.voice_count++] = voice;
}
inline void add(SoundMoment& moment, const Blow& blow) {
  moment.blows[moment.blow_count++] = blow;
}

inline std::vector<float> ear(std::span<const float> interleaved, int side) {
  std::vector<float> samples;
  for (std::size_t n = side; n < interleaved.size(); n += 2) samples.push_back(interleaved[n]);
  return samples;
}

inline double rms(std::span<const float> samples) {
  double sum = 0.0;
  for (float sample : samples) sum += static_cast<double>(sample) * sample;
  return samples.empty() ? 0.0 : std::sqrt(sum / static_cast<double>(samples.size()));
}

inline double db(double amplitude) {
  return 20.0 * std::log10(amplitude + 1e-12);
}

// First sample of either ear that is further from zero than `least`; -1: none.
inline std::int64_t onset(std::span<const float> interleaved, float least) {
  for (std::size_t n = 0; n < interleaved.size(); ++n) {
    if (std::abs(interleaved[n]) > least) return static_cast<std::int64_t>(n / 2);
  }
  return -1;
}

// Largest second difference: what a click is made of, and a smooth sound is not.
inline double roughness(std::span<const float> samples) {
  double most = 0.0;
  for (std::size_t n = 2; n < samples.size(); ++n) {
    const double bend = static_cast<double>(samples[n]) - 2.0 * samples[n - 1] + samples[n - 2];
    most = std::max(most, std::abs(bend));
  }
  return most;
}

}  // namespace threshold::audio::probe
