#include "audio/sound_bank.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <unordered_set>

#include <toml++/toml.h>

#include "audio/engine.h"
#include "audio/sound_file.h"

namespace threshold::audio {
namespace {

struct Entry {
  std::string name;
  double level_db_spl = 0.0;
  bool loop = false;
  std::string where;  // file:line
};

[[noreturn]] void refuse(const std::string& where, const std::string& what) {
  throw std::runtime_error(where + ": " + what);
}

std::vector<Entry> read_catalogue(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "sounds.toml";
  if (!std::filesystem::is_regular_file(file)) {
    refuse(file.string(), "the catalogue of sounds is missing: build the sounds or restore it");
  }
  toml::table table;
  try {
    table = toml::parse_file(file.string());
  } catch (const toml::parse_error& error) {
    refuse(file.string() + ":" + std::to_string(error.source().begin.line), std::string(error.description()));
  }
  std::vector<Entry> entries;
  for (const auto& [key, value] : table) {
    const auto where = [&file](const toml::node& node) {
      return file.string() + ":" + std::to_string(node.source().begin.line);
    };
    Entry entry{.name = std::string(key.str()), .where = where(value)};
    const toml::table* sound = value.as_table();
    if (!sound) refuse(entry.where, "'" + entry.name + "' must be a table: [" + entry.name + "]");
    const toml::node* level = sound->get("level_db_spl");
    if (!level || !level->is_number()) {
      refuse(entry.where, "[" + entry.name + "] needs level_db_spl, dB SPL at 1 m, a number");
    }
    entry.level_db_spl = *level->value<double>();
    if (!(entry.level_db_spl >= -20.0 && entry.level_db_spl <= 140.0)) {
      refuse(where(*level), "[" + entry.name + "] level_db_spl must lie between -20 and 140 dB SPL");
    }
    if (const toml::node* loop = sound->get("loop")) {
      if (!loop->is_boolean()) refuse(where(*loop), "[" + entry.name + "] loop must be true or false");
      entry.loop = *loop->value<bool>();
    }
    entries.push_back(std::move(entry));
  }
  if (entries.size() > std::numeric_limits<SoundId>::max()) refuse(file.string(), "lists too many sounds");
  return entries;
}

// RMS of the loudest second; a shorter sound counts as if silence filled its second, so that a click and a
// chord of one level are equally loud in energy.
double loudest_second_rms(const std::vector<float>& samples) {
  double sum = 0.0, loudest = 0.0;
  for (std::size_t n = 0; n < samples.size(); ++n) {
    sum += static_cast<double>(samples[n]) * samples[n];
    if (n >= kSampleRateHz)
      sum -= static_cast<double>(samples[n - kSampleRateHz]) * samples[n - kSampleRateHz];
    loudest = std::max(loudest, sum);
  }
  return std::sqrt(loudest / kSampleRateHz);
}

Sound load(const std::filesystem::path& folder, const Entry& entry) {
  const std::filesystem::path file = folder / (entry.name + ".flac");
  if (!std::filesystem::is_regular_file(file)) {
    refuse(entry.where,
           "[" + entry.name + "] has no file " + file.string() + ": build the sounds or restore it");
  }
  SoundData data = read_sound(file);
  if (data.sample_rate_hz != kSampleRateHz) {
    refuse(file.string(),
           "has " + std::to_string(data.sample_rate_hz) + " Hz: sounds are 48000 Hz, convert it");
  }
  if (data.channels != 1) {
    refuse(file.string(), "has " + std::to_string(data.channels) + " channels: sounds are mono, mix it down");
  }
  const double rms = loudest_second_rms(data.samples);
  if (!(rms > 1e-7) || !std::isfinite(rms)) {
    refuse(file.string(), "is silent or broken, so no level can be given to it: build it again");
  }
  // The catalogue's levels are on the scale of EngineConfig's default calibration.
  const double wanted = std::pow(10.0, (entry.level_db_spl - EngineConfig{}.spl_at_rms_1_db) / 20.0);
  const auto scale = static_cast<float>(wanted / rms);
  for (float& sample : data.samples) sample *= scale;
  return {.name = entry.name, .samples = std::move(data.samples), .seamless = entry.loop};
}

}  // namespace

SoundBank::SoundBank(const std::filesystem::path& folder) {
  for (const Entry& entry : read_catalogue(folder)) sounds_.push_back(load(folder, entry));
}

SoundBank::SoundBank(std::vector<Sound> sounds) : sounds_(std::move(sounds)) {
  std::unordered_set<std::string_view> names;
  for (const Sound& sound : sounds_) {
    if (!names.insert(sound.name).second)
      throw std::runtime_error("sound '" + sound.name + "' is given twice");
  }
}

std::optional<SoundId> SoundBank::find(std::string_view name) const {
  const auto found =
      std::find_if(sounds_.begin(), sounds_.end(), [name](const Sound& s) { return s.name == name; });
  if (found == sounds_.end()) return std::nullopt;
  return static_cast<SoundId>(found - sounds_.begin());
}

std::vector<std::string> SoundBank::names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const Entry& entry : read_catalogue(folder)) names.push_back(entry.name);
  return names;
}

}  // namespace threshold::audio
