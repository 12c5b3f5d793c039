// Small repeatable random numbers for noises and phases: the same walk sounds the same everywhere.
#pragma once

#include <cstdint>

namespace threshold::audio::hearing {

// xorshift32 (Marsaglia 2003, J. Stat. Softw. 8). Never zero.
inline std::uint32_t next_random(std::uint32_t& state) noexcept {
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

// Uniform in [-1, 1).
inline float next_uniform(std::uint32_t& state) noexcept {
  return static_cast<float>(static_cast<std::int32_t>(next_random(state))) * (1.0f / 2147483648.0f);
}

// A well-mixed start value for stream `stream` of `seed`.
inline std::uint32_t random_seed(std::uint32_t seed, std::uint32_t stream) noexcept {
  std::uint32_t h = seed * 0x9E3779B9u + stream * 0x85EBCA6Bu + 0x6C078965u;
  h ^= h >> 16;
  h *= 0x7FEB352Du;
  h ^= h >> 15;
  h *= 0x846CA68Bu;
  h ^= h >> 16;
  return h == 0 ? 1u : h;
}

}  // namespace threshold::audio::hearing
