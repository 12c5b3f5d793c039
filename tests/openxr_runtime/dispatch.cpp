// The way in: the loader finds xrNegotiateLoaderRuntimeInterface, then asks for functions by name.
#include <cstring>

#include "tests/openxr_runtime/guard.h"

namespace threshold::test_runtime {

XrResult copy_text(const std::string& text, std::uint32_t capacity, std::uint32_t* count, char* out) {
  *count = static_cast<std::uint32_t>(text.size() + 1);
  if (capacity == 0) return XR_SUCCESS;
  if (capacity < *count) return XR_ERROR_SIZE_INSUFFICIENT;
  std::memcpy(out, text.c_str(), text.size() + 1);
  return XR_SUCCESS;
}

namespace {

XRAPI_ATTR XrResult XRAPI_CALL get_instance_proc_addr(XrInstance, const char* name, PFN_xrVoidFunction* out) {
  static const std::vector<Entry> all = [] {
    std::vector<Entry> joined{
        {"xrGetInstanceProcAddr", reinterpret_cast<PFN_xrVoidFunction>(&get_instance_proc_addr)}};
    for (const auto& part : {system_entries(), session_entries(), frame_entries(), space_entries(),
                             swapchain_entries(), input_entries(), hand_entries(), mask_entries()}) {
      joined.insert(joined.end(), part.begin(), part.end());
    }
    return joined;
  }();
  for (const Entry& entry : all) {
    if (std::strcmp(entry.name, name) == 0) {
      *out = entry.function;
      return XR_SUCCESS;
    }
  }
  *out = nullptr;
  return XR_ERROR_FUNCTION_UNSUPPORTED;
}

// The loader's side of the negotiation: a stable binary interface whose header 1.0.20 does not install.
enum LoaderStruct : std::uint32_t { loader_info = 1, runtime_request = 3 };

struct LoaderInfo {
  std::uint32_t type, version;
  std::size_t size;
  std::uint32_t min_interface, max_interface;
  XrVersion min_api, max_api;
};

struct RuntimeRequest {
  std::uint32_t type, version;
  std::size_t size;
  std::uint32_t interface_version;
  XrVersion api_version;
  PFN_xrGetInstanceProcAddr entry;
};

}  // namespace
}  // namespace threshold::test_runtime

extern "C" XRAPI_ATTR XrResult XRAPI_CALL xrNegotiateLoaderRuntimeInterface(
    const threshold::test_runtime::LoaderInfo* loader, threshold::test_runtime::RuntimeRequest* request) {
  using namespace threshold::test_runtime;
  if (loader == nullptr || request == nullptr || loader->type != loader_info ||
      request->type != runtime_request || loader->min_interface > 1 || loader->max_interface < 1) {
    return XR_ERROR_INITIALIZATION_FAILED;
  }
  const std::lock_guard lock(runtime_mutex());
  runtime().loaded();
  request->interface_version = 1;
  request->api_version = XR_MAKE_VERSION(1, 0, 20);
  request->entry = &get_instance_proc_addr;
  return XR_SUCCESS;
}
