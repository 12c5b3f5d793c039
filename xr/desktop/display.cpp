#include "xr/desktop/display.h"

#include <cstdlib>
#include <stdexcept>
#include <string>

#include <SDL2/SDL.h>

namespace threshold::xr {
namespace {

constexpr Uint32 kParts = SDL_INIT_VIDEO | SDL_INIT_EVENTS | SDL_INIT_GAMECONTROLLER;

// SDL falls back to drivers that show nothing to nobody.
bool shows_something() {
  const std::string driver = SDL_GetCurrentVideoDriver() ? SDL_GetCurrentVideoDriver() : "";
  return driver != "" && driver != "dummy" && driver != "offscreen" && driver != "evdev";
}

// Wayland is nowhere without this folder, and its library says so aloud when it is asked all the same.
void leave_wayland_out() {
#ifndef _WIN32
  if (std::getenv("XDG_RUNTIME_DIR") == nullptr)
    SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "x11,KMSDRM", SDL_HINT_DEFAULT);
#endif
}

}  // namespace

Display::Display(const char* else_do) {
  SDL_SetMainReady();
  leave_wayland_out();
  if (SDL_InitSubSystem(kParts) != 0)
    throw std::runtime_error(std::string("no display can be opened (") + SDL_GetError() + "): " + else_do);
  if (!shows_something()) {
    SDL_QuitSubSystem(kParts);
    throw std::runtime_error(std::string("no display answers (DISPLAY and WAYLAND_DISPLAY name none): ") +
                             else_do);
  }
}

Display::~Display() {
  SDL_QuitSubSystem(kParts);
}

bool display_answers() {
  SDL_SetMainReady();
  leave_wayland_out();
  if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return false;
  const bool shows = shows_something();
  SDL_QuitSubSystem(SDL_INIT_VIDEO);
  return shows;
}

}  // namespace threshold::xr
