#include "xr/openxr/visitor.h"

#include "xr/openxr/check.h"
#include "xr/openxr/pose_math.h"

namespace threshold::xr {

Visitor::Visitor(const HeadsetOptions& options)
    : recentre_when_put_on_(options.recentre_when_put_on),
      watch_(options.still_head_s),
      gaze_(options.gaze) {}

void Visitor::read(const SessionParts& s, const LinkState& link, XrTime time, double dt_s) {
  link_ = link;
  time_ = time;
  dt_s_ = dt_s;
  read_head(s);
  presence_.worn = watch_.worn(link.seen ? Sight::seen : Sight::unseen, presence_.head, dt_s);
  read_hands(s);
  bring_place_to_visitor(s);
  if (moves_at_ && time_ >= *moves_at_) {
    place_moved_ = true;
    moves_at_.reset();
  }
}

void Visitor::set_eye_height(float height_m) {
  if (eye_height_m_ == height_m) return;
  eye_height_m_ = height_m;
  height_due_ = true;
}

void Visitor::runtime_recentres(XrTime at) {
  height_due_ = true;
  moves_at_ = at;
}

void Visitor::away() {
  hands_gone();
  was_worn_ = presence_.worn = watch_.worn(Sight::none, presence_.head, 0.0);
}

void Visitor::session_gone() {
  watch_.forget();
  gaze_.forget();
  wishes_.forget();
  moves_at_.reset();
  away();
}

void Visitor::read_head(const SessionParts& s) {
  XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
  THRESHOLD_XR(xrLocateSpace(s.floor->view(), s.floor->space(), time_, &location));
  constexpr auto kTurned = XR_SPACE_LOCATION_ORIENTATION_VALID_BIT;
  constexpr auto kPlaced = XR_SPACE_LOCATION_POSITION_VALID_BIT;
  presence_.head_tracked = (location.locationFlags & (kTurned | kPlaced)) == (kTurned | kPlaced);
  const Pose found = from_xr(location.pose);
  if (location.locationFlags & kTurned) presence_.head.orientation = found.orientation;
  if (location.locationFlags & kPlaced) presence_.head.position = found.position;
}

void Visitor::read_hands(const SessionParts& s) {
  std::array<HandButtons, 2> buttons{};
  presence_.hands = {};
  presence_.wishes = {};
  presence_.by_gaze = false;
  if (!link_.input || !s.actions->read(s.floor->space(), time_, &presence_.hands, &buttons)) return;
  s.joints->read(s.floor->space(), time_, &presence_.hands, &buttons);
  presence_.wishes = wishes_.read(buttons, presence_, dt_s_);
  const bool hand = presence_.hands[left].tracked || presence_.hands[right].tracked;
  presence_.by_gaze = gaze_.by_gaze(hand, dt_s_);
  read_gaze(s);
}

void Visitor::read_gaze(const SessionParts& s) {
  if (presence_.by_gaze) presence_.gaze = s.actions->gaze(s.floor->space(), time_).value_or(presence_.head);
}

// Recentring that the visitor asked for or that putting the headset on brings, and the place's height.
void Visitor::bring_place_to_visitor(const SessionParts& s) {
  const bool here = presence_.worn;  // not the focus: whoever comes back from a menu has not moved
  const bool put_on = here && !was_worn_ && recentre_when_put_on_;
  recentre_due_ = recentre_due_ || put_on || presence_.wishes.recentre;
  was_worn_ = here;
  if (!here || !presence_.head_tracked) return;
  if (recentre_due_)
    s.floor->recentre(presence_.head, eye_height_m_);
  else if (height_due_ && eye_height_m_)
    s.floor->raise(presence_.head.position.y - *eye_height_m_);
  const bool moved = recentre_due_ || height_due_;
  place_moved_ |= moved;
  recentre_due_ = height_due_ = false;
  if (!moved) return;
  const Wishes kept = presence_.wishes;  // once more, in the space as it is now
  read_head(s);
  std::array<HandButtons, 2> unused{};
  presence_.hands = {};
  s.actions->read(s.floor->space(), time_, &presence_.hands, &unused);
  s.joints->read(s.floor->space(), time_, &presence_.hands, &unused);
  presence_.wishes = kept;
  read_gaze(s);
}

}  // namespace threshold::xr
