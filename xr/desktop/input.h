// Input: SDL's events of one frame, gathered into a DesktopInput. Owns the gamepad, not the window.
#pragma once

#include <array>

#include <SDL2/SDL.h>

#include "xr/desktop/keys.h"
#include "xr/desktop/visitor.h"

namespace threshold::xr {

class Input {
 public:
  explicit Input(const Keys& keys) : keys_(keys) {}
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  void handle(const SDL_Event& event, SDL_Window* window);
  // What was gathered since the last take(); edges are cleared.
  DesktopInput take(SDL_Window* window);

  bool help = false;               // toggled by its key
  bool toggle_fullscreen = false;  // edge, cleared by the reader

 private:
  void act(Action action, bool down);
  void blow(std::uint8_t slot, float speed_m_s);
  void pad_button(int button, bool down);

  const Keys& keys_;
  DesktopInput gathered_;
  std::array<bool, kActions> held_{};
  std::array<bool, 2> trigger_down_{};
  std::array<bool, 2> mouse_down_{};
  bool looking_ = false;
  bool pad_aims_ = false;  // the pad moved last: hands aim at the middle of the window
  SDL_GameController* pad_ = nullptr;
};

}  // namespace threshold::xr
