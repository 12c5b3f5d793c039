// Connection: what hangs on one instance (the painter's device) and on one session (spaces, actions,
// hands, swapchains), made and unmade in the order that OpenXR asks for.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "xr/openxr/actions.h"
#include "xr/openxr/floor.h"
#include "xr/openxr/hand_joints.h"
#include "xr/openxr/headset.h"
#include "xr/openxr/instance.h"
#include "xr/openxr/panel_layers.h"
#include "xr/openxr/runtime_thread.h"
#include "xr/openxr/swapchain.h"
#include "xr/openxr/visibility_mask.h"

namespace threshold::xr {

// On the painter's device. Throws XrFailure.
XrSession create_session(const Instance& instance, const PainterDevice& device);

// Dies with the session. Members are destroyed from the last to the first.
struct SessionParts {
  SessionParts(const Instance& instance, const HeadsetOptions& options, Painter* painter);
  ~SessionParts();
  SessionParts(const SessionParts&) = delete;
  SessionParts& operator=(const SessionParts&) = delete;

  Painter* painter;
  SessionHandle session;
  std::unique_ptr<Floor> floor;
  std::unique_ptr<InputActions> actions;
  std::unique_ptr<HandJoints> joints;
  std::unique_ptr<Swapchain> eyes;   // two layers, one a view
  std::unique_ptr<Swapchain> depth;  // beside them; null: the runtime takes none
  std::unique_ptr<PanelLayers> panels;
  std::unique_ptr<VisibilityMask> mask;
  std::array<bool, 2> mask_due{true, true};  // the painter has to be told what is hidden of this view
  std::size_t most_quads = 0;
  float refresh_hz = 0.0f;
};

struct Connection {
  std::unique_ptr<Instance> instance;
  std::unique_ptr<Painter> painter;
  std::unique_ptr<SessionParts> session;

  // Makes what is missing. Throws XrFailure or std::runtime_error; what was made before stays.
  void open(const HeadsetOptions& options, RuntimeThread& thread);
  void close_session() { session.reset(); }
  void close_instance();
};

}  // namespace threshold::xr
