#include "xr/vulkan/gpu.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <stdexcept>

#include "xr/vulkan/check.h"

namespace threshold::xr {

struct Gpu::Impl {
  std::atomic<int> complaints{0};
  VkDebugUtilsMessengerEXT messenger = VK_NULL_HANDLE;
};

namespace {

VKAPI_ATTR VkBool32 VKAPI_CALL on_message(VkDebugUtilsMessageSeverityFlagBitsEXT severity,
                                          VkDebugUtilsMessageTypeFlagsEXT,
                                          const VkDebugUtilsMessengerCallbackDataEXT* data, void* user) {
  if (severity < VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT) return VK_FALSE;
  static_cast<std::atomic<int>*>(user)->fetch_add(1);
  std::fprintf(stderr, "vulkan: %s\n", data->pMessage);
  return VK_FALSE;
}

VkDebugUtilsMessengerCreateInfoEXT messenger_info(std::atomic<int>* complaints) {
  auto info =
      vk_struct<VkDebugUtilsMessengerCreateInfoEXT>(VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT);
  info.messageSeverity =
      VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
  info.messageType =
      VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT | VK_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT;
  info.pfnUserCallback = on_message;
  info.pUserData = complaints;
  return info;
}

bool layer_present(const char* name) {
  std::uint32_t count = 0;
  vkEnumerateInstanceLayerProperties(&count, nullptr);
  std::vector<VkLayerProperties> layers(count);
  vkEnumerateInstanceLayerProperties(&count, layers.data());
  return std::any_of(layers.begin(), layers.end(),
                     [&](const VkLayerProperties& l) { return std::strcmp(l.layerName, name) == 0; });
}

std::vector<const char*> pointers(const std::vector<std::string>& names) {
  std::vector<const char*> out;
  for (const std::string& name : names) out.push_back(name.c_str());
  return out;
}

constexpr std::uint32_t kNoFamily = ~0u;

std::uint32_t graphics_family(VkPhysicalDevice physical) {
  std::uint32_t count = 0;
  vkGetPhysicalDeviceQueueFamilyProperties(physical, &count, nullptr);
  std::vector<VkQueueFamilyProperties> families(count);
  vkGetPhysicalDeviceQueueFamilyProperties(physical, &count, families.data());
  constexpr VkQueueFlags kNeeded = VK_QUEUE_GRAPHICS_BIT | VK_QUEUE_COMPUTE_BIT;
  for (std::uint32_t i = 0; i < count; ++i) {
    if ((families[i].queueFlags & kNeeded) == kNeeded) return i;
  }
  return kNoFamily;
}

VkPhysicalDevice best_device(VkInstance instance) {
  std::uint32_t count = 0;
  vkEnumeratePhysicalDevices(instance, &count, nullptr);
  std::vector<VkPhysicalDevice> devices(count);
  vkEnumeratePhysicalDevices(instance, &count, devices.data());
  VkPhysicalDevice best = VK_NULL_HANDLE;
  int best_preference = 0;
  for (VkPhysicalDevice device : devices) {
    VkPhysicalDeviceProperties properties;
    vkGetPhysicalDeviceProperties(device, &properties);
    if (properties.apiVersion < VK_API_VERSION_1_1 || graphics_family(device) == kNoFamily) continue;
    if (preference(properties.deviceType) > best_preference) {
      best_preference = preference(properties.deviceType);
      best = device;
    }
  }
  return best;
}

constexpr const char* kNoDriver =
    "No usable Vulkan 1.1 driver. Install the driver of your graphics card, or mesa-vulkan-drivers for "
    "drawing on the processor (apt install mesa-vulkan-drivers).";

}  // namespace

int preference(VkPhysicalDeviceType type) {
  switch (type) {
    case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
      return 4;
    case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
      return 3;
    case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU:
      return 2;
    default:
      return 1;
  }
}

Gpu::Gpu(const GpuRequest& request) : impl_(new Impl) {
  try {
    if (volkInitialize() != VK_SUCCESS) {
      throw std::runtime_error(
          "The Vulkan loader (libvulkan.so.1) is missing. Install it: apt install libvulkan1 "
          "mesa-vulkan-drivers.");
    }
    std::vector<std::string> instance_extensions = request.instance_extensions;
    std::vector<const char*> layers;
    const bool validation = request.validation && layer_present("VK_LAYER_KHRONOS_validation");
    if (request.validation && !validation) {
      throw std::runtime_error(
          "Vulkan validation was asked for but its layer is missing. Install it: apt install "
          "vulkan-validationlayers.");
    }
    VkDebugUtilsMessengerCreateInfoEXT messenger = messenger_info(&impl_->complaints);
    const VkValidationFeatureEnableEXT enabled = VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT;
    auto features = vk_struct<VkValidationFeaturesEXT>(VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT);
    features.enabledValidationFeatureCount = 1;
    features.pEnabledValidationFeatures = &enabled;
    features.pNext = &messenger;
    if (validation) {
      layers.push_back("VK_LAYER_KHRONOS_validation");
      instance_extensions.emplace_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
    }

    auto application = vk_struct<VkApplicationInfo>(VK_STRUCTURE_TYPE_APPLICATION_INFO);
    application.pApplicationName = "threshold";
    application.pEngineName = "threshold";
    application.apiVersion = VK_API_VERSION_1_1;
    const std::vector<const char*> extension_names = pointers(instance_extensions);
    auto info = vk_struct<VkInstanceCreateInfo>(VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO);
    info.pNext = validation ? &features : nullptr;
    info.pApplicationInfo = &application;
    info.enabledLayerCount = static_cast<std::uint32_t>(layers.size());
    info.ppEnabledLayerNames = layers.data();
    info.enabledExtensionCount = static_cast<std::uint32_t>(extension_names.size());
    info.ppEnabledExtensionNames = extension_names.data();
    const VkResult made = request.create_instance ? request.create_instance(info, &instance)
                                                  : vkCreateInstance(&info, nullptr, &instance);
    if (made == VK_ERROR_INCOMPATIBLE_DRIVER) throw std::runtime_error(kNoDriver);
    check(made, "creating the instance");
    volkLoadInstance(instance);
    if (validation) {
      check(vkCreateDebugUtilsMessengerEXT(instance, &messenger, nullptr, &impl_->messenger),
            "creating the debug messenger");
    }

    physical = request.choose_device ? request.choose_device(instance) : best_device(instance);
    if (physical == VK_NULL_HANDLE) throw std::runtime_error(kNoDriver);
    queue_family = graphics_family(physical);
    if (queue_family == kNoFamily) throw std::runtime_error(kNoDriver);

    auto multiview =
        vk_struct<VkPhysicalDeviceMultiviewFeatures>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MULTIVIEW_FEATURES);
    auto available = vk_struct<VkPhysicalDeviceFeatures2>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2);
    available.pNext = &multiview;
    vkGetPhysicalDeviceFeatures2(physical, &available);
    multiview.multiviewGeometryShader = VK_FALSE;
    multiview.multiviewTessellationShader = VK_FALSE;

    const float priority = 1.0f;
    auto queue_info = vk_struct<VkDeviceQueueCreateInfo>(VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO);
    queue_info.queueFamilyIndex = queue_family;
    queue_info.queueCount = 1;
    queue_info.pQueuePriorities = &priority;
    const std::vector<const char*> device_extensions = pointers(request.device_extensions);
    auto wanted = vk_struct<VkPhysicalDeviceFeatures2>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2);
    wanted.features.samplerAnisotropy = available.features.samplerAnisotropy;
    wanted.pNext = &multiview;
    auto device_info = vk_struct<VkDeviceCreateInfo>(VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO);
    device_info.pNext = &wanted;
    device_info.queueCreateInfoCount = 1;
    device_info.pQueueCreateInfos = &queue_info;
    device_info.enabledExtensionCount = static_cast<std::uint32_t>(device_extensions.size());
    device_info.ppEnabledExtensionNames = device_extensions.data();
    check(request.create_device ? request.create_device(physical, device_info, &device)
                                : vkCreateDevice(physical, &device_info, nullptr, &device),
          "creating the device");
    volkLoadDevice(device);
    vkGetDeviceQueue(device, queue_family, 0, &queue);

    auto driver =
        vk_struct<VkPhysicalDeviceDriverProperties>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES);
    auto properties = vk_struct<VkPhysicalDeviceProperties2>(VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2);
    properties.pNext = &driver;
    vkGetPhysicalDeviceProperties2(physical, &properties);
    software = properties.properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU;
    name = properties.properties.deviceName;
    if (driver.driverName[0] != '\0') name += std::string(", ") + driver.driverName + " " + driver.driverInfo;
    // lavapipe before 25 puts clipped primitives of the second view into the first layer.
    const bool old_lavapipe =
        driver.driverID == VK_DRIVER_ID_MESA_LLVMPIPE &&
        std::atoi(std::strncmp(driver.driverInfo, "Mesa ", 5) == 0 ? driver.driverInfo + 5 : "0") < 25;
    multiview_trusted = multiview.multiview == VK_TRUE && !old_lavapipe;
    const VkSampleCountFlags counts = properties.properties.limits.framebufferColorSampleCounts &
                                      properties.properties.limits.framebufferDepthSampleCounts;
    max_samples = (counts & VK_SAMPLE_COUNT_4_BIT) != 0 ? 4 : 1;
  } catch (...) {
    if (device != VK_NULL_HANDLE) vkDestroyDevice(device, nullptr);
    if (impl_->messenger != VK_NULL_HANDLE)
      vkDestroyDebugUtilsMessengerEXT(instance, impl_->messenger, nullptr);
    if (instance != VK_NULL_HANDLE) vkDestroyInstance(instance, nullptr);
    delete impl_;
    throw;
  }
}

Gpu::~Gpu() {
  vkDestroyDevice(device, nullptr);
  if (impl_->messenger != VK_NULL_HANDLE)
    vkDestroyDebugUtilsMessengerEXT(instance, impl_->messenger, nullptr);
  vkDestroyInstance(instance, nullptr);
  delete impl_;
}

int Gpu::complaints() const {
  return impl_->complaints.load();
}

}  // namespace threshold::xr
