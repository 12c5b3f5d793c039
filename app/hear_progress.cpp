#include "app/hear_progress.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include <unistd.h>

namespace threshold::app {

HearProgress::HearProgress(bool quiet) : shown_(!quiet && isatty(STDERR_FILENO) == 1) {}

void HearProgress::at(std::int64_t frames, std::int64_t total, int rate_hz) {
  const std::int64_t second = frames / rate_hz;
  if (!shown_ || second == last_second_) return;
  last_second_ = second;
  if (total <= 0) {
    std::fprintf(stderr, "\r%lld s ", static_cast<long long>(second));
    return;
  }
  constexpr int kWidth = 40;
  const int filled = static_cast<int>(std::min<std::int64_t>(kWidth, frames * kWidth / total));
  const std::string bar = std::string(filled, '#') + std::string(kWidth - filled, '.');
  std::fprintf(stderr, "\r[%s] %3d %%  %lld of %lld s", bar.c_str(), static_cast<int>(frames * 100 / total),
               static_cast<long long>(second), static_cast<long long>(total / rate_hz));
}

void HearProgress::done() {
  if (shown_) std::fprintf(stderr, "\n");
}

}  // namespace threshold::app
