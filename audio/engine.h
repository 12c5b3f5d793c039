// Engine: turns sound moments into what these ears hear. OpenAL Soft loopback (HRTF, 64-frame quantum,
// two rooms) -> contact bus -> hearing model -> ceiling. Live and offline use the same engine; live, a
// speaker output (audio/speaker.h) pulls it from the sound device's thread; offline, the caller does.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "audio/sound.h"
#include "audio/sound_bank.h"

namespace threshold::audio {

inline constexpr int kSampleRateHz = 48000;
inline constexpr int kQuantum = 64;       // frames per render() call, always
inline constexpr int kTickSamples = 384;  // one sound moment: six quanta

// A place's acoustics, chosen by SoundMoment::room.
struct Room {
  std::string name;
  float decay_s = 0.8f;  // RT60, mid frequencies
  float decay_hf_ratio = 0.7f;
  float size_m = 8.0f;
  float wet_db = -12.0f;  // steady level of the room's sound against the source itself at 1 m; send 1
  float pre_delay_s = 0.01f;
};

struct EngineConfig {
  double spl_at_rms_1_db = 100.0;  // calibration: dB SPL of digital RMS 1.0
  std::array<Room, kRooms> rooms{};
  bool hear_loss = true;  // false: "was there" on both outputs
};

struct EngineStats {  // counted, never logged by the audio thread
  std::int64_t quanta = 0, late_moments = 0, starved_quanta = 0, dropped_blows = 0, faults = 0;
  double median_us = 0, p99_us = 0;  // per quantum
  double laeq_db = 0, peak_db = 0, dose_percent = 0;
};

class Engine {
 public:
  // Throws std::runtime_error with one sentence: no HRTF, no loopback, broken sound.
  Engine(const EngineConfig& config, std::shared_ptr<const SoundBank> sounds);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Control thread (one). Lock-free; false when the queue is full. Moments come in order of `sample`;
  // each is taken up at the first quantum at or after its sample.
  bool push(const SoundMoment& moment) noexcept;
  // Control thread: the newest head pose, used by the next quantum even before the next moment.
  void set_head(const glm::vec3& position, const glm::quat& orientation) noexcept;

  // The clock stands at 0 until the first moment has come. Once set_head() has been called, the poses in
  // moments, older by then, are no longer used.

  // Audio thread: renders exactly kQuantum stereo-interleaved frames (span size 128) of both soundtracks
  // and advances the clock, unless held. `was_there` may be empty. Never allocates, locks, logs or throws.
  void render(std::span<float> heard, std::span<float> was_there) noexcept;

  // Any thread. The story's clock: samples rendered while not held.
  std::int64_t clock() const noexcept;
  // Any thread. Level of the contact bus between 80 and 400 Hz, 0..1.
  float touch_envelope() const noexcept;
  EngineStats stats() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// For doctor: opens OpenAL Soft as the engine does and says in one line what was found (version, HRTF set,
// its level in front). Throws the same sentence as the engine would.
std::string describe_sound_world();

}  // namespace threshold::audio
