// Visitor: where the visitor is and what they do, read from the session once a frame; and the place, brought
// to them when they put the headset on, ask for it or are recentred by the runtime.
#pragma once

#include <optional>

#include "xr/openxr/connection.h"
#include "xr/openxr/gaze_choice.h"
#include "xr/openxr/presence_watch.h"
#include "xr/openxr/session_machine.h"
#include "xr/openxr/wishes.h"

namespace threshold::xr {

class Visitor {
 public:
  explicit Visitor(const HeadsetOptions& options);

  // With the time of a frame that has begun, `dt_s` after the last. Throws XrFailure.
  void read(const SessionParts& session, const LinkState& link, XrTime time, double dt_s);
  const Presence& presence() const { return presence_; }
  void wishes_taken() { presence_.wishes = {}; }
  // The space of poses is another since this was last asked.
  bool place_moved() { return std::exchange(place_moved_, false); }

  void set_eye_height(float height_m);       // Headset::set_eye_height
  void recentre() { recentre_due_ = true; }  // in the next frame in which they are there
  void told(bool present) { watch_.told(present); }
  void runtime_recentres(XrTime at);  // poses from then on are in another space
  void buttons_forgotten() { wishes_.forget(); }
  void hands_gone() { presence_.hands = {}; }
  void away();  // there are no frames to see them in
  void session_gone();

 private:
  void read_head(const SessionParts& s);
  void read_hands(const SessionParts& s);
  void read_gaze(const SessionParts& s);
  void bring_place_to_visitor(const SessionParts& s);

  const bool recentre_when_put_on_;
  PresenceWatch watch_;
  GazeChoice gaze_;
  WishReader wishes_;
  Presence presence_;
  LinkState link_;
  XrTime time_ = 0;
  double dt_s_ = 0.0;
  std::optional<float> eye_height_m_;
  std::optional<XrTime> moves_at_;
  bool was_worn_ = false, recentre_due_ = false, height_due_ = false, place_moved_ = false;
};

}  // namespace threshold::xr
