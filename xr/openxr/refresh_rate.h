// The display's refresh rate, where the runtime lets it be chosen (XR_FB_display_refresh_rate).
#pragma once

#include <vector>

#include "xr/openxr/instance.h"

namespace threshold::xr {

// What is offered, in Hz; empty where the runtime does not tell.
std::vector<float> offered_refresh_rates(const Instance& instance, XrSession session);
// What is in force; 0 where the runtime does not tell.
float refresh_rate(const Instance& instance, XrSession session);
// Asks for what is offered nearest to `wanted_hz`; 0: the runtime's choice. What is then in force, 0 as
// above.
float choose_refresh_rate(const Instance& instance, XrSession session, float wanted_hz);

}  // namespace threshold::xr
