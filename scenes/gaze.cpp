#include "scenes/gaze.h"

#include <algorithm>

#include <glm/geometric.hpp>

#include "scenes/director_state.h"
#include "scenes/steady_math.h"

namespace threshold::scenes {
namespace {

constexpr double kUp_s = 1.0, kAway_s = 1.5, kChoose_s = 1.2, kLeave_s = 2.4;
constexpr double kStrike_s = 0.6, kAgain_s = 0.9;
constexpr float kSineUp = 0.574f;         // of 35 degrees: the menu opens
constexpr float kSineAway = 0.342f;       // of 20 degrees: it closes
constexpr double kMenuPitch = 0.733;      // 42 degrees
constexpr double kMenuStep = 0.227;       // 13 degrees between entries
constexpr float kCosineOfItem = 0.9945f;  // 6 degrees about an entry are it
constexpr float kTangentOfPart = 0.07f;   // 4 degrees about a part are it, however small it looks

glm::vec3 forward_of(const xr::Pose& pose) {
  return glm::normalize(pose.orientation * glm::vec3(0.0f, 0.0f, -1.0f));
}

double dwell_of(int item) {
  return item == static_cast<int>(GazeItem::leave) ? kLeave_s : kChoose_s;
}

// Slot of the part that the ray meets, or passes closest by the size it has in sight; -1: none.
int slot_in_sight(const glm::vec3& eye, const glm::vec3& way, const Place& place) {
  int best = -1;
  float best_off = 1.0f;
  for (std::size_t slot = 0; slot < place.key_parts.size() && slot < xr::kKeySlots; ++slot) {
    const Part& part = place.parts[static_cast<std::size_t>(place.key_parts[slot])];
    const float along = glm::dot(part.centre - eye, way);
    if (along <= 0.05f) continue;
    const float size = part.shape == Shape::disc ? part.radius_m : std::max(part.half_m.x, part.half_m.z);
    const float off =
        glm::length(part.centre - eye - way * along) / std::max(std::min(size, 0.4f), kTangentOfPart * along);
    if (off < best_off) best = static_cast<int>(slot), best_off = off;
  }
  return best;
}

int item_in_sight(const GazeState& state, const glm::vec3& way) {
  for (int i = 0; i < kGazeItems; ++i) {
    if (glm::dot(direction_of(static_cast<GazeItem>(i), state), way) > kCosineOfItem) return i;
  }
  return -1;
}

void open_menu(GazeState& state, const glm::vec3& eye, const glm::vec3& way) {
  const float level = glm::length(glm::vec3(way.x, 0.0f, way.z));
  state.open = true;
  state.from = eye;
  state.sine = level > 1e-3f ? -way.x / level : 0.0f;
  state.cosine = level > 1e-3f ? -way.z / level : 1.0f;
  state.item = -1;
  state.item_ticks = state.away_ticks = 0;
  state.spent = true;  // what the eyes rest on while it opens is not a choice yet
}

std::optional<GazeItem> look_at_menu(GazeState& state, const glm::vec3& way) {
  state.away_ticks = way.y < kSineAway ? state.away_ticks + 1 : 0;
  if (state.away_ticks >= ticks_of(kAway_s)) {
    state.open = false;
    state.up_ticks = 0;
    return std::nullopt;
  }
  const int item = item_in_sight(state, way);
  if (item != state.item) {
    state.spent = false;
    state.item = item;
    state.item_ticks = 0;
  }
  if (item < 0 || state.spent) return std::nullopt;
  if (++state.item_ticks < ticks_of(dwell_of(item))) return std::nullopt;
  state.spent = true;
  state.item_ticks = 0;
  const auto chosen = static_cast<GazeItem>(item);
  if (chosen != GazeItem::captions) state.open = false, state.up_ticks = 0;  // captions: on to the next one
  return chosen;
}

}  // namespace

glm::vec3 direction_of(GazeItem item, const GazeState& state, double below_rad) {
  const double off =
      kMenuStep * (0.5 * (kGazeItems - 1) - static_cast<double>(item));  // the first is on the left
  const auto s = static_cast<float>(steady_sin(off)), c = static_cast<float>(steady_cos(off));
  const auto level = static_cast<float>(steady_cos(kMenuPitch - below_rad)),
             up = static_cast<float>(steady_sin(kMenuPitch - below_rad));
  const float sine = state.sine * c + state.cosine * s, cosine = state.cosine * c - state.sine * s;
  return {-sine * level, up, -cosine * level};
}

int dots_of(const GazeState& state, GazeItem item) {
  if (state.item != static_cast<int>(item)) return 0;
  return static_cast<int>(state.item_ticks * kGazeDots / ticks_of(dwell_of(state.item)));
}

GazeWill look(GazeState& state, const xr::Presence& presence, const Place& place, bool may_play) {
  if (!presence.by_gaze || !presence.worn) {
    state = {};
    return {};
  }
  state.active = true;
  ++state.since_ticks;
  const glm::vec3 eye = presence.gaze.position, way = forward_of(presence.gaze);
  GazeWill will;
  if (state.open) {
    will.chosen = look_at_menu(state, way);
    return will;
  }
  state.up_ticks = way.y > kSineUp ? state.up_ticks + 1 : 0;
  if (state.up_ticks >= ticks_of(kUp_s)) {
    open_menu(state, eye, way);
    return will;
  }
  const int slot = may_play ? slot_in_sight(eye, way, place) : -1;
  if (slot != state.part) {
    state.part = slot;
    state.part_ticks = 0;
  }
  if (slot < 0) return will;
  if (++state.part_ticks < ticks_of(kStrike_s)) return will;
  state.part_ticks = ticks_of(kStrike_s) - ticks_of(kAgain_s);
  will.slot = static_cast<std::uint8_t>(slot);
  return will;
}

}  // namespace threshold::scenes
