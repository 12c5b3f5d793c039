// Which button of which controller does what: one table, from which bindings are suggested and doctor
// prints its list. docs/headset.md tells the same to people.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace threshold::xr {

enum class Deed : std::uint8_t { grip, aim, trigger, squeeze, menu, skip, captions, recentre, haptic };
inline constexpr int kDeeds = 9;
inline constexpr std::array<const char*, kDeeds> kDeedNames{"grip", "aim",      "trigger",  "squeeze", "menu",
                                                            "skip", "captions", "recentre", "haptic"};

struct DeedBinding {
  Deed deed;
  const char* left;  // component after /user/hand/left, or null
  const char* right;
};

struct InteractionProfile {
  const char* path;
  const char* extension;  // that must be enabled; null: core
  const char* people;     // what people call it
  std::span<const DeedBinding> bindings;
};

std::span<const InteractionProfile> interaction_profiles();

}  // namespace threshold::xr
