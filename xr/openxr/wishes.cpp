#include "xr/openxr/wishes.h"

namespace threshold::xr {
namespace {

constexpr double kLongS = 1.0;  // access rule: one button or a gesture, one second
constexpr double kVeryLongS = 3.0;
constexpr double kPinchSkipS = 2.0;
constexpr float kTriggerDown = 0.7f, kTriggerUp = 0.3f;  // hysteresis
constexpr float kAboveEyes_m = 0.10f;

bool raised(const HandPresence& hand, const Presence& presence) {
  const bool seen = hand.tracked || hand.joints_tracked;
  return seen && hand.grip.position.y > presence.head.position.y + kAboveEyes_m;
}

}  // namespace

void WishReader::Hold::update(bool level, double dt_s) {
  if (!level) blocked = false;
  before_s = held_s;
  held_s = level && !blocked ? held_s + dt_s : 0.0;
  if (held_s == 0.0) before_s = 0.0;
}

void WishReader::forget() {
  *this = WishReader();
}

void WishReader::read_menu(Menu* menu, const HandButtons& buttons, double dt_s, Wishes* wishes) {
  const bool ready = !menu->hold.blocked;
  menu->hold.update(buttons.menu, dt_s);
  const bool pressed = buttons.menu && ready;
  if (pressed && !menu->was) menu->with_trigger = buttons.trigger > kTriggerUp;
  if (pressed) {
    if (menu->with_trigger) {
      wishes->skip |= menu->hold.reached(kLongS);
    } else {
      wishes->recentre |= menu->hold.reached(kLongS);
      wishes->exit |= menu->hold.reached(kVeryLongS);
    }
  }
  if (menu->was && !pressed && menu->last_s < kLongS) {
    (menu->with_trigger ? wishes->captions : wishes->pause) = true;
  }
  menu->last_s = menu->hold.held_s;
  menu->was = pressed;
}

Wishes WishReader::read(const std::array<HandButtons, 2>& buttons, const Presence& presence, double dt_s) {
  Wishes wishes;
  for (std::size_t side = 0; side < 2; ++side) {
    const HandButtons& b = buttons[side];
    read_menu(&menus_[side], b, dt_s, &wishes);
    skip_[side].update(b.skip, dt_s);
    recentre_[side].update(b.recentre, dt_s);
    wishes.skip |= skip_[side].reached(kLongS);
    wishes.recentre |= recentre_[side].reached(kLongS);
    const bool captions_before = captions_[side].held_s > 0.0;
    captions_[side].update(b.captions, dt_s);
    wishes.captions |= captions_[side].held_s > 0.0 && !captions_before;
    trigger_down_[side] = b.trigger > (trigger_down_[side] ? kTriggerUp : kTriggerDown);
    const bool trigger_before = trigger_[side].held_s > 0.0;
    trigger_[side].update(trigger_down_[side], dt_s);
    wishes.confirm |= trigger_[side].held_s > 0.0 && !trigger_before && !b.menu;
  }
  const bool up = raised(presence.hands[0], presence) && raised(presence.hands[1], presence);
  const bool bare = buttons[0].bare && buttons[1].bare;
  const bool pinching = bare && trigger_down_[0] && trigger_down_[1];
  raised_.update(up && !pinching, dt_s);
  raised_pinch_.update(up && pinching, dt_s);
  both_pinch_.update(!up && pinching, dt_s);
  wishes.pause |= raised_.reached(kLongS);
  wishes.exit |= raised_.reached(kVeryLongS);
  wishes.recentre |= raised_pinch_.reached(kLongS);
  wishes.skip |= both_pinch_.reached(kPinchSkipS);
  return wishes;
}

}  // namespace threshold::xr
