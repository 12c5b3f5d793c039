// DirectorState: everything that a director remembers from tick to tick. Plain, copyable. Not for others.
#pragma once

#include <array>
#include <cstdint>

#include "scenes/blows.h"
#include "scenes/caption_policy.h"
#include "scenes/gaze.h"
#include "scenes/movers.h"
#include "xr/presence.h"

namespace threshold::scenes {

inline constexpr double kTick_s = static_cast<double>(xr::kTickSamples) / xr::kSampleRateHz;
inline constexpr int kMaxPuffs = 12;
inline constexpr std::int64_t kLongAgo = -1'000'000;
inline std::int64_t ticks_of(double seconds) {
  return static_cast<std::int64_t>(seconds / kTick_s + 0.5);
}

enum class Leaving : std::uint8_t { no, skip, exit };
enum class CallPhase : std::uint8_t { before, calling, listening, nodding, together, over };

struct CallState {
  CallPhase phase = CallPhase::before;
  int round = 0;
  std::int64_t since_tick = 0;  // of the beat
  int answers = 0;
  std::int64_t last_answer_tick = kLongAgo;
};

struct HandState {
  HandStrikers strikers{};
  int holder = -1;  // the beat its strikers belong to
  float trigger = 0.0f;
  std::array<std::int64_t, kMaxParts> hit_tick{};
  int rests_on = -1;                   // part
  float resting = 0.0f;                // 0..1, smoothed
  std::int64_t laid_until = kLongAgo;  // a key laid the hand down
  // A hand that keys move, seen where no hand is tracked.
  glm::vec3 ghost{0.0f};
  bool ghost_placed = false;
  int ghost_part = -1;
  std::int64_t ghost_tick = kLongAgo;
};

struct DirectorState {
  std::int64_t tick = 0;         // moments given since the walk began, held ones aside
  std::int64_t origin_tick = 0;  // `tick` of the first moment shown: sample 0
  int part = 0;                  // of the cut
  std::int64_t beat_tick = 0;    // ticks since the beat began (its own clock)
  bool paused = false, held = false, closing = false, ended = false;
  Leaving leaving = Leaving::no;
  std::int64_t leave_tick = 0;  // `tick` at which leaving began
  std::int64_t enter_tick = 0;  // `tick` at which this part was entered
  bool entered_by_skip = false;
  CaptionPolicy captions = CaptionPolicy::follow_ears;
  std::int64_t captions_tick = kLongAgo;
  std::int64_t blow_tick = 0;  // beat tick of the visitor's last blow, or of the beat's beginning
  bool has_hit = false;        // in this beat
  std::uint32_t counter = 0;   // of randomness
  std::array<HandState, 2> hands{};
  MoverStates movers{};
  std::array<xr::Puff, kMaxPuffs> puffs{};
  int puff_count = 0;
  CallState call;
  GazeState gaze;     // goes on while paused
  int recentres = 0;  // asked for by gaze
};

}  // namespace threshold::scenes
