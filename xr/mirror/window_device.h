// WindowDevice: a Vulkan instance and device for the mirror's window alone, so that a window that waits, or
// is lost, is never the headset's affair, nor a headset's call that hangs the window's.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "xr/mirror/window_calls.h"

namespace threshold::xr {

struct WindowDeviceOptions {
  std::vector<const char*> extensions;  // of the instance, for surfaces
  bool validation = false;
  std::function<void(WindowCalls&)> amend;  // once they are known: what tests put in their place
};

class WindowDevice {
 public:
  // The instance alone. The main thread, before any other uses Vulkan. Throws std::runtime_error.
  explicit WindowDevice(WindowDeviceOptions options);
  ~WindowDevice();
  WindowDevice(const WindowDevice&) = delete;
  WindowDevice& operator=(const WindowDevice&) = delete;

  // A device that can show on this surface, if there is none yet. Throws std::runtime_error: none can.
  void open(VkSurfaceKHR surface);
  void close();  // after a loss; nothing uses it
  bool is_open() const { return device != VK_NULL_HANDLE; }

  int complaints() const { return complaints_.load(); }  // of the validation layers

  WindowCalls vk;
  VkInstance instance = VK_NULL_HANDLE;
  VkPhysicalDevice physical = VK_NULL_HANDLE;
  VkDevice device = VK_NULL_HANDLE;
  std::uint32_t queue_family = 0;
  VkQueue queue = VK_NULL_HANDLE;
  VkPhysicalDeviceMemoryProperties memory{};

 private:
  void make_instance();
  void choose(VkSurfaceKHR surface);

  WindowDeviceOptions options_;
  PFN_vkGetInstanceProcAddr look_up_ = nullptr;
  WindowCalls found_;  // the instance's, as they were found
  VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
  std::atomic<int> complaints_{0};
};

}  // namespace threshold::xr
