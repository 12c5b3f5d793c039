// Results of OpenXR calls as exceptions inside this folder: the failing call is the message, and the
// result tells the session machine whether the session, the instance or only this call is gone.
#pragma once

#include <openxr/openxr.h>

#include <stdexcept>
#include <string>

namespace threshold::xr {

std::string result_name(XrResult result);

// Whether the session or more than it is gone: nothing goes on without a new one.
inline bool is_loss(XrResult result) {
  return result == XR_ERROR_SESSION_LOST || result == XR_ERROR_INSTANCE_LOST ||
         result == XR_ERROR_RUNTIME_FAILURE;
}

class XrFailure : public std::runtime_error {
 public:
  XrFailure(XrResult result, const std::string& call)
      : std::runtime_error(call + " failed: " + result_name(result)), result_(result) {}
  XrResult result() const { return result_; }

 private:
  XrResult result_;
};

// Returns `result` when it is a success code (which may be a qualified one, e.g. XR_SESSION_NOT_FOCUSED).
inline XrResult check(XrResult result, const char* call) {
  if (XR_FAILED(result)) throw XrFailure(result, call);
  return result;
}

}  // namespace threshold::xr

#define THRESHOLD_XR(call) ::threshold::xr::check(call, #call)
