// Gaze: how a visitor without hands plays, and how they ask for things. A pure step with a small memory.
//
//   Look at something that can be played and stay: after 0.6 s it is struck, and again every 0.9 s.
//   Look up, 35 degrees and more, for 1 s: a menu opens there. Look at an entry for 1.2 s (leaving: 2.4 s):
//   it is chosen. Look away from the menu for 1.5 s: it closes.
//
// Nothing else is ever triggered by looking.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include <glm/vec3.hpp>

#include "scenes/place.h"
#include "xr/presence.h"

namespace threshold::scenes {

enum class GazeItem : std::uint8_t { pause, next, captions, centre, leave };
inline constexpr int kGazeItems = 5;
inline constexpr int kGazeDots = 5;  // steps in which an entry shows how long it was looked at

struct GazeState {
  bool active = false;
  std::int64_t since_ticks = 0;  // how long the visitor has been without hands
  int part = -1;                 // looked at
  std::int64_t part_ticks = 0;
  bool open = false;
  std::int64_t up_ticks = 0, away_ticks = 0;
  glm::vec3 from{0.0f};              // where the eyes were when the menu opened
  float sine = 0.0f, cosine = 1.0f;  // of the yaw it opened at
  int item = -1;
  std::int64_t item_ticks = 0;
  bool spent = false;  // chosen; looked away from before it can be again
};

// What the visitor brought about by looking, in this tick.
struct GazeWill {
  std::optional<GazeItem> chosen;
  std::optional<std::uint8_t> slot;  // of Place::key_parts, struck
};

GazeWill look(GazeState& state, const xr::Presence& presence, const Place& place, bool may_play);

// Direction of an entry from `state.from`, as seen when the menu opened.
// `below_rad`: as much lower, for what is drawn above its anchor.
glm::vec3 direction_of(GazeItem item, const GazeState& state, double below_rad = 0.0);
int dots_of(const GazeState& state, GazeItem item);  // 0..kGazeDots, how long it was looked at

}  // namespace threshold::scenes
