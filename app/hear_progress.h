// HearProgress: one line on the terminal while a recording is worked through; silent where there is none.
#pragma once

#include <cstdint>

namespace threshold::app {

class HearProgress {
 public:
  explicit HearProgress(bool quiet);
  // `total` 0: not known.
  void at(std::int64_t frames, std::int64_t total, int rate_hz);
  void done();

 private:
  bool shown_;
  std::int64_t last_second_ = -1;
};

}  // namespace threshold::app
