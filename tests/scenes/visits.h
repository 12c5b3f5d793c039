// What tests of the director do again and again: a visitor who does nothing, a key, a start, some seconds.
#pragma once

#include <string>

#include "scenes/director.h"
#include "tests/scenes/story_for_tests.h"

namespace threshold::scenes::visits {

inline xr::Presence nobody() {
  xr::Presence presence;
  presence.head.position = {0.0f, 1.2f, 0.0f};
  return presence;
}

inline xr::Presence key(int slot, float speed = 3.0f) {
  xr::Presence presence = nobody();
  presence.key_blows[0] = {static_cast<std::uint8_t>(slot), speed};
  return presence;
}

inline DirectorOptions at(const char* beat, double from_s = 0.0) {
  DirectorOptions options;
  options.beat = beat;
  options.from_s = from_s;
  return options;
}

inline Moment after(Director& director, double seconds, const xr::Presence& presence = nobody()) {
  Moment moment;
  for (int i = 0; i < static_cast<int>(seconds / 0.008 + 0.5); ++i) moment = director.advance(presence);
  return moment;
}

inline const xr::Panel* panel(const Moment& moment, const std::string& id) {
  for (const xr::Panel& one : moment.eyes.panels) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

inline std::string sound_of(const Moment& moment, int blow) {
  return testing::story()->sounds.at(moment.ears.blows[static_cast<std::size_t>(blow)].sound);
}

}  // namespace threshold::scenes::visits
