#include "xr/vulkan/clip_sample.h"

#include <algorithm>
#include <cmath>

namespace threshold::xr {
namespace {

glm::quat quat_of(const glm::vec4& v) {
  return glm::quat(v.w, v.x, v.y, v.z);
}

// Index of the last key at or before t; exported keys are mostly even, so guess first.
std::size_t key_before(const std::vector<float>& times, float t) {
  if (times.size() < 2 || t <= times.front()) return 0;
  const float step = (times.back() - times.front()) / static_cast<float>(times.size() - 1);
  auto guess = static_cast<std::size_t>(step > 0.0f ? (t - times.front()) / step : 0.0f);
  guess = std::min(guess, times.size() - 2);
  if (times[guess] <= t && t <= times[guess + 1]) return guess;
  const auto after = std::upper_bound(times.begin(), times.end(), t);
  return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, after - times.begin() - 1));
}

// Where between two keys a time falls.
struct Between {
  std::size_t key = 0, next = 0;
  float part = 0.0f, span_s = 0.0f;
};

Between between(const Channel& channel, float t) {
  Between at;
  at.key = key_before(channel.times, t);
  at.next = std::min(at.key + 1, channel.times.size() - 1);
  at.span_s = channel.times[at.next] - channel.times[at.key];
  at.part = at.span_s > 0.0f ? std::clamp((t - channel.times[at.key]) / at.span_s, 0.0f, 1.0f) : 0.0f;
  if (channel.step && at.part < 1.0f) at.part = 0.0f;
  return at;
}

// Hermite's spline: ends a and b, tangents scaled to the span.
template <class T>
T hermite(const T& a, const T& leaving, const T& arriving, const T& b, float p) {
  const float p2 = p * p, p3 = p2 * p;
  return a * (2.0f * p3 - 3.0f * p2 + 1.0f) + leaving * (p3 - 2.0f * p2 + p) + b * (-2.0f * p3 + 3.0f * p2) +
         arriving * (p3 - p2);
}

glm::vec4 value_at(const Channel& channel, const Between& at) {
  const glm::vec4 &a = channel.values[at.key], &b = channel.values[at.next];
  if (!channel.arriving.empty()) {
    return hermite(a, channel.leaving[at.key] * at.span_s, channel.arriving[at.next] * at.span_s, b, at.part);
  }
  if (channel.path != ChannelPath::turn) return a * (1.0f - at.part) + b * at.part;
  // The shorter way round. Keys are mostly close, and then a straight line is 1e-4 rad from the arc at most.
  const float cosine = glm::dot(a, b), sign = cosine < 0.0f ? -1.0f : 1.0f;
  if (sign * cosine > 0.995f) return a * (1.0f - at.part) + b * (sign * at.part);
  const glm::quat turn = glm::slerp(glm::normalize(quat_of(a)), glm::normalize(quat_of(b)), at.part);
  return {turn.x, turn.y, turn.z, turn.w};
}

void set_weights(const Channel& channel, const Between& at, const NodeRest& node, std::span<float> weights) {
  const auto count = static_cast<std::size_t>(node.weight_count);
  for (std::size_t w = 0; w < count; ++w) {
    const std::size_t a = at.key * count + w, b = at.next * count + w;
    float& to = weights[static_cast<std::size_t>(node.first_weight) + w];
    if (channel.weights_arriving.empty()) {
      to = channel.weights[a] * (1.0f - at.part) + channel.weights[b] * at.part;
    } else {
      to = hermite(channel.weights[a], channel.weights_leaving[a] * at.span_s,
                   channel.weights_arriving[b] * at.span_s, channel.weights[b], at.part);
    }
  }
}

}  // namespace

glm::mat4 matrix_of(const LocalPose& pose) {
  glm::mat4 m = glm::mat4_cast(pose.turn);
  m[0] *= pose.scale.x;
  m[1] *= pose.scale.y;
  m[2] *= pose.scale.z;
  m[3] = glm::vec4(pose.shift, 1.0f);
  return m;
}

void rest_pose(const ModelData& model, std::vector<LocalPose>& pose) {
  pose.resize(model.nodes.size());
  for (std::size_t i = 0; i < model.nodes.size(); ++i) {
    pose[i] = {model.nodes[i].shift, model.nodes[i].turn, model.nodes[i].scale};
  }
}

void sample_clip(const Clip& clip, float t, bool looping, std::span<LocalPose> pose,
                 std::span<const NodeRest> nodes, std::span<float> weights) {
  if (clip.duration_s <= 0.0f) {
    t = 0.0f;  // a single pose
  } else if (looping) {
    t = std::fmod(t, clip.duration_s);
    if (t < 0.0f) t += clip.duration_s;
  } else {
    t = std::clamp(t, 0.0f, clip.duration_s);
  }
  for (const Channel& channel : clip.channels) {
    const Between at = between(channel, t);
    const auto n = static_cast<std::size_t>(channel.node);
    if (channel.path == ChannelPath::weights) {
      if (!weights.empty()) set_weights(channel, at, nodes[n], weights);
      continue;
    }
    const glm::vec4 value = value_at(channel, at);
    if (channel.path == ChannelPath::shift) pose[n].shift = value;
    if (channel.path == ChannelPath::scale) pose[n].scale = value;
    if (channel.path == ChannelPath::turn) pose[n].turn = glm::normalize(quat_of(value));
  }
}

void world_pose(std::span<const NodeRest> nodes, std::span<const LocalPose> pose, const glm::mat4& root,
                std::span<glm::mat4> world, std::size_t from) {
  for (std::size_t i = from; i < nodes.size(); ++i) {
    const int parent = nodes[i].parent;
    world[i] = (parent < 0 ? root : world[static_cast<std::size_t>(parent)]) * matrix_of(pose[i]);
  }
}

}  // namespace threshold::xr
