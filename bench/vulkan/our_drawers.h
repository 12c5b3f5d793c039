// Threshold's two ways to draw the dinner: as any glTF files, and as a place of its own with baked light.
#pragma once

#include <memory>

#include "bench/vulkan/dinner.h"

namespace threshold::bench {

std::unique_ptr<Drawer> make_model_drawer(const Dinner& dinner, const Seeing& seeing);
std::unique_ptr<Drawer> make_place_drawer(const Dinner& dinner, const Seeing& seeing);
// Throws std::runtime_error where the assets are not there.
Dinner read_dinner(const std::filesystem::path& assets);

}  // namespace threshold::bench
