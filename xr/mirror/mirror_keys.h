// The keys of the mirror's window, by their place on the keyboard.
#pragma once

#include <optional>

#include "xr/mirror/attendant.h"

namespace threshold::xr {

// `scancode`: SDL's. Nothing for a key that means nothing here.
std::optional<AttendantKey> attendant_key(int scancode);

}  // namespace threshold::xr
