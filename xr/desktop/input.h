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
  DesktopInput take(SDL_Window* window, float step_s);

  int help = 0, help_pages = 1;  // page of the card that its key turned to; 0: closed
  bool pad_used_last() const { return pad_aims_; }
  bool toggle_fullscreen = false;  // edge, cleared by the reader

 private:
  void act(Action action, bool down);
  void blow(std::uint8_t slot, float speed_m_s);
  void pad_button(int button, bool down);
  void turn_page() { help = help < help_pages ? help + 1 : 0; }

  const Keys& keys_;
  DesktopInput gathered_;
  std::array<bool, kActions> held_{};
  std::array<bool, 2> trigger_down_{};
  std::array<bool, 2> mouse_down_{};
  bool looking_ = false;
  bool pointed_ = false;            // the mouse has moved since the window opened
  std::array<float, 2> trigger_{};  // 0..1, in the last take()
  bool pad_aims_ = false;           // the pad moved last: hands aim at the middle of the window
  SDL_GameController* pad_ = nullptr;
};

}  // namespace threshold::xr
