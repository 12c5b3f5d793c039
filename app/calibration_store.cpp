#include "app/calibration_store.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace threshold::app {
namespace {

constexpr const char* kLevel = "spl_at_0dbfs_rms";
constexpr double kLowestDb = 40.0, kHighestDb = 160.0;  // beyond, no headphone is: the file was spoilt

std::string with_db(const char* format, double db) {
  char line[160];
  std::snprintf(line, sizeof line, format, db);
  return line;
}

}  // namespace

std::filesystem::path calibration_file() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  if (config != nullptr && *config != '\0')
    return std::filesystem::path(config) / "threshold" / "headphones.json";
  if (home == nullptr || *home == '\0') return {};
  return std::filesystem::path(home) / ".config" / "threshold" / "headphones.json";
}

std::map<std::string, double> read_calibrations(const std::filesystem::path& file) {
  std::map<std::string, double> all;
  std::error_code error;
  if (file.empty() || !std::filesystem::exists(file, error)) return all;
  std::ifstream stream(file);
  const nlohmann::json json = stream ? nlohmann::json::parse(stream, nullptr, false) : nlohmann::json();
  if (!json.is_object())
    throw std::runtime_error(file.string() + ": not valid JSON; mend it, or remove it and calibrate again");
  for (const auto& [name, entry] : json.items()) {
    const auto level = entry.is_object() ? entry.find(kLevel) : entry.end();
    if (level == entry.end() || !level->is_number() || level->get<double>() < kLowestDb ||
        level->get<double>() > kHighestDb)
      throw std::runtime_error(file.string() + ": \"" + name + "\" needs " + kLevel +
                               " from 40 to 160; run: threshold calibrate --headphone \"" + name + "\"");
    all[name] = level->get<double>();
  }
  return all;
}

void keep_calibration(const std::filesystem::path& file, const std::string& headphone,
                      double spl_at_rms_1_db) {
  if (file.empty())
    throw std::runtime_error("calibration has no place to be kept: set HOME or XDG_CONFIG_HOME");
  nlohmann::json json = nlohmann::json::object();
  std::error_code error;
  if (std::filesystem::exists(file, error)) {
    // An entry out of range may be the one that is replaced; only what is no JSON at all is left alone.
    std::ifstream stream(file);
    json = nlohmann::json::parse(stream, nullptr, false);
    if (!json.is_object())
      throw std::runtime_error(file.string() + ": not valid JSON; mend it, or remove it");
  }
  json[headphone] = {{kLevel, spl_at_rms_1_db}};
  std::filesystem::create_directories(file.parent_path(), error);
  const std::filesystem::path fresh = file.string() + ".new";
  std::ofstream stream(fresh);
  stream << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
  stream.close();
  if (stream) std::filesystem::rename(fresh, file, error);
  if (!stream || error)
    throw std::runtime_error(file.string() + ": cannot be written; see to the folder's permissions");
}

Calibration calibration_in_force(const std::filesystem::path& file, const std::string& sound_device,
                                 std::optional<double> given) {
  Calibration c;
  if (given) {
    c.spl_at_rms_1_db = *given;
    c.measured = true;
    c.what = with_db("digital RMS 1 is %.1f dB SPL, as --spl says", *given);
    return c;
  }
  try {
    const std::map<std::string, double> all = read_calibrations(file);
    auto found = sound_device.empty() ? all.end() : all.find(sound_device);
    if (found == all.end()) found = all.find("default");
    if (found != all.end()) {
      c.spl_at_rms_1_db = found->second;
      c.measured = true;
      c.what = with_db("digital RMS 1 is %.1f dB SPL, calibrated as \"", found->second) + found->first + "\"";
      return c;
    }
  } catch (const std::exception& error) {
    c.problem = error.what();
  }
  c.what = with_db("digital RMS 1 is taken for %.1f dB SPL: not calibrated", kUncalibratedSplDb);
  return c;
}

}  // namespace threshold::app
