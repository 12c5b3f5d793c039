#include "app/paths.h"

#include <cstdio>
#include <stdexcept>
#include <vector>

#include <unistd.h>

namespace threshold::app {
namespace fs = std::filesystem;
namespace {

fs::path source_root() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  for (fs::path at = program.parent_path(); !error && !at.empty() && at != at.root_path();
       at = at.parent_path())
    if (fs::exists(at / "assets" / "manifest.json") && fs::exists(at / "scenes" / "stories")) return at;
  return THRESHOLD_SOURCE_DIR;
}

}  // namespace

Paths find_paths(const std::string& assets, const std::string& story) {
  const fs::path root = source_root();
  Paths paths;
  paths.assets = assets.empty() ? root / "assets" : fs::path(assets);
  paths.story = story.empty() ? root / "scenes" / "stories" / "threshold" : fs::path(story);
  if (!fs::is_directory(paths.assets / "sounds") || !fs::is_directory(paths.assets / "places"))
    throw std::runtime_error(paths.assets.string() +
                             ": has no sounds/ and places/: name the folder of assets with --assets DIR");
  if (!fs::is_regular_file(paths.story / "story.toml"))
    throw std::runtime_error(paths.story.string() +
                             ": has no story.toml: name a story's folder with --story DIR");
  return paths;
}

void need_writable(const fs::path& folder, const std::string& option) {
  std::error_code error;
  fs::create_directories(folder, error);
  const fs::path probe = folder / (".threshold-" + std::to_string(::getpid()));
  std::FILE* file = std::fopen(probe.c_str(), "wb");
  if (!file)
    throw std::runtime_error(folder.string() + ": cannot be written: choose another folder with " + option +
                             " DIR");
  std::fclose(file);
  fs::remove(probe, error);
}

}  // namespace threshold::app
