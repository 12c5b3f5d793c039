#include "xr/vulkan/check.h"

#include <stdexcept>
#include <string>

#include "xr/vulkan/renderer.h"

namespace threshold::xr {

const char* result_name(VkResult result) {
  switch (result) {
    case VK_SUCCESS:
      return "success";
    case VK_ERROR_OUT_OF_HOST_MEMORY:
      return "out of memory";
    case VK_ERROR_OUT_OF_DEVICE_MEMORY:
      return "out of graphics memory";
    case VK_ERROR_INITIALIZATION_FAILED:
      return "initialisation failed";
    case VK_ERROR_DEVICE_LOST:
      return "graphics device lost";
    case VK_ERROR_LAYER_NOT_PRESENT:
      return "a layer is not installed";
    case VK_ERROR_EXTENSION_NOT_PRESENT:
      return "an extension is not supported";
    case VK_ERROR_FEATURE_NOT_PRESENT:
      return "a feature is not supported";
    case VK_ERROR_INCOMPATIBLE_DRIVER:
      return "no usable driver";
    case VK_ERROR_FORMAT_NOT_SUPPORTED:
      return "image format not supported";
    case VK_TIMEOUT:
      return "timed out";
    default:
      return "unexpected result";
  }
}

void check(VkResult result, const char* what) {
  if (result == VK_SUCCESS) return;
  if (result == VK_ERROR_DEVICE_LOST) throw DeviceLost{};
  throw std::runtime_error(std::string("Vulkan: ") + what + ": " + result_name(result) + " (" +
                           std::to_string(static_cast<int>(result)) + ").");
}

}  // namespace threshold::xr
