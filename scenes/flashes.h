// Flashes: how often light jumps, for the rule that nothing flashes more than three times a second
// (WCAG 2.3.1: a flash is a pair of opposing changes of relative luminance by 10 % of full and more, the
// darker below 0.80; a headset fills the field of view, so no small area is exempt).
#pragma once

#include <span>

namespace threshold::scenes {

struct FlashCount {
  int most_in_a_second = 0;  // whole flashes: a rise and a fall, or a fall and a rise
  double at_s = 0.0;         // where that second begins
};

// `luminance`: relative, 0..1, one value every `step_s`.
FlashCount count_flashes(std::span<const float> luminance, double step_s);

}  // namespace threshold::scenes
