#include "xr/vulkan/model.h"

#include <glm/common.hpp>

namespace threshold::xr {

void Box::add(const glm::vec3& p) {
  low = glm::min(low, p);
  high = glm::max(high, p);
}

const Clip* ModelData::clip(std::string_view name) const {
  for (const Clip& c : clips) {
    if (c.name == name) return &c;
  }
  return nullptr;
}

int ModelData::node(std::string_view name) const {
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

bool ModelData::has_far() const {
  bool near = false, far = false;
  for (const DrawData& draw : draws) (draw.far ? far : near) = true;
  return near && far;
}

}  // namespace threshold::xr
