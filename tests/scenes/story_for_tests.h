// Stories for tests: the project's own with made-up assets, and copies of it to break.
#pragma once

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>

#include <unistd.h>

#include "scenes/load_story.h"

namespace threshold::scenes::testing {

inline std::filesystem::path own_story() {
  return std::filesystem::path(THRESHOLD_SOURCE_DIR) / "scenes" / "stories" / "threshold";
}
inline std::filesystem::path made_up_assets() {
  return std::filesystem::path(THRESHOLD_SOURCE_DIR) / "tests" / "scenes" / "data" / "assets";
}
inline std::shared_ptr<const Story> story() {
  static const std::shared_ptr<const Story> loaded = load_story(own_story(), made_up_assets());
  return loaded;
}

inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// A story and assets that a test may spoil; gone with it.
class Copy {
 public:
  Copy() {
    static std::atomic<int> count{0};
    root_ = std::filesystem::temp_directory_path() /
            ("threshold_story_" + std::to_string(::getpid()) + "_" + std::to_string(count++));
    std::filesystem::create_directories(root_);
    std::filesystem::copy(own_story(), story_dir(), std::filesystem::copy_options::recursive);
    std::filesystem::copy(made_up_assets(), assets(), std::filesystem::copy_options::recursive);
  }
  ~Copy() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;

  std::filesystem::path story_dir() const { return root_ / "story"; }
  std::filesystem::path assets() const { return root_ / "assets"; }
  // Puts `with` for the first `what` of a file; gives the line it stood in. Throws when it is not there.
  int change(const std::filesystem::path& file, const std::string& what, const std::string& with) const {
    std::string text = text_of(file);
    const auto at = text.find(what);
    if (at == std::string::npos) throw std::runtime_error(file.string() + " has no '" + what + "'");
    int line = 1;
    for (std::size_t i = 0; i < at; ++i) line += text[i] == '\n' ? 1 : 0;
    text.replace(at, what.size(), with);
    std::ofstream(file, std::ios::binary) << text;
    return line;
  }

 private:
  std::filesystem::path root_;
};

}  // namespace threshold::scenes::testing
