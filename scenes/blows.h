// Blows: what stick tips and palms struck between two ticks. A headset shows a hand 72 times a second and a
// stick covers a hand's breadth between two looks, so the way between them is swept, not sampled.
#pragma once

#include <array>
#include <optional>
#include <span>

#include "scenes/place.h"
#include "xr/presence.h"

namespace threshold::scenes {

inline constexpr float kStickLength_m = 0.406f;     // a 5B stick: 16 inches
inline constexpr float kStickBehindGrip_m = 0.10f;  // held a quarter of the way up
inline constexpr float kSlowestBlow_m_s = 0.25f;    // slower contact is laying a hand down
inline constexpr int kPointsPerHand = 2;            // stick: its tip; palm: palm and middle fingertip

// Butt at the origin, tip at -z * kStickLength_m.
xr::Pose stick_of(const xr::Pose& grip);

// One point that can strike, followed over ticks.
struct Striker {
  bool known = false;
  float radius_m = 0.0f;
  glm::vec3 position{0.0f};
  glm::vec3 velocity{0.0f};  // as the runtime gave it; zero: unknown
  int unchanged_ticks = 0;   // a presence lasts for more than one tick
  friend bool operator==(const Striker&, const Striker&) = default;
};
using HandStrikers = std::array<Striker, kPointsPerHand>;

struct Strike {
  int part = -1;
  glm::vec3 at{0.0f};
  float speed_m_s = 0.0f;  // into the surface
  float when = 0.0f;       // 0..1 of the way
};

// Where this hand's points are now; not known when the hand is not tracked.
HandStrikers strikers_of(const xr::HandPresence& hand, bool holds_stick);

// Carries `before` on to `now`: what was struck on the way, and `now` with its history. A point that jumps
// (tracking lost and found, recentred) strikes nothing.
std::optional<Strike> follow(const Striker& before, Striker& now, std::span<const Part> parts, float tick_s);

// Strikes one part on the straight way from a to b.
std::optional<Strike> sweep(const Part& part, float radius_m, const glm::vec3& a, const glm::vec3& b);

// Distance of a point's skin from the part's surface, metres; negative inside. Large when it is not over it.
float height_over(const Part& part, float radius_m, const glm::vec3& point);

}  // namespace threshold::scenes
