// Scene: the shadows that people throw in the sun of the baked lights (shaders/sun_shade.glsl).
#include <algorithm>
#include <cmath>

#include "xr/vulkan/scene.h"

namespace threshold::xr {
namespace {

constexpr float kSunReach_m = 20.0f;  // who stands farther from the eye throws none, and none falls farther

}  // namespace

// The nearest few: each costs at every fragment that the sun may reach behind them.
void Scene::stand_in_sun(const Resident& person, std::span<const glm::vec4> joints, const glm::mat4& root) {
  const std::vector<Bone>& bones = person.bones[static_cast<std::size_t>(BodyPart::shade)];
  const float distance = glm::distance(glm::vec3(root[3]), glm::vec3(frame_->eye[0]));
  if (bones.empty() || distance > kSunReach_m) return;
  InSun* place = nullptr;
  if (sun_count_ < kSunCasters) {
    place = &in_sun_[static_cast<std::size_t>(sun_count_++)];
  } else {
    place = &*std::max_element(in_sun_.begin(), in_sun_.end(),
                               [](const InSun& a, const InSun& b) { return a.distance_m < b.distance_m; });
    if (place->distance_m <= distance) return;
  }
  place->distance_m = distance;
  for (std::size_t c = 0; c < place->capsules.size(); ++c) {
    place->capsules[c] = capsule_of(bones[std::min(c, bones.size() - 1)], joints, root);
  }
}

void Scene::write_sun(const PlaceData& place, FrameBlock& frame) {
  bool any = false;
  for (std::size_t l = 0; l < place.lights.size(); ++l) {
    // In the order of the lightmaps, the second light's being first where it is alone.
    const LightData& light = place.lights[blend_ >= 1.0f ? 1 - l : l];
    frame.sun_toward[l] = glm::vec4(light.sun_toward, light.sun_angle_rad);
    frame.sun_up[l] = glm::vec4(light.ambient_up, 0.0f);
    frame.sun_down[l] = glm::vec4(light.ambient_down, 0.0f);
    const bool seen = l == 0 || (blend_ > 0.0f && blend_ < 1.0f);
    if (!seen) frame.sun_toward[l].w = 0.0f;
    any |= seen && light.sun_angle_rad > 0.0f;
  }
  if (!any) sun_count_ = 0;
  frame.count.w = sun_count_;
  for (std::size_t who = 0; who < static_cast<std::size_t>(sun_count_); ++who) {
    const auto& capsules = in_sun_[who].capsules;
    glm::vec3 low(1e30f), high(-1e30f);
    for (const Capsule& capsule : capsules) {
      low = glm::min(low, glm::min(capsule.from, capsule.to) - capsule.radius_m);
      high = glm::max(high, glm::max(capsule.from, capsule.to) + capsule.radius_m);
    }
    frame.sun_ball[who] = glm::vec4(0.5f * (low + high), 0.5f * glm::length(high - low));
    for (std::size_t c = 0; c < capsules.size(); ++c) {
      const glm::vec3 along = capsules[c].to - capsules[c].from;
      const std::size_t at = 2 * (who * capsules.size() + c);
      frame.sun[at] = glm::vec4(capsules[c].from, capsules[c].radius_m);
      frame.sun[at + 1] = glm::vec4(along, glm::dot(along, along));
    }
  }
}

bool Scene::sunned(const glm::vec3& low, const glm::vec3& high) const {
  const glm::vec3 centre = 0.5f * (low + high);
  const float reach = 0.5f * glm::length(high - low);
  for (std::size_t who = 0; who < static_cast<std::size_t>(sun_count_); ++who) {
    const glm::vec4 ball = frame_->sun_ball[who];
    for (const glm::vec4& sun : frame_->sun_toward) {
      if (sun.w <= 0.0f) continue;
      const glm::vec3 gap = centre - glm::vec3(ball);
      const float behind = -glm::dot(gap, glm::vec3(sun));
      if (behind < -reach - ball.w || behind > reach + kSunReach_m) continue;
      const float wide = reach + ball.w + sun.w * std::max(behind + reach, 0.0f);
      if (glm::length(gap + glm::vec3(sun) * std::max(behind, 0.0f)) < wide) return true;
    }
  }
  return false;
}

}  // namespace threshold::xr
