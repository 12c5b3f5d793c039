// Where the program finds its story and assets, and where it may write.
#pragma once

#include <filesystem>
#include <string>

namespace threshold::app {

struct Paths {
  std::filesystem::path assets;  // holds places/, people/, sounds/
  std::filesystem::path story;   // holds story.toml
};

// `assets` and `story` as given on the command line, or empty: beside the program, else the source tree
// it was built from. Throws std::runtime_error: which folder, what it lacks, which option names another.
Paths find_paths(const std::string& assets, const std::string& story);

// Makes `folder` and proves that it can be written. Throws std::runtime_error that names the option to change.
void need_writable(const std::filesystem::path& folder, const std::string& option = "--out");

}  // namespace threshold::app
