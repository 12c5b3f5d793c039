// When a visitor plays by gaze (docs/access.md): at once where it is asked for; else once there has been no
// hand and no controller for a while. Pure but for its own small memory.
#pragma once

#include <cstdint>

namespace threshold::xr {

enum class GazeUse : std::uint8_t { without_hands, always, never };

class GazeChoice {
 public:
  static constexpr double kWithoutHands_s =
      6.0;  // longer than laying a controller aside to scratch one's nose
  explicit GazeChoice(GazeUse use = GazeUse::without_hands) : use_(use) {}
  // Once a frame. `hand`: one is tracked, bare or with a controller.
  bool by_gaze(bool hand, double dt_s) {
    without_s_ = hand ? 0.0 : without_s_ + dt_s;
    if (use_ != GazeUse::without_hands) return use_ == GazeUse::always;
    return without_s_ >= kWithoutHands_s;
  }
  void forget() { without_s_ = 0.0; }

 private:
  GazeUse use_;
  double without_s_ = 0.0;
};

}  // namespace threshold::xr
