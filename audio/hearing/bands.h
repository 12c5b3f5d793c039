// The frequency grids that the hearing model works on. All even in ERB number, all sizes multiples of 16 so
// that every vector width divides them.
#pragma once

#include <array>
#include <cstddef>

#include "audio/hearing/scales.h"

namespace threshold::audio::hearing {

inline constexpr double kLowestBandHz = 45.0, kHighestBandHz = 20000.0;
inline constexpr int kBands = 64;         // level-measuring gammatone bands, 0.63 ERB apart
inline constexpr int kCurvePoints = 128;  // points of a dense audiogram and of the gain, 0.31 ERB apart
inline constexpr int kSmearBands = 48;    // bands of the smearing stage, 0.85 ERB apart
inline constexpr int kHop = 32;           // samples between two readings of level and two filters, 0.67 ms
inline constexpr int kGlide = 384;        // samples over which the ears glide to a published state

using Curve = std::array<float, kCurvePoints>;  // dB at curve_hz(0) .. curve_hz(127)

// Frequency of point `index` of `count` points even in ERB number from the lowest to the highest band.
inline double grid_hz(int index, int count) {
  const double low = erb_number(kLowestBandHz), high = erb_number(kHighestBandHz);
  return erb_number_to_hz(low + (high - low) * index / (count - 1));
}
inline double band_hz(int band) {
  return grid_hz(band, kBands);
}
inline double curve_hz(int point) {
  return grid_hz(point, kCurvePoints);
}
inline double smear_band_hz(int band) {
  return grid_hz(band, kSmearBands);
}

}  // namespace threshold::audio::hearing
