// A session's life: create, begin, end, exit, destroy; refresh rate and performance settings.
#include "tests/openxr_runtime/guard.h"
#include "xr/openxr/newer_extensions.h"

namespace threshold::test_runtime {
namespace {

XrResult create_session(XrInstance handle, const XrSessionCreateInfo* info, XrSession* out) {
  Runtime& rt = runtime();
  Instance& instance = rt.instance(handle);
  rt.expect_type(info, XR_TYPE_SESSION_CREATE_INFO, "xrCreateSession");
  if (!instance.requirements_asked) {
    rt.mistake(XR_ERROR_GRAPHICS_REQUIREMENTS_CALL_MISSING,
               "xrCreateSession: xrGetVulkanGraphicsRequirements2KHR was not called");
  }
  if (rt.sessions.size() != 0)
    rt.mistake(XR_ERROR_LIMIT_REACHED, "xrCreateSession: one session exists already");
  const XrGraphicsBindingVulkanKHR* binding = nullptr;
  for (auto* next = static_cast<const XrBaseInStructure*>(info->next); next != nullptr; next = next->next) {
    if (next->type == XR_TYPE_GRAPHICS_BINDING_VULKAN_KHR) {
      binding = reinterpret_cast<const XrGraphicsBindingVulkanKHR*>(next);
    }
  }
  if (binding == nullptr || binding->instance != instance.vulkan ||
      binding->physicalDevice != instance.physical) {
    rt.mistake(XR_ERROR_GRAPHICS_DEVICE_INVALID,
               "xrCreateSession: Vulkan binding missing or not the runtime's");
  }
  auto one = std::make_unique<Session>();
  one->instance = handle;
  one->gpu = std::make_unique<Gpu>(instance.vulkan_entry, binding->instance, binding->physicalDevice,
                                   binding->device, binding->queueFamilyIndex, binding->queueIndex);
  ++rt.counts.sessions;
  *out = rt.sessions.add(std::move(one));
  rt.settle(*out);
  return XR_SUCCESS;
}

XrResult destroy_session(XrSession handle) {
  Runtime& rt = runtime();
  Session* one = rt.sessions.find(handle);
  if (one == nullptr) rt.mistake(XR_ERROR_HANDLE_INVALID, "xrDestroySession: no such session");
  const auto drop = [&](auto& table, const char* what) {
    std::size_t left = 0;
    for (const auto& [child, thing] : table) left += thing->session == handle ? 1 : 0;
    if (left != 0) {
      rt.note_mistake("xrDestroySession: " + std::to_string(left) + " " + what + " left behind");
      table.clear();
    }
  };
  for (const auto& [chain, thing] : rt.swapchains) {
    for (const Image& image : thing->images) one->gpu->destroy(image);
  }
  drop(rt.swapchains, "swapchains");
  drop(rt.spaces, "spaces");
  drop(rt.hand_trackers, "hand trackers");
  rt.sessions.remove(handle);
  return XR_SUCCESS;
}

XrResult begin_session(XrSession handle, const XrSessionBeginInfo* info) {
  Runtime& rt = runtime();
  Session& one = rt.session(handle);
  rt.expect_type(info, XR_TYPE_SESSION_BEGIN_INFO, "xrBeginSession");
  if (one.running) rt.mistake(XR_ERROR_SESSION_RUNNING, "xrBeginSession: the session runs already");
  if (one.state != XR_SESSION_STATE_READY) {
    rt.mistake(XR_ERROR_SESSION_NOT_READY, "xrBeginSession: the session is not READY");
  }
  if (info->primaryViewConfigurationType != XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO) {
    return XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED;
  }
  one.running = true;
  one.first_frame_done = false;
  one.frame = {};
  if (rt.enabled(XR_EXT_USER_PRESENCE_EXTENSION_NAME)) rt.tell_presence();  // in step from the start
  return XR_SUCCESS;
}

XrResult end_session(XrSession handle) {
  Runtime& rt = runtime();
  Session& one = rt.session(handle);
  if (!one.running) rt.mistake(XR_ERROR_SESSION_NOT_RUNNING, "xrEndSession: the session does not run");
  if (one.state != XR_SESSION_STATE_STOPPING) {
    rt.mistake(XR_ERROR_SESSION_NOT_STOPPING, "xrEndSession: the session is not STOPPING");
  }
  if (one.frame.begun) rt.note_mistake("xrEndSession: a begun frame was never ended");
  one.running = false;
  rt.enter(handle, XR_SESSION_STATE_IDLE);
  rt.settle(handle);
  return XR_SUCCESS;
}

XrResult request_exit(XrSession handle) {
  Runtime& rt = runtime();
  Session& one = rt.session(handle);
  if (!one.running)
    rt.mistake(XR_ERROR_SESSION_NOT_RUNNING, "xrRequestExitSession: the session does not run");
  one.exiting = true;
  return XR_SUCCESS;
}

XrResult refresh_rates(XrSession handle, std::uint32_t capacity, std::uint32_t* count, float* out) {
  runtime().session(handle);
  return enumerate<float>(capacity, count, out, {72.0f, 80.0f, 90.0f, 120.0f});
}

XrResult get_refresh_rate(XrSession handle, float* out) {
  runtime().session(handle);
  *out = runtime().refresh_hz;
  return XR_SUCCESS;
}

XrResult request_refresh_rate(XrSession handle, float wanted) {
  Runtime& rt = runtime();
  rt.session(handle);
  for (const float offered : {72.0f, 80.0f, 90.0f, 120.0f, 0.0f}) {
    if (wanted != offered) continue;
    if (wanted > 0.0f) {
      const XrEventDataDisplayRefreshRateChangedFB event{XR_TYPE_EVENT_DATA_DISPLAY_REFRESH_RATE_CHANGED_FB,
                                                         nullptr, rt.refresh_hz, wanted};
      rt.refresh_hz = wanted;
      rt.period = static_cast<XrDuration>(1e9 / static_cast<double>(wanted));
      rt.send(&event, sizeof event);
    }
    return XR_SUCCESS;
  }
  rt.mistake(XR_ERROR_DISPLAY_REFRESH_RATE_UNSUPPORTED_FB,
             "xrRequestDisplayRefreshRateFB: not an offered rate");
}

XrResult performance_level(XrSession handle, XrPerfSettingsDomainEXT, XrPerfSettingsLevelEXT) {
  runtime().session(handle);
  return XR_SUCCESS;
}

}  // namespace

std::vector<Entry> session_entries() {
  return {entry<"xrCreateSession", &create_session>(),
          entry<"xrDestroySession", &destroy_session>(),
          entry<"xrBeginSession", &begin_session>(),
          entry<"xrEndSession", &end_session>(),
          entry<"xrRequestExitSession", &request_exit>(),
          entry<"xrEnumerateDisplayRefreshRatesFB", &refresh_rates>(),
          entry<"xrGetDisplayRefreshRateFB", &get_refresh_rate>(),
          entry<"xrRequestDisplayRefreshRateFB", &request_refresh_rate>(),
          entry<"xrPerfSettingsSetPerformanceLevelEXT", &performance_level>()};
}

}  // namespace threshold::test_runtime
