// Lights: what a beat's light curves make of a picture at one time. Pure.
#pragma once

#include "scenes/story.h"
#include "xr/picture.h"

namespace threshold::scenes {

// Fills light_blend, exposure_ev, haze, wind and spots.
void light_picture(const Beat& beat, double beat_s, xr::Picture& picture);

// Relative luminance of the whole picture, 0..1, as far as the light decides it: the place's own light takes
// half of the range where no lamp is named, a tenth on a stage lit by lamps. A proxy for counting flashes.
float luminance_of(const xr::Picture& picture);

}  // namespace threshold::scenes
