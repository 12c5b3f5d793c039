#include "xr/openxr/vulkan_hooks.h"

#include <dlfcn.h>

#include "xr/openxr/check.h"

namespace threshold::xr {
namespace {

// The loader's entry, found without linking Vulkan: this library draws nothing itself.
PFN_vkGetInstanceProcAddr vulkan_entry() {
  static void* const library = dlopen("libvulkan.so.1", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw std::runtime_error("no Vulkan loader: install libvulkan1");
  return reinterpret_cast<PFN_vkGetInstanceProcAddr>(dlsym(library, "vkGetInstanceProcAddr"));
}

template <typename Function>
Function needed(const Instance& instance, const char* name) {
  const auto found = instance.function<Function>(name);
  if (found == nullptr) throw XrFailure(XR_ERROR_FUNCTION_UNSUPPORTED, name);
  return found;
}

}  // namespace

GpuRequest gpu_request(const Instance& instance, bool validation) {
  XrGraphicsRequirementsVulkanKHR requirements{XR_TYPE_GRAPHICS_REQUIREMENTS_VULKAN_KHR};
  const auto ask =
      needed<PFN_xrGetVulkanGraphicsRequirements2KHR>(instance, "xrGetVulkanGraphicsRequirements2KHR");
  check(ask(instance.get(), instance.system(), &requirements), "xrGetVulkanGraphicsRequirements2KHR");

  GpuRequest request;
  request.validation = validation;
  request.create_instance = [&instance](const VkInstanceCreateInfo& info, VkInstance* out) {
    XrVulkanInstanceCreateInfoKHR create{XR_TYPE_VULKAN_INSTANCE_CREATE_INFO_KHR};
    create.systemId = instance.system();
    create.pfnGetInstanceProcAddr = vulkan_entry();
    create.vulkanCreateInfo = &info;
    VkResult result = VK_ERROR_INITIALIZATION_FAILED;
    const auto call = needed<PFN_xrCreateVulkanInstanceKHR>(instance, "xrCreateVulkanInstanceKHR");
    const XrResult xr = call(instance.get(), &create, out, &result);
    return XR_FAILED(xr) && result == VK_SUCCESS ? VK_ERROR_INITIALIZATION_FAILED : result;
  };
  request.choose_device = [&instance](VkInstance vulkan) {
    XrVulkanGraphicsDeviceGetInfoKHR info{XR_TYPE_VULKAN_GRAPHICS_DEVICE_GET_INFO_KHR};
    info.systemId = instance.system();
    info.vulkanInstance = vulkan;
    VkPhysicalDevice physical = VK_NULL_HANDLE;
    const auto call = needed<PFN_xrGetVulkanGraphicsDevice2KHR>(instance, "xrGetVulkanGraphicsDevice2KHR");
    check(call(instance.get(), &info, &physical), "xrGetVulkanGraphicsDevice2KHR");
    return physical;
  };
  request.create_device = [&instance](VkPhysicalDevice physical, const VkDeviceCreateInfo& info,
                                      VkDevice* out) {
    XrVulkanDeviceCreateInfoKHR create{XR_TYPE_VULKAN_DEVICE_CREATE_INFO_KHR};
    create.systemId = instance.system();
    create.pfnGetInstanceProcAddr = vulkan_entry();
    create.vulkanPhysicalDevice = physical;
    create.vulkanCreateInfo = &info;
    VkResult result = VK_ERROR_INITIALIZATION_FAILED;
    const auto call = needed<PFN_xrCreateVulkanDeviceKHR>(instance, "xrCreateVulkanDeviceKHR");
    const XrResult xr = call(instance.get(), &create, out, &result);
    return XR_FAILED(xr) && result == VK_SUCCESS ? VK_ERROR_INITIALIZATION_FAILED : result;
  };
  return request;
}

}  // namespace threshold::xr
