// DemoVisitor: a visitor who plays, for trailers and machines with nobody in front of them. What it plays is
// data (demo.toml in the story's folder); how hands get there is here: they wait over the next part, strike
// along its normal, and lift. A pure function of the moment, so a demo replays like a recording.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "scenes/moment.h"
#include "scenes/story.h"
#include "xr/presence.h"

namespace threshold::app {

class DemoVisitor {
 public:
  // Throws std::runtime_error: file:line, what, what to do. No demo.toml: a visitor who only sits and looks.
  explicit DemoVisitor(const scenes::Story& story);
  // What the visitor does in the tick after `last`.
  xr::Presence at(const scenes::Moment& last) const;

 private:
  struct Stroke {
    double at_s;
    int part;  // into Place::parts
    float speed_m_s;
    double rest_s;  // stays on it so long
  };
  struct Look {
    double at_s;
    glm::vec3 point;
  };
  struct Plan {
    const scenes::Place* place;
    bool sticks = false;
    std::array<std::vector<Stroke>, 2> hands;
    std::vector<Stroke> foot;
    std::vector<Look> looks;
  };
  xr::Pose tip_at(const Plan& plan, int side, double time_s) const;  // of stick or palm
  glm::vec3 look_at(const Plan& plan, double time_s) const;

  std::map<std::string, Plan> plans_;  // by beat
};

}  // namespace threshold::app
