// A painter that only clears: each view to a colour of its own, each panel to a half-clear white. Enough
// to see in the composed pictures what was handed in and where.
#pragma once

#include <array>

#include "xr/openxr/painter.h"

namespace threshold::xr {

struct ClearPainterProbe {  // what a test may look at and interfere with; outlives the painters
  int painters = 0, begins = 0, pictures = 0, panels = 0;
  int complaints = 0;        // messages of Vulkan's validation layers
  float depth = 0.25f;       // painted where a target has depth
  bool lose_device = false;  // the next picture throws DeviceLost
  double dawdle_s = 0.0;     // the next picture takes so much longer
  std::vector<View> views;   // of the last picture
  int masks = 0;             // how often a hidden area was told
  std::array<std::vector<glm::vec2>, 2> hidden;
  VkExtent2D extent{};
  Picture picture;  // the last one
};

PainterFactory clear_painter(ClearPainterProbe* probe);

}  // namespace threshold::xr
