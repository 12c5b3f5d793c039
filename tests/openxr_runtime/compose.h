// The compositor: what each eye would see of the layers handed in, computed on the CPU.
#pragma once

#include <span>

#include "tests/openxr_runtime/runtime.h"

namespace threshold::test_runtime {

// Writes Runtime::picture, and picture_file (left.ppm, right.ppm beside each other) when one is named.
void compose_layers(Session& session, std::span<const XrCompositionLayerBaseHeader* const> layers);

}  // namespace threshold::test_runtime
