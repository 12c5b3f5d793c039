#include "xr/openxr/layers.h"

#include <limits>
#include <utility>

#include "xr/openxr/check.h"
#include "xr/openxr/pose_math.h"

namespace threshold::xr {
namespace {

constexpr double kDisturbedS = 0.5;

}  // namespace

void Layers::count_frame(double period_s, double interval_s) {
  const bool disturbed = disturbed_s_ > 0.0;
  disturbed_s_ -= interval_s;
  if (dynamic_ == DynamicResolution::never) return;
  if (dynamic_ == DynamicResolution::where_measured && !work_s_) return;
  resolution_.frame({period_s, interval_s, work_s_, disturbed});
}

// A session that has just begun and a place that has just come, which may be loading still, take time of
// their own.
void Layers::note_disturbance(const SessionParts& s, const Picture& picture) {
  if (s.session.get() == session_ && picture.place == place_) return;
  session_ = s.session.get();
  place_ = picture.place;
  disturbed_s_ = kDisturbedS;
}

Layers::List Layers::paint(SessionParts& s, const Picture& picture, const At& at) {
  if (!locate_views(s, at)) return {};
  mask_what_is_hidden(s);
  note_disturbance(s, picture);
  if (!paint_eyes(s, picture)) return {};
  describe_eyes(s);
  const auto& quads =
      s.panels->update(picture.panels, at.head, s.floor->space(), at.dt_s, s.most_quads, s.painter);
  layers_.clear();
  layers_.push_back(reinterpret_cast<const XrCompositionLayerBaseHeader*>(&projection_));
  for (const auto& quad : quads)
    layers_.push_back(reinterpret_cast<const XrCompositionLayerBaseHeader*>(&quad));
  return layers_;
}

bool Layers::locate_views(const SessionParts& s, const At& at) {
  views_.fill({XR_TYPE_VIEW});
  const XrViewLocateInfo info{XR_TYPE_VIEW_LOCATE_INFO, nullptr, XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO,
                              at.time, s.floor->space()};
  XrViewState flags{XR_TYPE_VIEW_STATE};
  std::uint32_t count = 0;
  THRESHOLD_XR(xrLocateViews(s.session.get(), &info, &flags, 2, &count, views_.data()));
  return flags.viewStateFlags & XR_VIEW_STATE_ORIENTATION_VALID_BIT;
}

void Layers::mask_what_is_hidden(SessionParts& s) {
  for (std::uint32_t eye = 0; eye < 2; ++eye) {
    if (!std::exchange(s.mask_due[eye], false)) continue;
    s.painter->set_hidden_area(eye, s.mask->hidden(eye));
  }
}

bool Layers::paint_eyes(SessionParts& s, const Picture& picture) {
  const auto image = s.eyes->acquire();
  if (!image) {
    ++timeouts_;
    return false;
  }
  std::array<View, 2> eyes;
  for (std::size_t eye = 0; eye < 2; ++eye) {
    const XrFovf& fov = views_[eye].fov;
    eyes[eye] = {from_xr(views_[eye].pose), fov.angleLeft, fov.angleRight, fov.angleUp, fov.angleDown};
  }
  target_ = {};
  target_.image = *image;
  target_.format = s.eyes->format();
  target_.extent = resolution_.apply(s.eyes->extent());
  target_.layers = 2;
  if (s.depth) target_.depth = s.depth->acquire().value_or(VK_NULL_HANDLE);
  if (target_.depth != VK_NULL_HANDLE) target_.depth_format = s.depth->format();
  s.painter->paint(picture, eyes, target_);
  work_s_ = s.painter->work_s();
  s.eyes->release();
  if (target_.depth != VK_NULL_HANDLE) s.depth->release();
  ++drawn_;
  return true;
}

void Layers::describe_eyes(const SessionParts& s) {
  const XrRect2Di part{
      {0, 0},
      {static_cast<std::int32_t>(target_.extent.width), static_cast<std::int32_t>(target_.extent.height)}};
  for (std::uint32_t eye = 0; eye < 2; ++eye) {
    painted_[eye] = {XR_TYPE_COMPOSITION_LAYER_PROJECTION_VIEW};
    painted_[eye].pose = views_[eye].pose;
    painted_[eye].fov = views_[eye].fov;
    painted_[eye].subImage = {s.eyes->get(), part, eye};
    if (target_.depth == VK_NULL_HANDLE) continue;
    painted_[eye].next = &depths_[eye];
    depths_[eye] = {XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR};
    depths_[eye].subImage = {s.depth->get(), part, eye};
    depths_[eye].maxDepth = 1.0f;
    depths_[eye].nearZ = std::numeric_limits<float>::infinity();  // reversed: depth 0 lies there
    depths_[eye].farZ = kNearPlane_m;
  }
  projection_ = {XR_TYPE_COMPOSITION_LAYER_PROJECTION};
  projection_.space = s.floor->space();
  projection_.viewCount = 2;
  projection_.views = painted_.data();
}

}  // namespace threshold::xr
