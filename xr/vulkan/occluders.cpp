#include "xr/vulkan/occluders.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>

namespace threshold::xr {
namespace {

constexpr float kSeenReach_m = 0.30f;  // a contact shadow further than that is too faint to draw
constexpr float kLift_m = 0.004f;

struct Named {
  BodyPart part;
  std::string_view from, to;
  float radius_m;
  float longer = 1.0f;  // the capsule ends at this part of the way from `from` to `to`
};

constexpr Named kBody[] = {
    {BodyPart::stance, "shin_l", "foot_l", 0.06f},
    {BodyPart::stance, "shin_r", "foot_r", 0.06f},
    {BodyPart::stance, "foot_l", "toe_l", 0.055f, 1.3f},
    {BodyPart::stance, "foot_r", "toe_r", 0.055f, 1.3f},
    {BodyPart::stance, "hips", "chest", 0.16f},
    {BodyPart::reach, "forearm_l", "hand_l", 0.04f},
    {BodyPart::reach, "forearm_r", "hand_r", 0.04f},
    {BodyPart::reach, "hand_l", "middle_3_l", 0.035f, 1.2f},
    {BodyPart::reach, "hand_r", "middle_3_r", 0.035f, 1.2f},
    {BodyPart::shade, "hips", "chest", 0.14f},
    {BodyPart::shade, "neck", "head", 0.10f, 1.9f},
    {BodyPart::shade, "thigh_l", "foot_l", 0.07f},
    {BodyPart::shade, "thigh_r", "foot_r", 0.07f},
    {BodyPart::shade, "upper_arm_l", "forearm_l", 0.05f},
    {BodyPart::shade, "upper_arm_r", "forearm_r", 0.05f},
    {BodyPart::shade, "forearm_l", "hand_l", 0.05f, 1.4f},
    {BodyPart::shade, "forearm_r", "hand_r", 0.05f, 1.4f},
};

struct NamedFinger {
  std::string_view from, to;
  float radius_m;
};

constexpr NamedFinger kHand[] = {
    // a palm is broad: three beside one another
    {"wrist", "middle_proximal", 0.030f},      {"wrist", "index_proximal", 0.024f},
    {"wrist", "little_proximal", 0.022f},      {"index_proximal", "index_tip", 0.011f},
    {"middle_proximal", "middle_tip", 0.011f}, {"ring_proximal", "ring_tip", 0.010f},
    {"little_proximal", "little_tip", 0.009f}, {"thumb_metacarpal", "thumb_tip", 0.013f},
};

int joint_named(const ModelData& model, std::string_view name) {
  for (std::size_t j = 0; j < model.joints.size(); ++j) {
    if (model.nodes[static_cast<std::size_t>(model.joints[j].node)].name == name) return static_cast<int>(j);
  }
  return -1;
}

void add_bone(std::vector<Bone>& bones, const ModelData& model, std::string_view from, std::string_view to,
              float radius_m, float longer) {
  const int a = joint_named(model, from), b = joint_named(model, to);
  if (a < 0 || b < 0) return;
  Bone bone;
  bone.from_joint = static_cast<std::size_t>(a);
  bone.to_joint = static_cast<std::size_t>(b);
  bone.from = glm::vec3(glm::inverse(model.joints[bone.from_joint].inverse_bind)[3]);
  bone.to = glm::mix(bone.from, glm::vec3(glm::inverse(model.joints[bone.to_joint].inverse_bind)[3]), longer);
  bone.radius_m = radius_m;
  bones.push_back(bone);
}

glm::vec3 moved(std::span<const glm::vec4> rows, std::size_t joint, const glm::vec3& p) {
  const glm::vec4 at(p, 1.0f);
  const std::span<const glm::vec4> row = rows.subspan(3 * joint, 3);
  return {glm::dot(row[0], at), glm::dot(row[1], at), glm::dot(row[2], at)};
}

}  // namespace

Capsule capsule_of(const Bone& bone, std::span<const glm::vec4> rows, const glm::mat4& root) {
  const glm::vec4 from(moved(rows, bone.from_joint, bone.from), 1.0f);
  const glm::vec4 to(moved(rows, bone.to_joint, bone.to), 1.0f);
  return {glm::vec3(root * from), glm::vec3(root * to), bone.radius_m};
}

std::vector<Bone> bones_of(const ModelData& model, BodyPart part) {
  std::vector<Bone> bones;
  for (const Named& named : kBody) {
    if (named.part == part) add_bone(bones, model, named.from, named.to, named.radius_m, named.longer);
  }
  return bones;
}

std::vector<Bone> hand_bones_of(const ModelData& hands, std::size_t side) {
  const std::string end = side == 0 ? "_l" : "_r";
  std::vector<Bone> bones;
  for (const NamedFinger& finger : kHand) {
    add_bone(bones, hands, std::string(finger.from) + end, std::string(finger.to) + end, finger.radius_m,
             1.0f);
  }
  return bones;
}

float contact_shade(const Capsule& capsule, const glm::vec3& point, const glm::vec3& normal) {
  const glm::vec3 along = capsule.to - capsule.from, to = capsule.from - point;
  const float at = std::clamp(-glm::dot(to, along) / std::max(glm::dot(along, along), 1e-8f), 0.0f, 1.0f);
  const glm::vec3 gap = to + along * at;
  const float distance = std::max(glm::length(gap), capsule.radius_m);
  const float near = std::clamp(1.0f - (distance - capsule.radius_m) / kContactReach_m, 0.0f, 1.0f);
  const float cover = std::max(glm::dot(normal, gap), 0.0f) / distance * capsule.radius_m * capsule.radius_m /
                      (distance * distance);
  return std::min(cover, 1.0f) * near;
}

float sun_shade(const Capsule& capsule, const glm::vec3& point, const glm::vec3& toward, float angle_rad) {
  const glm::vec3 along = capsule.to - capsule.from, to = point - capsule.from;
  const float b = glm::dot(toward, along), e = glm::dot(to, along), f = glm::dot(to, toward);
  const float s = std::clamp((e - f * b) / std::max(glm::dot(along, along) - b * b, 1e-5f), 0.0f, 1.0f);
  const float way = std::max(s * b - f, 0.0f), edge = 0.015f + angle_rad * way;
  const float gap = glm::length(to + toward * way - along * s) - capsule.radius_m;
  const float open = std::clamp(gap / edge + 0.5f, 0.0f, 1.0f);
  return (1.0f - open * open * (3.0f - 2.0f * open)) * std::min(2.0f * capsule.radius_m / edge, 1.0f);
}

SurfaceData floor_at(const glm::vec3& foot) {
  SurfaceData floor;
  floor.centre = foot;
  floor.half_u_m = floor.half_v_m = 1e3f;
  return floor;
}

void add_contact(const Capsule& capsule, const SurfaceData& surface, float strength,
                 std::vector<ContactRows>& contacts) {
  const glm::vec3 axis_v = glm::cross(surface.normal, surface.axis_u);
  const glm::vec3 from = capsule.from - surface.centre, to = capsule.to - surface.centre;
  const float low = std::min(glm::dot(from, surface.normal), glm::dot(to, surface.normal)) - capsule.radius_m;
  const float high = std::max(glm::dot(from, surface.normal), glm::dot(to, surface.normal));
  if (low > kSeenReach_m || high < 0.0f) return;
  // Where less than a hundredth of the light is taken there is nothing to see.
  const float reach = capsule.radius_m + std::min(kSeenReach_m, 5.0f * capsule.radius_m);
  struct Span {
    float low, high;
  };
  const auto span_on = [&](const glm::vec3& axis, float half_m) {
    const float a = glm::dot(from, axis), b = glm::dot(to, axis);
    return Span{std::max(std::min(a, b) - reach, -half_m), std::min(std::max(a, b) + reach, half_m)};
  };
  const Span u = span_on(surface.axis_u, surface.half_u_m), v = span_on(axis_v, surface.half_v_m);
  if (u.low >= u.high || v.low >= v.high) return;
  const glm::vec3 middle =
      surface.centre + surface.axis_u * (0.5f * (u.low + u.high)) + axis_v * (0.5f * (v.low + v.high));
  contacts.push_back(
      {glm::vec4(capsule.from, capsule.radius_m), glm::vec4(capsule.to - capsule.from, strength),
       glm::vec4(middle, 0.5f * (u.high - u.low)), glm::vec4(surface.axis_u, 0.5f * (v.high - v.low)),
       glm::vec4(surface.normal, surface.round ? 1.0f / surface.half_u_m : 0.0f),
       glm::vec4(surface.centre, kLift_m)});
}

}  // namespace threshold::xr
