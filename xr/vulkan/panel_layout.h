// Where a panel hangs. Captions: on the speaker's side when the speaker is in view, below and never over
// them; else ahead of the visitor, following late, with an arrow. Cards ahead, notices high, labels at
// their thing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <glm/vec3.hpp>

#include "xr/picture.h"
#include "xr/vulkan/panel_text.h"

namespace threshold::xr {

struct PanelPlace {
  Pose pose;           // centre; +x right, +y up, +z toward the visitor
  float scale = 1.0f;  // of the size at kPanelDistance_m
  Arrow arrow = Arrow::none;
};

// Somebody whose face, and hands while they sign, no caption may cover.
struct KeepClear {
  glm::vec3 face{0.0f};  // its middle
  bool signs = false;
};

// Of the visitor's own: a hand, or the tip of what it holds.
struct OwnSpot {
  int which = 0;  // the same one has the same number from frame to frame
  glm::vec3 at{0.0f};
  float radius_m = 0.09f;
  bool stays = true;  // about there, of late
};
// Of hands that are to be seen.
std::vector<OwnSpot> own_spots(const Picture& picture);

class PanelLayout {
 public:
  // Whom the next place() leaves clear. Where it would cover somebody a caption goes to the nearest place
  // that does not, lower or higher or aside, and stays there while it is clear and in view, however the head
  // turns. `own` is left clear as far as there is such a place, where a hand stays about
  // the same spot: a caption minds hands that rest, sign or strike, and none that pass. `time_s` may jump.
  void keep_clear(const std::vector<KeepClear>& people, const std::vector<OwnSpot>& own = {},
                  float time_s = 0.0f);
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
  struct Held {
    float yaw_rad = 0.0f, pitch_rad = 0.0f, age_s = 0.0f;
  };
  float follow(const Panel& panel, float head_yaw);
  bool covers_nobody(const Pose& head, float yaw, float pitch, float half_width, float half_height) const;
  bool covers_no_own(const Pose& head, float yaw, float pitch, float half_width, float half_height) const;
  Held find_clear(const Pose& head, const Held& wanted, float half_width, float half_height) const;
  std::map<std::string, Following> following_;
  std::map<std::string, Held> held_;
  std::vector<KeepClear> people_;
  std::vector<OwnSpot> own_;  // low-passed
  float own_time_s_ = 0.0f;
};

}  // namespace threshold::xr
