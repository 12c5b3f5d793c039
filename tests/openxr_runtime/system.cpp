// Instance, system, views, paths and the Vulkan side of XR_KHR_vulkan_enable2.
#include <algorithm>
#include <cstring>

#include "tests/openxr_runtime/guard.h"
#include "xr/openxr/newer_extensions.h"

namespace threshold::test_runtime {
namespace {

struct Offer {
  const char* name;
  std::uint32_t version;
};
constexpr Offer kOffers[] = {{"XR_KHR_vulkan_enable2", 2},
                             {"XR_KHR_convert_timespec_time", 1},
                             {"XR_KHR_visibility_mask", 2},
                             {"XR_KHR_composition_layer_depth", 6},
                             {"XR_EXT_hand_tracking", 4},
                             {"XR_EXT_user_presence", 1},
                             {"XR_EXT_local_floor", 1},
                             {"XR_EXT_hand_interaction", 1},
                             {"XR_EXT_palm_pose", 2},
                             {"XR_EXT_performance_settings", 3},
                             {"XR_EXT_eye_gaze_interaction", 1},
                             {"XR_EXT_hp_mixed_reality_controller", 1},
                             {"XR_FB_display_refresh_rate", 1},
                             {"XR_OCULUS_audio_device_guid", 1},
                             {"XR_FB_haptic_pcm", 1},
                             {"XR_FB_touch_controller_pro", 1},
                             {"XR_META_touch_controller_plus", 1},
                             {"XR_BD_controller_interaction", 2}};

constexpr XrSystemId kSystem = 7;

void expect_system(XrSystemId system) {
  if (system != kSystem) runtime().mistake(XR_ERROR_SYSTEM_INVALID, "a system that was never got is used");
}

void expect_stereo(XrViewConfigurationType type) {
  if (type != XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO) {
    throw Refusal{XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED};
  }
}

XrResult enumerate_extensions(const char*, std::uint32_t capacity, std::uint32_t* count,
                              XrExtensionProperties* out) {
  std::vector<Offer> offers;
  for (const Offer& offer : kOffers) {
    if (runtime().withheld_extensions.count(offer.name) == 0) offers.push_back(offer);
  }
  if (capacity != 0 && capacity < offers.size()) {
    *count = static_cast<std::uint32_t>(offers.size());
    return XR_ERROR_SIZE_INSUFFICIENT;
  }
  *count = static_cast<std::uint32_t>(offers.size());
  for (std::size_t i = 0; capacity != 0 && i < offers.size(); ++i) {
    std::strcpy(out[i].extensionName, offers[i].name);
    out[i].extensionVersion = offers[i].version;
  }
  return XR_SUCCESS;
}

XrResult enumerate_layers(std::uint32_t, std::uint32_t* count, XrApiLayerProperties*) {
  *count = 0;
  return XR_SUCCESS;
}

XrResult create_instance(const XrInstanceCreateInfo* info, XrInstance* out) {
  Runtime& rt = runtime();
  rt.expect_type(info, XR_TYPE_INSTANCE_CREATE_INFO, "xrCreateInstance");
  if (rt.now() < rt.faults.instance_back_at) {
    ++rt.counts.early_attempts;
    return XR_ERROR_RUNTIME_UNAVAILABLE;
  }
  if (rt.faults.gone) return XR_ERROR_RUNTIME_UNAVAILABLE;
  if (rt.instances.size() != 0) return XR_ERROR_LIMIT_REACHED;
  auto one = std::make_unique<Instance>();
  for (std::uint32_t i = 0; i < info->enabledExtensionCount; ++i) {
    const std::string name = info->enabledExtensionNames[i];
    bool known = false;
    for (const Offer& offer : kOffers) known = known || name == offer.name;
    if (!known || rt.withheld_extensions.count(name) != 0) {
      rt.mistake(XR_ERROR_EXTENSION_NOT_PRESENT, "xrCreateInstance: extension " + name + " is not offered");
    }
    one->extensions.insert(name);
  }
  ++rt.counts.instances;
  *out = rt.instances.add(std::move(one));
  return XR_SUCCESS;
}

XrResult destroy_instance(XrInstance handle) {
  Runtime& rt = runtime();
  if (rt.instances.find(handle) == nullptr) {
    rt.mistake(XR_ERROR_HANDLE_INVALID, "xrDestroyInstance: no such instance");
  }
  // Children go with their parent; a session left running is the application's oversight.
  for (const auto& [session, one] : rt.sessions) {
    if (one->instance == handle) {
      rt.note_mistake("xrDestroyInstance: a session was left behind");
      break;
    }
  }
  rt.instances.remove(handle);
  rt.action_sets.clear();
  rt.actions.clear();
  rt.events.clear();
  return XR_SUCCESS;
}

XrResult instance_properties(XrInstance handle, XrInstanceProperties* out) {
  runtime().instance(handle);
  out->runtimeVersion = XR_MAKE_VERSION(0, 1, 0);
  std::strcpy(out->runtimeName, "Threshold test runtime");
  return XR_SUCCESS;
}

XrResult poll_event(XrInstance handle, XrEventDataBuffer* out) {
  Runtime& rt = runtime();
  rt.instance(handle);
  for (const auto& [session, one] : rt.sessions) rt.settle(session);
  if (rt.events.empty()) {
    rt.idle();
    return XR_EVENT_UNAVAILABLE;
  }
  *out = rt.events.front();
  rt.events.pop_front();
  return XR_SUCCESS;
}

XrResult result_to_string(XrInstance handle, XrResult value, char out[XR_MAX_RESULT_STRING_SIZE]) {
  runtime().instance(handle);
  std::snprintf(out, XR_MAX_RESULT_STRING_SIZE, "XR_RESULT_%d", value);
  return XR_SUCCESS;
}

XrResult structure_to_string(XrInstance handle, XrStructureType value, char out[XR_MAX_STRUCTURE_NAME_SIZE]) {
  runtime().instance(handle);
  std::snprintf(out, XR_MAX_STRUCTURE_NAME_SIZE, "XR_TYPE_%d", value);
  return XR_SUCCESS;
}

XrResult get_system(XrInstance handle, const XrSystemGetInfo* info, XrSystemId* out) {
  Runtime& rt = runtime();
  rt.instance(handle);
  rt.expect_type(info, XR_TYPE_SYSTEM_GET_INFO, "xrGetSystem");
  if (info->formFactor != XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY) return XR_ERROR_FORM_FACTOR_UNSUPPORTED;
  if (rt.faults.no_headset) return XR_ERROR_FORM_FACTOR_UNAVAILABLE;
  *out = kSystem;
  return XR_SUCCESS;
}

XrResult system_properties(XrInstance handle, XrSystemId system, XrSystemProperties* out) {
  Runtime& rt = runtime();
  rt.instance(handle);
  expect_system(system);
  out->systemId = system;
  out->vendorId = 1;
  std::strcpy(out->systemName, "Scripted headset");
  out->graphicsProperties = {4096, 4096, XR_MIN_COMPOSITION_LAYERS_SUPPORTED};
  out->trackingProperties = {XR_TRUE, XR_TRUE};
  for (auto* next = static_cast<XrBaseOutStructure*>(out->next); next != nullptr; next = next->next) {
    if (next->type == XR_TYPE_SYSTEM_HAND_TRACKING_PROPERTIES_EXT) {
      reinterpret_cast<XrSystemHandTrackingPropertiesEXT*>(next)->supportsHandTracking = XR_TRUE;
    }
    if (next->type == XR_TYPE_SYSTEM_EYE_GAZE_INTERACTION_PROPERTIES_EXT) {
      reinterpret_cast<XrSystemEyeGazeInteractionPropertiesEXT*>(next)->supportsEyeGazeInteraction =
          rt.world.eye_tracker;
    }
    if (next->type == XR_TYPE_SYSTEM_USER_PRESENCE_PROPERTIES_EXT) {
      reinterpret_cast<XrSystemUserPresencePropertiesEXT*>(next)->supportsUserPresence = XR_TRUE;
    }
  }
  return XR_SUCCESS;
}

XrResult view_configurations(XrInstance handle, XrSystemId system, std::uint32_t capacity,
                             std::uint32_t* count, XrViewConfigurationType* out) {
  runtime().instance(handle);
  expect_system(system);
  return enumerate<XrViewConfigurationType>(capacity, count, out,
                                            {XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO});
}

XrResult view_configuration(XrInstance handle, XrSystemId system, XrViewConfigurationType type,
                            XrViewConfigurationProperties* out) {
  runtime().instance(handle);
  expect_system(system);
  expect_stereo(type);
  out->viewConfigurationType = type;
  out->fovMutable = XR_TRUE;
  return XR_SUCCESS;
}

XrResult configuration_views(XrInstance handle, XrSystemId system, XrViewConfigurationType type,
                             std::uint32_t capacity, std::uint32_t* count, XrViewConfigurationView* out) {
  Runtime& rt = runtime();
  rt.instance(handle);
  expect_system(system);
  expect_stereo(type);
  return enumerate(capacity, count, out, 2, [&](std::size_t i) {
    rt.expect_type(out + i, XR_TYPE_VIEW_CONFIGURATION_VIEW, "xrEnumerateViewConfigurationViews");
    XrViewConfigurationView view = out[i];
    view.recommendedImageRectWidth = rt.view_width;
    view.recommendedImageRectHeight = rt.view_height;
    view.maxImageRectWidth = view.maxImageRectHeight = 4096;
    view.recommendedSwapchainSampleCount = 1;
    view.maxSwapchainSampleCount = 4;
    return view;
  });
}

XrResult blend_modes(XrInstance handle, XrSystemId system, XrViewConfigurationType type,
                     std::uint32_t capacity, std::uint32_t* count, XrEnvironmentBlendMode* out) {
  runtime().instance(handle);
  expect_system(system);
  expect_stereo(type);
  return enumerate<XrEnvironmentBlendMode>(capacity, count, out, {XR_ENVIRONMENT_BLEND_MODE_OPAQUE});
}

XrResult string_to_path(XrInstance handle, const char* text, XrPath* out) {
  Runtime& rt = runtime();
  rt.instance(handle);
  const std::string name = text;
  if (name.size() < 2 || name[0] != '/' || name.back() == '/' || name.find("//") != std::string::npos) {
    rt.mistake(XR_ERROR_PATH_FORMAT_INVALID, "xrStringToPath: \"" + name + "\" is not a path");
  }
  *out = rt.path(name);
  return XR_SUCCESS;
}

XrResult path_to_string(XrInstance handle, XrPath path, std::uint32_t capacity, std::uint32_t* count,
                        char* out) {
  Runtime& rt = runtime();
  rt.instance(handle);
  if (path == XR_NULL_PATH) rt.mistake(XR_ERROR_PATH_INVALID, "xrPathToString: the null path");
  return copy_text(rt.path_name(path), capacity, count, out);
}

XrResult vulkan_requirements(XrInstance handle, XrSystemId system, XrGraphicsRequirementsVulkanKHR* out) {
  Instance& one = runtime().instance(handle);
  expect_system(system);
  one.requirements_asked = true;
  out->minApiVersionSupported = XR_MAKE_VERSION(1, 0, 0);
  out->maxApiVersionSupported = XR_MAKE_VERSION(1, 3, 0);
  return XR_SUCCESS;
}

XrResult create_vulkan_instance(XrInstance handle, const XrVulkanInstanceCreateInfoKHR* info, VkInstance* out,
                                VkResult* result) {
  Runtime& rt = runtime();
  Instance& one = rt.instance(handle);
  rt.expect_type(info, XR_TYPE_VULKAN_INSTANCE_CREATE_INFO_KHR, "xrCreateVulkanInstanceKHR");
  expect_system(info->systemId);
  one.vulkan_entry = info->pfnGetInstanceProcAddr;
  const auto create =
      reinterpret_cast<PFN_vkCreateInstance>(one.vulkan_entry(VK_NULL_HANDLE, "vkCreateInstance"));
  *result = create(info->vulkanCreateInfo, info->vulkanAllocator, out);
  if (*result != VK_SUCCESS) return XR_ERROR_RUNTIME_FAILURE;
  one.vulkan = *out;
  return XR_SUCCESS;
}

XrResult vulkan_device(XrInstance handle, const XrVulkanGraphicsDeviceGetInfoKHR* info,
                       VkPhysicalDevice* out) {
  Runtime& rt = runtime();
  Instance& one = rt.instance(handle);
  rt.expect_type(info, XR_TYPE_VULKAN_GRAPHICS_DEVICE_GET_INFO_KHR, "xrGetVulkanGraphicsDevice2KHR");
  const auto list = reinterpret_cast<PFN_vkEnumeratePhysicalDevices>(
      one.vulkan_entry(info->vulkanInstance, "vkEnumeratePhysicalDevices"));
  std::uint32_t count = 1;
  if (list(info->vulkanInstance, &count, out) < 0 || count == 0) return XR_ERROR_RUNTIME_FAILURE;
  one.physical = *out;
  return XR_SUCCESS;
}

XrResult create_vulkan_device(XrInstance handle, const XrVulkanDeviceCreateInfoKHR* info, VkDevice* out,
                              VkResult* result) {
  Runtime& rt = runtime();
  Instance& one = rt.instance(handle);
  rt.expect_type(info, XR_TYPE_VULKAN_DEVICE_CREATE_INFO_KHR, "xrCreateVulkanDeviceKHR");
  if (info->vulkanPhysicalDevice != one.physical) {
    rt.mistake(XR_ERROR_GRAPHICS_DEVICE_INVALID, "xrCreateVulkanDeviceKHR: not the device the runtime chose");
  }
  const auto create =
      reinterpret_cast<PFN_vkCreateDevice>(info->pfnGetInstanceProcAddr(one.vulkan, "vkCreateDevice"));
  *result = create(info->vulkanPhysicalDevice, info->vulkanCreateInfo, info->vulkanAllocator, out);
  return *result == VK_SUCCESS ? XR_SUCCESS : XR_ERROR_RUNTIME_FAILURE;
}

XrResult timespec_to_time(XrInstance handle, const timespec* in, XrTime* out) {
  Runtime& rt = runtime();
  rt.instance(handle);
  *out = rt.paced ? XrTime{in->tv_sec} * 1'000'000'000 + in->tv_nsec : rt.now();
  return XR_SUCCESS;
}

XrResult time_to_timespec(XrInstance handle, XrTime in, timespec* out) {
  runtime().instance(handle);
  out->tv_sec = in / 1'000'000'000;
  out->tv_nsec = in % 1'000'000'000;
  return XR_SUCCESS;
}

XrResult sound_device(XrInstance handle, wchar_t* out) {
  Runtime& rt = runtime();
  rt.instance(handle);
  const std::string& id = rt.sound_device;
  if (id.empty()) return XR_ERROR_FEATURE_UNSUPPORTED;
  std::copy(id.begin(), id.end(), out);
  out[id.size()] = L'\0';
  return XR_SUCCESS;
}

}  // namespace

std::vector<Entry> system_entries() {
  return {entry<"xrEnumerateInstanceExtensionProperties", &enumerate_extensions>(),
          entry<"xrEnumerateApiLayerProperties", &enumerate_layers>(),
          entry<"xrCreateInstance", &create_instance>(),
          entry<"xrDestroyInstance", &destroy_instance>(),
          entry<"xrGetInstanceProperties", &instance_properties>(),
          entry<"xrPollEvent", &poll_event>(),
          entry<"xrResultToString", &result_to_string>(),
          entry<"xrStructureTypeToString", &structure_to_string>(),
          entry<"xrGetSystem", &get_system>(),
          entry<"xrGetSystemProperties", &system_properties>(),
          entry<"xrEnumerateViewConfigurations", &view_configurations>(),
          entry<"xrGetViewConfigurationProperties", &view_configuration>(),
          entry<"xrEnumerateViewConfigurationViews", &configuration_views>(),
          entry<"xrEnumerateEnvironmentBlendModes", &blend_modes>(),
          entry<"xrStringToPath", &string_to_path>(),
          entry<"xrPathToString", &path_to_string>(),
          entry<"xrGetVulkanGraphicsRequirements2KHR", &vulkan_requirements>(),
          entry<"xrCreateVulkanInstanceKHR", &create_vulkan_instance>(),
          entry<"xrGetVulkanGraphicsDevice2KHR", &vulkan_device>(),
          entry<"xrCreateVulkanDeviceKHR", &create_vulkan_device>(),
          entry<"xrConvertTimespecTimeToTimeKHR", &timespec_to_time>(),
          entry<"xrConvertTimeToTimespecTimeKHR", &time_to_timespec>(),
          entry<"xrGetAudioOutputDeviceGuidOculus", &sound_device>()};
}

}  // namespace threshold::test_runtime
