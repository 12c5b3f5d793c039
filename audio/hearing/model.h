// Model: two failing ears in real time. Takes the binaural mix (air) and the contact bus (bone), gives
// what these ears receive. Sits after OpenAL's binaural mix and before the ceiling.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>

#include "audio/hearing/detail.h"
#include "audio/hearing/reference.h"
#include "audio/hearing/state.h"

namespace threshold::audio::hearing {

struct Config {
  double sample_rate_hz = 48000.0;
  double spl_at_rms_1_db = 100.0;                  // dB SPL of a signal whose digital RMS is 1.0
  Reference reference = Reference::kDiffuseField;  // what 0 dB HL is in dB SPL
  std::uint32_t seed = 1;                          // of the noises; the same seed gives the same samples
};

// Views of one block, any length >= 1, all of the same length, full scale = 1.0.
struct Block {
  std::array<std::span<const float>, 2> air;   // left, right
  std::array<std::span<const float>, 2> bone;  // contact sources; may be empty spans: silence
  std::array<std::span<float>, 2> heard;       // may be the same memory as air
};

class Model {
 public:
  explicit Model(const Config& config);
  ~Model();
  Model(Model&&) noexcept;
  Model& operator=(Model&&) noexcept;

  // Lock-free, one writer. Taken up at the start of the next process(); from there the ears glide to it
  // over the next 384 samples, so a state a tick makes a smooth curve. The first one is jumped to.
  void publish(const State& state) noexcept;
  // The same with an audiogram at any frequencies, for tools.
  void publish(const DetailedState& state) noexcept;

  // Audio thread. Never allocates, locks, logs or throws; same samples for any split into blocks.
  void process(const Block& block) noexcept;

  // Back to silence with normal hearing, as newly made. Audio thread.
  void reset() noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace threshold::audio::hearing
