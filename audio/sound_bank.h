// SoundBank: the sounds of assets/sounds, loaded once, immutable after. Catalogue: sounds.toml there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audio/sound.h"

namespace threshold::audio {

struct Sound {
  std::string name;            // file name without ".flac"
  std::vector<float> samples;  // mono, 48 kHz, scaled so that RMS 1.0 is EngineConfig::spl_at_rms_1_db at 1 m
  bool seamless = false;       // made to loop
};

class SoundBank {
 public:
  // Loads every sound in the catalogue. Throws std::runtime_error: file, what is wrong, what to do.
  explicit SoundBank(const std::filesystem::path& folder);
  // Made of given sounds, for tests.
  explicit SoundBank(std::vector<Sound> sounds);

  std::optional<SoundId> find(std::string_view name) const;
  const Sound& at(SoundId id) const { return sounds_.at(id); }
  std::size_t size() const { return sounds_.size(); }
  // Names and lengths only, without decoding: for `threshold check` and the story loader.
  static std::vector<std::string> names_in(const std::filesystem::path& folder);

 private:
  std::vector<Sound> sounds_;
};

}  // namespace threshold::audio
