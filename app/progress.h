// Progress: one line on the terminal with a bar, percent and time left; a line every tenth where there is no
// terminal.
#pragma once

#include <chrono>
#include <string>

namespace threshold::app {

class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void at(double fraction);  // 0..1
  void done();
  // "1 min 05 s", "8 s"
  static std::string duration(double seconds);

 private:
  std::string what_;
  bool terminal_;
  int last_tenth_ = -1;
  bool open_ = false;
  std::chrono::steady_clock::time_point began_, shown_{};
};

}  // namespace threshold::app
