// Scene: people, the crowd, own hands and what they hold.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "xr/vulkan/figure_rows.h"
#include "xr/vulkan/own_arm.h"
#include "xr/vulkan/scene.h"

namespace threshold::xr {
namespace {

constexpr float kStick_m = 0.406f;
constexpr std::size_t kArmRows = 4;  // of an arm, after the joints: as in shaders/person.vert

struct FigureBox {  // whatever they do in it
  glm::vec3 low, high;
};

FigureBox box_of(const Figure& figure) {
  const glm::vec3 centre = figure.root.position + glm::vec3(0.0f, 0.95f, 0.0f);
  return {centre - glm::vec3(1.2f), centre + glm::vec3(1.2f)};
}

}  // namespace

void Scene::add_person_draws(const Resident& person, int first, int stride, std::uint32_t instances,
                             const Manner& manner, int lamps) {
  const bool choose = manner.far || person.has_far;
  for (const DrawData& draw : person.model.draws) {
    if (choose && draw.far != manner.far) continue;
    const MaterialData& material = person.model.materials[static_cast<std::size_t>(draw.material)];
    Variant variant = variant_of(person, draw, true);
    variant.transparent |= manner.transparent;
    variant.two_sided |= manner.two_sided;
    variant.fade = manner.fade;
    DrawItem item;
    // The pipeline that was made ready while loading, even where no lamp reaches: a new one would stop a
    // frame.
    item.pipeline = pipelines_.get(lit(variant, frame_->count.x));
    item.resident = &person;
    item.lightmaps = library_.white_lightmaps();
    item.texture = person.texture_sets[static_cast<std::size_t>(draw.material)];
    item.first = draw.first_index;
    item.count = draw.index_count;
    item.instances = instances;
    item.skinned = true;
    item.block.base = material.base;
    item.block.emissive = glm::vec4(material.emissive, 0.0f);
    item.block.surface = glm::vec4(material.metallic, material.roughness,
                                   !manner.own         ? 0.0f
                                   : manner.only_faint ? 2.0f
                                                       : 1.0f,
                                   0.0f);
    item.block.index = glm::ivec4(0, first, stride, lamps);
    (variant.transparent ? transparent_ : items_).push_back(item);
  }
}

float Scene::height_px(const glm::vec3& foot) const {
  constexpr float kTall_m = 1.7f;
  const float distance =
      std::max(glm::distance(foot + glm::vec3(0.0f, 0.9f, 0.0f), glm::vec3(frame_->eye[0])), 0.1f);
  const float tangents = std::max(frame_->back[0].w - frame_->lower[0].x, 1e-3f);
  return kTall_m / (distance * tangents * frame_->extent.y);
}

void Scene::list_figures(const Picture& picture, const Cast& cast) {
  order_.clear();
  for (std::size_t i = 0; i < picture.figures.size(); ++i) {
    const Figure& figure = picture.figures[i];
    if (cast.figures[i] == nullptr || figure.opacity <= 0.0f) continue;
    const glm::vec3& foot = figure.root.position;
    const Resident& person = *cast.figures[i];
    float near = 1.0f;
    if (person.has_far) {
      near = detail_.near_share(figure.name, height_px(foot),
                                is_crowd(figure.model) ? Detail::kCrowd : Detail::kPerson, picture.time_s);
    }
    const FigureBox box = box_of(figure);
    if (!in_view(box.low, box.high)) continue;
    Entry entry;
    entry.figure = static_cast<int>(i);
    entry.person = &person;
    entry.distance_m = glm::distance(foot, glm::vec3(frame_->eye[0]));
    entry.manner.transparent = figure.opacity < 1.0f;
    if (entry.manner.transparent) near = near < 0.5f ? 0.0f : 1.0f;  // glass does not fade twice
    entry.manner.fade = near > 0.0f && near < 1.0f;
    entry.near = near;
    if (near > 0.0f) order_.push_back(entry);
    entry.manner.far = true;
    entry.again = near > 0.0f;
    if (near < 1.0f) order_.push_back(entry);
  }
  const auto key = [](const Entry& e) {  // instances of one model in one manner together
    return std::tuple(e.manner.transparent, e.person, e.manner.far, e.manner.fade, e.distance_m);
  };
  std::sort(order_.begin(), order_.end(), [&](const Entry& a, const Entry& b) { return key(a) < key(b); });
}

// Where captions do not belong: the face, between neck and crown, and the hands below it while they sign.
void Scene::note_face(const Resident& person, std::span<const glm::vec4> joints, const Figure& figure) {
  const std::vector<Bone>& bones = person.bones[static_cast<std::size_t>(BodyPart::shade)];
  if (bones.size() < 2) return;
  const Capsule head = capsule_of(bones[1], joints, root_matrix(figure.root));  // neck to crown
  people_.push_back({glm::mix(head.from, head.to, 0.65f), figure.to.clip.rfind("sign_", 0) == 0});
}

void Scene::add_figures(const Picture& picture, const Cast& cast) {
  list_figures(picture, cast);
  people_.clear();
  for (std::size_t at = 0; at < order_.size();) {
    const Entry& lead = order_[at];
    const Resident& person = *lead.person;
    const std::size_t stride = kFixedRows + 3 * person.model.joints.size();
    const int first = static_cast<int>(used_);
    std::uint32_t instances = 0;
    int lamps = 0;  // those that reach any of them: instances are drawn as one
    for (; at < order_.size() && order_[at].person == &person && order_[at].manner == lead.manner; ++at) {
      const Entry& entry = order_[at];
      const Figure& figure = picture.figures[static_cast<std::size_t>(entry.figure)];
      const std::span<glm::vec4> rows = take(stride);
      if (rows.empty()) {
        ++dropped_;
        continue;
      }
      std::optional<glm::vec3> look_at;
      if (figure.look_at) {
        look_at = glm::conjugate(figure.root.orientation) * (*figure.look_at - figure.root.position);
      }
      write_rows(rows, root_matrix(figure.root));
      // Before a stage the crowd stays in the dark; by itself, in a gallery, it is lit as anybody.
      const float shade = is_crowd(figure.model) && !picture.place.empty() ? 0.22f : 1.0f;
      // While one version fades into the other: which part of the pixels this one has, below 0 from the other
      // end.
      const float part = entry.manner.far ? entry.near - 1.0f : entry.near;
      rows[3] = glm::vec4(glm::vec3(shade), entry.manner.fade ? part : figure.opacity);
      poser_.pose(person.model, figure, look_at,
                  {reinterpret_cast<JointRows*>(rows.data() + kFixedRows), person.model.joints.size()});
      if (!is_crowd(figure.model) && !entry.again) touch(person, rows.subspan(kFixedRows), figure, cast);
      if (!is_crowd(figure.model) && !entry.again) note_face(person, rows.subspan(kFixedRows), figure);
      const FigureBox box = box_of(figure);
      lamps |= lamps_on(box.low, box.high);
      ++instances;
    }
    if (instances > 0)
      add_person_draws(person, first, static_cast<int>(stride), instances, lead.manner, lamps);
  }
}

// Drawn twice: what is whole, then what of the sleeves fades, as glass in front of all else.
void Scene::add_hands(const Picture& picture, const Pose& head, const Cast& cast) {
  const bool any = picture.hands[0].visible || picture.hands[1].visible;
  if (cast.hands != nullptr && any) {
    const ModelData& model = cast.hands->model;
    const std::size_t stride = kFixedRows + 3 * model.joints.size() + 2 * kArmRows;
    const int first = static_cast<int>(used_);
    const std::span<glm::vec4> rows = take(stride);
    if (!rows.empty()) {
      write_rows(rows, glm::mat4(1.0f));
      rows[3] = glm::vec4(1.0f);
      std::fill(rows.end() - 2 * kArmRows, rows.end(), glm::vec4(0.0f));
      const std::array<glm::mat4, 2> wrists =
          pose_hands(model, picture.hands, poser_,
                     {reinterpret_cast<JointRows*>(rows.data() + kFixedRows), model.joints.size()});
      add_person_draws(*cast.hands, first, static_cast<int>(stride), 1,
                       {.two_sided = true, .fade = true, .own = true}, every_lamp());  // open sleeves
      add_person_draws(*cast.hands, first, static_cast<int>(stride), 1,
                       {.transparent = true, .fade = true, .own = true, .only_faint = true}, every_lamp());
      for (std::size_t side = 0; side < 2; ++side) {
        if (!picture.hands[side].visible) continue;
        const ArmBends bends =
            bends_of(wrists[side], arm_of(head, static_cast<Side>(side), glm::vec3(wrists[side][3])));
        const std::span<glm::vec4> arm = rows.subspan(stride - (2 - side) * kArmRows, kArmRows);
        arm[0] = glm::vec4(bends.wrist.at, bends.wrist.angle_rad);
        arm[1] = glm::vec4(bends.wrist.axis, bends.stretch);
        arm[2] = glm::vec4(bends.elbow.at, bends.elbow.angle_rad);
        arm[3] = glm::vec4(bends.elbow.axis, 0.0f);
        touch({bends.wrist.at, glm::mix(bends.wrist.at, bends.elbow.at, 0.8f), 0.034f}, cast,
              kContactStrength);
        for (const Bone& bone : cast.hands->hand_bones[side]) {
          touch(capsule_of(bone, rows.subspan(kFixedRows), glm::mat4(1.0f)), cast, kContactStrength);
        }
      }
    }
  }
  if (cast.stick == nullptr) return;
  const ModelData& model = cast.stick->model;
  const std::size_t stride = kFixedRows + 3 * model.joints.size();
  const int first = static_cast<int>(used_);
  std::uint32_t instances = 0;
  for (const HandFigure& hand : picture.hands) {
    if (hand.holds != HoldKind::stick) continue;
    const std::span<glm::vec4> rows = take(stride);
    if (rows.empty()) continue;
    const glm::mat4 stick = root_matrix(hand.stick);
    write_rows(rows, stick);
    touch({glm::vec3(stick[3]), glm::vec3(stick * glm::vec4(0.0f, 0.0f, -kStick_m, 1.0f)), 0.008f}, cast,
          kContactStrength);
    rows[3] = glm::vec4(1.0f);
    poser_.pose(model, {}, std::nullopt,
                {reinterpret_cast<JointRows*>(rows.data() + kFixedRows), model.joints.size()});
    ++instances;
  }
  if (instances > 0)
    add_person_draws(*cast.stick, first, static_cast<int>(stride), instances, {}, every_lamp());
}

}  // namespace threshold::xr
