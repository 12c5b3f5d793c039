// Painting on the runtime's thread (runtime_thread.h): told apart from calls into the runtime, since it may
// take long, as when a place is loaded, and happens only while the program waits, which may be painting too.
#pragma once

#include "xr/openxr/painter.h"
#include "xr/openxr/runtime_thread.h"

namespace threshold::xr {

// Painters that do as `make`'s do. `thread` outlives them.
PainterFactory as_own_work(PainterFactory make, RuntimeThread& thread);

}  // namespace threshold::xr
