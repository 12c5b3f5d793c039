// Runs the real program as a person would, and keeps what it said.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace threshold::app {

namespace fs = std::filesystem;

struct Said {
  int status = -1;   // exit status; 128 + signal after a crash; 124 after 120 s
  std::string text;  // both streams
};

inline Said run(const std::string& arguments, const std::string& environment = "") {
  const std::string command =
      environment + " timeout 120 '" THRESHOLD_PROGRAM "' " + arguments + " </dev/null 2>&1";
  Said said;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  char buffer[4096];
  while (std::size_t n = std::fread(buffer, 1, sizeof buffer, pipe)) said.text.append(buffer, n);
  const int status = ::pclose(pipe);
  said.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return said;
}

// A folder of this test's own, gone after it.
struct Scratch {
  fs::path path;
  Scratch() {
    static int count = 0;
    path = fs::temp_directory_path() /
           ("threshold_app_" + std::to_string(::getpid()) + "_" + std::to_string(count++));
    fs::create_directories(path);
  }
  ~Scratch() {
    std::error_code ignored;
    fs::permissions(path, fs::perms::owner_all, ignored);
    fs::remove_all(path, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
};

inline std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

inline void write_text(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

inline const fs::path kSource = THRESHOLD_SOURCE_DIR;
inline const fs::path kStory = kSource / "scenes" / "stories" / "threshold";
inline const fs::path kAssets = kSource / "assets";

}  // namespace threshold::app
