// Every entry of the runtime goes through a guard: it returns what a test asked this function to fail
// with, and turns a Refusal thrown below into its result.
#pragma once

#include <cstddef>
#include <vector>

#include "tests/openxr_runtime/runtime.h"

namespace threshold::test_runtime {

struct Entry {
  const char* name;
  PFN_xrVoidFunction function;
};

// One table a file; dispatch.cpp joins them.
std::vector<Entry> system_entries();
std::vector<Entry> session_entries();
std::vector<Entry> frame_entries();
std::vector<Entry> space_entries();
std::vector<Entry> swapchain_entries();
std::vector<Entry> input_entries();
std::vector<Entry> hand_entries();
std::vector<Entry> mask_entries();

template <std::size_t Size>
struct Name {
  char text[Size];
  constexpr Name(const char (&literal)[Size]) {
    for (std::size_t i = 0; i < Size; ++i) text[i] = literal[i];
  }
};

template <Name name, auto function>
struct Guard;

template <Name name, typename... Arguments, XrResult (*function)(Arguments...)>
struct Guard<name, function> {
  static XRAPI_ATTR XrResult XRAPI_CALL call(Arguments... arguments) {
    const std::lock_guard lock(runtime_mutex());
    hang_where_asked(name.text);
    auto& failing = runtime().faults.calls;
    if (const auto found = failing.find(name.text); found != failing.end() && !found->second.empty()) {
      const XrResult result = found->second.front();
      found->second.pop_front();
      return result;
    }
    try {
      return function(arguments...);
    } catch (const Refusal& refusal) {
      return refusal.result;
    }
  }
};

template <Name name, auto function>
Entry entry() {
  static constexpr Name kept = name;
  return {kept.text, reinterpret_cast<PFN_xrVoidFunction>(&Guard<name, function>::call)};
}

// The two-call idiom. `fill(i)` gives the i-th element.
template <typename T, typename Fill>
XrResult enumerate(std::uint32_t capacity, std::uint32_t* count, T* out, std::size_t size, Fill fill) {
  if (count == nullptr) runtime().mistake(XR_ERROR_VALIDATION_FAILURE, "an enumeration without a count");
  *count = static_cast<std::uint32_t>(size);
  if (capacity == 0) return XR_SUCCESS;
  if (capacity < size) return XR_ERROR_SIZE_INSUFFICIENT;
  for (std::size_t i = 0; i < size; ++i) out[i] = fill(i);
  return XR_SUCCESS;
}

template <typename T>
XrResult enumerate(std::uint32_t capacity, std::uint32_t* count, T* out, const std::vector<T>& values) {
  return enumerate(capacity, count, out, values.size(), [&](std::size_t i) { return values[i]; });
}

XrResult copy_text(const std::string& text, std::uint32_t capacity, std::uint32_t* count, char* out);

}  // namespace threshold::test_runtime
