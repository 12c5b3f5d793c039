// Gpu: one Vulkan 1.1 instance, device and queue through volk. A headset's runtime may insist on making
// them itself (XR_KHR_vulkan_enable2), so creation goes through hooks.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <volk.h>

namespace threshold::xr {

struct GpuRequest {
  std::vector<std::string> instance_extensions;
  std::vector<std::string> device_extensions;
  bool validation = false;  // validation + synchronisation layers; messages counted in Gpu::complaints()
  // Empty: plain vkCreateInstance / first suitable device / vkCreateDevice.
  std::function<VkResult(const VkInstanceCreateInfo&, VkInstance*)> create_instance;
  std::function<VkPhysicalDevice(VkInstance)> choose_device;
  std::function<VkResult(VkPhysicalDevice, const VkDeviceCreateInfo&, VkDevice*)> create_device;
};

// Of several devices, the one whose kind gives most.
int preference(VkPhysicalDeviceType type);

class Gpu {
 public:
  explicit Gpu(
      const GpuRequest& request);  // throws std::runtime_error: no loader, no driver, what to install
  ~Gpu();
  Gpu(const Gpu&) = delete;
  Gpu& operator=(const Gpu&) = delete;

  VkInstance instance = VK_NULL_HANDLE;
  VkPhysicalDevice physical = VK_NULL_HANDLE;
  VkDevice device = VK_NULL_HANDLE;
  std::uint32_t queue_family = 0;
  VkQueue queue = VK_NULL_HANDLE;
  std::string name;                // device and driver, for people
  bool software = false;           // lavapipe and the like
  bool multiview_trusted = false;  // false where missing or known to be wrong (lavapipe before 25)
  int max_samples = 1;
  int complaints() const;  // validation messages so far

 private:
  struct Impl;
  Impl* impl_ = nullptr;
};

}  // namespace threshold::xr
