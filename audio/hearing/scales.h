// Scales of the ear: frequency in Hz to ERB number and to place on the basilar membrane, and decibels.
#pragma once

#include <cmath>

namespace threshold::audio::hearing {

// Equivalent rectangular bandwidth of the normal auditory filter at `hz`, in Hz.
// ERB = 24.7 (4.37 f/1000 + 1). Glasberg & Moore 1990, Hear. Res. 47, eq. 3.
inline double erb_hz(double hz) {
  return 24.7 * (4.37e-3 * hz + 1.0);
}

// ERB number (Cam) of `hz`: how many ERBs lie below it. 21.4 log10(1 + 0.00437 f). Same paper, eq. 4.
inline double erb_number(double hz) {
  return 21.4 * std::log10(1.0 + 0.00437 * hz);
}
inline double erb_number_to_hz(double number) {
  return (std::pow(10.0, number / 21.4) - 1.0) / 0.00437;
}

// Place of `hz` along the basilar membrane in mm from the apex, 35 mm long.
// F = 165.4 (10^(0.06 x) - 0.88). Greenwood 1990, J. Acoust. Soc. Am. 87.
inline double greenwood_mm(double hz) {
  return std::log10(hz / 165.4 + 0.88) / 0.06;
}
inline double greenwood_hz(double mm) {
  return 165.4 * (std::pow(10.0, 0.06 * mm) - 0.88);
}

// Decibels of a power ratio and of an amplitude ratio, and back.
inline double power_to_db(double power) {
  return 10.0 * std::log10(power);
}
inline double db_to_power(double db) {
  return std::pow(10.0, db / 10.0);
}
inline double db_to_amplitude(double db) {
  return std::pow(10.0, db / 20.0);
}

}  // namespace threshold::audio::hearing
