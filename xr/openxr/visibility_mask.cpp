#include "xr/openxr/visibility_mask.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "xr/openxr/check.h"

namespace threshold::xr {
namespace {

constexpr std::uint32_t kMost = 65'536;  // headsets have a few hundred; more is nonsense

// Whether a mask came. Whatever else is wrong with a mask, only a loss is worth an exception.
bool told(XrResult result) {
  if (is_loss(result)) throw XrFailure(result, "xrGetVisibilityMaskKHR");
  return XR_SUCCEEDED(result);
}

}  // namespace

std::vector<glm::vec2> hidden_triangles(std::span<const XrVector2f> vertices,
                                        std::span<const std::uint32_t> indices) {
  std::vector<glm::vec2> corners;
  if (indices.size() % 3 != 0) return corners;
  corners.reserve(indices.size());
  for (const std::uint32_t index : indices) {
    if (index >= vertices.size()) return {};
    const XrVector2f& v = vertices[index];
    if (!std::isfinite(v.x) || !std::isfinite(v.y)) return {};
    corners.emplace_back(v.x, v.y);
  }
  for (std::size_t i = 0; i < corners.size(); i += 3) {  // some runtimes give clockwise ones
    const glm::vec2 a = corners[i + 1] - corners[i], b = corners[i + 2] - corners[i];
    if (a.x * b.y - a.y * b.x < 0.0f) std::swap(corners[i + 1], corners[i + 2]);
  }
  return corners;
}

VisibilityMask::VisibilityMask(const Instance& instance, XrSession session) : session_(session) {
  if (instance.has(XR_KHR_VISIBILITY_MASK_EXTENSION_NAME))
    get_ = instance.function<PFN_xrGetVisibilityMaskKHR>("xrGetVisibilityMaskKHR");
}

std::vector<glm::vec2> VisibilityMask::hidden(std::uint32_t view) const {
  if (get_ == nullptr) return {};
  const auto get = [&](XrVisibilityMaskKHR* mask) {
    return told(get_(session_, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO, view,
                     XR_VISIBILITY_MASK_TYPE_HIDDEN_TRIANGLE_MESH_KHR, mask));
  };
  XrVisibilityMaskKHR mask{XR_TYPE_VISIBILITY_MASK_KHR};
  if (!get(&mask) || mask.vertexCountOutput > kMost || mask.indexCountOutput > kMost) return {};
  if (mask.vertexCountOutput == 0 || mask.indexCountOutput == 0) return {};
  std::vector<XrVector2f> vertices(mask.vertexCountOutput);
  std::vector<std::uint32_t> indices(mask.indexCountOutput);
  mask.vertexCapacityInput = mask.vertexCountOutput;
  mask.indexCapacityInput = mask.indexCountOutput;
  mask.vertices = vertices.data();
  mask.indices = indices.data();
  if (!get(&mask)) return {};
  vertices.resize(std::min<std::size_t>(vertices.size(), mask.vertexCountOutput));
  indices.resize(std::min<std::size_t>(indices.size(), mask.indexCountOutput));
  return hidden_triangles(vertices, indices);
}

}  // namespace threshold::xr
