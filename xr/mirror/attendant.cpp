#include "xr/mirror/attendant.h"

#include <utility>

namespace threshold::xr {

bool read_mirror_view(std::string_view word, MirrorView* view) {
  if (word == "left")
    *view = MirrorView::left_eye;
  else if (word == "right")
    *view = MirrorView::right_eye;
  else if (word == "smoothed")
    *view = MirrorView::smoothed;
  else if (word == "private")
    *view = MirrorView::card;
  else
    return false;
  return true;
}

void Attendant::press(AttendantKey key, double now_s) {
  switch (key) {
    case AttendantKey::left_eye:
      view_ = MirrorView::left_eye;
      break;
    case AttendantKey::right_eye:
      view_ = MirrorView::right_eye;
      break;
    case AttendantKey::smoothed:
      view_ = MirrorView::smoothed;
      break;
    case AttendantKey::card:
      view_ = MirrorView::card;
      break;
    case AttendantKey::help:
      help_ = !help_;
      break;
    case AttendantKey::overlay:
      overlay_ = !overlay_;
      break;
    case AttendantKey::recentre:
      asked_.wishes.recentre = true;
      break;
    case AttendantKey::pause:
      asked_.wishes.pause = !asked_.wishes.pause;  // twice in one frame is not at all
      break;
    case AttendantKey::next:
      asked_.wishes.skip = true;
      break;
    case AttendantKey::taken_off:
      taken_off_ = !taken_off_;
      break;
    case AttendantKey::begin_again:
      asked_.begin_again = true;
      break;
    case AttendantKey::leave:
      if (about_to_leave(now_s))
        asked_.wishes.exit = true;
      else
        leave_until_s_ = now_s + kLeaveTwice_s;
      break;
  }
}

Attended Attendant::take() {
  Attended asked = std::exchange(asked_, {});
  asked.taken_off = taken_off_;
  return asked;
}

}  // namespace threshold::xr
