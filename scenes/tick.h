// Tick: what the parts of the director share while one moment is made. Not for others.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "scenes/director.h"
#include "scenes/director_state.h"
#include "scenes/moment.h"
#include "scenes/movers.h"
#include "scenes/story.h"

namespace threshold::scenes {

struct Tick {
  const Story& story;
  const Cut& cut;
  const Beat& beat;
  int beat_index;
  const Place& place;
  const std::vector<Mover>& movers;
  const Language& language;
  const DirectorOptions& options;
  const std::vector<audio::SoundId>& bank;  // the bank's id by the story's
  const xr::Presence& presence;
  DirectorState& state;
  Moment& moment;
  double beat_s;     // of this tick
  float loss_share;  // 0 ears are well .. 1 severe: what opens the way through bones

  std::int64_t sample_of(double beat_seconds) const {  // on the story's clock
    return moment.sample + static_cast<std::int64_t>((beat_seconds - beat_s) * xr::kSampleRateHz +
                                                     (beat_seconds < beat_s ? -0.5 : 0.5));
  }
  // Whether a time of the beat falls into this tick.
  bool now(double beat_seconds) const {
    const double samples = (beat_seconds - beat_s) * xr::kSampleRateHz;
    return samples >= -0.5 && samples < xr::kTickSamples - 0.5;
  }
  std::uint32_t chance() { return scramble(options.seed, ++state.counter); }
};

// Where something is now.
glm::vec3 position_of(const Where& where, const Tick& tick);
std::optional<glm::vec3> anchor_of(const std::optional<Where>& where, const Tick& tick);
// Root of a figure at this time of its way.
xr::Pose root_of(const FigureCue& figure, double beat_s);

// Parts of a tick, in this order.
void play_hands(Tick& tick);   // hands.cpp: blows, resting, touch
void play_call(Tick& tick);    // call_and_answer.cpp
void play_sounds(Tick& tick);  // sounds.cpp: voices and shots
void tremble(Tick& tick);      // sounds.cpp: what moves with the music
void show_cast(Tick& tick);    // cast.cpp
void show_hands(Tick& tick);   // hands.cpp
void show_panels(Tick& tick);  // panels.cpp

// A blow of the visitor's or of somebody's; ignored when the tick is full.
void add_blow(Tick& tick, const audio::Blow& blow);
void add_puff(Tick& tick, xr::DustKind kind, const glm::vec3& at, float strength);
// Which of three layers, and how loud, by the speed of a blow.
struct Loudness {
  int layer;
  float gain;
};
Loudness loudness_of(float speed_m_s);
// What the figure of call and answer plays just now; nothing when the beat's own clips rule.
struct CallClips {
  xr::ClipTime from, to;
  float blend = 1.0f;
};
std::optional<CallClips> call_clips(const Tick& tick);

}  // namespace threshold::scenes
