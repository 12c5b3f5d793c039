#include "xr/mirror/mirror_keys.h"

#include <SDL2/SDL_scancode.h>

namespace threshold::xr {

std::optional<AttendantKey> attendant_key(int scancode) {
  switch (scancode) {
    case SDL_SCANCODE_1:
    case SDL_SCANCODE_KP_1:
      return AttendantKey::left_eye;
    case SDL_SCANCODE_2:
    case SDL_SCANCODE_KP_2:
      return AttendantKey::right_eye;
    case SDL_SCANCODE_3:
    case SDL_SCANCODE_KP_3:
      return AttendantKey::smoothed;
    case SDL_SCANCODE_4:
    case SDL_SCANCODE_KP_4:
      return AttendantKey::card;
    case SDL_SCANCODE_H:
    case SDL_SCANCODE_F1:
      return AttendantKey::help;
    case SDL_SCANCODE_O:
      return AttendantKey::overlay;
    case SDL_SCANCODE_R:
      return AttendantKey::recentre;
    case SDL_SCANCODE_P:
      return AttendantKey::pause;
    case SDL_SCANCODE_N:
      return AttendantKey::next;
    case SDL_SCANCODE_T:
      return AttendantKey::taken_off;
    case SDL_SCANCODE_BACKSPACE:
      return AttendantKey::begin_again;
    case SDL_SCANCODE_ESCAPE:
      return AttendantKey::leave;
    default:
      return std::nullopt;
  }
}

}  // namespace threshold::xr
