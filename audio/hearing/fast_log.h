// 10 log10 of a power, plain arithmetic only: the same bits on every machine, error below 1e-4 dB.
#pragma once

#include <bit>
#include <cstdint>

namespace threshold::audio::hearing {

// `power` positive and normal.
inline float decibels(float power) noexcept {
  const std::uint32_t bits = std::bit_cast<std::uint32_t>(power);
  // Mantissa between 1/sqrt 2 and sqrt 2, ln of it by the series of atanh.
  const std::int32_t exponent = static_cast<std::int32_t>(bits - 0x3F3504F3u) >> 23;
  const float m = std::bit_cast<float>(bits - (static_cast<std::uint32_t>(exponent) << 23));
  const float s = (m - 1.0f) / (m + 1.0f), s2 = s * s;
  const float ln =
      2.0f * s * (1.0f + s2 * (0.333333333f + s2 * (0.2f + s2 * (0.142857143f + s2 * 0.111111111f))));
  return static_cast<float>(exponent) * 3.01029996f + ln * 4.34294482f;
}

}  // namespace threshold::audio::hearing
