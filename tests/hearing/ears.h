// Helpers of the hearing tests: run sound through a model, measure tones.
#pragma once

#include <array>
#include <cmath>
#include <complex>
#include <numbers>
#include <span>
#include <vector>

#include "audio/hearing/model.h"
#include "audio/hearing/random.h"
#include "audio/hearing/standard_audiograms.h"

namespace threshold::audio::hearing::testing {

inline constexpr double kRateHz = 48000.0;
inline constexpr double kFullScale = 120.0;  // dB SPL of digital RMS 1

using Sound = std::vector<float>;
struct Pair {
  Sound left, right;
};

inline Sound tone(double hz, double db_spl, double seconds) {
  Sound x(static_cast<std::size_t>(seconds * kRateHz));
  const double amplitude = std::sqrt(2.0) * std::pow(10.0, (db_spl - kFullScale) / 20.0);
  for (std::size_t n = 0; n < x.size(); ++n)
    x[n] = static_cast<float>(amplitude *
                              std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(n) / kRateHz));
  return x;
}

inline Sound noise(double db_spl, double seconds, std::uint32_t seed = 5) {
  Sound x(static_cast<std::size_t>(seconds * kRateHz));
  const float scale = static_cast<float>(std::pow(10.0, (db_spl - kFullScale) / 20.0) * std::sqrt(3.0));
  for (float& v : x) v = scale * next_uniform(seed);
  return x;
}

inline double level_db_spl(std::span<const float> x) {
  double sum = 0.0;
  for (const float v : x) sum += static_cast<double>(v) * v;
  return 10.0 * std::log10(sum / static_cast<double>(x.size()) + 1e-40) + kFullScale;
}

inline Config flat_config(std::uint32_t seed = 1) {
  return {
      .sample_rate_hz = kRateHz, .spl_at_rms_1_db = kFullScale, .reference = Reference::kFlat, .seed = seed};
}

inline DetailedState ears_with(std::span<const double> hz, std::span<const double> loss, float smear = 0.0f) {
  DetailedState state;
  for (EarDetail& ear : state.ears) {
    ear.loss_db_hl = make_curve(hz, loss);
    ear.state.smear = smear;
  }
  return state;
}

inline DetailedState standard_ears(std::string_view name, float smear = 0.0f) {
  return ears_with(kStandardHz, find_standard_audiogram(name)->loss_db_hl, smear);
}

// Same sound to both ears in blocks of 64, or of the sizes given, over and over.
inline Pair hear(Model& model, const Sound& left, const Sound& right,
                 std::vector<std::size_t> blocks = {64}) {
  Pair out{Sound(left.size()), Sound(right.size())};
  std::size_t at = 0, turn = 0;
  while (at < left.size()) {
    const std::size_t count = std::min(blocks[turn++ % blocks.size()], left.size() - at);
    model.process({{std::span(left).subspan(at, count), std::span(right).subspan(at, count)},
                   {},
                   {std::span(out.left).subspan(at, count), std::span(out.right).subspan(at, count)}});
    at += count;
  }
  return out;
}

inline Pair hear(const DetailedState& state, const Sound& sound, std::vector<std::size_t> blocks = {64}) {
  Model model(flat_config());
  model.publish(state);
  return hear(model, sound, sound, std::move(blocks));
}

}  // namespace threshold::audio::hearing::testing
