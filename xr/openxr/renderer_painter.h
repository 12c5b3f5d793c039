// The real painter: the renderer of xr/vulkan on the device that the headset's runtime chose.
#pragma once

#include <filesystem>

#include "xr/openxr/painter.h"

namespace threshold::xr {

PainterFactory renderer_painter(const std::filesystem::path& assets);

}  // namespace threshold::xr
