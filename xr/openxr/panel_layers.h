// Captions, cards and notices on quad layers: painted once when their text changes, at a resolution of
// their own, and composed by the runtime sharper than the eye images are.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "xr/openxr/painter.h"
#include "xr/openxr/swapchain.h"

namespace threshold::xr {

// Moves `now` toward `wanted` without jerks: small offsets are left alone, large ones are closed
// smoothly, so that text follows the head without being nailed to it.
Pose lag_toward(const Pose& now, const Pose& wanted, double dt_s);

class PanelLayers {
 public:
  PanelLayers(XrSession session, VkFormat format) : session_(session), format_(format) {}
  // Quads to hand in after the projection layer, far ones first. `most`: how many the runtime takes.
  const std::vector<XrCompositionLayerQuad>& update(const std::vector<Panel>& panels, const Pose& head,
                                                    XrSpace space, double dt_s, std::size_t most,
                                                    Painter* painter);

 private:
  struct Shown {
    std::unique_ptr<Swapchain> images;
    std::string content;  // what was painted last
    Pose pose;
    float width_m = 0.0f, height_m = 0.0f;
    bool placed = false, wanted = false;
    int unused_frames = 0;
  };
  bool repaint(const Panel& panel, const std::string& content, Shown* shown, Painter* painter);
  void drop_unused();

  XrSession session_;
  VkFormat format_;
  std::map<std::string, Shown> shown_;  // by Panel::id
  std::vector<XrCompositionLayerQuad> quads_;
};

}  // namespace threshold::xr
