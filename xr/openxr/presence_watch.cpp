#include "xr/openxr/presence_watch.h"

#include <glm/geometric.hpp>

#include <cmath>

namespace threshold::xr {
namespace {

constexpr float kStill_m = 0.0005f;
constexpr float kStillCosHalf = 0.9999996f;  // cosine of half of 0.1 degrees

}  // namespace

bool PresenceWatch::worn(Sight sight, const Pose& head, double dt_s) {
  if (sight == Sight::none) return was_seen_ = false;
  const bool still = glm::distance(head.position, still_head_.position) < kStill_m &&
                     std::abs(glm::dot(head.orientation, still_head_.orientation)) > kStillCosHalf;
  still_for_s_ = still ? still_for_s_ + dt_s : 0.0;
  if (!still) still_head_ = head;
  was_seen_ = was_seen_ || sight == Sight::seen;
  if (told_) return present_;
  if (sight == Sight::unseen) return was_seen_ && still_for_s_ < kUnseenStill_s;
  return still_s_ <= 0.0 || still_for_s_ < still_s_;
}

}  // namespace threshold::xr
