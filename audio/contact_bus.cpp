#include "audio/contact_bus.h"

#include <algorithm>
#include <cmath>

namespace threshold::audio {
namespace {

struct Prototype {
  double cosine, alpha;
  Prototype(double hz, double q) noexcept {
    const double w = 2.0 * M_PI * hz / kSampleRateHz;
    cosine = std::cos(w);
    alpha = std::sin(w) / (2.0 * q);
  }
};

// One-pole coefficient for a time constant, a sample at a time.
double follow(double seconds) noexcept {
  return 1.0 - std::exp(-1.0 / (seconds * kSampleRateHz));
}

}  // namespace

Biquad Biquad::low_pass(double hz, double q) noexcept {
  const Prototype p(hz, q);
  const double a0 = 1.0 + p.alpha;
  Biquad filter;
  filter.b0_ = filter.b2_ = (1.0 - p.cosine) / 2.0 / a0;
  filter.b1_ = (1.0 - p.cosine) / a0;
  filter.a1_ = -2.0 * p.cosine / a0;
  filter.a2_ = (1.0 - p.alpha) / a0;
  return filter;
}

Biquad Biquad::high_pass(double hz, double q) noexcept {
  const Prototype p(hz, q);
  const double a0 = 1.0 + p.alpha;
  Biquad filter;
  filter.b0_ = filter.b2_ = (1.0 + p.cosine) / 2.0 / a0;
  filter.b1_ = -(1.0 + p.cosine) / a0;
  filter.a1_ = -2.0 * p.cosine / a0;
  filter.a2_ = (1.0 - p.alpha) / a0;
  return filter;
}

float Biquad::next(float x) noexcept {
  const double y = b0_ * x + z1_;
  z1_ = b1_ * x - a1_ * y + z2_;
  z2_ = b2_ * x - a2_ * y;
  return static_cast<float>(y);
}

void ContactBus::clear() noexcept {
  mix_.fill(0.0f);
  fed_ = false;
}

void ContactBus::add(const ContactPart& part) noexcept {
  if (part.sound.empty() || (part.gain_before == 0.0f && part.gain_after == 0.0f)) return;
  fed_ = true;
  const auto length = static_cast<std::int64_t>(part.sound.size());
  const float slope = (part.gain_after - part.gain_before) / kQuantum;
  double frame = part.frame;
  for (int n = part.from; n < kQuantum; ++n, frame += part.pitch) {
    auto whole = static_cast<std::int64_t>(frame);
    const auto between = static_cast<float>(frame - static_cast<double>(whole));
    if (part.looping) whole %= length;
    if (whole >= length) break;
    const std::int64_t following = whole + 1 < length ? whole + 1 : 0;
    const float ahead = following || part.looping ? part.sound[following] : 0.0f;
    const float here = part.sound[whole];
    mix_[n] += (part.gain_before + slope * static_cast<float>(n + 1)) * (here + between * (ahead - here));
  }
}

void ContactBus::finish() noexcept {
  quiet_quanta_ = fed_ ? 0 : quiet_quanta_ + 1;
  silent_ = quiet_quanta_ >= kRingQuanta;
  if (silent_) {  // exactly nothing, so that a silent bus changes no bit of what is heard
    quiet_quanta_ = kRingQuanta;
    for (Biquad& filter : touch_filter_) filter.clear();
    power_ = held_power_ = 0.0;
    envelope_ = 0.0f;
    return;
  }
  static const double mean = follow(0.005), fall = follow(0.060);
  for (int n = 0; n < kQuantum; ++n) {
    if (!std::isfinite(mix_[n])) mix_[n] = 0.0f;
    float band = mix_[n];
    for (Biquad& filter : touch_filter_) band = filter.next(band);
    power_ += mean * (static_cast<double>(band) * band - power_);
    held_power_ += (power_ > held_power_ ? 1.0 : fall) * (power_ - held_power_);
  }
  envelope_ = static_cast<float>(std::min(1.0, std::sqrt(2.0 * held_power_)));
}

}  // namespace threshold::audio
