// Linked into tests and program under a sanitizer: what Vulkan's loader unloads has no names left in a report at
// the end, so that no suppression fits. Holding the libraries open keeps their names.
#include <dlfcn.h>

#include <initializer_list>

namespace {

const bool held = [] {
  for (const char* library :
       {"libVkLayer_khronos_validation.so", "libVkLayer_MESA_device_select.so", "libvulkan_lvp.so"})
    dlopen(library, RTLD_LAZY | RTLD_NODELETE);
  return true;
}();

}  // namespace
