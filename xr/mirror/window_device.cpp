#include "xr/mirror/window_device.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <utility>

#include "xr/vulkan/check.h"
#include "xr/vulkan/gpu.h"

namespace threshold::xr {
namespace {

constexpr const char* kNone = "no graphics device here can show on the mirror's window";

VKAPI_ATTR VkBool32 VKAPI_CALL complain(VkDebugUtilsMessageSeverityFlagBitsEXT,
                                        VkDebugUtilsMessageTypeFlagsEXT,
                                        const VkDebugUtilsMessengerCallbackDataEXT* data, void* user) {
  static_cast<std::atomic<int>*>(user)->fetch_add(1);
  std::fprintf(stderr, "vulkan, mirror: %s\n", data->pMessage);
  return VK_FALSE;
}

bool has_swapchains(const WindowCalls& vk, VkPhysicalDevice physical) {
  std::uint32_t count = 0;
  vk.EnumerateDeviceExtensionProperties(physical, nullptr, &count, nullptr);
  std::vector<VkExtensionProperties> offered(count);
  vk.EnumerateDeviceExtensionProperties(physical, nullptr, &count, offered.data());
  return std::any_of(offered.begin(), offered.end(), [](const VkExtensionProperties& one) {
    return std::strcmp(one.extensionName, VK_KHR_SWAPCHAIN_EXTENSION_NAME) == 0;
  });
}

// -1: none of this device's shows on this surface.
int showing_family(const WindowCalls& vk, VkPhysicalDevice physical, VkSurfaceKHR surface) {
  std::uint32_t count = 0;
  vk.GetPhysicalDeviceQueueFamilyProperties(physical, &count, nullptr);
  std::vector<VkQueueFamilyProperties> families(count);
  vk.GetPhysicalDeviceQueueFamilyProperties(physical, &count, families.data());
  for (std::uint32_t i = 0; i < count; ++i) {
    VkBool32 shows = VK_FALSE;
    if ((families[i].queueFlags & VK_QUEUE_GRAPHICS_BIT) == 0) continue;
    if (vk.GetPhysicalDeviceSurfaceSupportKHR(physical, i, surface, &shows) == VK_SUCCESS && shows)
      return static_cast<int>(i);
  }
  return -1;
}

}  // namespace

WindowDevice::WindowDevice(WindowDeviceOptions options) : options_(std::move(options)) {
  if (volkInitialize() != VK_SUCCESS)
    throw std::runtime_error(
        "the mirror finds no Vulkan loader (apt install libvulkan1 mesa-vulkan-drivers): the walk goes on "
        "without a mirror");
  look_up_ = vkGetInstanceProcAddr;  // of the loader, the same for all
  make_instance();
#define THRESHOLD_CALL(name) vk.name = reinterpret_cast<PFN_vk##name>(look_up_(instance, "vk" #name));
  THRESHOLD_WINDOW_INSTANCE_CALLS(THRESHOLD_CALL)
#undef THRESHOLD_CALL
  found_ = vk;
}

void WindowDevice::make_instance() {
  const char* layer = "VK_LAYER_KHRONOS_validation";
  auto messenger =
      vk_struct<VkDebugUtilsMessengerCreateInfoEXT>(VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT);
  messenger.messageSeverity =
      VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
  messenger.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT;
  messenger.pfnUserCallback = complain;
  messenger.pUserData = &complaints_;
  const VkValidationFeatureEnableEXT enabled = VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT;
  auto features = vk_struct<VkValidationFeaturesEXT>(VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT);
  features.enabledValidationFeatureCount = 1;
  features.pEnabledValidationFeatures = &enabled;
  auto application = vk_struct<VkApplicationInfo>(VK_STRUCTURE_TYPE_APPLICATION_INFO);
  application.pApplicationName = "threshold mirror";
  application.apiVersion = VK_API_VERSION_1_1;
  auto info = vk_struct<VkInstanceCreateInfo>(VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO);
  info.pApplicationInfo = &application;
  std::vector<const char*> extensions = options_.extensions;
  if (options_.validation) {
    info.pNext = &features;
    info.enabledLayerCount = 1;
    info.ppEnabledLayerNames = &layer;
    extensions.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
  }
  info.enabledExtensionCount = static_cast<std::uint32_t>(extensions.size());
  info.ppEnabledExtensionNames = extensions.data();
  const auto create = reinterpret_cast<PFN_vkCreateInstance>(look_up_(VK_NULL_HANDLE, "vkCreateInstance"));
  if (create(&info, nullptr, &instance) != VK_SUCCESS)
    throw std::runtime_error(
        "the mirror finds no Vulkan driver that shows windows (apt install mesa-vulkan-drivers): the walk "
        "goes "
        "on without a mirror");
  if (!options_.validation) return;
  const auto listen = reinterpret_cast<PFN_vkCreateDebugUtilsMessengerEXT>(
      look_up_(instance, "vkCreateDebugUtilsMessengerEXT"));
  if (listen != nullptr) listen(instance, &messenger, nullptr, &messenger_);
}

WindowDevice::~WindowDevice() {
  close();
  if (messenger_ != VK_NULL_HANDLE)
    reinterpret_cast<PFN_vkDestroyDebugUtilsMessengerEXT>(
        look_up_(instance, "vkDestroyDebugUtilsMessengerEXT"))(instance, messenger_, nullptr);
  vk.DestroyInstance(instance, nullptr);
}

void WindowDevice::choose(VkSurfaceKHR surface) {
  std::uint32_t count = 0;
  vk.EnumeratePhysicalDevices(instance, &count, nullptr);
  std::vector<VkPhysicalDevice> devices(count);
  vk.EnumeratePhysicalDevices(instance, &count, devices.data());
  int best = 0;
  for (const VkPhysicalDevice one : devices) {
    VkPhysicalDeviceProperties properties{};
    vk.GetPhysicalDeviceProperties(one, &properties);
    const int family = showing_family(vk, one, surface), liked = preference(properties.deviceType);
    if (family < 0 || liked <= best || !has_swapchains(vk, one)) continue;
    best = liked;
    physical = one;
    queue_family = static_cast<std::uint32_t>(family);
  }
  if (best == 0) throw std::runtime_error(kNone);
}

void WindowDevice::open(VkSurfaceKHR surface) {
  if (is_open()) return;
  vk = found_;
  choose(surface);
  const float priority = 0.0f;  // after the headset's, where a driver heeds it
  auto queues = vk_struct<VkDeviceQueueCreateInfo>(VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO);
  queues.queueFamilyIndex = queue_family;
  queues.queueCount = 1;
  queues.pQueuePriorities = &priority;
  const char* swapchains = VK_KHR_SWAPCHAIN_EXTENSION_NAME;
  auto info = vk_struct<VkDeviceCreateInfo>(VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO);
  info.queueCreateInfoCount = 1;
  info.pQueueCreateInfos = &queues;
  info.enabledExtensionCount = 1;
  info.ppEnabledExtensionNames = &swapchains;
  if (vk.CreateDevice(physical, &info, nullptr, &device) != VK_SUCCESS) {
    device = VK_NULL_HANDLE;
    throw std::runtime_error(kNone);
  }
#define THRESHOLD_CALL(name) \
  vk.name = reinterpret_cast<PFN_vk##name>(vk.GetDeviceProcAddr(device, "vk" #name));
  THRESHOLD_WINDOW_DEVICE_CALLS(THRESHOLD_CALL)
#undef THRESHOLD_CALL
  if (options_.amend) options_.amend(vk);
  vk.GetDeviceQueue(device, queue_family, 0, &queue);
  vk.GetPhysicalDeviceMemoryProperties(physical, &memory);
}

void WindowDevice::close() {
  if (is_open()) vk.DestroyDevice(device, nullptr);
  device = VK_NULL_HANDLE;
}

}  // namespace threshold::xr
