// Clips sampled: what the nodes of a model are at one time of an animation (glTF 2.0, 3.11 and appendix C).
#pragma once

#include <span>
#include <vector>

#include "xr/vulkan/model.h"

namespace threshold::xr {

struct LocalPose {
  glm::vec3 shift;
  glm::quat turn;
  glm::vec3 scale;
};
glm::mat4 matrix_of(const LocalPose& pose);

void rest_pose(const ModelData& model, std::vector<LocalPose>& pose);
// Overwrites what the clip moves. Looping wraps the time, else it stays at the ends. `weights`, where given,
// are those of ModelData::weights.
void sample_clip(const Clip& clip, float time_s, bool looping, std::span<LocalPose> pose,
                 std::span<const NodeRest> nodes = {}, std::span<float> weights = {});

// Matrices of the nodes from their poses, those of the first `from` being right already; `root` is above all.
void world_pose(std::span<const NodeRest> nodes, std::span<const LocalPose> pose, const glm::mat4& root,
                std::span<glm::mat4> world, std::size_t from = 0);

}  // namespace threshold::xr
