#include "audio/engine.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <stdexcept>

#include "audio/al_world.h"
#include "audio/contact_bus.h"
#include "audio/ending.h"
#include "audio/hearing/model.h"
#include "audio/moment_queue.h"
#include "audio/ramp.h"
#include "audio/render_time.h"
#include "audio/room_fader.h"
#include "audio/voice_pool.h"

namespace threshold::audio {
namespace {

constexpr int kHoldQuanta = 38;    // 50 ms to silence
constexpr int kReturnQuanta = 15;  // 20 ms back

struct Head {
  glm::vec3 position{0.0f};
  glm::quat orientation{1.0f, 0.0f, 0.0f, 0.0f};
};

bool usable(const Head& head) noexcept {
  const float sum =
      head.position.x + head.position.y + head.position.z + glm::dot(head.orientation, head.orientation);
  return std::isfinite(sum) && glm::dot(head.orientation, head.orientation) > 1e-6f;
}

// How much of the bone path an ear notices: the share of the air path that is missing below 500 Hz. With
// normal hearing the air path covers it wholly (own blows then sound as they do to everybody), so this is
// exactly 0.
float bone_share(const hearing::EarState& ear) noexcept {
  const float lost_db = (ear.loss_db_hl[0] + ear.loss_db_hl[1] + ear.loss_db_hl[2]) / 3.0f;
  return lost_db > 0.0f ? 1.0f - std::pow(10.0f, -lost_db / 20.0f) : 0.0f;
}

std::shared_ptr<const SoundBank> not_null(std::shared_ptr<const SoundBank> sounds) {
  if (!sounds) throw std::runtime_error("sound: the engine was given no sound bank");
  return sounds;
}

}  // namespace

struct Engine::Impl {
  Impl(const EngineConfig& engine_config, std::shared_ptr<const SoundBank> bank)
      : config(engine_config),
        sounds(not_null(std::move(bank))),
        sources(VoicePool::sources_for(*sounds)),
        al(*sounds, sources, config.rooms),
        pool(sounds, sources),
        model({.sample_rate_hz = kSampleRateHz, .spl_at_rms_1_db = config.spl_at_rms_1_db}),
        ending(config.spl_at_rms_1_db) {}

  // What the clock does. `leaving`: it stands already while the last 50 ms fade out.
  enum class Clock { before_start, running, leaving, held };

  void take_moments() noexcept;
  void take_up(const SoundMoment& next) noexcept;
  void take_head() noexcept;
  void mix_running() noexcept;
  void mix_leaving() noexcept;
  void hear() noexcept;
  void deliver(std::span<float> heard, std::span<float> was_there) noexcept;

  const EngineConfig config;
  const std::shared_ptr<const SoundBank> sounds;
  const std::vector<SoundId> sources;
  AlWorld al;
  VoicePool pool;
  ContactBus bus;
  RoomFader rooms;
  hearing::Model model;
  Ending ending;

  SpscQueue<SoundMoment, 64> moments;
  Newest<Head> heads;
  bool head_is_live = false;  // set_head() has spoken: moments' heads are older
  Head head, heard_head;

  SoundMoment now;          // the state being played
  std::int64_t played = 0;  // the story's clock, audio thread's own copy
  Clock state = Clock::before_start;
  Ramp presence{1.0f};  // 0 while held
  Ramp master{1.0f};
  float last_level = 1.0f;                          // master * presence at the last quantum's end
  std::array<std::array<float, 2>, 2> bone_gain{};  // ear: at the last quantum's end, now

  std::array<float, 2 * kQuantum> mix{};
  std::array<std::array<float, kQuantum>, 2> air{}, bone{}, ears{};

  std::atomic<std::int64_t> clock{0}, quanta{0}, late_moments{0}, starved_quanta{0}, faults{0},
      dropped_blows{0}, pool_faults{0};
  std::atomic<float> envelope{0.0f};
  RenderTime time;
};

void Engine::Impl::take_up(const SoundMoment& next) noexcept {
  if (played - next.sample >= kQuantum) late_moments.fetch_add(1, std::memory_order_relaxed);
  const bool first = state == Clock::before_start;
  now = next;
  if (!head_is_live) head = {next.head_position, next.head_orientation};
  const float wanted = std::isfinite(next.master_gain) ? std::clamp(next.master_gain, 0.0f, 4.0f) : 0.0f;
  master.to(wanted, first ? 0 : kTickSamples / kQuantum);
  if (first) last_level = wanted;
  model.publish(next.hearing);
  if (next.held) {
    if (state == Clock::running) {
      state = Clock::leaving;
      presence.to(0.0f, kHoldQuanta);
    } else if (first) {
      state = Clock::held;
      presence = Ramp(0.0f);
      last_level = 0.0f;
    }
    return;
  }
  if (state == Clock::held) {
    pool.resume(al);
    presence.to(1.0f, kReturnQuanta);
  }
  state = Clock::running;
  pool.strike(next, played);
}

void Engine::Impl::take_moments() noexcept {
  bool any = false;
  while (const SoundMoment* next = moments.front()) {
    const bool waiting = state == Clock::before_start || state == Clock::held || state == Clock::leaving;
    if (state == Clock::leaving && !next->held) break;  // first let the sound fade out
    if (!waiting && next->sample > played) break;
    take_up(*next);
    moments.pop();
    any = true;
  }
  if (any && state == Clock::running) pool.apply(now, played);
  if (state == Clock::running && played >= now.sample + kTickSamples) {
    starved_quanta.fetch_add(1, std::memory_order_relaxed);
  }
}

void Engine::Impl::take_head() noexcept {
  if (const Head* newest = heads.take()) {
    head_is_live = true;
    head = *newest;
  }
  if (head.position == heard_head.position && head.orientation == heard_head.orientation) return;
  if (!usable(head)) {
    faults.fetch_add(1, std::memory_order_relaxed);
    head = heard_head;
    return;
  }
  heard_head = head;
  al.listen(head.position, glm::normalize(head.orientation));
}

void Engine::Impl::mix_running() noexcept {
  al.begin();
  take_moments();
  take_head();
  if (state == Clock::leaving) return;  // held by the moment just taken
  if (state != Clock::running) {
    al.commit();
    return;
  }
  rooms.step(al, now.room < kRooms ? now.room : 0);
  const std::span<const Start> starts = pool.begin_quantum(al, played);
  al.commit();
  int done = 0;
  for (const Start& start : starts) {
    if (start.at > done) al.mix(std::span(mix).subspan(2 * done, 2 * (start.at - done)));
    done = std::max(done, start.at);
    pool.start(al, start);
  }
  al.mix(std::span(mix).subspan(2 * done));
  bus.clear();
  pool.end_quantum(al, bus);
  bus.finish();
  played += kQuantum;
}

// The sound goes on for its last 50 ms, the clock does not.
void Engine::Impl::mix_leaving() noexcept {
  al.commit();
  al.mix(mix);
  bus.clear();
  pool.play_on_held(al, bus);
  bus.finish();
}

void Engine::Impl::hear() noexcept {
  for (int n = 0; n < kQuantum; ++n) {
    for (int ear = 0; ear < 2; ++ear) air[ear][n] = mix[2 * n + ear];
  }
  if (!config.hear_loss) {
    ears = air;
    return;
  }
  hearing::Block block;
  bool any_bone = false;
  for (int ear = 0; ear < 2; ++ear) {
    const float before = bone_gain[ear][1], after = bus.silent() ? 0.0f : bone_share(now.hearing.ears[ear]);
    bone_gain[ear] = {before, after};
    any_bone = any_bone || before != 0.0f || after != 0.0f;
    for (int n = 0; n < kQuantum; ++n) {
      const float gain = before + (after - before) * static_cast<float>(n + 1) / kQuantum;
      bone[ear][n] = gain * bus.mix()[n];
    }
  }
  for (int ear = 0; ear < 2; ++ear) {
    block.air[ear] = air[ear];
    if (any_bone) block.bone[ear] = bone[ear];
    block.heard[ear] = ears[ear];
  }
  model.process(block);
}

void Engine::Impl::deliver(std::span<float> heard, std::span<float> was_there) noexcept {
  presence.step();
  master.step();
  const float before = last_level, after = master.value() * presence.value();
  last_level = after;
  for (int n = 0; n < kQuantum; ++n) {
    const float level = before + (after - before) * static_cast<float>(n + 1) / kQuantum;
    for (int ear = 0; ear < 2; ++ear) {
      air[ear][n] *= level;
      ears[ear][n] *= level;
    }
  }
  ending.heard(ears[0], ears[1], heard);
  if (!was_there.empty()) ending.was_there(air[0], air[1], was_there);
}

Engine::Engine(const EngineConfig& config, std::shared_ptr<const SoundBank> sounds)
    : impl_(std::make_unique<Impl>(config, std::move(sounds))) {}

Engine::~Engine() = default;

bool Engine::push(const SoundMoment& moment) noexcept {
  return impl_->moments.push(moment);
}

void Engine::set_head(const glm::vec3& position, const glm::quat& orientation) noexcept {
  impl_->heads.set({position, orientation});
}

void Engine::render(std::span<float> heard, std::span<float> was_there) noexcept {
  Impl& self = *impl_;
  if (heard.size() != 2 * kQuantum || (!was_there.empty() && was_there.size() != 2 * kQuantum)) {
    std::fill(heard.begin(), heard.end(), 0.0f);
    std::fill(was_there.begin(), was_there.end(), 0.0f);
    self.faults.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  const auto began = std::chrono::steady_clock::now();
  self.mix.fill(0.0f);
  self.bus.clear();
  self.mix_running();
  if (self.state == Impl::Clock::leaving) {
    self.mix_leaving();
    self.hear();
    self.deliver(heard, was_there);
    if (self.presence.resting()) {
      self.pool.pause(self.al);
      self.state = Impl::Clock::held;
    }
  } else if (self.state == Impl::Clock::running) {
    self.hear();
    self.deliver(heard, was_there);
  } else {  // held: the ears stand still too, only the ceiling lets out what it still has
    for (auto* side : {&self.air, &self.ears}) {
      for (auto& ear : *side) ear.fill(0.0f);
    }
    self.deliver(heard, was_there);
  }
  if (self.al.take_faults()) self.faults.fetch_add(1, std::memory_order_relaxed);
  self.al.end();
  self.dropped_blows.store(self.pool.dropped_blows(), std::memory_order_relaxed);
  self.pool_faults.store(self.pool.faults(), std::memory_order_relaxed);
  self.envelope.store(self.state == Impl::Clock::running ? self.bus.touch_envelope() : 0.0f,
                      std::memory_order_relaxed);
  self.clock.store(self.played, std::memory_order_release);
  self.quanta.fetch_add(1, std::memory_order_relaxed);
  self.time.count(std::chrono::steady_clock::now() - began);
}

std::int64_t Engine::clock() const noexcept {
  return impl_->clock.load(std::memory_order_acquire);
}

float Engine::touch_envelope() const noexcept {
  return impl_->envelope.load(std::memory_order_relaxed);
}

EngineStats Engine::stats() const {
  const Impl& self = *impl_;
  EngineStats stats;
  stats.quanta = self.quanta.load(std::memory_order_relaxed);
  stats.late_moments = self.late_moments.load(std::memory_order_relaxed);
  stats.starved_quanta = self.starved_quanta.load(std::memory_order_relaxed);
  stats.dropped_blows = self.dropped_blows.load(std::memory_order_relaxed);
  stats.faults =
      self.faults.load(std::memory_order_relaxed) + self.pool_faults.load(std::memory_order_relaxed);
  stats.median_us = self.time.quantile_us(0.5);
  stats.p99_us = self.time.quantile_us(0.99);
  self.ending.add_to(stats);
  return stats;
}

std::string describe_sound_world() {
  const SoundBank nothing(std::vector<Sound>{});
  return AlWorld(nothing, {}, EngineConfig{}.rooms).describe();
}

}  // namespace threshold::audio
