#include "xr/openxr/instance.h"

#include <cstring>

#include "xr/openxr/check.h"
#include "xr/openxr/newer_extensions.h"

namespace threshold::xr {

const std::vector<WantedExtension>& wanted_extensions() {
  static const std::vector<WantedExtension> all{
      {XR_KHR_VULKAN_ENABLE2_EXTENSION_NAME, true, "pictures cannot be shown"},
      {XR_KHR_CONVERT_TIMESPEC_TIME_EXTENSION_NAME, false, "waiting times are estimated"},
      {XR_EXT_HAND_TRACKING_EXTENSION_NAME, false, "bare hands are not seen"},
      {XR_EXT_LOCAL_FLOOR_EXTENSION_NAME, false, "the floor is measured or assumed"},
      {XR_EXT_USER_PRESENCE_EXTENSION_NAME, false, "taking the headset off is guessed from the session"},
      {XR_EXT_HAND_INTERACTION_EXTENSION_NAME, false, "a pinch is measured from the finger tips"},
      {XR_KHR_COMPOSITION_LAYER_DEPTH_EXTENSION_NAME, false, "a late frame is turned, but not moved"},
      {XR_KHR_VISIBILITY_MASK_EXTENSION_NAME, false, "corners that the lenses hide are painted in vain"},
      {XR_FB_DISPLAY_REFRESH_RATE_EXTENSION_NAME, false, "the refresh rate cannot be chosen"},
      {XR_OCULUS_AUDIO_DEVICE_GUID_EXTENSION_NAME, false,
       "sound plays on the system's default device or the one that was chosen"},
      {XR_EXT_EYE_GAZE_INTERACTION_EXTENSION_NAME, false, "who plays by gaze points with the head"},
      {XR_FB_HAPTIC_PCM_EXTENSION_NAME, false, "blows are felt as plain vibrations"},
      {XR_FB_TOUCH_CONTROLLER_PRO_EXTENSION_NAME, false, "Touch Pro controllers act as Touch"},
      {XR_META_TOUCH_CONTROLLER_PLUS_EXTENSION_NAME, false, "Touch Plus controllers act as Touch"},
      {XR_BD_CONTROLLER_INTERACTION_EXTENSION_NAME, false, "Pico controllers act as simple ones"},
      {XR_EXT_HP_MIXED_REALITY_CONTROLLER_EXTENSION_NAME, false, "HP controllers act as plain WMR ones"},
  };
  return all;
}

std::set<std::string> offered_extensions() {
  std::set<std::string> names;
  std::uint32_t count = 0;
  if (XR_FAILED(xrEnumerateInstanceExtensionProperties(nullptr, 0, &count, nullptr))) return names;
  std::vector<XrExtensionProperties> all(count, {XR_TYPE_EXTENSION_PROPERTIES, nullptr, "", 0});
  if (XR_FAILED(xrEnumerateInstanceExtensionProperties(nullptr, count, &count, all.data()))) return names;
  for (const XrExtensionProperties& one : all) names.insert(one.extensionName);
  return names;
}

Instance::Instance(const std::set<std::string>& withheld) {
  const std::set<std::string> offered = offered_extensions();
  if (offered.empty())
    throw XrFailure(XR_ERROR_RUNTIME_UNAVAILABLE, "xrEnumerateInstanceExtensionProperties");
  std::vector<const char*> names;
  for (const WantedExtension& wanted : wanted_extensions()) {
    if (offered.count(wanted.name) != 0 && withheld.count(wanted.name) == 0) {
      names.push_back(wanted.name);
      used_.insert(wanted.name);
    } else if (wanted.required) {
      throw std::runtime_error(std::string("the OpenXR runtime lacks ") + wanted.name + ": " + wanted.why);
    }
  }
  XrInstanceCreateInfo info{XR_TYPE_INSTANCE_CREATE_INFO};
  std::strcpy(info.applicationInfo.applicationName, "Threshold");
  info.applicationInfo.applicationVersion = 1;
  info.applicationInfo.apiVersion = XR_MAKE_VERSION(1, 0, 0);  // runs on 1.0 and 1.1 runtimes
  info.enabledExtensionCount = static_cast<std::uint32_t>(names.size());
  info.enabledExtensionNames = names.data();
  THRESHOLD_XR(xrCreateInstance(&info, handle_.put()));
  if (has(XR_KHR_CONVERT_TIMESPEC_TIME_EXTENSION_NAME)) {
    to_time_ = function<PFN_xrConvertTimespecTimeToTimeKHR>("xrConvertTimespecTimeToTimeKHR");
  }
}

XrSystemId Instance::find_system() {
  const XrSystemGetInfo info{XR_TYPE_SYSTEM_GET_INFO, nullptr, XR_FORM_FACTOR_HEAD_MOUNTED_DISPLAY};
  THRESHOLD_XR(xrGetSystem(get(), &info, &system_));
  return system_;
}

std::string Instance::runtime_name() const {
  XrInstanceProperties properties{XR_TYPE_INSTANCE_PROPERTIES};
  if (XR_FAILED(xrGetInstanceProperties(get(), &properties))) return "unknown";
  const XrVersion v = properties.runtimeVersion;
  return std::string(properties.runtimeName) + " " + std::to_string(XR_VERSION_MAJOR(v)) + "." +
         std::to_string(XR_VERSION_MINOR(v)) + "." + std::to_string(XR_VERSION_PATCH(v));
}

std::string Instance::system_name() const {
  XrSystemProperties properties{XR_TYPE_SYSTEM_PROPERTIES};
  if (XR_FAILED(xrGetSystemProperties(get(), system_, &properties))) return "unknown";
  return properties.systemName;
}

XrPath Instance::path(const char* name) const {
  XrPath made = XR_NULL_PATH;
  THRESHOLD_XR(xrStringToPath(get(), name, &made));
  return made;
}

std::string Instance::path_name(XrPath path) const {
  char text[XR_MAX_PATH_LENGTH] = "";
  std::uint32_t length = 0;
  if (path == XR_NULL_PATH || XR_FAILED(xrPathToString(get(), path, sizeof text, &length, text))) return {};
  return text;
}

double Instance::seconds_until(XrTime time, double otherwise) const {
  timespec now{};
  XrTime now_xr = 0;
  if (to_time_ == nullptr || clock_gettime(CLOCK_MONOTONIC, &now) != 0) return otherwise;
  if (XR_FAILED(to_time_(get(), &now, &now_xr))) return otherwise;
  return static_cast<double>(time - now_xr) * 1e-9;
}

}  // namespace threshold::xr
