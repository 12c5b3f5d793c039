// Stroke: how what touches, a stick's tip or a palm, goes down onto what is pointed at and comes back; and
// Flick: strokes made by throwing the mouse down. Pure: time comes in as steps.
#pragma once

#include <optional>

#include <glm/vec3.hpp>

namespace threshold::xr {

inline constexpr float kStays_s = 0.03f;  // on what was struck, at least: no frame misses the contact
inline constexpr float kComesBack_s = 0.16f;
// In the one frame of contact the point is as deep as it goes in so many seconds, a head's own give: a blow
// is found between ticks of 8 ms, and has its speed there.
inline constexpr float kFollowThrough_s = 0.005f;
inline constexpr float kDeepest_m = 0.025f;

struct Touching {
  glm::vec3 at{0.0f};            // of the touching point
  glm::vec3 velocity_m_s{0.0f};  // its own, exact; in the moment of contact that of the blow
};

class Stroke {
 public:
  // From where the point is now onto `contact`, against `normal`, arriving with this speed.
  void begin(const glm::vec3& from, const glm::vec3& contact, const glm::vec3& normal, float speed_m_s);
  bool under_way() const { return phase_ != Phase::none; }
  bool strikes() const { return phase_ == Phase::down; }
  bool touched() const { return touched_; }  // the point that was given last is the contact
  // The next point, `step_s` later. `waits_at`: where it comes back to; `stay`: it rests where it struck.
  Touching advance(const glm::vec3& waits_at, bool stay, float step_s);

 private:
  enum class Phase { none, down, stays, back } phase_ = Phase::none;
  glm::vec3 from_{0.0f}, contact_{0.0f}, normal_{0.0f};
  float speed_m_s_ = 0.0f, takes_s_ = 0.0f, time_s_ = 0.0f;
  int even_frames_ = 0;  // to the contact, once the way there is even
  bool touched_ = false;
};

inline constexpr float kFlickFrom_m_s = 2.5f;  // slower is aiming

// Watches how fast the pointer goes down, in metres a second where the hand is.
class Flick {
 public:
  // The speed of the throw, once, when it is past its fastest.
  std::optional<float> watch(float down_m_s);

 private:
  float fastest_m_s_ = 0.0f;
  bool spent_ = false;
};

}  // namespace threshold::xr
