#include "xr/openxr/frame_clock.h"

#include <algorithm>

namespace threshold::xr {
namespace {

constexpr int kPatience = 8;                      // frames of nonsense before the session is rebuilt
constexpr XrDuration kBackwards = 1'000'000'000;  // a second behind the last frame is no jitter
constexpr double kLongestFrameS = 0.25;           // a longer gap is a pause, not a frame
constexpr XrDuration kUsualPeriod = 11'111'111;

}  // namespace

FrameClock::Verdict FrameClock::judge(XrTime predicted, XrDuration period) {
  const bool good = predicted > 0 && predicted > last_ - kBackwards;
  if (!good) {
    ++bad_;
    last_ += period > 0 ? period : kUsualPeriod;  // the story of poses goes on from the last good time
    dt_s_ = 0.0;
    return {last_, false, bad_ >= kPatience};
  }
  bad_ = 0;
  const double gap = last_ > 0 ? static_cast<double>(predicted - last_) * 1e-9 : 0.0;
  dt_s_ = std::clamp(gap, 0.0, kLongestFrameS);
  last_ = predicted;
  return {predicted, true, false};
}

}  // namespace threshold::xr
