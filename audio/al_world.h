// AlWorld: everything of OpenAL Soft in one place. A loopback device with HRTF, one source prepared for each
// sound that may sound at once, two reverbs. The voice pool says what plays; the engine pulls the mix.
// All calls after construction on one thread at a time, and none of them allocates: OpenAL Soft 1.19
// allocates when a buffer is attached, so every source keeps its sound for life, and its pools are filled at
// construction.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <glm/gtc/quaternion.hpp>
#include <glm/vec3.hpp>

#include "audio/engine.h"

struct ALCdevice_struct;
struct ALCcontext_struct;

namespace threshold::audio {

inline constexpr float kMaxGain = 8.0f;  // of a source; louder is clamped
inline constexpr int kMaxSounding = 96;  // sources playing at once, fading ones included
inline constexpr int kReverbs = 2;

// What one source is to be from the next quantum on.
struct SourceState {
  glm::vec3 position{0.0f};
  float gain = 0.0f;       // linear, 0..kMaxGain, at 1 m
  float occlusion = 0.0f;  // 0..1
  float reverb = 0.0f;     // 0..1
  float pitch = 1.0f;
  bool head_relative = false;
  bool looping = false;
  friend bool operator==(const SourceState&, const SourceState&) = default;
};

class AlWorld {
 public:
  // `sounds_of_sources[i]` is the sound that source i plays. Throws std::runtime_error in one sentence.
  AlWorld(const SoundBank& sounds, std::span<const SoundId> sounds_of_sources,
          const std::array<Room, kRooms>& rooms);
  ~AlWorld();
  AlWorld(const AlWorld&) = delete;
  AlWorld& operator=(const AlWorld&) = delete;

  // Around each quantum: begin() makes the context this thread's and holds parameter changes back, commit()
  // lets them in, end() lets go of the context, so that another thread may render the next quantum.
  void begin() noexcept;
  void commit() noexcept;
  void end() noexcept;

  void update(int source, const SourceState& state) noexcept;   // sends only what changed
  void start(int source, std::int64_t offset_frames) noexcept;  // at the next mixed frame
  void stop(int source) noexcept;
  void pause(int source) noexcept;
  void resume(int source, std::int64_t offset_frames) noexcept;
  void listen(const glm::vec3& position, const glm::quat& orientation) noexcept;

  void load_room(int reverb, int room) noexcept;      // only while that reverb's gain is 0
  void reverb_gain(int reverb, float gain) noexcept;  // 0..1

  // Mixes frames.size() / 2 interleaved stereo frames and moves OpenAL's time on by them.
  void mix(std::span<float> frames) noexcept;

  // OpenAL errors since the last call; 0 in a healthy program.
  int take_faults() noexcept;
  // Gain that undoes the HRTF set's own level in front, as measured at construction.
  double front_compensation_db() const noexcept { return front_compensation_db_; }
  std::string describe() const;  // not while rendering

 private:
  void open();
  void load_sounds(const SoundBank& sounds, std::span<const SoundId> sounds_of_sources);
  void load_rooms(const std::array<Room, kRooms>& rooms);
  double measure_front_db();
  void warm_up();
  void send_filters(int source, const SourceState& state) noexcept;
  void release() noexcept;

  ALCdevice_struct* device_ = nullptr;
  ALCcontext_struct* context_ = nullptr;
  std::vector<unsigned> buffers_, sources_;
  std::vector<SourceState> sent_;
  std::array<unsigned, kRooms> effects_{};
  std::array<unsigned, kReverbs> slots_{};
  unsigned filter_ = 0;
  double front_compensation_db_ = 0.0;
};

}  // namespace threshold::audio
