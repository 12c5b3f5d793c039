// Where a panel hangs. Captions: on the speaker's side when the speaker is in view, below and never over
// them; else ahead of the visitor, following late, with an arrow. Cards ahead, notices high, labels at
// their thing.
#pragma once

#include <map>
#include <string>

#include "xr/picture.h"
#include "xr/vulkan/panel_text.h"

namespace threshold::xr {

struct PanelPlace {
  Pose pose;           // centre; +x right, +y up, +z toward the visitor
  float scale = 1.0f;  // of the size at kPanelDistance_m
  Arrow arrow = Arrow::none;
};

class PanelLayout {
 public:
  // `width_m`, `height_m` at kPanelDistance_m. Remembers by panel id where a following panel was, and moves
  // it by how much older the panel has become.
  PanelPlace place(const Panel& panel, const Pose& head, float width_m, float height_m);
  // The arrow place() would choose now; the text must be laid out before its size is known.
  static Arrow arrow_for(const Panel& panel, const Pose& head);
  void forget_all_but(const std::vector<Panel>& panels);

 private:
  struct Following {
    float yaw_rad = 0.0f;
    float age_s = 0.0f;
    bool gliding = false;
  };
  float follow(const Panel& panel, float head_yaw);
  std::map<std::string, Following> following_;
};

}  // namespace threshold::xr
