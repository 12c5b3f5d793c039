// The headset with its mirror: a backend that heeds the attendant's wishes like the visitor's and tells the
// mirror, after each frame, how things stand.
#pragma once

#include <functional>

#include "xr/mirror/mirror.h"
#include "xr/openxr/headset.h"

namespace threshold::xr {

// `note` is asked once a frame for what only the program knows. All outlive the backend.
std::unique_ptr<Backend> mirrored_headset(Headset& headset, Mirror& mirror, std::function<MirrorNote()> note);

}  // namespace threshold::xr
