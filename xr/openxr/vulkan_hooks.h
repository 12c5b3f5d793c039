// XR_KHR_vulkan_enable2: the runtime takes part in making the Vulkan instance and device.
#pragma once

#include "xr/openxr/instance.h"
#include "xr/openxr/painter.h"

namespace threshold::xr {

// The hooks hold on to `instance`; use them while it lives.
GpuRequest gpu_request(const Instance& instance, bool validation);

}  // namespace threshold::xr
