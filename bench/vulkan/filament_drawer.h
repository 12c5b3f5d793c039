// Filament drawing the dinner through its own glTF loader.
#pragma once

#include <memory>

#include "bench/vulkan/dinner.h"

namespace threshold::bench {

struct FilamentChoice {
  bool vulkan = true;      // else OpenGL, which needs an X display
  bool generated = false;  // a material written for each glTF material, else its precompiled one for all
  bool tone_mapped =
      false;  // its post-processing pass, as threshold's picture is; else neither pass nor curve
};

std::string name_of(const FilamentChoice& choice);
std::unique_ptr<Drawer> make_filament_drawer(const Dinner& dinner, const Seeing& seeing,
                                             const FilamentChoice& choice);

}  // namespace threshold::bench
