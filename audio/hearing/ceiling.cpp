#include "audio/hearing/ceiling.h"

#include <algorithm>
#include <cmath>

namespace threshold::audio::hearing {
namespace {

float limit(float x) noexcept {
  const float size = std::abs(x);
  if (size <= Ceiling::kKnee) return x;
  if (std::isnan(x)) return 0.0f;
  constexpr float kRoom = 1.0f - Ceiling::kKnee;
  const float bent = Ceiling::kKnee + kRoom * std::tanh((size - Ceiling::kKnee) / kRoom);
  return std::copysign(std::min(bent, 1.0f), x);
}

}  // namespace

void Ceiling::process(std::span<float> left, std::span<float> right) noexcept {
  for (float& x : left) x = limit(x);
  for (float& x : right) x = limit(x);
}

}  // namespace threshold::audio::hearing
