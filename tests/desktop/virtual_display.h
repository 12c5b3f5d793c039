// A display of the tests' own (Xvfb), one for all tests of a program, and the pixels that stand on it.
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
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
    std::ifstream file(folder_ / "Xvfb_screen0", std::ios::binary);
    std::array<std::uint32_t, 25> header{};
    for (std::uint32_t& word : header) {
      std::array<unsigned char, 4> b{};
      file.read(reinterpret_cast<char*>(b.data()), 4);
      word = std::uint32_t{b[0]} << 24 | std::uint32_t{b[1]} << 16 | std::uint32_t{b[2]} << 8 | b[3];
    }
    const std::uint32_t colours = header[19], bytes_per_line = header[12];
    file.seekg(header[0] + colours * 12 + static_cast<std::uint32_t>(y) * bytes_per_line +
               static_cast<std::uint32_t>(x) * 4);
    std::array<unsigned char, 4> bgrx{};
    file.read(reinterpret_cast<char*>(bgrx.data()), 4);
    return {bgrx[2], bgrx[1], bgrx[0]};
  }
  static inline bool ready = false;

 private:
  static inline std::filesystem::path folder_;
  pid_t process_ = -1;
};

}  // namespace threshold::xr
