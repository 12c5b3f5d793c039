// Scene: contact shadows, and the one that a lamp throws.
#include <algorithm>
#include <cmath>

#include "xr/vulkan/figure_rows.h"
#include "xr/vulkan/scene.h"

namespace threshold::xr {
namespace {

constexpr std::size_t kMostContacts = 256;
constexpr float kShadeReach_m = 1.0f;

}  // namespace

void Scene::touch(const Capsule& capsule, const Cast& cast, float strength) {
  if (cast.place == nullptr || contacts_.size() >= kMostContacts) return;
  for (const SurfaceData& surface : cast.place->place.surfaces)
    add_contact(capsule, surface, strength, contacts_);
}

void Scene::touch(const Resident& person, std::span<const glm::vec4> joints, const Figure& figure,
                  const Cast& cast) {
  if (cast.place == nullptr) return;
  const glm::mat4 root = root_matrix(figure.root);
  const float strength = kContactStrength * figure.opacity;
  const SurfaceData floor = floor_at(figure.root.position);
  // The body darkens the ground between and around the feet, softly.
  const std::vector<Bone>& stance = person.bones[static_cast<std::size_t>(BodyPart::stance)];
  if (stance.size() >= 2) {
    const glm::vec3 lift(0.0f, 0.2f, 0.0f);
    const glm::vec3 left = capsule_of(stance[0], joints, root).to,
                    right = capsule_of(stance[1], joints, root).to;
    if (contacts_.size() < kMostContacts)
      add_contact({left + lift, right + lift, 0.26f}, floor, 0.9f * strength, contacts_);
  }
  for (const Bone& bone : person.bones[static_cast<std::size_t>(BodyPart::stance)]) {
    const Capsule capsule = capsule_of(bone, joints, root);
    if (contacts_.size() < kMostContacts) add_contact(capsule, floor, strength, contacts_);
  }
  for (const Bone& bone : person.bones[static_cast<std::size_t>(BodyPart::reach)]) {
    touch(capsule_of(bone, joints, root), cast, strength);
  }
  if (figure.opacity < 1.0f) return;
  throw_shade(person, joints, root);
  stand_in_sun(person, joints, root);
}

// One lamp and one person: each further capsule costs at every fragment in the lamp's light.
void Scene::throw_shade(const Resident& person, std::span<const glm::vec4> joints, const glm::mat4& root) {
  const std::vector<Bone>& bones = person.bones[static_cast<std::size_t>(BodyPart::shade)];
  if (!spots_ || bones.empty()) return;
  const Capsule torso = capsule_of(bones[0], joints, root);
  const glm::vec3 heart = torso.to;
  for (int s = 0; s < frame_->count.x; ++s) {
    const SpotBlock& spot = frame_->spots[static_cast<std::size_t>(s)];
    const glm::vec3 gap = heart - glm::vec3(spot.position);
    const float distance = glm::length(gap);
    if (distance < 0.1f || glm::dot(gap, glm::vec3(spot.direction)) < spot.position.w * distance) continue;
    const float light =
        glm::dot(glm::vec3(spot.colour), glm::vec3(0.2126f, 0.7152f, 0.0722f)) / (distance * distance);
    if (light <= shade_light_) continue;
    shade_light_ = light;
    shade_lamp_ = s;
    for (std::size_t c = 0; c < shade_.size(); ++c) {
      shade_[c] = c < bones.size() ? capsule_of(bones[c], joints, root) : shade_[0];
    }
  }
}

void Scene::write_shade(FrameBlock& frame) {
  frame.count.z = shade_lamp_;
  if (shade_lamp_ < 0) return;
  glm::vec3 low(1e30f), high(-1e30f);
  for (const Capsule& capsule : shade_) {
    low = glm::min(low, glm::min(capsule.from, capsule.to) - capsule.radius_m);
    high = glm::max(high, glm::max(capsule.from, capsule.to) + capsule.radius_m);
  }
  constexpr float kPenumbra_m = 0.12f;
  shade_ball_ = glm::vec4(0.5f * (low + high), 0.5f * glm::length(high - low) + kPenumbra_m);
  frame.shade_ball = shade_ball_;
  for (std::size_t c = 0; c < shade_.size(); ++c) {
    const glm::vec3 along = shade_[c].to - shade_[c].from;
    frame.shade[2 * c] = glm::vec4(shade_[c].from, shade_[c].radius_m);
    frame.shade[2 * c + 1] = glm::vec4(along, glm::dot(along, along));
  }
}

bool Scene::shaded(const glm::vec3& low, const glm::vec3& high) const {
  const glm::vec3 lamp(frame_->spots[static_cast<std::size_t>(shade_lamp_)].position);
  const glm::vec3 way = glm::vec3(shade_ball_) - lamp, gap = 0.5f * (low + high) - lamp;
  const float reach = 0.5f * glm::length(high - low), near = glm::length(way), far = glm::length(gap);
  if (far + reach < near - shade_ball_.w) return false;  // before them
  // Far behind them it is all penumbra, and what it costs there is not seen.
  if (far - reach > near + shade_ball_.w + kShadeReach_m) return false;
  if (near <= shade_ball_.w || far <= reach) return true;
  const float off = std::acos(std::clamp(glm::dot(way, gap) / (near * far), -1.0f, 1.0f));
  return off < std::asin(shade_ball_.w / near) + std::asin(reach / far);
}

void Scene::add_contacts() {
  if (contacts_.empty()) return;
  const int first = static_cast<int>(used_);
  const std::span<glm::vec4> rows = take(contacts_.size() * std::tuple_size_v<ContactRows>);
  if (rows.empty()) return;
  for (std::size_t i = 0; i < contacts_.size(); ++i) {
    std::copy(contacts_[i].begin(), contacts_[i].end(), rows.begin() + static_cast<std::ptrdiff_t>(6 * i));
  }
  Variant variant;
  variant.way = Way::contact;
  variant.multiview = multiview_;
  DrawItem item;
  item.pipeline = pipelines_.get(variant);
  item.count = 6;
  item.instances = static_cast<std::uint32_t>(contacts_.size());
  item.block.index.y = first;
  items_.push_back(item);
}

}  // namespace threshold::xr
