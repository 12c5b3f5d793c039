#include "xr/vulkan/detail.h"

#include <algorithm>

namespace threshold::xr {

float Detail::near_share(const std::string& figure, float height_px, const Limits& limits, float time_s) {
  if (figures_.size() > 256) forget();  // names of a story long over
  const auto [found, is_new] = figures_.try_emplace(figure);
  State& state = found->second;
  if (height_px < limits.far_below_px) state.far = true;
  if (height_px > limits.near_above_px) state.far = false;
  const float target = state.far ? 0.0f : 1.0f;
  // A story that stands still goes on fading: the head may move.
  const float passed_s = time_s == state.time_s ? 1.0f / 90.0f : time_s - state.time_s;
  const float step = passed_s / kFade_s;
  state.time_s = time_s;
  const bool leaps = is_new || step < 0.0f || step > 4.0f;
  state.share = leaps ? target : std::clamp(target, state.share - step, state.share + step);
  return state.share;
}

void Detail::forget() {
  figures_.clear();
}

}  // namespace threshold::xr
