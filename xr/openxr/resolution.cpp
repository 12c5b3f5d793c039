#include "xr/openxr/resolution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace threshold::xr {
namespace {

constexpr double kOver = 0.90, kTried = 0.87, kWanted = 0.80, kSure = 0.75;  // shares of the period
constexpr int kMissesTooMany = 3;                                            // of a window
constexpr int kSettling = 4;  // frames: pictures in flight were painted at the old scale
constexpr double kSureWaitS = 1.0, kMostSureWaitS = 10.0;
constexpr double kWaitS = 5.0, kMostWaitS = 60.0;
constexpr double kTrialS = 20.0;  // a scale that holds so long has not failed
constexpr double kFreshS = 5.0;   // how long what another scale took is believed
constexpr double kVainS = 3.0;    // at the least scale, before it is judged
constexpr double kMostRestS = 480.0;

double doubled(double first, int times, double most) {
  return std::min(most, std::ldexp(first, std::min(times, 10)));
}

}  // namespace

void Resolution::frame(const FrameCost& cost) {
  if (!(cost.period_s > 0.0)) return;
  const double dt_s = std::clamp(cost.interval_s, 0.0, 0.25);
  time_s_ += dt_s;
  if (cost.disturbed) {
    forget_frames();
    return;
  }
  if (ignored_ > 0) {
    --ignored_;
    return;
  }
  note(cost);
  if (level_ > 0 && time_s_ - rose_at_s_ > kTrialS) failures_[level_] = 0;
  if (too_much())
    fall();
  else if (level_ > 0)
    consider_rising(dt_s);
}

void Resolution::note(const FrameCost& cost) {
  missed_[frames_ % kWindow] = cost.interval_s > 1.5 * cost.period_s;
  intervals_[frames_ % kWindow] = cost.interval_s;
  ++frames_;
  if (!cost.work_s) return;
  work_[works_ % work_.size()] = *cost.work_s / cost.period_s;
  if (++works_ >= work_.size()) known_[level_] = {middle_work(), time_s_};
}

void Resolution::forget_frames() {
  ignored_ = kSettling;
  works_ = frames_ = 0;
  missed_ = {};
  sure_s_ = 0.0;
}

double Resolution::middle_work() const {
  std::array<double, 5> sorted = work_;
  std::nth_element(sorted.begin(), sorted.begin() + 2, sorted.end());
  return sorted[2];
}

double Resolution::mean_interval() const {
  const auto count = static_cast<std::ptrdiff_t>(std::min(frames_, kWindow));
  return std::accumulate(intervals_.begin(), intervals_.begin() + count, 0.0) /
         std::max(1.0, static_cast<double>(count));
}

// Work at another scale, as a share of the period. Only a part of it grows with the pixels; how large a part
// shows where the scale below was left a moment ago. Otherwise all of it is taken to.
double Resolution::guess(std::size_t level) const {
  const auto pixels = [](std::size_t l) {
    return static_cast<double>(kScales[l]) * static_cast<double>(kScales[l]);
  };
  const double work = middle_work(), all = work * pixels(level) / pixels(level_);
  if (level > level_ || level_ + 1 >= kScales.size() || time_s_ - known_[level_ + 1].at_s > kFreshS)
    return all;
  const double slope = (work - known_[level_ + 1].work) / (pixels(level_) - pixels(level_ + 1));
  return std::clamp(work + slope * (pixels(level) - pixels(level_)), work, all);
}

bool Resolution::too_much() const {
  const auto misses = std::count(missed_.begin(), missed_.end(), true);
  if (works_ == 0) return misses >= kMissesTooMany && time_s_ >= rest_until_s_;
  if (works_ < work_.size()) return false;
  const double work = middle_work();
  // Frames that are missed although their work is small are missed for a reason that is not ours.
  return work > kOver || (misses >= kMissesTooMany && work > kSure);
}

void Resolution::fall() {
  const bool measured = works_ > 0;
  if (level_ + 1 == kScales.size()) {
    if (!measured) fall_in_vain();
    return;
  }
  if (level_ == 0) interval_before_s_ = mean_interval();
  if (time_s_ - rose_at_s_ < kTrialS) ++failures_[level_];
  std::size_t to = level_ + 1;
  while (measured && to + 1 < kScales.size() && guess(to) > kWanted) ++to;
  rose_at_s_ = -1e9;
  go_to(to);
}

// At the least scale and frames are missed all the same. Where they come no more often than at full size,
// pixels are not what takes the time: back to a whole picture, and no more tries for a while.
void Resolution::fall_in_vain() {
  if (time_s_ - changed_at_s_ < kVainS || frames_ < kWindow) return;
  if (mean_interval() < 0.9 * interval_before_s_) return;
  rest_until_s_ = time_s_ + rest_s_;
  rest_s_ = std::min(kMostRestS, 2.0 * rest_s_);
  go_to(0);
}

void Resolution::consider_rising(double dt_s) {
  const std::size_t to = level_ - 1;
  const bool measured = works_ >= work_.size();
  if (works_ > 0 && !measured) return;
  const double then = measured ? guess(to) : kTried;
  sure_s_ = then <= kSure ? sure_s_ + dt_s : 0.0;
  const bool sure = sure_s_ >= doubled(kSureWaitS, failures_[to], kMostSureWaitS);
  const bool calm = measured || std::count(missed_.begin(), missed_.end(), true) == 0;
  const bool time_to_try = time_s_ - changed_at_s_ >= doubled(kWaitS, failures_[to], kMostWaitS);
  if (!sure && !(then <= kTried && calm && time_to_try)) return;
  rose_at_s_ = time_s_;
  go_to(to);
}

void Resolution::go_to(std::size_t level) {
  level_ = level;
  changed_at_s_ = time_s_;
  ++changes_;
  forget_frames();
}

VkExtent2D Resolution::apply(VkExtent2D full) const {
  if (level_ == 0) return full;
  const auto side = [&](std::uint32_t size) {
    return std::max(2u, static_cast<std::uint32_t>(static_cast<float>(size) * scale()) & ~1u);
  };
  return {side(full.width), side(full.height)};
}

}  // namespace threshold::xr
