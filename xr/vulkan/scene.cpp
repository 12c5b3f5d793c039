#include "xr/vulkan/scene.h"

#include <algorithm>
#include <cmath>

#include <glm/gtc/matrix_transform.hpp>

#include "xr/vulkan/figure_rows.h"

namespace threshold::xr {
namespace {

constexpr float kHazeDepth_m = 16.0f;
constexpr float kHazeExtinction = 0.08f;  // a metre, at haze 1
constexpr float kLampScale = 0.3f;        // of place.json's intensities
// A glass that moves so far throws its rings as high as they get.
constexpr float kWaterShift_m = 0.002f, kWaterTilt_rad = 0.03f;
constexpr int kMoteShares = 3;             // of kPuffParticles motes
constexpr std::size_t kMostHidden = 8190;  // corners of what the lenses hide; runtimes give some hundred

glm::mat4 turned_about(const glm::vec3& pivot, const glm::vec3& shift, const glm::vec3& turn) {
  const float angle = glm::length(turn);
  glm::mat4 m = glm::translate(glm::mat4(1.0f), pivot + shift);
  if (angle > 1e-6f) m = m * glm::rotate(glm::mat4(1.0f), angle, turn / angle);
  return glm::translate(m, -pivot);
}

// Sway of a leaf branch: two slow waves out of step with its neighbours'.
glm::vec3 sway(const MovingNode& node, float wind, float time_s) {
  const float phase = node.pivot.x * 1.7f + node.pivot.z * 2.3f + node.pivot.y;
  const float slow = std::sin(time_s * 1.1f + phase), quick = std::sin(time_s * 2.9f + 2.0f * phase);
  const float amount = 0.012f + 0.06f * wind;
  return {amount * (0.7f * slow + 0.3f * quick), 0.4f * amount * quick,
          amount * (0.6f * std::sin(time_s * 0.9f - phase) + 0.35f * quick)};
}

}  // namespace

glm::mat4 projection(const View& view, float near_m) {
  const float left = std::tan(view.angle_left), right = std::tan(view.angle_right);
  const float up = std::tan(view.angle_up), down = std::tan(view.angle_down);
  glm::mat4 p(0.0f);
  p[0][0] = 2.0f / (right - left);
  p[2][0] = (right + left) / (right - left);
  p[1][1] = -2.0f / (up - down);
  p[2][1] = -(up + down) / (up - down);
  p[2][3] = -1.0f;
  p[3][2] = near_m;
  return p;
}

glm::mat4 world_to_eye(const Pose& eye) {
  const glm::quat back = glm::conjugate(eye.orientation);
  glm::mat4 m = glm::mat4_cast(back);
  m[3] = glm::vec4(back * -eye.position, 1.0f);
  return m;
}

bool box_in_view(const glm::vec3& low, const glm::vec3& high, std::span<const glm::mat4> views) {
  for (const glm::mat4& view : views) {
    int outside[5] = {0, 0, 0, 0, 0};
    for (int corner = 0; corner < 8; ++corner) {
      const glm::vec4 c =
          view * glm::vec4((corner & 1) != 0 ? high.x : low.x, (corner & 2) != 0 ? high.y : low.y,
                           (corner & 4) != 0 ? high.z : low.z, 1.0f);
      outside[0] += c.x < -c.w;
      outside[1] += c.x > c.w;
      outside[2] += c.y < -c.w;
      outside[3] += c.y > c.w;
      outside[4] += c.w < kNearPlane_m;
    }
    if (std::none_of(std::begin(outside), std::end(outside), [](int n) { return n == 8; })) return true;
  }
  return false;
}

std::span<glm::vec4> Scene::take(std::size_t count) {
  if (used_ + count > data_.size()) return {};
  const std::span<glm::vec4> taken = data_.subspan(used_, count);
  used_ += count;
  return taken;
}

void Scene::see(std::span<const View> views, VkExtent2D extent, FrameBlock& frame) {
  for (std::size_t v = 0; v < views.size(); ++v) {
    const View& view = views[v];
    const glm::mat3 axes = glm::mat3_cast(view.eye.orientation);
    frame.view_projection[v] = projection(view, kNearPlane_m) * world_to_eye(view.eye);
    frame.eye[v] = glm::vec4(view.eye.position, 1.0f);
    frame.right[v] = glm::vec4(axes[0], std::tan(view.angle_left));
    frame.up[v] = glm::vec4(axes[1], std::tan(view.angle_right));
    frame.back[v] = glm::vec4(axes[2], std::tan(view.angle_up));
    frame.lower[v] = glm::vec4(std::tan(view.angle_down), 0.0f, 0.0f, 0.0f);
  }
  frame.extent = glm::vec4(1.0f / static_cast<float>(extent.width), 1.0f / static_cast<float>(extent.height),
                           kHazeDepth_m, 0.0f);
}

void Scene::light(const Picture& picture, const PlaceData& place, FrameBlock& frame) {
  const LightData &a = place.lights[0], &b = place.lights[1];
  blend_ = std::clamp(picture.light_blend, 0.0f, 1.0f);
  const auto between = [this](const glm::vec3& x, const glm::vec3& y) { return glm::mix(x, y, blend_); };
  frame.sky = glm::vec4(between(a.sky, b.sky), std::exp2(picture.exposure_ev));
  frame.ambient_up = glm::vec4(between(a.ambient_up, b.ambient_up), blend_);
  frame.ambient_down =
      glm::vec4(between(a.ambient_down, b.ambient_down), 1.0f - std::clamp(picture.fade, 0.0f, 1.0f));
  glm::vec3 toward = between(a.key_toward, b.key_toward);
  toward = glm::length(toward) > 1e-4f ? glm::normalize(toward) : glm::vec3(0.0f, 1.0f, 0.0f);
  frame.key_toward = glm::vec4(toward, picture.time_s);
  frame.key = glm::vec4(between(a.key, b.key), std::clamp(picture.haze, 0.0f, 1.0f) * kHazeExtinction);

  int count = 0;
  cookies_ = 0;
  place_lamps_ = place.lamps.size();
  const int most = std::min(kMostSpots, static_cast<int>(place_lamps_));
  for (const Spot& spot : picture.spots) {
    const auto lamp = std::find_if(place.lamps.begin(), place.lamps.end(),
                                   [&](const LampData& l) { return l.name == spot.name; });
    if (lamp == place.lamps.end() || spot.intensity <= 0.0f || count == most) continue;
    glm::vec3 way = lamp->target - lamp->position;
    way = glm::length(way) > 1e-5f ? glm::normalize(way) : glm::vec3(0.0f, -1.0f, 0.0f);
    way = glm::angleAxis(spot.pan_rad, glm::vec3(0.0f, 1.0f, 0.0f)) * way;
    const glm::vec3 level = glm::cross(way, glm::vec3(0.0f, 1.0f, 0.0f));
    if (glm::length(level) > 1e-4f) way = glm::angleAxis(spot.tilt_rad, glm::normalize(level)) * way;
    SpotBlock& block = frame.spots[static_cast<std::size_t>(count++)];
    glm::vec3 across = glm::cross(way, glm::vec3(0.0f, 1.0f, 0.0f));
    across = glm::length(across) > 1e-4f ? glm::normalize(across) : glm::vec3(1.0f, 0.0f, 0.0f);
    frame.cookie[static_cast<std::size_t>(count - 1)] = glm::vec4(across, static_cast<float>(lamp->cookie));
    cookies_ |= lamp->cookie != 0 ? 1 << (count - 1) : 0;
    const float outer = std::cos(lamp->outer_rad), inner = std::cos(lamp->inner_rad);
    block.position = glm::vec4(lamp->position, outer);
    block.direction = glm::vec4(way, 1.0f / std::max(inner - outer, 1e-4f));
    block.colour = glm::vec4(lamp->colour * spot.colour * (lamp->intensity * spot.intensity * kLampScale),
                             std::sqrt(std::max(2.0f - 2.0f * outer, 0.0f)));
  }
  frame.count.x = count;
  frame.count.y = cookies_;
  spots_ = count > 0;
  hazy_ = spots_ && picture.haze > 0.0f;
}

Variant Scene::lit(Variant variant, int lamps) const {
  variant.multiview = multiview_;
  if (variant.way == Way::rain || variant.way == Way::water) return variant;
  variant.haze = hazy_;
  variant.spots = lamps != 0 ? lamps_of(variant, place_lamps_) : 0;
  if (variant.light == 1 && blend_ > 0.0f && blend_ < 1.0f) variant.light = 2;
  return variant;
}

int Scene::lamps_on(const glm::vec3& low, const glm::vec3& high) const {
  const glm::vec3 centre = 0.5f * (low + high);
  const float reach = 0.5f * glm::length(high - low);
  int lamps = 0;
  for (int s = 0; s < frame_->count.x; ++s) {
    const SpotBlock& spot = frame_->spots[static_cast<std::size_t>(s)];
    const glm::vec3 gap = centre - glm::vec3(spot.position);
    const float distance = glm::length(gap);
    if (distance > reach) {
      const float off =
          std::acos(std::clamp(glm::dot(gap, glm::vec3(spot.direction)) / distance, -1.0f, 1.0f));
      if (off - std::asin(reach / distance) > std::acos(spot.position.w)) continue;
    }
    lamps |= 1 << s;
  }
  return lamps;
}

bool Scene::in_view(const glm::vec3& low, const glm::vec3& high) const {
  return box_in_view(low, high, {frame_->view_projection.data(), view_count_});
}

void Scene::add_place(const Picture& picture, const Resident& place) {
  for (const DrawData& draw : place.model.draws) {
    const MaterialData& material = place.model.materials[static_cast<std::size_t>(draw.material)];
    DrawItem item;
    glm::vec3 low = draw.box.low, high = draw.box.high;
    item.block.emissive = glm::vec4(material.emissive, 0.0f);
    if (draw.moving >= 0) {
      const MovingNode& node = place.model.moving[static_cast<std::size_t>(draw.moving)];
      glm::vec3 shift(0.0f), turn(0.0f);
      float shaken = 0.0f;
      if (node.leaves) turn = sway(node, picture.wind, picture.time_s);
      for (const PartMotion& part : picture.parts) {
        if (part.node != node.name) continue;
        shift = part.shift;
        turn += part.tilt_rad;
        item.block.emissive.w = part.glow;
        shaken = std::min(
            1.0f, glm::length(part.shift) / kWaterShift_m + glm::length(part.tilt_rad) / kWaterTilt_rad);
      }
      item.block.model = turned_about(node.pivot, shift, turn);
      if (material.name == "water_glass") item.block.emissive = glm::vec4(node.pivot + shift, shaken);
      const glm::vec3 centre(item.block.model * glm::vec4(draw.box.centre(), 1.0f));
      const glm::vec3 reach(0.5f * glm::length(high - low));
      low = centre - reach;
      high = centre + reach;
    }
    if (!in_view(low, high)) continue;
    item.block.index.w = lamps_on(low, high);
    Variant variant = lit(variant_of(place, draw, false), item.block.index.w);
    variant.cookie = variant.spots > 0 && (item.block.index.w & cookies_) != 0;
    // Where the processor draws, the shadow stays in the haze: on surfaces it would cost half a frame.
    variant.shade = !pipelines_.software() && variant.spots > 0 && shade_lamp_ >= 0 &&
                    (item.block.index.w >> shade_lamp_ & 1) != 0 && shaded(low, high);
    variant.sun =
        (variant.light == 1 || variant.light == 2) && variant.way == Way::place && sunned(low, high);
    item.pipeline = pipelines_.get(variant);
    item.resident = &place;
    item.lightmaps = place.lightmap_sets[blend_ >= 1.0f ? 1 : 0];
    item.texture = place.texture_sets[static_cast<std::size_t>(draw.material)];
    item.first = draw.first_index;
    item.count = draw.index_count;
    item.block.base = material.base;
    item.block.surface = glm::vec4(material.metallic, material.roughness, 0.0f, 0.0f);
    (variant.transparent ? transparent_ : items_).push_back(item);
  }
}

void Scene::set_hidden_area(std::size_t view, std::vector<glm::vec2> triangles) {
  if (view >= hidden_.size()) return;
  triangles.resize(std::min(triangles.size(), kMostHidden) / 3 * 3);  // to hide less does no harm
  hidden_[view] = std::move(triangles);
}

void Scene::add_hidden_area() {
  std::size_t most = 0, rows = 1;
  for (std::size_t v = 0; v < view_count_; ++v) {
    most = std::max(most, hidden_[v].size());
    rows += (hidden_[v].size() + 1) / 2;
  }
  if (most == 0) return;
  const int first = static_cast<int>(used_);
  const std::span<glm::vec4> to = take(rows);
  if (to.empty()) return;
  to[0] = glm::vec4(0.0f);
  std::size_t at = 1;
  for (std::size_t v = 0; v < view_count_; ++v) {
    const std::vector<glm::vec2>& corners = hidden_[v];
    to[0][static_cast<int>(2 * v)] = static_cast<float>(at);
    to[0][static_cast<int>(2 * v + 1)] = static_cast<float>(corners.size());
    for (std::size_t i = 0; i < corners.size(); i += 2) {
      to[at++] = glm::vec4(corners[i], i + 1 < corners.size() ? corners[i + 1] : glm::vec2(0.0f));
    }
  }
  Variant variant;
  variant.way = Way::hidden;
  variant.multiview = multiview_;
  DrawItem item;
  item.pipeline = pipelines_.get(variant);
  item.count = static_cast<std::uint32_t>(most);
  item.block.index.y = first;
  items_.push_back(item);
}

void Scene::add_sky() {
  Variant variant;
  variant.way = Way::sky;
  variant.haze = hazy_;
  variant.multiview = multiview_;
  DrawItem item;
  item.pipeline = pipelines_.get(variant);
  item.count = 3;
  items_.push_back(item);
}

void Scene::add_puffs(const Picture& picture, const Cast& cast) {
  const int first = static_cast<int>(used_);
  std::uint32_t instances = 0;
  for (const Puff& puff : picture.puffs) {
    if (puff.strength <= 0.0f || puff.age_s < 0.0f || puff.age_s > 5.0f) continue;
    const std::span<glm::vec4> rows = take(2);
    if (rows.empty()) break;
    rows[0] = glm::vec4(puff.position, puff.age_s);
    rows[1] = glm::vec4(static_cast<float>(puff.kind), puff.strength, static_cast<float>(puff.seed >> 16),
                        static_cast<float>(puff.seed & 0xffffu));
    ++instances;
  }
  for (std::size_t i = 0; cast.place != nullptr && i < cast.place->place.motes.size(); ++i) {
    const MotesData& motes = cast.place->place.motes[i];
    const glm::vec3 reach(motes.radius_m);
    // The sun's dust is gone with the sun.
    const float lit = motes.lamps ? 0.99f : 0.99f * (1.0f - blend_);
    if ((motes.lamps && !spots_) || lit <= 0.0f || !in_view(motes.centre - reach, motes.centre + reach))
      continue;
    for (int share = 0; share < kMoteShares; ++share) {
      const std::span<glm::vec4> rows = take(2);
      if (rows.empty()) break;
      rows[0] = glm::vec4(motes.centre, picture.time_s);
      rows[1] = glm::vec4(motes.lamps ? 4.0f : 3.0f, motes.radius_m, static_cast<float>(i),
                          static_cast<float>(share) + lit);
      ++instances;
    }
  }
  if (instances == 0) return;
  Variant variant;
  variant.way = Way::puff;
  variant.multiview = multiview_;
  DrawItem item;
  item.pipeline = pipelines_.get(variant);
  item.count = 6 * kPuffParticles;
  item.instances = instances;
  item.block.index = glm::ivec4(0, first, 2, 0);
  items_.push_back(item);
}

// One triangle whose corners are all in one point: it covers nothing, but the driver has then made what it
// needs, while nobody waits for it.
void Scene::rehearse(const Library::Rehearsal& rehearsal) {
  const Resident& resident = *rehearsal.resident;
  const DrawData& draw = resident.model.draws[rehearsal.draw];
  DrawItem item;
  if (!resident.model.joints.empty()) {
    item.block.index.y = static_cast<int>(used_);
    const std::span<glm::vec4> rows = take(kFixedRows + 3 * resident.model.joints.size());
    if (rows.empty()) return;
    std::fill(rows.begin(), rows.end(), glm::vec4(0.0f));
    item.skinned = true;
  }
  item.pipeline = pipelines_.get(rehearsal.variant);
  item.resident = &resident;
  item.lightmaps = item.skinned ? library_.white_lightmaps() : resident.lightmap_sets[0];
  item.texture = resident.texture_sets[static_cast<std::size_t>(draw.material)];
  item.first = draw.first_index;
  item.count = 3;
  item.block.model = glm::mat4(0.0f);
  item.block.model[3][3] = 1.0f;
  (rehearsal.variant.transparent ? transparent_ : items_).push_back(item);
}

// For galleries: a warm key from the front left, cool fill, a middle grey behind.
PlaceData Scene::studio_light() {
  PlaceData place;
  LightData light;
  light.sky = {0.21f, 0.22f, 0.23f};
  light.ambient_up = {0.36f, 0.38f, 0.42f};
  light.ambient_down = {0.20f, 0.18f, 0.16f};
  light.key_toward = glm::normalize(glm::vec3(-0.45f, 0.75f, 0.65f));
  light.key = {0.62f, 0.56f, 0.46f};
  place.lights = {light, light};
  return place;
}

void Scene::build(const Picture& picture, std::span<const View> views, const Cast& cast, bool multiview,
                  VkExtent2D extent, FrameBlock& frame, std::span<glm::vec4> data) {
  items_.clear();
  transparent_.clear();
  frame_ = &frame;
  data_ = data;
  used_ = 0;
  dropped_ = 0;
  contacts_.clear();
  shade_light_ = 0.0f;
  shade_lamp_ = -1;
  sun_count_ = 0;
  multiview_ = multiview;
  view_count_ = views.size();
  see(views, extent, frame);
  light(picture, cast.place != nullptr ? cast.place->place : nowhere_, frame);
  add_hidden_area();
  const Pose head = head_of(views);
  add_hands(picture, head, cast);  // nearest first
  add_figures(picture, cast);
  write_shade(frame);
  if (cast.place != nullptr) write_sun(cast.place->place, frame);
  if (cast.place != nullptr) add_place(picture, *cast.place);
  if (cast.rehearsal) rehearse(*cast.rehearsal);
  add_sky();
  add_contacts();
  items_.insert(items_.end(), transparent_.rbegin(), transparent_.rend());  // far ones first
  add_puffs(picture, cast);
}

}  // namespace threshold::xr
