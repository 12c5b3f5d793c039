#include "xr/models/model_pose.h"

namespace threshold::xr {
namespace {

void add_corners(Box& box, const Box& from, const glm::mat4& m) {
  for (int corner = 0; corner < 8; ++corner) {
    box.add(glm::vec3(m * glm::vec4((corner & 1) != 0 ? from.high.x : from.low.x,
                                    (corner & 2) != 0 ? from.high.y : from.low.y,
                                    (corner & 4) != 0 ? from.high.z : from.low.z, 1.0f)));
  }
}

}  // namespace

void ModelPose::set(const ModelFile& file, const Clip* clip, float time_s, const glm::mat4& root) {
  const ModelData& data = file.data;
  rest_pose(data, local_);
  weights_ = data.weights;
  if (clip != nullptr) sample_clip(*clip, time_s, true, local_, data.nodes, weights_);
  world_.resize(data.nodes.size());
  world_pose(data.nodes, local_, root, world_);
  joint_matrices_.resize(data.joints.size());
  joints_.resize(data.joints.size());
  for (std::size_t j = 0; j < data.joints.size(); ++j) {
    joint_matrices_[j] = world_[static_cast<std::size_t>(data.joints[j].node)] * data.joints[j].inverse_bind;
    joints_[j] = joint_rows(joint_matrices_[j]);
  }
}

Box ModelPose::box_of(const ModelFile& file, const ModelDraw& draw) const {
  const ModelPart& part = file.parts[static_cast<std::size_t>(draw.part)];
  Box box;
  if (draw.skin < 0) {
    add_corners(box, part.box, node(draw.node));
    return box;
  }
  const SkinRange& skin = file.skins[static_cast<std::size_t>(draw.skin)];
  for (int j = 0; j < skin.joints; ++j) {
    add_corners(box, part.box, joint_matrices_[static_cast<std::size_t>(skin.first_joint + j)]);
  }
  return box;
}

}  // namespace threshold::xr
