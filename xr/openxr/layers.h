// Layers: what is handed in with a frame. The eyes' pictures with their depth, painted into the runtime's
// images, and the panels before them.
#pragma once

#include <openxr/openxr.h>

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "xr/openxr/connection.h"
#include "xr/openxr/resolution.h"

namespace threshold::xr {

class Layers {
 public:
  using List = std::span<const XrCompositionLayerBaseHeader* const>;
  struct At {  // a frame that has begun
    XrTime time = 0;
    double dt_s = 0.0;
    Pose head;
  };

  explicit Layers(DynamicResolution dynamic) : dynamic_(dynamic) {}
  // Empty where nothing can be shown in this frame: poses are unknown or an image comes late. Valid until the
  // next call, while the session lives. Throws XrFailure, DeviceLost.
  List paint(SessionParts& session, const Picture& picture, const At& at);
  // Once a frame, before paint(): the display's period, and the time from the last frame's display to this
  // one's.
  void count_frame(double period_s, double interval_s);
  float scale() const { return resolution_.scale(); }
  std::int64_t drawn() const { return drawn_; }
  std::int64_t timeouts() const { return timeouts_; }

 private:
  bool locate_views(const SessionParts& s, const At& at);
  static void mask_what_is_hidden(SessionParts& s);
  bool paint_eyes(SessionParts& s, const Picture& picture);
  void describe_eyes(const SessionParts& s);
  void note_disturbance(const SessionParts& s, const Picture& picture);

  const DynamicResolution dynamic_;
  Resolution resolution_;
  std::optional<double> work_s_;  // of a picture of late
  double disturbed_s_ = 0.0;      // to come, in which frames say nothing of the pixels' cost
  XrSession session_ = XR_NULL_HANDLE;
  std::string place_;
  std::int64_t drawn_ = 0, timeouts_ = 0;
  Target target_;  // of the newest picture
  std::array<XrView, 2> views_{};
  std::array<XrCompositionLayerProjectionView, 2> painted_{};
  std::array<XrCompositionLayerDepthInfoKHR, 2> depths_{};
  XrCompositionLayerProjection projection_{};
  std::vector<const XrCompositionLayerBaseHeader*> layers_;
};

}  // namespace threshold::xr
