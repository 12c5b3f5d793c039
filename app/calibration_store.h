// CalibrationStore: how loud each headphone is, as `threshold calibrate` found it, and which of them is in
// force.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace threshold::app {

inline constexpr double kUncalibratedSplDb = 100.0;  // dB SPL of digital RMS 1 where nobody has measured

// $XDG_CONFIG_HOME/threshold/headphones.json, else ~/.config/...; empty path: there is no home.
std::filesystem::path calibration_file();

// dB SPL of digital RMS 1 by headphone. No file: empty. Throws std::runtime_error when the file is broken.
std::map<std::string, double> read_calibrations(const std::filesystem::path& file);
// Adds or replaces one. Throws std::runtime_error when it cannot be kept.
void keep_calibration(const std::filesystem::path& file, const std::string& headphone,
                      double spl_at_rms_1_db);

struct Calibration {
  double spl_at_rms_1_db = kUncalibratedSplDb;
  bool measured = false;  // given or stored, not the default
  std::string what;       // one line: what is in force, and why
  std::string problem;    // one sentence when the store is broken, else empty
};

// What a live walk is played with: `given` (--spl) before what is stored under the sound device's name ("" or
// none stored: under "default") before kUncalibratedSplDb. Never throws for what is in the file.
Calibration calibration_in_force(const std::filesystem::path& file, const std::string& sound_device,
                                 std::optional<double> given);

}  // namespace threshold::app
