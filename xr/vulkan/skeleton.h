// Poses of people: two clips blended, then head and eyes turned to what the person looks at.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "xr/picture.h"
#include "xr/vulkan/clip_sample.h"
#include "xr/vulkan/model.h"

namespace threshold::xr {

// Three rows of an affine matrix: a joint's way from bind pose to model space.
struct JointRows {
  glm::vec4 row[3];
};
JointRows joint_rows(const glm::mat4& m);

// Reused from frame to frame, so posing allocates only when a larger skeleton comes along.
class Poser {
 public:
  // Fills `out` (model.joints.size() entries, or none: node matrices only). `look_at` is in model space:
  // metres, the person faces -z.
  void pose(const ModelData& model, const Figure& figure, const std::optional<glm::vec3>& look_at,
            std::span<JointRows> out);
  // The node's matrix of the last pose, model space.
  const glm::mat4& world(int node) const { return world_[static_cast<std::size_t>(node)]; }

 private:
  static void sample(const ModelData& model, const ClipTime& time, std::vector<LocalPose>& pose);
  void to_world(const ModelData& model, std::size_t from);
  void turn_node(const ModelData& model, int node, const glm::quat& turn);
  void look(const ModelData& model, const glm::vec3& target);
  void lids_follow(const ModelData& model, const glm::quat& eye, const char* upper, const char* lower);

  std::vector<LocalPose> from_, to_;
  std::vector<glm::mat4> world_, rest_;
  const ModelData* rest_of_ = nullptr;
};

}  // namespace threshold::xr
