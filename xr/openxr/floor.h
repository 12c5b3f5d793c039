// Floor: the space in which everything is told. Its origin is on the floor under the visitor, who faces
// -z. Where the runtime has LOCAL_FLOOR we use it; else LOCAL, lowered by the height of LOCAL above the
// floor that STAGE tells once tracking runs, and by the default eye height until then or without STAGE.
#pragma once

#include <openxr/openxr.h>

#include <optional>
#include <string>

#include "xr/openxr/handle.h"
#include "xr/presence.h"

namespace threshold::xr {

enum class FloorKind : std::uint8_t { local_floor, measured, assumed };

class Floor {
 public:
  // `local_floor`: the extension is enabled. `eye_height_m`: LOCAL's height above the floor when nobody can
  // tell.
  Floor(XrSession session, bool local_floor, float eye_height_m);

  XrSpace space() const { return place_.get(); }
  XrSpace view() const { return view_.get(); }
  FloorKind kind() const { return kind_; }
  std::string describe() const;

  // With a time from xrWaitFrame: measures the floor if that is still to be done.
  void measure(XrTime time);
  // Turns and moves the space so that this head (a pose in space()) faces -z above its origin. With
  // `eye_height_m` the floor also moves so that the eyes are that high: the place comes to the visitor.
  void recentre(const Pose& head, std::optional<float> eye_height_m);
  // Lifts or lowers the floor only.
  void raise(float metres);
  // The runtime has moved LOCAL: its origin is where the visitor is now; measure again.
  void runtime_recentred();

 private:
  void remake();

  XrSession session_;
  FloorKind kind_ = FloorKind::assumed;
  bool can_measure_ = false;
  bool to_measure_ = false;
  float local_height_m_;  // of LOCAL's origin above the floor; 0 for LOCAL_FLOOR
  Pose own_;              // place in the floor-level frame, from our own recentring
  XrReferenceSpaceType base_ = XR_REFERENCE_SPACE_TYPE_LOCAL;
  SpaceHandle place_, view_, local_, stage_;
};

// The pose `own` such that a head at `head` (in the frame of the old `own`) faces -z above the new
// origin. Without an eye height the floor stays level with the old one.
Pose recentred(const Pose& own, const Pose& head, std::optional<float> eye_height_m);

}  // namespace threshold::xr
