// RoomFader: which reverb plays which room. A change of place loads the reverb that is silent and
// cross-fades; a reverb that can be heard is never rewritten.
#pragma once

#include <array>

#include "audio/al_world.h"
#include "audio/ramp.h"

namespace threshold::audio {

class RoomFader {
 public:
  static constexpr int kFadeQuanta = 225;  // 0.3 s

  // Audio thread, once a quantum, between AlWorld::begin() and commit(). The first room is there at once.
  void step(AlWorld& al, int wanted) noexcept {
    if (room_ != wanted && gains_[1 - live_].value() == 0.0f && gains_[live_].resting()) {
      const int quanta = room_ < 0 ? 0 : kFadeQuanta;
      gains_[live_].to(0.0f, quanta);
      live_ = 1 - live_;
      room_ = wanted;
      al.load_room(live_, wanted);
      gains_[live_].to(1.0f, quanta);
    }
    for (int i = 0; i < kReverbs; ++i) {
      gains_[i].step();
      if (gains_[i].value() == sent_[i]) continue;
      sent_[i] = gains_[i].value();
      al.reverb_gain(i, sent_[i]);
    }
  }

 private:
  std::array<Ramp, kReverbs> gains_{};
  std::array<float, kReverbs> sent_{};
  int live_ = 0;
  int room_ = -1;
};

}  // namespace threshold::audio
