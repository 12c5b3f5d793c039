#include "xr/vulkan/panel_layout.h"

#include <algorithm>
#include <cmath>

#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>

namespace threshold::xr {
namespace {

constexpr float kCaptionPitch = -0.2356f;  // 13.5 degrees under the horizon
constexpr float kNoticePitch = 0.21f;      // 12 degrees above
constexpr float kInView = 0.52f;           // a speaker within 30 degrees of the gaze is seen
constexpr float kSeen = 0.66f;             // half the width of the narrowest view, 76 degrees in all
constexpr float kDeadZone = 0.30f;         // a following panel rests until the head has turned this far
constexpr float kGlidePerSecond = 3.0f;    // and then closes the gap at this rate
constexpr float kSigning_m = 0.55f;        // hands sign down to here below the face
constexpr float kCrown_m = 0.24f;          // a head reaches this far above the anchor, hair and all
constexpr float kLowestPitch = -0.38f;     // 22 degrees down
constexpr float kGap = 0.035f;             // 2 degrees between what is spoken of and its caption
constexpr float kFace_m = 0.13f;           // half a face, with a little air
constexpr float kHands_m = 0.24f;          // hands sign so far to either side, down to kSigning_m
constexpr float kMargin = 0.015f;
constexpr float kDeepest = -0.52f, kHighest = 0.42f, kAside = 0.6f;  // where a clear place is looked for
constexpr float kStep = 0.035f;
constexpr float kPassing_m = 0.15f;  // farther than this from where it was of late a hand is on its way
constexpr float kOwn_s = 0.25f;      // time constant of where own hands are
constexpr float kStick_m = 0.406f, kTip_m = 0.06f;
constexpr float kHolds_s = 1.0f;  // a caption this much younger than it was is another one

float wrapped(float angle) {
  return std::remainder(angle, 6.2831853f);
}

// Yaw as in place.json: counter-clockwise from above, 0 along -z.
float yaw_of(const glm::vec3& way) {
  return std::atan2(-way.x, -way.z);
}

float head_yaw_of(const Pose& head) {
  const glm::vec3 forward = head.orientation * glm::vec3(0.0f, 0.0f, -1.0f);
  if (std::abs(forward.y) < 0.95f) return yaw_of(forward);
  const glm::vec3 up = head.orientation * glm::vec3(0.0f, 1.0f, 0.0f);  // looking straight up or down
  return yaw_of(forward.y < 0.0f ? up : -up);
}

glm::vec3 toward(float yaw, float pitch) {
  return {-std::sin(yaw) * std::cos(pitch), std::sin(pitch), -std::cos(yaw) * std::cos(pitch)};
}

Pose facing(const glm::vec3& eye, float yaw, float pitch, float distance) {
  Pose pose;
  pose.position = eye + toward(yaw, pitch) * distance;
  pose.orientation =
      glm::angleAxis(yaw, glm::vec3(0.0f, 1.0f, 0.0f)) * glm::angleAxis(pitch, glm::vec3(1.0f, 0.0f, 0.0f));
  return pose;
}

struct Sight {
  float yaw = 0.0f, pitch = 0.0f, off = 0.0f, distance = 0.0f;
};

Sight sight_of(const glm::vec3& anchor, const Pose& head) {
  const glm::vec3 gap = anchor - head.position;
  Sight sight;
  sight.distance = std::max(glm::length(gap), 0.05f);
  sight.yaw = yaw_of(gap);
  sight.pitch = std::asin(std::clamp(gap.y / sight.distance, -1.0f, 1.0f));
  sight.off = wrapped(sight.yaw - head_yaw_of(head));
  return sight;
}

}  // namespace

Arrow PanelLayout::arrow_for(const Panel& panel, const Pose& head) {
  if (panel.kind != PanelKind::caption || !panel.anchor) return Arrow::none;
  const Sight sight = sight_of(*panel.anchor, head);
  if (std::abs(sight.off) <= kInView) return Arrow::none;
  return sight.off > 0.0f ? Arrow::left : Arrow::right;
}

float PanelLayout::follow(const Panel& panel, float head_yaw) {
  const auto [it, fresh] = following_.try_emplace(panel.id);
  Following& f = it->second;
  if (fresh || panel.age_s < f.age_s) {
    f = {head_yaw, panel.age_s, false};
    return head_yaw;
  }
  const float step_s = std::min(panel.age_s - f.age_s, 0.25f);
  f.age_s = panel.age_s;
  const float gap = wrapped(head_yaw - f.yaw_rad);
  if (std::abs(gap) > kDeadZone) f.gliding = true;
  if (std::abs(gap) < 0.02f) f.gliding = false;
  if (f.gliding) f.yaw_rad = wrapped(f.yaw_rad + gap * (1.0f - std::exp(-kGlidePerSecond * step_s)));
  return f.yaw_rad;
}

std::vector<OwnSpot> own_spots(const Picture& picture) {
  std::vector<OwnSpot> spots;
  for (std::size_t side = 0; side < picture.hands.size(); ++side) {
    const HandFigure& hand = picture.hands[side];
    if (!hand.visible) continue;
    const int which = 2 * static_cast<int>(side);
    spots.push_back({which, hand.grip.position});
    if (hand.holds == HoldKind::stick)
      spots.push_back({which + 1,
                       hand.stick.position + hand.stick.orientation * glm::vec3(0.0f, 0.0f, -kStick_m),
                       kTip_m});
  }
  return spots;
}

void PanelLayout::keep_clear(const std::vector<KeepClear>& people, const std::vector<OwnSpot>& own,
                             float time_s) {
  people_ = people;
  const float step_s = time_s - own_time_s_;
  own_time_s_ = time_s;
  const bool goes_on = step_s >= 0.0f && step_s < 0.5f;
  std::vector<OwnSpot> now = own;
  for (OwnSpot& spot : now) {
    const auto before =
        std::find_if(own_.begin(), own_.end(), [&](const OwnSpot& one) { return one.which == spot.which; });
    if (!goes_on || before == own_.end()) continue;
    const glm::vec3 late = glm::mix(spot.at, before->at, std::exp(-step_s / kOwn_s));
    spot.stays = glm::distance(spot.at, late) < kPassing_m;
    spot.at = late;
  }
  own_ = std::move(now);
}

bool PanelLayout::covers_no_own(const Pose& head, float yaw, float pitch, float half_width,
                                float half_height) const {
  return std::none_of(own_.begin(), own_.end(), [&](const OwnSpot& spot) {
    if (!spot.stays) return false;
    const Sight at = sight_of(spot.at, head);
    const float half = std::atan2(spot.radius_m, at.distance);
    return std::abs(wrapped(yaw - at.yaw)) < half_width + half &&
           std::abs(pitch - at.pitch) < half_height + half;
  });
}

bool PanelLayout::covers_nobody(const Pose& head, float yaw, float pitch, float half_width,
                                float half_height) const {
  return std::none_of(people_.begin(), people_.end(), [&](const KeepClear& one) {
    const Sight face = sight_of(one.face, head);
    const float away = std::abs(wrapped(yaw - face.yaw)) - half_width - kMargin;
    const float half_face = std::atan2(kFace_m, face.distance);
    const auto over = [&](float half_across, float low, float high) {
      return away < half_across && pitch - half_height - kMargin < high &&
             pitch + half_height + kMargin > low;
    };
    if (over(half_face, face.pitch - half_face, face.pitch + half_face)) return true;
    const float chest =
        std::asin(std::clamp((one.face.y - kSigning_m - head.position.y) / face.distance, -1.0f, 1.0f));
    return one.signs && over(std::atan2(kHands_m, face.distance), chest, face.pitch);
  });
}

// The nearest place to the wanted one that covers nobody, and no own hands if there is one; the wanted one
// where there is none at all.
PanelLayout::Held PanelLayout::find_clear(const Pose& head, const Held& wanted, float half_width,
                                          float half_height) const {
  const bool fits = covers_nobody(head, wanted.yaw_rad, wanted.pitch_rad, half_width, half_height);
  if (fits && covers_no_own(head, wanted.yaw_rad, wanted.pitch_rad, half_width, half_height)) return wanted;
  const float head_yaw = head_yaw_of(head), reach = std::max(kSeen - half_width, 0.0f);
  Held best = wanted, best_over_own = wanted;
  float least = 1e9f, least_over_own = fits ? 0.0f : 1e9f;
  for (float pitch = kDeepest; pitch <= kHighest; pitch += kStep) {
    for (float off = -kAside; off <= kAside; off += kStep) {
      const float yaw = head_yaw + std::clamp(wrapped(wanted.yaw_rad + off - head_yaw), -reach, reach);
      const float cost = std::abs(pitch - wanted.pitch_rad) + 0.7f * std::abs(wrapped(yaw - wanted.yaw_rad));
      if (cost >= least || !covers_nobody(head, yaw, pitch, half_width, half_height)) continue;
      if (cost < least_over_own) least_over_own = cost, best_over_own = {yaw, pitch, wanted.age_s};
      if (!covers_no_own(head, yaw, pitch, half_width, half_height)) continue;
      least = cost;
      best = {yaw, pitch, wanted.age_s};
    }
  }
  return least < 1e9f ? best : best_over_own;
}

PanelPlace PanelLayout::place(const Panel& panel, const Pose& head, float width_m, float height_m) {
  const float yaw = head_yaw_of(head);
  const float half_height = std::atan2(0.5f * height_m, kPanelDistance_m);
  const float half_width = std::atan2(0.5f * width_m, kPanelDistance_m);
  PanelPlace out;
  switch (panel.kind) {
    case PanelKind::card:
      out.pose = facing(head.position, follow(panel, yaw), -0.03f, kPanelDistance_m);
      return out;
    case PanelKind::notice:
      out.pose = facing(head.position, follow(panel, yaw), kNoticePitch, kPanelDistance_m);
      return out;
    case PanelKind::label: {
      if (!panel.anchor) break;
      const Sight sight = sight_of(*panel.anchor, head);
      const float distance = std::clamp(sight.distance, 0.4f, kPanelDistance_m);
      out.pose = facing(head.position, sight.yaw, sight.pitch + half_height + kGap, distance);
      out.scale = distance / kPanelDistance_m;
      return out;
    }
    case PanelKind::caption:
      break;
  }
  out.arrow = arrow_for(panel, head);
  if (!panel.anchor || out.arrow != Arrow::none) {
    const Held wanted{follow(panel, yaw), kCaptionPitch, panel.age_s};
    const Held found = find_clear(head, wanted, half_width, half_height);
    out.pose = facing(head.position, found.yaw_rad, found.pitch_rad, kPanelDistance_m);
    held_.erase(panel.id);
    return out;
  }
  // Under the horizon as asked, and lower where it would cover the speaker's face or signing hands: they
  // reach from the anchor, a face, to half a metre below it. Where that is too low to read, over the head:
  // beside it would lie over somebody else's hands, at a table, or outside a narrow view.
  const Sight sight = sight_of(*panel.anchor, head);
  const auto pitch_at = [&](float above_m) {
    return std::asin(std::clamp((panel.anchor->y + above_m - head.position.y) / sight.distance, -1.0f, 1.0f));
  };
  const float clear = std::min(pitch_at(-kSigning_m), sight.pitch) - kGap - half_height;
  float pitch = std::min(kCaptionPitch, clear);
  if (pitch < kLowestPitch) pitch = pitch_at(kCrown_m) + kGap + half_height;
  const float reach = std::max(kSeen - half_width, 0.0f);  // wholly in view, however wide it is
  const float side = yaw + std::clamp(sight.off, -reach, reach);
  const auto held = held_.find(panel.id);
  const bool stays =
      held != held_.end() && !(people_.empty() && own_.empty()) &&
      panel.age_s > held->second.age_s - kHolds_s &&
      std::abs(wrapped(held->second.yaw_rad - yaw)) < reach + kMargin &&
      covers_nobody(head, held->second.yaw_rad, held->second.pitch_rad, half_width, half_height) &&
      covers_no_own(head, held->second.yaw_rad, held->second.pitch_rad, half_width, half_height);
  const Held at = stays ? Held{held->second.yaw_rad, held->second.pitch_rad, panel.age_s}
                        : find_clear(head, {side, pitch, panel.age_s}, half_width, half_height);
  held_[panel.id] = at;
  out.pose = facing(head.position, at.yaw_rad, at.pitch_rad, kPanelDistance_m);
  return out;
}

void PanelLayout::forget_all_but(const std::vector<Panel>& panels) {
  std::erase_if(following_, [&](const auto& entry) {
    return std::none_of(panels.begin(), panels.end(), [&](const Panel& p) { return p.id == entry.first; });
  });
  std::erase_if(held_, [&](const auto& entry) {
    return std::none_of(panels.begin(), panels.end(), [&](const Panel& p) { return p.id == entry.first; });
  });
}

}  // namespace threshold::xr
