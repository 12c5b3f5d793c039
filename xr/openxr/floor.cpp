#include "xr/openxr/floor.h"

#include <algorithm>
#include <vector>

#include "xr/openxr/check.h"
#include "xr/openxr/newer_extensions.h"
#include "xr/openxr/pose_math.h"

namespace threshold::xr {
namespace {

constexpr XrSpaceLocationFlags kValid =
    XR_SPACE_LOCATION_POSITION_VALID_BIT | XR_SPACE_LOCATION_ORIENTATION_VALID_BIT;

SpaceHandle reference(XrSession session, XrReferenceSpaceType type, const Pose& pose = {}) {
  const XrReferenceSpaceCreateInfo info{XR_TYPE_REFERENCE_SPACE_CREATE_INFO, nullptr, type, to_xr(pose)};
  SpaceHandle space;
  THRESHOLD_XR(xrCreateReferenceSpace(session, &info, space.put()));
  return space;
}

}  // namespace

Pose recentred(const Pose& own, const Pose& head, std::optional<float> eye_height_m) {
  const float drop = eye_height_m ? head.position.y - *eye_height_m : 0.0f;
  const Pose step{{head.position.x, drop, head.position.z}, glm::angleAxis(heading(head.orientation), kUp)};
  return compose(own, step);
}

Floor::Floor(XrSession session, bool local_floor, float eye_height_m)
    : session_(session), local_height_m_(eye_height_m) {
  std::uint32_t count = 0;
  THRESHOLD_XR(xrEnumerateReferenceSpaces(session, 0, &count, nullptr));
  std::vector<XrReferenceSpaceType> offered(count);
  THRESHOLD_XR(xrEnumerateReferenceSpaces(session, count, &count, offered.data()));
  const auto offers = [&](XrReferenceSpaceType type) {
    return std::find(offered.begin(), offered.end(), type) != offered.end();
  };
  if (local_floor && offers(XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR_EXT)) {
    kind_ = FloorKind::local_floor;
    base_ = XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR_EXT;
    local_height_m_ = 0.0f;
  } else if (offers(XR_REFERENCE_SPACE_TYPE_STAGE)) {
    can_measure_ = to_measure_ = true;
    local_ = reference(session, XR_REFERENCE_SPACE_TYPE_LOCAL);
    stage_ = reference(session, XR_REFERENCE_SPACE_TYPE_STAGE);
  }
  view_ = reference(session, XR_REFERENCE_SPACE_TYPE_VIEW);
  remake();
}

void Floor::remake() {
  Pose pose = own_;
  pose.position.y -= local_height_m_;
  place_ = reference(session_, base_, pose);
}

void Floor::measure(XrTime time) {
  if (!to_measure_) return;
  XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
  if (XR_FAILED(xrLocateSpace(local_.get(), stage_.get(), time, &location))) return;
  if ((location.locationFlags & kValid) != kValid) return;
  to_measure_ = false;
  kind_ = FloorKind::measured;
  local_height_m_ = location.pose.position.y;
  remake();
}

void Floor::recentre(const Pose& head, std::optional<float> eye_height_m) {
  own_ = recentred(own_, head, eye_height_m);
  remake();
}

void Floor::raise(float metres) {
  own_.position.y += metres;
  remake();
}

void Floor::runtime_recentred() {
  own_ = {};
  to_measure_ = can_measure_;
  remake();
}

std::string Floor::describe() const {
  switch (kind_) {
    case FloorKind::local_floor:
      return "told by the runtime";
    case FloorKind::measured:
      return "measured from the stage";
    case FloorKind::assumed:
      return can_measure_ ? "not measured yet" : "assumed";
  }
  return {};
}

}  // namespace threshold::xr
