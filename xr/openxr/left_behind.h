// Calls into a runtime that never returned. What they use is kept for ever.
#pragma once

#include <memory>

namespace threshold::xr {

// `used`: all that the call may still touch. The program's thread. From now on call_left_behind()
// (headset.h).
void leave_behind(std::shared_ptr<void> used);

}  // namespace threshold::xr
