#include "xr/openxr/resolution.h"

#include <algorithm>

namespace threshold::xr {
namespace {

constexpr int kWindow = 45;       // half a second at 90 Hz
constexpr int kTooMany = 5;       // misses in a window: one in nine
constexpr int kCalmFrames = 900;  // ten seconds without a miss before trying more again
constexpr float kStep = 0.1f, kLeast = 0.6f;

}  // namespace

void Resolution::frame(bool missed) {
  ++frames_;
  missed_ += missed ? 1 : 0;
  calm_ = missed ? 0 : calm_ + 1;
  if (missed_ >= kTooMany) {
    scale_ = std::max(kLeast, scale_ - kStep);
    frames_ = missed_ = 0;
  } else if (frames_ >= kWindow) {
    frames_ = missed_ = 0;
  }
  if (calm_ >= kCalmFrames) {
    scale_ = std::min(1.0f, scale_ + kStep);
    calm_ = 0;
  }
}

VkExtent2D Resolution::apply(VkExtent2D full) const {
  if (scale_ >= 1.0f) return full;
  const auto side = [&](std::uint32_t size) {
    return std::max(2u, static_cast<std::uint32_t>(static_cast<float>(size) * scale_) & ~1u);
  };
  return {side(full.width), side(full.height)};
}

}  // namespace threshold::xr
