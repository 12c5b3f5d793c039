#include "app/progress.h"

#include <algorithm>
#include <cstdio>

#include <unistd.h>

namespace threshold::app {

Progress::Progress(std::string what)
    : what_(std::move(what)), terminal_(::isatty(2) != 0), began_(std::chrono::steady_clock::now()) {}

Progress::~Progress() {
  if (open_ && terminal_) std::fputc('\n', stderr);
}

std::string Progress::duration(double seconds) {
  const int whole = static_cast<int>(std::max(seconds, 0.0) + 0.5);
  char text[40];
  if (whole < 60)
    std::snprintf(text, sizeof text, "%d s", whole);
  else
    std::snprintf(text, sizeof text, "%d min %02d s", whole / 60, whole % 60);
  return text;
}

void Progress::at(double fraction) {
  fraction = std::clamp(fraction, 0.0, 1.0);
  const auto now = std::chrono::steady_clock::now();
  const double spent = std::chrono::duration<double>(now - began_).count();
  const std::string left =
      fraction > 0.02 ? Progress::duration(spent * (1.0 - fraction) / fraction) + " left" : "...";
  if (terminal_) {
    if (open_ && now - shown_ < std::chrono::milliseconds(100)) return;
    constexpr int kWidth = 30;
    const int full = static_cast<int>(fraction * kWidth);
    std::fprintf(stderr, "\r%s [%.*s%.*s] %3d %%  %-18s", what_.c_str(), full,
                 "##############################", kWidth - full, "..............................",
                 static_cast<int>(fraction * 100), left.c_str());
    std::fflush(stderr);
    open_ = true;
    shown_ = now;
  } else if (const int tenth = static_cast<int>(fraction * 10); tenth != last_tenth_) {
    last_tenth_ = tenth;
    std::fprintf(stderr, "%s: %d %%, %s\n", what_.c_str(), tenth * 10, left.c_str());
  }
}

void Progress::done() {
  const double spent = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  std::fprintf(stderr, terminal_ ? "\r%s: done in %s%-40s\n" : "%s: done in %s%s\n", what_.c_str(),
               duration(spent).c_str(), "");
  open_ = false;
}

}  // namespace threshold::app
