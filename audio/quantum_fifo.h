// QuantumFifo: the engine renders 64 frames at a time, devices ask for any number. Keeps what is left over.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "audio/engine.h"
#include "audio/speaker.h"

namespace threshold::audio {

class QuantumFifo {
 public:
  explicit QuantumFifo(Pull pull) : pull_(std::move(pull)) {}

  void fill(std::span<float> interleaved) {
    while (!interleaved.empty()) {
      if (left_ == 0) {
        pull_(quantum_);
        left_ = quantum_.size();
      }
      const std::size_t count = std::min(left_, interleaved.size());
      std::copy_n(quantum_.end() - static_cast<std::ptrdiff_t>(left_), count, interleaved.begin());
      left_ -= count;
      interleaved = interleaved.subspan(count);
    }
  }

 private:
  Pull pull_;
  std::array<float, 2 * kQuantum> quantum_{};
  std::size_t left_ = 0;
};

}  // namespace threshold::audio
