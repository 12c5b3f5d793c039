// The part of each view that its lenses never show (XR_KHR_visibility_mask), for the renderer to leave out.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <glm/vec2.hpp>

#include "xr/openxr/instance.h"

namespace threshold::xr {

// Triangles of an indexed mesh, three corners each, all counter-clockwise. Empty where the mesh makes no
// sense: an index beyond the vertices, a count that is no multiple of three, a corner that is not finite.
std::vector<glm::vec2> hidden_triangles(std::span<const XrVector2f> vertices,
                                        std::span<const std::uint32_t> indices);

class VisibilityMask {
 public:
  VisibilityMask(const Instance& instance, XrSession session);
  // What is hidden of this view, in the plane z = -1 before the eye. Empty: nothing, or the runtime cannot
  // tell; a picture shaded in vain is no reason to lose a session. Throws XrFailure where the session is
  // lost.
  std::vector<glm::vec2> hidden(std::uint32_t view) const;

 private:
  XrSession session_;
  PFN_xrGetVisibilityMaskKHR get_ = nullptr;
};

}  // namespace threshold::xr
