// Owns one OpenXR handle.
#pragma once

#include <openxr/openxr.h>

#include <utility>

namespace threshold::xr {

template <typename T, XrResult(XRAPI_PTR* destroy)(T)>
class Handle {
 public:
  Handle() = default;
  explicit Handle(T handle) : handle_(handle) {}
  Handle(Handle&& other) noexcept : handle_(std::exchange(other.handle_, XR_NULL_HANDLE)) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Handle() { reset(); }

  void reset() {
    if (handle_ != XR_NULL_HANDLE) destroy(std::exchange(handle_, XR_NULL_HANDLE));
  }
  T get() const { return handle_; }
  T* put() {  // for calls that create it
    reset();
    return &handle_;
  }
  explicit operator bool() const { return handle_ != XR_NULL_HANDLE; }

 private:
  T handle_ = XR_NULL_HANDLE;
};

using SpaceHandle = Handle<XrSpace, xrDestroySpace>;
using SwapchainHandle = Handle<XrSwapchain, xrDestroySwapchain>;
using ActionSetHandle = Handle<XrActionSet, xrDestroyActionSet>;
using SessionHandle = Handle<XrSession, xrDestroySession>;
using InstanceHandle = Handle<XrInstance, xrDestroyInstance>;

}  // namespace threshold::xr
