// WindowCalls: Vulkan's functions for the window's own instance and device. The headset's device has its own,
// in volk's globals, on another thread.
#pragma once

#include <volk.h>

#define THRESHOLD_WINDOW_INSTANCE_CALLS(X)   \
  X(DestroyInstance)                         \
  X(EnumeratePhysicalDevices)                \
  X(GetPhysicalDeviceProperties)             \
  X(GetPhysicalDeviceMemoryProperties)       \
  X(GetPhysicalDeviceFormatProperties)       \
  X(GetPhysicalDeviceQueueFamilyProperties)  \
  X(EnumerateDeviceExtensionProperties)      \
  X(CreateDevice)                            \
  X(GetDeviceProcAddr)                       \
  X(DestroySurfaceKHR)                       \
  X(GetPhysicalDeviceSurfaceSupportKHR)      \
  X(GetPhysicalDeviceSurfaceCapabilitiesKHR) \
  X(GetPhysicalDeviceSurfaceFormatsKHR)      \
  X(GetPhysicalDeviceSurfacePresentModesKHR)

#define THRESHOLD_WINDOW_DEVICE_CALLS(X) \
  X(DestroyDevice)                       \
  X(GetDeviceQueue)                      \
  X(DeviceWaitIdle)                      \
  X(QueueSubmit)                         \
  X(QueuePresentKHR)                     \
  X(CreateSwapchainKHR)                  \
  X(DestroySwapchainKHR)                 \
  X(GetSwapchainImagesKHR)               \
  X(AcquireNextImageKHR)                 \
  X(CreateCommandPool)                   \
  X(DestroyCommandPool)                  \
  X(AllocateCommandBuffers)              \
  X(BeginCommandBuffer)                  \
  X(EndCommandBuffer)                    \
  X(CreateFence)                         \
  X(DestroyFence)                        \
  X(ResetFences)                         \
  X(WaitForFences)                       \
  X(CreateSemaphore)                     \
  X(DestroySemaphore)                    \
  X(CreateBuffer)                        \
  X(DestroyBuffer)                       \
  X(GetBufferMemoryRequirements)         \
  X(BindBufferMemory)                    \
  X(CreateImage)                         \
  X(DestroyImage)                        \
  X(GetImageMemoryRequirements)          \
  X(BindImageMemory)                     \
  X(AllocateMemory)                      \
  X(FreeMemory)                          \
  X(MapMemory)                           \
  X(CmdPipelineBarrier)                  \
  X(CmdClearColorImage)                  \
  X(CmdCopyBufferToImage)                \
  X(CmdBlitImage)

namespace threshold::xr {

struct WindowCalls {
#define THRESHOLD_CALL(name) PFN_vk##name name = nullptr;
  THRESHOLD_WINDOW_INSTANCE_CALLS(THRESHOLD_CALL)
  THRESHOLD_WINDOW_DEVICE_CALLS(THRESHOLD_CALL)
#undef THRESHOLD_CALL
};

}  // namespace threshold::xr
