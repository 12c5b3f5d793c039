// XR_KHR_visibility_mask: a mesh of its own for each eye, by the extension's own two-call idiom.
#include "tests/openxr_runtime/guard.h"

namespace threshold::test_runtime {
namespace {

XrResult get_mask(XrSession handle, XrViewConfigurationType type, std::uint32_t view,
                  XrVisibilityMaskTypeKHR kind, XrVisibilityMaskKHR* out) {
  Runtime& rt = runtime();
  rt.session(handle);
  if (!rt.enabled(XR_KHR_VISIBILITY_MASK_EXTENSION_NAME))
    rt.mistake(XR_ERROR_FUNCTION_UNSUPPORTED, "xrGetVisibilityMaskKHR: its extension was not enabled");
  rt.expect_type(out, XR_TYPE_VISIBILITY_MASK_KHR, "xrGetVisibilityMaskKHR");
  if (type != XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO || view > 1)
    rt.mistake(XR_ERROR_VALIDATION_FAILURE, "xrGetVisibilityMaskKHR: no such view");
  const std::vector<glm::vec2>& corners = rt.world.hidden[view];
  const bool told = kind == XR_VISIBILITY_MASK_TYPE_HIDDEN_TRIANGLE_MESH_KHR && corners.size() >= 3;
  const auto vertices = static_cast<std::uint32_t>(told ? corners.size() : 0);
  const std::uint32_t indices = told ? 3 * (vertices - 2) : 0;
  out->vertexCountOutput = vertices;
  out->indexCountOutput = indices;
  if (out->vertexCapacityInput == 0 && out->indexCapacityInput == 0) return XR_SUCCESS;
  if (out->vertexCapacityInput < vertices || out->indexCapacityInput < indices)
    return XR_ERROR_SIZE_INSUFFICIENT;
  if (told && (out->vertices == nullptr || out->indices == nullptr))
    rt.mistake(XR_ERROR_VALIDATION_FAILURE, "xrGetVisibilityMaskKHR: room for a mesh, but none given");
  for (std::uint32_t i = 0; i < vertices; ++i) out->vertices[i] = {corners[i].x, corners[i].y};
  for (std::uint32_t i = 0; i < indices / 3; ++i) {
    out->indices[3 * i] = 0;
    out->indices[3 * i + 1] = i + 1;
    out->indices[3 * i + 2] = i + 2;
  }
  return XR_SUCCESS;
}

}  // namespace

std::vector<Entry> mask_entries() {
  return {entry<"xrGetVisibilityMaskKHR", &get_mask>()};
}

}  // namespace threshold::test_runtime
