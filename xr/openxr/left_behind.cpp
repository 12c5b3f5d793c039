#include "xr/openxr/left_behind.h"

#include <utility>
#include <vector>

#include "xr/openxr/headset.h"

namespace threshold::xr {
namespace {

// Never taken down.
std::vector<std::shared_ptr<void>>& all() {
  static auto* const made = new std::vector<std::shared_ptr<void>>;
  return *made;
}

}  // namespace

void leave_behind(std::shared_ptr<void> used) {
  all().push_back(std::move(used));
}

bool call_left_behind() {
  return !all().empty();
}

}  // namespace threshold::xr
