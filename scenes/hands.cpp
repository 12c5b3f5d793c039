// The visitor's hands in one tick: blows by stick, palm, key and trigger; hands that rest; what is seen of
// them.
#include <algorithm>
#include <cmath>

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include "scenes/steady_math.h"
#include "scenes/tick.h"

namespace threshold::scenes {
namespace {

constexpr std::int64_t kRebound_ticks = 5;  // 40 ms: nobody strikes the same thing with one hand sooner
constexpr float kTriggerPulled = 0.6f;
constexpr float kTriggerBlow_m_s = 3.0f;
constexpr float kRestsBelow_m_s = 0.3f;
constexpr float kRestsWithin_m = 0.02f, kRestsInto_m = 0.06f;
constexpr float kRestPerTick = 0.08f;
constexpr double kLaidByKey_s = 1.5;
constexpr float kPuffFrom_m_s = 2.2f;

const PartKind& kind_of(const Part& part, const Place& place) {
  static const PartKind nothing;
  return part.kind_index < 0 ? nothing : place.kinds[static_cast<std::size_t>(part.kind_index)];
}

void feel(Tick& tick, int side, const PartKind& kind, float speed_m_s) {
  xr::TouchPulse pulse = kind.pulse;
  pulse.amplitude = std::clamp(kind.pulse.amplitude * glm::sqrt(speed_m_s / 5.0f), 0.0f, 1.0f);
  xr::TouchPulse& hand = tick.moment.hands.hands[side].pulse;
  if (pulse.amplitude > hand.amplitude) hand = pulse;
}

void sound_in_bones(Tick& tick, const Loudness& loudness) {
  if (!tick.beat.has_bone_sounds || tick.loss_share <= 0.0f) return;
  audio::Blow blow;
  blow.sound = tick.bank[tick.beat.bone_sounds[loudness.layer]];
  blow.start_sample = tick.moment.sample;
  blow.position = tick.presence.head.position;
  blow.reverb = 0.0f;
  blow.bone = tick.beat.own_bone * loudness.gain * tick.loss_share;
  add_blow(tick, blow);
}

void visitor_strikes(Tick& tick, int side, int index, const glm::vec3& at, float speed_m_s) {
  const Part& part = tick.place.parts[static_cast<std::size_t>(index)];
  const PartKind& kind = kind_of(part, tick.place);
  const Loudness loudness = loudness_of(speed_m_s);
  audio::Blow blow;
  blow.sound = tick.bank[part.layers[loudness.layer]];
  blow.start_sample = tick.moment.sample;
  blow.position = at;
  blow.gain = kind.gain * loudness.gain;
  blow.bone = kind.bone * loudness.gain * tick.loss_share;
  add_blow(tick, blow);
  sound_in_bones(tick, loudness);
  feel(tick, side, kind, speed_m_s);
  if (const int mover = mover_index(tick.movers, part.node); mover >= 0) {
    strike_mover(tick.movers[mover], tick.state.movers[mover], at, speed_m_s, tick.chance());
  }
  for (const std::string& node : kind.shakes) {
    const int mover = mover_index(tick.movers, node);
    if (mover >= 0) shake_mover(tick.state.movers[mover], kind.shake_extent_m * loudness.gain, tick.chance());
  }
  if (kind.puff && speed_m_s >= kPuffFrom_m_s)
    add_puff(tick, *kind.puff, at, std::min(1.0f, speed_m_s / 6.0f));
  tick.state.hands[side].hit_tick[index] = tick.state.beat_tick;
  tick.state.blow_tick = tick.state.beat_tick;
  tick.state.has_hit = true;
  if (tick.state.call.phase == CallPhase::listening) {
    ++tick.state.call.answers;
    tick.state.call.last_answer_tick = tick.state.beat_tick;
  }
}

// Which hand a key moves: the nearer one; in the middle, the one that did not strike last.
int hand_for(const Tick& tick, const Part& part) {
  const float x = part.centre.x - tick.presence.head.position.x;
  if (std::abs(x) > 0.12f) return x < 0.0f ? xr::left : xr::right;
  return tick.state.hands[xr::right].ghost_tick >= tick.state.hands[xr::left].ghost_tick ? xr::left
                                                                                         : xr::right;
}

void play_keys(Tick& tick) {
  for (const xr::KeyBlow& key : tick.presence.key_blows) {
    if (!(key.speed_m_s > 0.0f) || key.slot >= tick.place.key_parts.size()) continue;
    const int index = tick.place.key_parts[key.slot];
    const Part& part = tick.place.parts[static_cast<std::size_t>(index)];
    const int side = hand_for(tick, part);
    HandState& hand = tick.state.hands[side];
    const float top = part.shape == Shape::box ? part.half_m.y : 0.0f;
    visitor_strikes(tick, side, index, part.centre + part.orientation * glm::vec3(0.0f, top, 0.0f),
                    std::min(key.speed_m_s, 12.0f));
    hand.ghost_part = index;
    hand.ghost_tick = tick.state.beat_tick;
    if (kind_of(part, tick.place).resting > 0.0f) {
      hand.laid_until = tick.state.beat_tick + ticks_of(kLaidByKey_s);
      hand.rests_on = index;
    }
  }
}

void play_trigger(Tick& tick, int side) {
  const float now = tick.presence.hands[side].trigger;
  float& before = tick.state.hands[side].trigger;
  const int part = tick.place.trigger_part;
  if (part >= 0 && tick.beat.holding == Holding::sticks && before < kTriggerPulled && now >= kTriggerPulled) {
    visitor_strikes(tick, side, part, tick.place.parts[static_cast<std::size_t>(part)].centre,
                    kTriggerBlow_m_s);
  }
  before = now;
}

void rest(Tick& tick, int side, const HandStrikers& before) {
  HandState& hand = tick.state.hands[side];
  int on = -1;
  const Striker& palm = hand.strikers[0];
  if (palm.known && before[0].known && tick.beat.holding == Holding::nothing) {
    const float moved = glm::length(palm.position - before[0].position);
    if (moved <= kRestsBelow_m_s * static_cast<float>(kTick_s) * 2.0f) {
      for (std::size_t i = 0; i < tick.place.parts.size(); ++i) {
        const Part& part = tick.place.parts[i];
        const float height = height_over(part, palm.radius_m, palm.position);
        if (kind_of(part, tick.place).resting > 0.0f && height < kRestsWithin_m && height > -kRestsInto_m) {
          on = static_cast<int>(i);
        }
      }
    }
  }
  if (on < 0 && tick.state.beat_tick < hand.laid_until) on = hand.rests_on;
  if (on >= 0) hand.rests_on = on;
  hand.resting = std::clamp(hand.resting + (on >= 0 ? kRestPerTick : -kRestPerTick), 0.0f, 1.0f);
  if (hand.resting <= 0.0f) hand.rests_on = -1;
  if (hand.rests_on < 0) return;
  const Part& part = tick.place.parts[static_cast<std::size_t>(hand.rests_on)];
  const PartKind& kind = kind_of(part, tick.place);
  tick.moment.hands.hands[side].resting_gain = kind.resting * hand.resting;
  tick.moment.hands.hands[side].resting_hz = kind.pulse.frequency_hz;
}

// Where a hand that keys move holds its stick, or hovers: over what it struck last, up again after the blow.
xr::Pose ghost_grip(const Tick& tick, int side, HandState& hand) {
  const glm::vec3 shoulder = tick.place.eye + glm::vec3(side == xr::left ? -0.18f : 0.18f, -0.22f, 0.02f);
  const bool sticks = tick.beat.holding == Holding::sticks;
  glm::vec3 target =
      tick.place.eye + glm::vec3(side == xr::left ? -0.16f : 0.16f, sticks ? -0.38f : -0.5f, -0.62f);
  if (hand.ghost_part >= 0) {
    const Part& part = tick.place.parts[static_cast<std::size_t>(hand.ghost_part)];
    const glm::vec3 up = part.shape == Shape::disc ? part.normal : glm::vec3(0.0f, 1.0f, 0.0f);
    const float top = part.shape == Shape::box ? part.half_m.y : 0.0f;
    const double since = static_cast<double>(tick.state.beat_tick - hand.ghost_tick) * kTick_s;
    const float lift = (sticks ? 0.14f : 0.09f) * static_cast<float>(smooth_step(since / 0.16));
    target = part.centre + up * (top + lift + (sticks ? 0.0f : 0.03f));
    if (since <= 0.0) hand.ghost = target;  // the blow is seen where it is heard
  }
  if (!hand.ghost_placed) hand.ghost = target;
  hand.ghost_placed = true;
  hand.ghost += (target - hand.ghost) * 0.18f;
  const glm::vec3 reach = hand.ghost - shoulder;
  const float length = glm::length(reach);
  const glm::vec3 along = length > 1e-3f ? reach / length : glm::vec3(0.0f, 0.0f, -1.0f);
  const bool upright = std::abs(along.y) > 0.99f;
  const glm::quat turn =
      glm::quatLookAt(along, upright ? glm::vec3(0.0f, 0.0f, -1.0f) : glm::vec3(0.0f, 1.0f, 0.0f));
  const float before_tip = sticks ? kStickLength_m - kStickBehindGrip_m : 0.0f;
  return {hand.ghost - along * before_tip, turn};
}

}  // namespace

void add_puff(Tick& tick, xr::DustKind kind, const glm::vec3& at, float strength) {
  auto& state = tick.state;
  if (state.puff_count >= kMaxPuffs) {  // the oldest makes room
    std::move(state.puffs.begin() + 1, state.puffs.end(), state.puffs.begin());
    state.puff_count = kMaxPuffs - 1;
  }
  state.puffs[state.puff_count++] = {kind, at, 0.0f, strength, tick.chance()};
}

void play_hands(Tick& tick) {
  const bool sticks = tick.beat.holding == Holding::sticks;
  for (int side = 0; side < 2; ++side) {
    HandState& hand = tick.state.hands[side];
    const HandStrikers before = hand.holder == tick.state.part ? hand.strikers : HandStrikers{};
    hand.holder = tick.state.part;
    HandStrikers now = strikers_of(tick.presence.hands[side], sticks);
    if (tick.beat.dims) {
      hand.strikers = now;
      continue;
    }
    for (int i = 0; i < kPointsPerHand; ++i) {
      const auto strike = follow(before[i], now[i], tick.place.parts, static_cast<float>(kTick_s));
      if (!strike) continue;
      if (tick.state.beat_tick - hand.hit_tick[strike->part] < kRebound_ticks) continue;
      visitor_strikes(tick, side, strike->part, strike->at, std::min(strike->speed_m_s, 12.0f));
    }
    hand.strikers = now;
    play_trigger(tick, side);
    rest(tick, side, before);
  }
  if (!tick.beat.dims) play_keys(tick);
}

void show_hands(Tick& tick) {
  const bool sticks = tick.beat.holding == Holding::sticks;
  for (int side = 0; side < 2; ++side) {
    const xr::HandPresence& from = tick.presence.hands[side];
    xr::HandFigure& hand = tick.moment.eyes.hands[side];
    if (from.tracked) {
      hand.visible = true;
      hand.grip = from.grip;
      hand.joints_valid = from.joints_tracked;
      if (from.joints_tracked) hand.joints = from.joints;
      hand.curl = sticks ? 1.0f : std::max(from.squeeze, from.trigger);
    } else {
      const bool moved = tick.state.hands[side].ghost_part >= 0;
      const bool lent = tick.options.input == InputKind::keyboard || tick.state.gaze.active;
      if (!lent || tick.beat.dims || !(sticks || moved)) continue;
      hand.visible = true;
      hand.grip = ghost_grip(tick, side, tick.state.hands[side]);
      hand.curl = sticks ? 1.0f : 0.15f;
    }
    hand.holds = sticks ? xr::HoldKind::stick : xr::HoldKind::nothing;
    if (sticks) hand.stick = stick_of(hand.grip);
  }
}

}  // namespace threshold::scenes
