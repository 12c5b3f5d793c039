// Turns a Vulkan result into an exception that says which call failed and why.
#pragma once

#include <volk.h>

namespace threshold::xr {

const char* result_name(VkResult result);

// Throws DeviceLost for a lost device, std::runtime_error for every other failure.
void check(VkResult result, const char* what);

// A zeroed Vulkan structure that says what it is.
template <class T>
T vk_struct(VkStructureType type) {
  T made{};
  made.sType = type;
  return made;
}

}  // namespace threshold::xr
