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
    out.pose = facing(head.position, follow(panel, yaw), kCaptionPitch, kPanelDistance_m);
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
  out.pose = facing(head.position, side, pitch, kPanelDistance_m);
  return out;
}

void PanelLayout::forget_all_but(const std::vector<Panel>& panels) {
  std::erase_if(following_, [&](const auto& entry) {
    return std::none_of(panels.begin(), panels.end(), [&](const Panel& p) { return p.id == entry.first; });
  });
}

}  // namespace threshold::xr
