#include "xr/openxr/headset.h"

#include <chrono>
#include <thread>

#include "xr/openxr/check.h"
#include "xr/openxr/patient_headset.h"

namespace threshold::xr {

Clock Clock::real() {
  return {[] {
            return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
          },
          [](double s) { std::this_thread::sleep_for(std::chrono::duration<double>(s)); }};
}

std::unique_ptr<Headset> connect_headset(const HeadsetOptions& options) {
  try {
    return patient_headset(options);
  } catch (const XrFailure& failure) {
    switch (failure.result()) {
      case XR_ERROR_FORM_FACTOR_UNAVAILABLE:
        throw std::runtime_error(
            "The OpenXR runtime answers, but no headset is connected; connect one and start again.");
      case XR_ERROR_RUNTIME_UNAVAILABLE:
      case XR_ERROR_RUNTIME_FAILURE:
        throw std::runtime_error("No OpenXR runtime answers (" + result_name(failure.result()) +
                                 "); start the headset's software, or set XR_RUNTIME_JSON to its manifest.");
      default:
        throw std::runtime_error(std::string("The headset cannot be used: ") + failure.what() + ".");
    }
  }
}

}  // namespace threshold::xr
