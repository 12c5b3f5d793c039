#include "xr/desktop/input.h"

#include <algorithm>
#include <cmath>

namespace threshold::xr {
namespace {

constexpr float kKeyBlow_m_s = 4.0f;  // a medium stroke; with Shift a hard one
constexpr float kHardKeyBlow_m_s = 8.0f;
constexpr float kDeadZone = 0.18f;  // of a stick's throw, SDL's own recommendation is about 8000/32768

constexpr float kTriggerStrikes = 0.37f;    // of its way
constexpr glm::vec2 kPadAims{0.0f, -0.2f};  // below the middle: hands stay in view under what is looked at

float stick(SDL_GameController* pad, SDL_GameControllerAxis axis) {
  const float v = static_cast<float>(SDL_GameControllerGetAxis(pad, axis)) / 32767.0f;
  if (std::abs(v) < kDeadZone) return 0.0f;
  return std::copysign((std::min(std::abs(v), 1.0f) - kDeadZone) / (1.0f - kDeadZone), v);
}

}  // namespace

Input::~Input() {
  if (pad_) SDL_GameControllerClose(pad_);
}

void Input::blow(std::uint8_t slot, float speed_m_s) {
  for (KeyBlow& each : gathered_.key_blows)
    if (each.speed_m_s == 0.0f) {
      each = {slot, speed_m_s};
      return;
    }
}

void Input::act(Action action, bool down) {
  held_[static_cast<std::size_t>(action)] = down;
  if (!down) return;
  Wishes& wishes = gathered_.wishes;
  switch (action) {
    case Action::confirm:
      wishes.confirm = true;
      break;
    case Action::pause:
      wishes.pause = true;
      break;
    case Action::skip:
      wishes.skip = true;
      break;
    case Action::captions:
      wishes.captions = true;
      break;
    case Action::recentre:
      wishes.recentre = true;
      break;
    case Action::exit:
      if (help > 0)
        help = 0;
      else
        wishes.exit = true;
      break;
    case Action::help:
      turn_page();
      break;
    case Action::fullscreen:
      toggle_fullscreen = true;
      break;
    case Action::strike_left:
      gathered_.strike[left] = true;
      break;
    case Action::strike_right:
      gathered_.strike[right] = true;
      break;
    default:
      if (action >= Action::slot_1 && action <= Action::slot_8)
        blow(static_cast<std::uint8_t>(static_cast<int>(action) - static_cast<int>(Action::slot_1)),
             SDL_GetModState() & KMOD_SHIFT ? kHardKeyBlow_m_s : kKeyBlow_m_s);
  }
}

void Input::pad_button(int button, bool down) {
  if (!down) return;
  switch (button) {
    case SDL_CONTROLLER_BUTTON_A:
      act(Action::slot_2, true);
      gathered_.wishes.confirm = true;
      break;
    case SDL_CONTROLLER_BUTTON_B:
      act(Action::slot_3, true);
      break;
    case SDL_CONTROLLER_BUTTON_X:
      act(Action::slot_4, true);
      break;
    case SDL_CONTROLLER_BUTTON_Y:
      act(Action::slot_6, true);
      break;
    case SDL_CONTROLLER_BUTTON_LEFTSHOULDER:
      act(Action::slot_1, true);
      break;
    case SDL_CONTROLLER_BUTTON_RIGHTSHOULDER:
      act(Action::slot_7, true);
      break;
    case SDL_CONTROLLER_BUTTON_START:
      act(Action::pause, true);
      break;
    case SDL_CONTROLLER_BUTTON_BACK:
      turn_page();
      break;
    case SDL_CONTROLLER_BUTTON_DPAD_RIGHT:
      act(Action::skip, true);
      break;
    case SDL_CONTROLLER_BUTTON_DPAD_UP:
      act(Action::captions, true);
      break;
    case SDL_CONTROLLER_BUTTON_RIGHTSTICK:
      act(Action::recentre, true);
      break;
    default:
      break;
  }
}

void Input::handle(const SDL_Event& event, SDL_Window* window) {
  switch (event.type) {
    case SDL_KEYDOWN:
      if (event.key.repeat) break;
      [[fallthrough]];
    case SDL_KEYUP:
      if (const auto action = keys_.action_of(event.key.keysym.scancode))
        act(*action, event.type == SDL_KEYDOWN);
      break;
    case SDL_MOUSEMOTION:
      pad_aims_ = false;
      if (!looking_) pointed_ = true;
      if (looking_) gathered_.look_pixels += glm::vec2(event.motion.xrel, event.motion.yrel);
      break;
    case SDL_MOUSEWHEEL:
      gathered_.reach_steps += static_cast<float>(event.wheel.y);
      break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: {
      const bool down = event.type == SDL_MOUSEBUTTONDOWN;
      if (event.button.button == SDL_BUTTON_RIGHT) {
        looking_ = down;
        SDL_SetRelativeMouseMode(down ? SDL_TRUE : SDL_FALSE);
      } else if (event.button.button == SDL_BUTTON_LEFT || event.button.button == SDL_BUTTON_MIDDLE) {
        const bool left_hand = event.button.button == SDL_BUTTON_MIDDLE || (SDL_GetModState() & KMOD_CTRL);
        const std::size_t side = left_hand ? left : right;
        if (down) gathered_.strike[side] = true;
        if (down && SDL_GetModState() & KMOD_SHIFT) gathered_.strike_speed_m_s[side] = kHardKeyBlow_m_s;
        mouse_down_[side] = down;
      }
      break;
    }
    case SDL_CONTROLLERDEVICEADDED:
      if (!pad_) pad_ = SDL_GameControllerOpen(event.cdevice.which);
      break;
    case SDL_CONTROLLERDEVICEREMOVED:
      if (pad_ && event.cdevice.which == SDL_JoystickInstanceID(SDL_GameControllerGetJoystick(pad_))) {
        SDL_GameControllerClose(pad_);
        pad_ = nullptr;
      }
      break;
    case SDL_CONTROLLERBUTTONDOWN:
    case SDL_CONTROLLERBUTTONUP:
      pad_aims_ = true;
      pad_button(event.cbutton.button, event.type == SDL_CONTROLLERBUTTONDOWN);
      break;
    case SDL_WINDOWEVENT:
      // A key released while another window had the keyboard would hang forever.
      if (event.window.event == SDL_WINDOWEVENT_FOCUS_LOST) {
        held_ = {}, mouse_down_ = {};
        if (looking_) SDL_SetRelativeMouseMode(SDL_FALSE);
        looking_ = false;
      }
      break;
    default:
      break;
  }
  (void)window;
}

DesktopInput Input::take(SDL_Window* window, float step_s) {
  auto held = [&](Action a) { return held_[static_cast<std::size_t>(a)] ? 1.0f : 0.0f; };
  DesktopInput in = gathered_;
  in.move = {held(Action::step_right) - held(Action::step_left), held(Action::forward) - held(Action::back)};
  in.rest = {mouse_down_[left] || held_[static_cast<std::size_t>(Action::strike_left)],
             mouse_down_[right] || held_[static_cast<std::size_t>(Action::strike_right)]};
  int w = 1, h = 1, x = 0, y = 0;
  SDL_GetWindowSize(window, &w, &h);
  SDL_GetMouseState(&x, &y);
  w = std::max(w, 1), h = std::max(h, 1);
  in.aspect = static_cast<float>(w) / static_cast<float>(h);
  in.pointer = pad_aims_ ? kPadAims : kWaitsRight;
  in.pointer_moves = pointed_ && !looking_ && !pad_aims_;
  if (in.pointer_moves)
    in.pointer = {2.0f * static_cast<float>(x) / static_cast<float>(w) - 1.0f,
                  1.0f - 2.0f * static_cast<float>(y) / static_cast<float>(h)};
  if (pad_) {
    in.move += glm::vec2(stick(pad_, SDL_CONTROLLER_AXIS_LEFTX), -stick(pad_, SDL_CONTROLLER_AXIS_LEFTY));
    in.look_stick = {stick(pad_, SDL_CONTROLLER_AXIS_RIGHTX), stick(pad_, SDL_CONTROLLER_AXIS_RIGHTY)};
    if (in.look_stick != glm::vec2(0.0f)) pad_aims_ = true;
    const SDL_GameControllerAxis axes[2] = {SDL_CONTROLLER_AXIS_TRIGGERLEFT,
                                            SDL_CONTROLLER_AXIS_TRIGGERRIGHT};
    for (std::size_t side = 0; side < 2; ++side) {
      const float pulled = static_cast<float>(SDL_GameControllerGetAxis(pad_, axes[side])) / 32767.0f;
      const bool down = pulled > kTriggerStrikes;
      if (down && !trigger_down_[side]) {
        in.strike[side] = pad_aims_ = true;
        in.strike_speed_m_s[side] = pulled_speed(trigger_[side], pulled, step_s);
      }
      trigger_[side] = pulled;
      trigger_down_[side] = down;
      in.rest[side] = in.rest[side] || down;
    }
  }
  gathered_ = {};
  return in;
}

}  // namespace threshold::xr
