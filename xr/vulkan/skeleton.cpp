#include "xr/vulkan/skeleton.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <glm/gtc/matrix_transform.hpp>

namespace threshold::xr {
namespace {

// The shortest turn that takes a to b, at most `most_rad`.
glm::quat turn_between(const glm::vec3& a, const glm::vec3& b, float most_rad) {
  const glm::vec3 axis = glm::cross(a, b);
  const float sine = glm::length(axis);
  if (sine < 1e-5f) return glm::quat(1.0f, 0.0f, 0.0f, 0.0f);
  return glm::angleAxis(std::min(std::atan2(sine, glm::dot(a, b)), most_rad), axis / sine);
}

}  // namespace

JointRows joint_rows(const glm::mat4& m) {
  return {
      {{m[0].x, m[1].x, m[2].x, m[3].x}, {m[0].y, m[1].y, m[2].y, m[3].y}, {m[0].z, m[1].z, m[2].z, m[3].z}}};
}

void Poser::sample(const ModelData& model, const ClipTime& time, std::vector<LocalPose>& pose) {
  rest_pose(model, pose);
  const Clip* clip = time.clip.empty() ? nullptr : model.clip(time.clip);
  if (clip != nullptr) sample_clip(*clip, time.time_s, time.looping, pose);
}

void Poser::to_world(const ModelData& model, std::size_t from) {
  world_pose(model.nodes, from_, glm::mat4(1.0f), world_, from);
}

// Turns a node about its own origin by a rotation given in model space.
void Poser::turn_node(const ModelData& model, int node, const glm::quat& turn) {
  const auto n = static_cast<std::size_t>(node);
  const int parent = model.nodes[n].parent;
  glm::quat above(1.0f, 0.0f, 0.0f, 0.0f);
  if (parent >= 0) {
    glm::mat3 axes(world_[static_cast<std::size_t>(parent)]);
    for (int k = 0; k < 3; ++k) axes[k] = glm::normalize(axes[k]);
    above = glm::quat_cast(axes);
  }
  from_[n].turn = glm::normalize(glm::conjugate(above) * turn * above * from_[n].turn);
  to_world(model, n);
}

void Poser::look(const ModelData& model, const glm::vec3& target) {
  constexpr float kNeckMost = 0.45f, kHeadMost = 0.75f,
                  kEyeMost = 0.45f;  // rad; beyond it the body must turn
  if (rest_of_ != &model) {
    rest_of_ = &model;
    rest_.resize(model.nodes.size());
    std::vector<LocalPose> rest;
    rest_pose(model, rest);
    world_pose(model.nodes, rest, glm::mat4(1.0f), rest_);
  }
  // Gives the turn that was made, model space.
  const auto toward = [&](const char* name, float share, float most) {
    const glm::quat none(1.0f, 0.0f, 0.0f, 0.0f);
    const int node = model.node(name);
    if (node < 0) return none;
    const auto n = static_cast<std::size_t>(node);
    glm::mat3 now(world_[n]), rest(rest_[n]);
    for (int k = 0; k < 3; ++k) {
      now[k] = glm::normalize(now[k]);
      rest[k] = glm::normalize(rest[k]);
    }
    const glm::vec3 facing = now * glm::transpose(rest) * glm::vec3(0.0f, 0.0f, -1.0f);
    const glm::vec3 gap = target - glm::vec3(world_[n][3]);
    if (glm::length(gap) < 0.05f) return none;
    const glm::vec3 wanted = glm::normalize(gap);
    // A target behind the back is followed no further than its side.
    if (glm::dot(wanted, glm::vec3(0.0f, 0.0f, -1.0f)) < -0.6f) return none;
    const glm::quat whole = turn_between(facing, wanted, 3.2f);
    const float angle = glm::angle(whole);
    const float part = angle > 1e-4f ? std::min(share, most / angle) : 0.0f;
    const glm::quat turn = glm::slerp(none, whole, part);
    turn_node(model, node, turn);
    return turn;
  };
  toward("neck", 0.35f, kNeckMost);
  toward("head", 0.85f, kHeadMost);
  for (const auto& [eye, upper, lower] :
       {std::array{"eye_l", "lid_up_l", "lid_low_l"}, std::array{"eye_r", "lid_up_r", "lid_low_r"}})
    lids_follow(model, toward(eye, 1.0f, kEyeMost), upper, lower);
}

// Lids go up and down with the eye, the upper one most, as they do in the clips.
void Poser::lids_follow(const ModelData& model, const glm::quat& eye, const char* upper, const char* lower) {
  constexpr float kUpperShare = 0.75f, kLowerShare = 0.25f;
  const int head = model.node("head");
  if (head < 0) return;
  const auto n = static_cast<std::size_t>(head);
  const glm::mat3 turned = glm::mat3(world_[n]) * glm::transpose(glm::mat3(rest_[n]));
  const glm::vec3 across = glm::normalize(turned * glm::vec3(1.0f, 0.0f, 0.0f));
  const float pitch = 2.0f * std::atan2(glm::dot(glm::vec3(eye.x, eye.y, eye.z), across), eye.w);
  for (const auto& [name, share] : {std::pair{upper, kUpperShare}, std::pair{lower, kLowerShare}})
    if (const int lid = model.node(name); lid >= 0)
      turn_node(model, lid, glm::angleAxis(share * pitch, across));
}

void Poser::pose(const ModelData& model, const Figure& figure, const std::optional<glm::vec3>& look_at,
                 std::span<JointRows> out) {
  sample(model, figure.from, from_);
  if (figure.blend > 0.0f) {
    sample(model, figure.to, to_);
    const float blend = std::min(figure.blend, 1.0f);
    for (std::size_t i = 0; i < from_.size(); ++i) {
      from_[i].shift = glm::mix(from_[i].shift, to_[i].shift, blend);
      from_[i].turn = glm::slerp(from_[i].turn, to_[i].turn, blend);
      from_[i].scale = glm::mix(from_[i].scale, to_[i].scale, blend);
    }
  }
  world_.resize(model.nodes.size());
  to_world(model, 0);
  if (look_at) look(model, *look_at);
  for (std::size_t j = 0; j < out.size(); ++j) {
    const Joint& joint = model.joints[j];
    out[j] = joint_rows(world_[static_cast<std::size_t>(joint.node)] * joint.inverse_bind);
  }
}

}  // namespace threshold::xr
