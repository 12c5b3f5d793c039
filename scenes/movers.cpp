#include "scenes/movers.h"

#include <algorithm>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "scenes/steady_math.h"

namespace threshold::scenes {
namespace {

constexpr double kTick_s = static_cast<double>(xr::kTickSamples) / xr::kSampleRateHz;
constexpr float kNominalBlow_m_s = 5.0f;
constexpr float kGlowPerTick = 0.965f;  // to a third in 0.25 s
constexpr float kSeen = 1e-5f;          // metres or radians; below it nothing moves

Mover made(std::string node, Movement movement, float frequency_hz, float decay_s, float extent) {
  Mover mover;
  mover.node = std::move(node);
  mover.movement = movement;
  mover.extent = extent;
  const double turn = 6.28318530717958647693 * frequency_hz * kTick_s;
  mover.cosine = static_cast<float>(steady_cos(turn));
  mover.sine = static_cast<float>(steady_sin(turn));
  mover.shrink = static_cast<float>(steady_exp(-kTick_s / decay_s));
  return mover;
}

void add_shaken(std::vector<Mover>& movers, const std::string& node) {
  if (mover_index(movers, node) >= 0 || movers.size() >= kMaxMovers) return;
  movers.push_back(made(node, Movement::shake, 14.0f, 0.12f, 0.002f));
}

glm::vec3 direction_of(std::uint32_t bits) {
  const auto part = [bits](int shift) { return static_cast<float>((bits >> shift) & 0xFF) / 127.5f - 1.0f; };
  return {part(0), 0.3f * part(8), part(16)};
}

void add_to(MoverState& state, const glm::vec3& impulse, float limit) {
  state.y += impulse;
  const float length = glm::length(state.y);
  if (length > limit) state.y *= limit / length;
}

}  // namespace

std::uint32_t scramble(std::uint32_t seed, std::uint32_t counter) {
  std::uint32_t h = seed * 0x9E3779B9u + counter * 0x85EBCA6Bu + 0x27D4EB2Fu;
  h ^= h >> 15;
  h *= 0x2C1B3C6Du;
  h ^= h >> 12;
  h *= 0x297A2D39u;
  return h ^ (h >> 15);
}

int mover_index(const std::vector<Mover>& movers, std::string_view node) {
  for (std::size_t i = 0; i < movers.size(); ++i) {
    if (movers[i].node == node) return static_cast<int>(i);
  }
  return -1;
}

std::vector<Mover> movers_of(const Beat& beat, const Place& place) {
  std::vector<Mover> movers;
  for (const Part& part : place.parts) {
    if (part.kind_index < 0 || part.node.empty() || mover_index(movers, part.node) >= 0) continue;
    const PartKind& kind = place.kinds[static_cast<std::size_t>(part.kind_index)];
    if (kind.movement == Movement::none || movers.size() >= kMaxMovers) continue;
    Mover mover = made(part.node, kind.movement, kind.frequency_hz, kind.decay_s, kind.extent);
    mover.centre = part.centre;
    mover.normal = part.shape == Shape::disc ? part.normal : glm::vec3(0.0f, 1.0f, 0.0f);
    mover.radius_m = part.shape == Shape::disc ? part.radius_m : std::max(part.half_m.x, part.half_m.z);
    movers.push_back(mover);
  }
  for (const PartKind& kind : place.kinds) {
    for (const std::string& node : kind.shakes) add_shaken(movers, node);
  }
  for (const ShotCue& shot : beat.shots) {
    for (const std::string& node : shot.shakes) add_shaken(movers, node);
  }
  for (const TrembleCue& tremble : beat.trembles) add_shaken(movers, tremble.node);
  return movers;
}

void strike_mover(const Mover& mover, MoverState& state, const glm::vec3& at, float speed_m_s,
                  std::uint32_t seed) {
  const float size = mover.extent * std::min(speed_m_s / kNominalBlow_m_s, 2.0f);
  const float limit = mover.extent * 2.5f;
  state.glow = std::min(1.0f, state.glow + std::min(speed_m_s / kNominalBlow_m_s, 1.0f));
  switch (mover.movement) {
    case Movement::head:
      add_to(state, -mover.normal * size, limit);
      break;
    case Movement::swing: {
      // Torque of a push against the normal at this arm: edge blows swing most, a blow on the bell little.
      const glm::vec3 arm = (at - mover.centre) / std::max(mover.radius_m, 0.01f);
      const glm::vec3 torque = glm::cross(arm, -mover.normal);
      add_to(state, torque * size + glm::vec3(0.08f * size, 0.0f, 0.0f), limit);
      break;
    }
    case Movement::shake:
      add_to(state, direction_of(scramble(seed, 1)) * size, limit);
      break;
    case Movement::none:
      break;
  }
}

void shake_mover(MoverState& state, float extent_m, std::uint32_t seed) {
  add_to(state, direction_of(scramble(seed, 2)) * extent_m, extent_m * 2.5f);
}

void step_mover(const Mover& mover, MoverState& state) {
  const glm::vec3 x = (state.x * mover.cosine + state.y * mover.sine) * mover.shrink;
  const glm::vec3 y = (state.y * mover.cosine - state.x * mover.sine) * mover.shrink;
  state.x = x;
  state.y = y;
  state.glow *= kGlowPerTick;
  const glm::vec3 size = glm::abs(x) + glm::abs(y);
  if (size.x + size.y + size.z < kSeen) state.x = state.y = glm::vec3(0.0f);  // no endless tail, no denormals
  if (state.glow < 1e-3f) state.glow = 0.0f;
}

void move_parts(const Beat& beat, double beat_s, const std::vector<Mover>& movers, const MoverStates& states,
                xr::Picture& picture) {
  picture.parts.clear();
  for (std::size_t i = 0; i < movers.size(); ++i) {
    const MoverState& state = states[i];
    if (state.x == glm::vec3(0.0f) && state.y == glm::vec3(0.0f) && state.glow == 0.0f) continue;
    xr::PartMotion motion;
    motion.node = movers[i].node;
    (movers[i].movement == Movement::swing ? motion.tilt_rad : motion.shift) = state.x;
    motion.glow = state.glow;
    picture.parts.push_back(std::move(motion));
  }
  for (const MoveCue& cue : beat.moves) {
    auto found = std::find_if(picture.parts.begin(), picture.parts.end(),
                              [&](const xr::PartMotion& motion) { return motion.node == cue.node; });
    if (found == picture.parts.end()) {
      picture.parts.push_back({cue.node, {}, {}, 0.0f});
      found = picture.parts.end() - 1;
    }
    for (int i = 0; i < 3; ++i) {
      found->shift[i] += static_cast<float>(cue.shift_m[i].at(beat_s));
      found->tilt_rad[i] += static_cast<float>(cue.tilt_rad[i].at(beat_s));
    }
    found->glow = std::min(1.0f, found->glow + static_cast<float>(cue.glow.at(beat_s)));
  }
}

}  // namespace threshold::scenes
