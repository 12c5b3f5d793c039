// Detail: which version of a person is drawn. People's files hold a far one (node `<model>_far`); it is
// chosen by how tall the person stands in the picture, with a gap between the two limits, so that nobody
// flickers at a limit, and cross-faded, so that nobody pops.
#pragma once

#include <map>
#include <string>

namespace threshold::xr {

class Detail {
 public:
  static constexpr float kFade_s = 0.25f;
  // Smaller than the first the far version is taken, taller than the second the near one again; in pixels.
  struct Limits {
    float far_below_px, near_above_px;
  };
  static constexpr Limits kPerson{120.0f, 160.0f};
  static constexpr Limits kCrowd{420.0f, 520.0f};  // silhouettes in the dark

  // Share of the near version, 0..1, for a figure of this name. The first time there is no fade, nor when
  // time goes back or leaps.
  float near_share(const std::string& figure, float height_px, const Limits& limits, float time_s);
  void forget();

 private:
  struct State {
    bool far = false;
    float share = 1.0f, time_s = 0.0f;
  };
  std::map<std::string, State> figures_;
};

}  // namespace threshold::xr
