#include "xr/desktop/stroke.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace threshold::xr {
namespace {

// A velocity of nought is read as one that is not known.
constexpr float kHardlyMoves_m_s = 0.01f;
constexpr float kEven_s = 0.012f;      // at least so long before contact: longer than a tick
constexpr float kMostWay_s = 0.13f;    // a far way is gone faster: whoever clicks waits no longer
constexpr float kMostRaise_m = 0.06f;  // higher than it waited no hand leaps in a frame

}  // namespace

// Evenly accelerated from rest: height h, arriving with speed v, takes 2 h / v. In the last frames before
// contact the speed is even, so that whoever looks in between finds it, at any frame
// rate.
void Stroke::begin(const glm::vec3& from, const glm::vec3& contact, const glm::vec3& normal,
                   float speed_m_s) {
  constexpr float kLeastWay_m = 0.02f;
  from_ = from;
  contact_ = contact;
  normal_ = normal;
  speed_m_s_ = speed_m_s;
  takes_s_ = std::min(2.0f * std::max(glm::distance(from, contact), kLeastWay_m) / speed_m_s, kMostWay_s);
  time_s_ = 0.0f;
  even_frames_ = 0;
  phase_ = Phase::down;
}

Touching Stroke::advance(const glm::vec3& waits_at, bool stay, float step_s) {
  time_s_ += step_s;
  touched_ = false;
  switch (phase_) {
    case Phase::down: {
      const float deep = std::min(speed_m_s_ * kFollowThrough_s, kDeepest_m);
      if (even_frames_ == 1) {  // the contact is shown once, with the speed it was made with
        phase_ = Phase::stays;
        time_s_ = 0.0f;
        touched_ = true;
        return {contact_ - normal_ * deep, -normal_ * speed_m_s_};
      }
      if (even_frames_ > 0 || takes_s_ - time_s_ <= step_s) {
        even_frames_ =
            even_frames_ > 0 ? even_frames_ - 1 : std::max(1, static_cast<int>(std::ceil(kEven_s / step_s)));
        const float above = std::min(speed_m_s_ * step_s * static_cast<float>(even_frames_) - deep,
                                     glm::distance(from_, contact_) + kMostRaise_m);
        return {contact_ + normal_ * above, -normal_ * speed_m_s_};
      }
      const float part = time_s_ / takes_s_;
      return {glm::mix(from_, contact_, part * part), (contact_ - from_) * (2.0f * part / takes_s_)};
    }
    case Phase::stays:
      if (stay || time_s_ < kStays_s) return {contact_, normal_ * kHardlyMoves_m_s};
      phase_ = Phase::back;
      time_s_ = 0.0f;
      [[fallthrough]];
    case Phase::back: {
      const float part = std::min(time_s_ / kComesBack_s, 1.0f);
      if (part >= 1.0f) phase_ = Phase::none;
      const float angle = part * 3.14159265f;
      return {glm::mix(contact_, waits_at, 0.5f - 0.5f * std::cos(angle)),
              (waits_at - contact_) * (0.5f * std::sin(angle) * 3.14159265f / kComesBack_s)};
    }
    case Phase::none:
      break;
  }
  return {waits_at, glm::vec3(0.0f)};
}

std::optional<float> Flick::watch(float down_m_s) {
  if (down_m_s < 0.5f * kFlickFrom_m_s) {
    const float fastest = std::exchange(fastest_m_s_, 0.0f);
    const bool was_spent = std::exchange(spent_, false);
    if (!was_spent && fastest >= kFlickFrom_m_s) return fastest;
    return std::nullopt;
  }
  if (spent_) return std::nullopt;
  if (down_m_s < 0.8f * fastest_m_s_ && fastest_m_s_ >= kFlickFrom_m_s) {
    spent_ = true;
    return fastest_m_s_;
  }
  fastest_m_s_ = std::max(fastest_m_s_, down_m_s);
  return std::nullopt;
}

}  // namespace threshold::xr
