// The real painter: the renderer of xr/vulkan on the device that the headset's runtime chose.
#pragma once

#include <filesystem>
#include <optional>

#include "xr/openxr/painter.h"

namespace threshold::xr {

// `one_pass`: both views in one multiview pass or in two; empty: one where the driver is known to do it
// right.
PainterFactory renderer_painter(const std::filesystem::path& assets, std::optional<bool> one_pass = {});

}  // namespace threshold::xr
