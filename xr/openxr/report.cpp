#include "xr/openxr/report.h"

#include <chrono>
#include <cstdlib>
#include <future>
#include <thread>

#include "xr/openxr/check.h"
#include "xr/openxr/connection.h"
#include "xr/openxr/headset.h"
#include "xr/openxr/headset_sound.h"
#include "xr/openxr/instance.h"
#include "xr/openxr/left_behind.h"
#include "xr/openxr/newer_extensions.h"
#include "xr/openxr/profiles.h"
#include "xr/openxr/refresh_rate.h"
#include "xr/openxr/vulkan_hooks.h"

namespace threshold::xr {
namespace {

void fill_extensions(XrReport* report) {
  const std::set<std::string> offered = offered_extensions();
  for (const WantedExtension& wanted : wanted_extensions()) {
    report->extensions.push_back({wanted.name, offered.count(wanted.name) != 0, wanted.required, wanted.why});
  }
}

void fill_profiles(const Instance& instance, XrReport* report) {
  for (const InteractionProfile& profile : interaction_profiles()) {
    const bool bound = profile.extension == nullptr || instance.has(profile.extension);
    (bound ? report->profiles : report->missing_profiles).push_back(profile.people);
  }
}

void fill_system(const Instance& instance, XrReport* report) {
  XrSystemHandTrackingPropertiesEXT hands{XR_TYPE_SYSTEM_HAND_TRACKING_PROPERTIES_EXT};
  XrSystemUserPresencePropertiesEXT presence{XR_TYPE_SYSTEM_USER_PRESENCE_PROPERTIES_EXT, nullptr, XR_FALSE};
  XrSystemProperties properties{XR_TYPE_SYSTEM_PROPERTIES};
  if (instance.has(XR_EXT_USER_PRESENCE_EXTENSION_NAME)) {
    presence.next = properties.next;
    properties.next = &presence;
  }
  if (instance.has(XR_EXT_HAND_TRACKING_EXTENSION_NAME)) {
    hands.next = properties.next;
    properties.next = &hands;
  }
  THRESHOLD_XR(xrGetSystemProperties(instance.get(), instance.system(), &properties));
  report->system = properties.systemName;
  report->most_layers = static_cast<int>(properties.graphicsProperties.maxLayerCount);
  report->position_tracking = properties.trackingProperties.positionTracking;
  report->hand_tracking = hands.supportsHandTracking;
  report->user_presence = presence.supportsUserPresence;
  report->refresh_rate_choice = instance.has(XR_FB_DISPLAY_REFRESH_RATE_EXTENSION_NAME);
  constexpr auto kStereo = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
  std::uint32_t count = 0;
  THRESHOLD_XR(
      xrEnumerateViewConfigurationViews(instance.get(), instance.system(), kStereo, 0, &count, nullptr));
  std::vector<XrViewConfigurationView> views(count, {XR_TYPE_VIEW_CONFIGURATION_VIEW});
  THRESHOLD_XR(xrEnumerateViewConfigurationViews(instance.get(), instance.system(), kStereo, count, &count,
                                                 views.data()));
  for (const XrViewConfigurationView& view : views) {
    report->views.push_back(
        {static_cast<int>(view.recommendedImageRectWidth), static_cast<int>(view.recommendedImageRectHeight),
         static_cast<int>(view.maxImageRectWidth), static_cast<int>(view.maxImageRectHeight)});
  }
}

void fill_rates(const Instance& instance, const PainterFactory& make_painter, XrReport* report) {
  if (!make_painter || !report->refresh_rate_choice) return;
  try {
    const std::unique_ptr<Painter> painter = make_painter(gpu_request(instance, false));
    const SessionHandle session(create_session(instance, painter->device()));
    report->rates_hz = offered_refresh_rates(instance, session.get());
    report->rate_hz = refresh_rate(instance, session.get());
  } catch (const std::exception& error) {
    report->problem = std::string("No session can be opened: ") + error.what() + ".";
  }
}

XrReport ask(const PainterFactory& make_painter) {
  XrReport report;
  if (const char* manifest = std::getenv("XR_RUNTIME_JSON")) report.manifest = manifest;
  fill_extensions(&report);
  try {
    Instance instance;
    report.answers = true;
    report.runtime = instance.runtime_name();
    fill_profiles(instance, &report);
    instance.find_system();
    report.headset = true;
    fill_system(instance, &report);
    report.sound_device = told_sound_device(instance);
    fill_rates(instance, make_painter, &report);
  } catch (const XrFailure& failure) {
    report.problem =
        report.answers
            ? "The runtime has no headset now (" + result_name(failure.result()) + "); connect one."
            : "No OpenXR runtime answers (" + result_name(failure.result()) +
                  "); start the headset's software, or set XR_RUNTIME_JSON to its manifest.";
  } catch (const std::exception& error) {
    report.problem = error.what();
  }
  return report;
}

}  // namespace

XrReport probe_xr(double patience_s, const PainterFactory& make_painter) {
  auto promise = std::make_shared<std::promise<XrReport>>();
  std::future<XrReport> answer = promise->get_future();
  std::thread([promise, make_painter] { promise->set_value(ask(make_painter)); }).detach();
  if (answer.wait_for(std::chrono::duration<double>(patience_s)) == std::future_status::ready)
    return answer.get();
  leave_behind(promise);
  XrReport report;
  report.problem = "The OpenXR runtime did not answer in time; restart the headset's software.";
  return report;
}

bool runtime_answers() {
  return probe_xr().headset;
}

}  // namespace threshold::xr
