// One XrInstance with the extensions of its runtime that we use, and the system (the headset) behind it.
#pragma once

#include <vulkan/vulkan.h>
#include <ctime>

#include <openxr/openxr.h>
#include <openxr/openxr_platform.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "xr/openxr/handle.h"

namespace threshold::xr {

struct WantedExtension {
  const char* name;
  bool required;
  const char* why;  // what is lost without it, for doctor
};
const std::vector<WantedExtension>& wanted_extensions();

// Names the runtime offers; empty when no runtime answers.
std::set<std::string> offered_extensions();

class Instance {
 public:
  // Throws XrFailure (no runtime) or std::runtime_error (a required extension is missing).
  explicit Instance(const std::set<std::string>& withheld = {});

  XrInstance get() const { return handle_.get(); }
  bool has(std::string_view extension) const { return used_.count(std::string(extension)) != 0; }
  const std::set<std::string>& used() const { return used_; }
  // Finds the headset. Throws XrFailure: XR_ERROR_FORM_FACTOR_UNAVAILABLE while none is connected.
  XrSystemId find_system();
  XrSystemId system() const { return system_; }
  std::string runtime_name() const;
  std::string system_name() const;

  // Null where the runtime lacks the function.
  template <typename Function>
  Function function(const char* name) const {
    PFN_xrVoidFunction found = nullptr;
    if (XR_FAILED(xrGetInstanceProcAddr(get(), name, &found))) return nullptr;
    return reinterpret_cast<Function>(found);
  }
  XrPath path(const char* name) const;
  std::string path_name(XrPath path) const;
  // Seconds from now to a time of the runtime; `otherwise` where the runtime cannot tell.
  double seconds_until(XrTime time, double otherwise) const;

 private:
  InstanceHandle handle_;
  std::set<std::string> used_;
  XrSystemId system_ = XR_NULL_SYSTEM_ID;
  PFN_xrConvertTimespecTimeToTimeKHR to_time_ = nullptr;
};

}  // namespace threshold::xr
