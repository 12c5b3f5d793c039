// Interaction profiles: which input paths each has, as the OpenXR specification and its extension
// registry list them. Kept apart from the application's tables, so that one checks the other.
#pragma once

#include <string>

namespace threshold::test_runtime {

struct ProfileFault {  // empty: the binding is lawful
  std::string sentence;
};

// `extensions_enabled(name)` tells whether the extension that defines a profile is enabled.
ProfileFault check_binding(const std::string& profile, const std::string& path,
                           bool (*extension_enabled)(const char*));

}  // namespace threshold::test_runtime
