#include "scenes/lights.h"

#include <algorithm>
#include <cmath>

#include "scenes/steady_math.h"

namespace threshold::scenes {
namespace {

constexpr double kTurn = 6.28318530717958647693;

// 1 on the beat, falling softly to 1 - depth before the next one: no edge, no flash.
float pulse_of(const SpotCue& spot, double beats_per_minute, double beat_s) {
  if (spot.pulse_beats <= 0.0 || beats_per_minute <= 0.0) return 1.0f;
  const double beats = beat_s * beats_per_minute / 60.0 / spot.pulse_beats;
  const double wave = 0.5 + 0.5 * steady_cos(kTurn * (beats - std::floor(beats)));
  return 1.0f - spot.pulse_depth * static_cast<float>(1.0 - wave);
}

}  // namespace

void light_picture(const Beat& beat, double beat_s, xr::Picture& picture) {
  picture.light_blend = static_cast<float>(beat.light.blend.at(beat_s));
  picture.exposure_ev = static_cast<float>(beat.light.exposure_ev.at(beat_s));
  picture.haze = static_cast<float>(beat.light.haze.at(beat_s));
  picture.wind = static_cast<float>(beat.light.wind.at(beat_s));
  picture.spots.clear();
  for (const SpotCue& cue : beat.spots) {
    xr::Spot spot;
    spot.name = cue.name;
    spot.colour = cue.colour;
    spot.intensity =
        static_cast<float>(cue.intensity.at(beat_s)) * pulse_of(cue, beat.beats_per_minute, beat_s);
    const double turns = beat_s / cue.period_s + cue.phase;
    const double angle = kTurn * (turns - std::floor(turns));
    spot.pan_rad = cue.pan_rad * static_cast<float>(steady_sin(angle));
    spot.tilt_rad = cue.tilt_rad * static_cast<float>(steady_cos(angle));
    picture.spots.push_back(std::move(spot));
  }
}

float luminance_of(const xr::Picture& picture) {
  float light = picture.spots.empty() ? 0.5f : 0.1f;
  for (const xr::Spot& spot : picture.spots) {
    const float lamp = 0.2126f * spot.colour.r + 0.7152f * spot.colour.g + 0.0722f * spot.colour.b;
    light += 0.9f * spot.intensity * lamp / static_cast<float>(picture.spots.size());
  }
  light *= static_cast<float>(steady_exp(0.693147180559945 * picture.exposure_ev)) * (1.0f - picture.fade);
  return std::clamp(light, 0.0f, 1.0f);
}

}  // namespace threshold::scenes
