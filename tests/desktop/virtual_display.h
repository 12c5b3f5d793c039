// A display of the tests' own (Xvfb), one for all tests of a program, and the pixels that stand on it.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace threshold::xr {

class VirtualDisplay : public ::testing::Environment {
 public:
  void SetUp() override {
    int ends[2];
    if (::pipe(ends) != 0) return;
    folder_ = std::filesystem::temp_directory_path() / ("threshold_display_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
    process_ = ::fork();
    if (process_ == 0) {
      ::close(ends[0]);
      const std::string end = std::to_string(ends[1]);
      if (::freopen("/dev/null", "w", stderr) == nullptr) ::_exit(126);
      ::execlp("Xvfb", "Xvfb", "-displayfd", end.c_str(), "-screen", "0", "800x600x24", "-nolisten", "tcp",
               "-noreset", "-fbdir", folder_.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    std::string number;
    for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) number += c;
    ::close(ends[0]);
    if (number.empty()) return;
    ::setenv("DISPLAY", (":" + number).c_str(), 1);
    ::unsetenv("WAYLAND_DISPLAY");
    ready = true;
  }
  void TearDown() override {
    if (process_ > 0) ::kill(process_, SIGTERM), ::waitpid(process_, nullptr, 0);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  // The screen as it stands: Xvfb keeps it as an X window dump, whose header is of big-endian words.
  static std::array<int, 3> pixel(int x, int y) {
    const unsigned char* const dump = mapped();
    const auto word = [&](std::size_t i) {
      const unsigned char* b = dump + 4 * i;
      return std::uint32_t{b[0]} << 24 | std::uint32_t{b[1]} << 16 | std::uint32_t{b[2]} << 8 | b[3];
    };
    const std::uint32_t colours = word(19), bytes_per_line = word(12);
    const std::size_t at = word(0) + std::size_t{colours} * 12 + static_cast<std::size_t>(y) * bytes_per_line +
                           static_cast<std::size_t>(x) * 4;
    if (x < 0 || y < 0 || at + 4 > dump_size_) return {-1, -1, -1};
    return {dump[at + 2], dump[at + 1], dump[at]};
  }
  static inline bool ready = false;

 private:
  static const unsigned char* mapped() {
    static const unsigned char* const dump = [] {
      const int file = ::open((folder_ / "Xvfb_screen0").c_str(), O_RDONLY);
      dump_size_ = static_cast<std::size_t>(std::filesystem::file_size(folder_ / "Xvfb_screen0"));
      void* const at = ::mmap(nullptr, dump_size_, PROT_READ, MAP_SHARED, file, 0);
      ::close(file);
      return static_cast<const unsigned char*>(at);
    }();
    return dump;
  }
  static inline std::size_t dump_size_ = 0;
  static inline std::filesystem::path folder_;
  pid_t process_ = -1;
};

}  // namespace threshold::xr
