// Scene: the shadows that people throw in the sun of the baked lights (shaders/sun_shade.glsl).
#include <algorithm>
#include <cmath>
#include <span>

#include "xr/vulkan/scene.h"

namespace threshold::xr {
namespace {

constexpr float kSunReach_m = 20.0f;  // who stands farther from the eye throws none, and none falls farther

struct SunAxes {
  glm::vec3 across, over, toward;  // unit, square to one another; `over` as upright as can be
};

SunAxes across(const glm::vec3& toward) {
  const glm::vec3 up = std::abs(toward.y) < 0.99f ? glm::vec3(0.0f, 1.0f, 0.0f) : glm::vec3(0.0f, 0.0f, 1.0f);
  const glm::vec3 over = glm::normalize(up - toward * glm::dot(up, toward));
  return {glm::cross(over, toward), over, toward};
}

glm::vec3 along_axes(const SunAxes& axes, const glm::vec3& v) {
  return {glm::dot(v, axes.across), glm::dot(v, axes.over), glm::dot(v, axes.toward)};
}

void write_in_sun(std::span<const Capsule> capsules, const SunAxes& axes, std::span<glm::vec4> box,
                  std::span<glm::vec4> rows) {
  glm::vec3 low(1e30f), high(-1e30f);
  for (std::size_t c = 0; c < capsules.size(); ++c) {
    const Capsule& capsule = capsules[c];
    const glm::vec3 from = along_axes(axes, capsule.from), to = along_axes(axes, capsule.to);
    low = glm::min(low, glm::min(from, to) - capsule.radius_m);
    high = glm::max(high, glm::max(from, to) + capsule.radius_m);
    const glm::vec3 along = to - from;
    rows[2 * c] = glm::vec4(from, capsule.radius_m);
    rows[2 * c + 1] = glm::vec4(along, 1.0f / std::max(along.x * along.x + along.y * along.y, 1e-5f));
  }
  box[0] = glm::vec4(0.5f * (low + high), 0.0f);
  box[1] = glm::vec4(0.5f * (high - low), 0.0f);
}

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
    const bool seen = l == 0 || (blend_ > 0.0f && blend_ < 1.0f);
    const SunAxes axes = across(light.sun_toward);
    frame.sun_toward[l] = glm::vec4(axes.toward, seen ? light.sun_angle_rad : 0.0f);
    frame.sun_across[l] = glm::vec4(axes.across, 0.0f);
    frame.sun_over[l] = glm::vec4(axes.over, 0.0f);
    frame.sun_up[l] = glm::vec4(light.ambient_up, 0.0f);
    frame.sun_down[l] = glm::vec4(light.ambient_down, 0.0f);
    const bool shines = frame.sun_toward[l].w > 0.0f;
    any |= shines;
    for (std::size_t who = 0; who < kSunCasters; ++who) {
      const std::size_t at = l * kSunCasters + who;
      if (shines && who < static_cast<std::size_t>(sun_count_)) {
        write_in_sun(in_sun_[who].capsules, axes, {&frame.sun_box[2 * at], 2},
                     {&frame.sun[2 * kShadeCapsules * at], 2 * kShadeCapsules});
      } else {  // nobody
        frame.sun_box[2 * at] = glm::vec4(0.0f);
        frame.sun_box[2 * at + 1] = glm::vec4(-1e6f);
      }
    }
  }
  if (!any) sun_count_ = 0;
  for (InSun& who : std::span(in_sun_).first(static_cast<std::size_t>(sun_count_))) {
    glm::vec3 low(1e30f), high(-1e30f);
    for (const Capsule& capsule : who.capsules) {
      low = glm::min(low, glm::min(capsule.from, capsule.to) - capsule.radius_m);
      high = glm::max(high, glm::max(capsule.from, capsule.to) + capsule.radius_m);
    }
    who.ball = glm::vec4(0.5f * (low + high), 0.5f * glm::length(high - low));
  }
}

bool Scene::sunned(const glm::vec3& low, const glm::vec3& high) const {
  const glm::vec3 centre = 0.5f * (low + high);
  const float reach = 0.5f * glm::length(high - low);
  for (std::size_t who = 0; who < static_cast<std::size_t>(sun_count_); ++who) {
    const glm::vec4& ball = in_sun_[who].ball;
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
