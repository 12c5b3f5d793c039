// The texts of the story in each of its languages, read without the rest of it.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <toml++/toml.h>

namespace threshold::xr {

// By language code, then by key.
inline std::map<std::string, std::map<std::string, std::string>> story_texts() {
  std::map<std::string, std::map<std::string, std::string>> all;
  const auto folder = std::filesystem::path(THRESHOLD_SOURCE_DIR) / "scenes/stories/threshold/texts";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    auto& texts = all[entry.path().stem().string()];
    for (const auto& [key, value] : toml::parse_file(entry.path().string()))
      texts[std::string(key.str())] = value.value_or(std::string());
  }
  return all;
}

}  // namespace threshold::xr
