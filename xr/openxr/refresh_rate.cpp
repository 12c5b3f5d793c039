#include "xr/openxr/refresh_rate.h"

#include <algorithm>
#include <cmath>

namespace threshold::xr {
namespace {

template <typename Function>
Function offered(const Instance& instance, const char* name) {
  return instance.has(XR_FB_DISPLAY_REFRESH_RATE_EXTENSION_NAME) ? instance.function<Function>(name)
                                                                 : nullptr;
}

}  // namespace

std::vector<float> offered_refresh_rates(const Instance& instance, XrSession session) {
  const auto list =
      offered<PFN_xrEnumerateDisplayRefreshRatesFB>(instance, "xrEnumerateDisplayRefreshRatesFB");
  std::uint32_t count = 0;
  if (list == nullptr || XR_FAILED(list(session, 0, &count, nullptr)) || count == 0) return {};
  std::vector<float> rates(count);
  if (XR_FAILED(list(session, count, &count, rates.data()))) return {};
  return rates;
}

float refresh_rate(const Instance& instance, XrSession session) {
  const auto get = offered<PFN_xrGetDisplayRefreshRateFB>(instance, "xrGetDisplayRefreshRateFB");
  float rate = 0.0f;
  return get != nullptr && XR_SUCCEEDED(get(session, &rate)) ? rate : 0.0f;
}

float choose_refresh_rate(const Instance& instance, XrSession session, float wanted_hz) {
  const auto request = offered<PFN_xrRequestDisplayRefreshRateFB>(instance, "xrRequestDisplayRefreshRateFB");
  const std::vector<float> rates = offered_refresh_rates(instance, session);
  if (request != nullptr && wanted_hz > 0.0f && !rates.empty()) {
    const float nearest = *std::min_element(rates.begin(), rates.end(), [&](float a, float b) {
      return std::abs(a - wanted_hz) < std::abs(b - wanted_hz);
    });
    if (XR_SUCCEEDED(request(session, nearest))) return nearest;
  }
  return refresh_rate(instance, session);
}

}  // namespace threshold::xr
