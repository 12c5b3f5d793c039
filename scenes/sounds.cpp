// The story's own sounds in one tick: lasting voices and one-shots.
#include <algorithm>

#include "scenes/steady_math.h"
#include "scenes/tick.h"

namespace threshold::scenes {
namespace {

// What wood and skin carry: all the time, or only from the part under a hand.
float bone_of(float bone, int through_part, const Tick& tick) {
  if (bone <= 0.0f) return 0.0f;
  float contact = 1.0f;
  if (through_part >= 0) {
    contact = 0.0f;
    for (const HandState& hand : tick.state.hands) {
      if (hand.rests_on == through_part) contact = std::max(contact, hand.resting);
    }
  }
  return bone * contact * tick.loss_share;
}

float walls_between(const glm::vec3& from, const Tick& tick) {
  for (const Wall& wall : tick.place.walls) {
    if (crosses(wall, tick.presence.head.position, from)) return 1.0f;
  }
  return 0.0f;
}

}  // namespace

Loudness loudness_of(float speed_m_s) {
  constexpr float kSoftest_m_s[] = {0.0f, 1.5f, 3.5f};  // of each layer
  constexpr float kNominal_m_s[] = {0.9f, 2.4f, 5.0f};  // as recorded
  const int layer = speed_m_s >= kSoftest_m_s[2] ? 2 : speed_m_s >= kSoftest_m_s[1] ? 1 : 0;
  return {layer, std::clamp(glm::sqrt(speed_m_s / kNominal_m_s[layer]), 0.5f, 1.4f)};
}

void add_blow(Tick& tick, const audio::Blow& blow) {
  auto& ears = tick.moment.ears;
  if (ears.blow_count >= audio::kMaxBlows) return;
  ears.blows[ears.blow_count++] = blow;
}

void play_sounds(Tick& tick) {
  auto& ears = tick.moment.ears;
  for (std::size_t i = 0; i < tick.beat.voices.size() && ears.voice_count < audio::kMaxVoices; ++i) {
    const VoiceCue& cue = tick.beat.voices[i];
    if (tick.beat_s + kTick_s <= cue.from_s || tick.beat_s >= cue.until_s) continue;
    const double since = tick.beat_s - cue.from_s, left = cue.until_s - tick.beat_s;
    double fade = 1.0;
    if (cue.fade_in_s > 0.0) fade *= smooth_step(since / cue.fade_in_s);
    if (cue.fade_out_s > 0.0) fade *= smooth_step(left / cue.fade_out_s);
    audio::Voice& voice = ears.voices[ears.voice_count++];
    voice.key = static_cast<std::uint32_t>(tick.state.part) * 256u + static_cast<std::uint32_t>(i) + 1u;
    voice.sound = tick.bank[cue.sound];
    voice.looping = cue.looping;
    voice.head_relative = cue.where.kind == Where::Kind::head;
    voice.start_sample = tick.sample_of(cue.from_s);
    voice.position = position_of(cue.where, tick);
    voice.gain = cue.gain * static_cast<float>(fade) * gain_of_db(cue.level_db.at(tick.beat_s));
    voice.occlusion =
        voice.head_relative ? 0.0f : std::max(cue.occlusion, walls_between(voice.position, tick));
    voice.reverb = cue.reverb;
    voice.bone = bone_of(cue.bone, cue.through_part, tick) * static_cast<float>(fade);
  }
  for (const ShotCue& cue : tick.beat.shots) {
    if (!tick.now(cue.at_s)) continue;
    audio::Blow blow;
    blow.sound = tick.bank[cue.sound];
    blow.start_sample = tick.sample_of(cue.at_s);
    blow.position = position_of(cue.where, tick);
    blow.gain = cue.gain * (1.0f - 0.7f * walls_between(blow.position, tick));
    blow.pitch = cue.pitch;
    blow.reverb = cue.reverb;
    blow.bone = bone_of(cue.bone, cue.through_part, tick);
    add_blow(tick, blow);
    for (const std::string& node : cue.shakes) {
      const int mover = mover_index(tick.movers, node);
      if (mover >= 0) shake_mover(tick.state.movers[mover], cue.shake_extent_m, tick.chance());
    }
  }
}

void tremble(Tick& tick) {
  if (tick.beat.beats_per_minute <= 0.0) return;
  const double beat_length_s = 60.0 / tick.beat.beats_per_minute;
  const double nearest =
      static_cast<double>(static_cast<std::int64_t>(tick.beat_s / beat_length_s + 0.999)) * beat_length_s;
  if (!tick.now(nearest)) return;
  for (const TrembleCue& cue : tick.beat.trembles) {
    if (nearest < cue.from_s || nearest >= cue.until_s) continue;
    const int index = mover_index(tick.movers, cue.node);
    if (index < 0) continue;
    const Mover& mover = tick.movers[index];
    MoverState& state = tick.state.movers[index];
    const float glow = state.glow;
    strike_mover(mover, state, mover.centre + glm::vec3(0.3f * mover.radius_m, 0.0f, 0.0f), cue.strength,
                 tick.chance());
    state.glow = glow;  // the visitor's blows glow, the music's do not
  }
}

}  // namespace threshold::scenes
