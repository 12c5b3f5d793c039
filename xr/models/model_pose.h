// ModelPose: where everything of one instance is at one time: matrices of nodes, rows of joints, morph
// weights.
#pragma once

#include "xr/models/model_file.h"
#include "xr/vulkan/clip_sample.h"
#include "xr/vulkan/skeleton.h"

namespace threshold::xr {

class ModelPose {
 public:
  // `clip` null: at rest.
  void set(const ModelFile& file, const Clip* clip, float time_s, const glm::mat4& root);
  const glm::mat4& node(int n) const { return world_[static_cast<std::size_t>(n)]; }
  const std::vector<JointRows>& joints() const { return joints_; }
  std::span<const float> weights(const NodeRest& node) const {
    return {weights_.data() + node.first_weight, static_cast<std::size_t>(node.weight_count)};
  }
  // World box of a draw; of a skinned one, that its joints together give it (generous).
  Box box_of(const ModelFile& file, const ModelDraw& draw) const;

 private:
  std::vector<LocalPose> local_;
  std::vector<glm::mat4> world_;
  std::vector<glm::mat4> joint_matrices_;
  std::vector<JointRows> joints_;
  std::vector<float> weights_;
};

}  // namespace threshold::xr
