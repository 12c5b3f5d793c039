// Where a space is in the world, for the files that need it.
#pragma once

#include "tests/openxr_runtime/runtime.h"

namespace threshold::test_runtime {

struct Located {
  Rigid pose;
  bool valid = false, tracked = false;
};

Located locate_in_world(const Space& space);

}  // namespace threshold::test_runtime
