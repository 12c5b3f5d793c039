#include "xr/mirror/notice_window.h"

#include <SDL2/SDL.h>

#include <utility>

namespace threshold::xr {

NoticeWindow::~NoticeWindow() {
  hide();
}

void NoticeWindow::show(SDL_Window* window, const TextPicture& text) {
  if (text.bgra.empty()) return hide();
  int left = 0, top = 0, width = 0, height = 0;
  SDL_GetWindowPosition(window, &left, &top);
  SDL_GetWindowSize(window, &width, &height);
  const int x = left + (width - text.width) / 2, y = top + (height - text.height) / 2;
  if (notice_ == nullptr) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");  // no device for its surface either
    // A tooltip: above what is full screen, and no window manager gives it the keys.
    notice_ = SDL_CreateWindow(
        "", x, y, text.width, text.height,
        SDL_WINDOW_TOOLTIP | SDL_WINDOW_BORDERLESS | SDL_WINDOW_ALWAYS_ON_TOP | SDL_WINDOW_SKIP_TASKBAR);
    if (notice_ == nullptr) return;
  }
  int was_wide = 0, was_high = 0;
  SDL_GetWindowSize(notice_, &was_wide, &was_high);
  if (was_wide != text.width || was_high != text.height) SDL_SetWindowSize(notice_, text.width, text.height);
  SDL_SetWindowPosition(notice_, x, y);
  SDL_Surface* const surface = SDL_GetWindowSurface(notice_);
  // SDL reads these pixels and writes none.
  SDL_Surface* const words =
      SDL_CreateRGBSurfaceWithFormatFrom(const_cast<std::uint8_t*>(text.bgra.data()), text.width, text.height,
                                         32, 4 * text.width, SDL_PIXELFORMAT_BGRA32);
  if (surface != nullptr && words != nullptr) {
    SDL_SetSurfaceBlendMode(words, SDL_BLENDMODE_NONE);
    SDL_BlitSurface(words, nullptr, surface, nullptr);
    SDL_UpdateWindowSurface(notice_);
  }
  SDL_FreeSurface(words);
}

void NoticeWindow::hide() {
  if (SDL_Window* const gone = std::exchange(notice_, nullptr)) SDL_DestroyWindow(gone);
}

}  // namespace threshold::xr
