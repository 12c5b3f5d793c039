#include "xr/openxr/check.h"

#include <openxr/openxr_reflection.h>

namespace threshold::xr {

std::string result_name(XrResult result) {
  // clang-format off
  switch (result) {
#define THRESHOLD_CASE(name, value) case name: return #name;
    XR_LIST_ENUM_XrResult(THRESHOLD_CASE)
#undef THRESHOLD_CASE
    default: return "result " + std::to_string(static_cast<int>(result));
  }
  // clang-format on
}

}  // namespace threshold::xr
