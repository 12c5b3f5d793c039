// Ramp: a value that walks to its target in equal steps, one step a quantum, and lands on it exactly.
#pragma once

namespace threshold::audio {

class Ramp {
 public:
  Ramp() = default;
  explicit Ramp(float value) noexcept : value_(value), target_(value) {}

  float value() const noexcept { return value_; }
  float target() const noexcept { return target_; }
  bool resting() const noexcept { return left_ == 0; }

  void to(float target, int quanta) noexcept {
    if (target == target_ && left_ <= quanta) return;  // already on its way there
    target_ = target;
    left_ = quanta;
    if (left_ <= 0) {
      left_ = 0;
      value_ = target;
    }
  }

  void step() noexcept {
    if (left_ == 0) return;
    value_ += (target_ - value_) / static_cast<float>(left_);
    if (--left_ == 0) value_ = target_;
  }

 private:
  float value_ = 0.0f, target_ = 0.0f;
  int left_ = 0;
};

}  // namespace threshold::audio
