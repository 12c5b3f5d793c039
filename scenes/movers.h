// Movers: nodes of a place that answer blows and music: drum heads that wobble, cymbals that swing as damped
// pendulums, plates that shake. Each is a damped oscillator stepped exactly (a rotation and a shrink a tick).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "scenes/story.h"
#include "xr/picture.h"

namespace threshold::scenes {

inline constexpr int kMaxMovers = 32;

struct Mover {  // what it is; made once a beat
  std::string node;
  Movement movement = Movement::shake;
  glm::vec3 centre{0.0f}, normal{0.0f, 1.0f, 0.0f};
  float radius_m = 0.2f;
  float extent = 0.0f;                              // of a blow of 5 m/s
  float cosine = 1.0f, sine = 0.0f, shrink = 1.0f;  // a tick's turn and loss
};

struct MoverState {  // x: the offset, y: its quarter-turn ahead
  glm::vec3 x{0.0f}, y{0.0f};
  float glow = 0.0f;
  friend bool operator==(const MoverState&, const MoverState&) = default;
};
using MoverStates = std::array<MoverState, kMaxMovers>;

std::vector<Mover> movers_of(const Beat& beat, const Place& place);
int mover_index(const std::vector<Mover>& movers, std::string_view node);  // -1: none

// `speed_m_s` of a blow at `at`; `seed` picks the direction of what only shakes.
void strike_mover(const Mover& mover, MoverState& state, const glm::vec3& at, float speed_m_s,
                  std::uint32_t seed);
void shake_mover(MoverState& state, float extent_m, std::uint32_t seed);
void step_mover(const Mover& mover, MoverState& state);
// Adds what moves to the picture: oscillators and the story's own moves.
void move_parts(const Beat& beat, double beat_s, const std::vector<Mover>& movers, const MoverStates& states,
                xr::Picture& picture);

// Counter-based randomness: the same seed and counter give the same number everywhere.
std::uint32_t scramble(std::uint32_t seed, std::uint32_t counter);

}  // namespace threshold::scenes
