#include "scenes/flashes.h"

#include <algorithm>
#include <vector>

namespace threshold::scenes {
namespace {

constexpr float kJump = 0.10f;
constexpr float kDarkBelow = 0.80f;

// Times of swings of at least kJump, alternating up and down.
std::vector<double> swings(std::span<const float> luminance, double step_s) {
  std::vector<double> times;
  float low = luminance.front(), high = luminance.front();
  int direction = 0;  // of the swing last counted
  for (std::size_t i = 1; i < luminance.size(); ++i) {
    const float now = luminance[i];
    low = std::min(low, now);
    high = std::max(high, now);
    const bool rose = direction != 1 && now - low >= kJump && low < kDarkBelow;
    const bool fell = direction != -1 && high - now >= kJump && now < kDarkBelow;
    if (rose || fell) {
      direction = rose ? 1 : -1;
      times.push_back(static_cast<double>(i) * step_s);
      low = high = now;
    } else if (direction == 1) {
      low = high;  // still on the way up: measure the fall from the top
    } else if (direction == -1) {
      high = low;
    }
  }
  return times;
}

}  // namespace

FlashCount count_flashes(std::span<const float> luminance, double step_s) {
  FlashCount count;
  if (luminance.size() < 2 || !(step_s > 0.0)) return count;
  const auto times = swings(luminance, step_s);
  for (std::size_t first = 0, last = 0; first < times.size(); ++first) {
    while (last < times.size() && times[last] < times[first] + 1.0) ++last;
    const int flashes = static_cast<int>(last - first) / 2;
    if (flashes > count.most_in_a_second) count = {flashes, times[first]};
  }
  return count;
}

}  // namespace threshold::scenes
