#include "audio/speaker.h"

#include <array>
#include <atomic>
#include <chrono>
#include <thread>

#include "audio/engine.h"
#include "audio/quantum_fifo.h"

namespace threshold::audio {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr auto kRetry = std::chrono::milliseconds(500);

// Pulls at the pace of the wall clock and throws the sound away.
class SilentClock {
 public:
  explicit SilentClock(QuantumFifo& fifo) : thread_([this, &fifo] { run(fifo); }) {}
  ~SilentClock() {
    ending_.store(true);
    thread_.join();
  }
  SilentClock(const SilentClock&) = delete;
  SilentClock& operator=(const SilentClock&) = delete;

 private:
  void run(QuantumFifo& fifo) {
    constexpr auto kQuantumTime = std::chrono::nanoseconds(1'000'000'000LL * kQuantum / kSampleRateHz);
    constexpr auto kMostBehind = std::chrono::milliseconds(250);  // a machine asleep does not catch up
    std::array<float, 2 * kQuantum> unheard;
    auto due = SteadyClock::now();
    while (!ending_.load()) {
      const auto now = SteadyClock::now();
      if (now - due > kMostBehind) due = now;
      for (; due <= now; due += kQuantumTime) fifo.fill(unheard);
      std::this_thread::sleep_for(std::chrono::milliseconds(4));
    }
  }

  std::atomic<bool> ending_{false};
  std::thread thread_;
};

}  // namespace

struct Speaker::Impl {
  Impl(std::unique_ptr<SoundPort> given, const SpeakerConfig& speaker_config, Pull pull)
      : port(std::move(given)), config(speaker_config), fifo(std::move(pull)) {}

  bool open() {
    const auto fill = [this](std::span<float> frames) { fifo.fill(frames); };
    std::string other;
    if (port->open(config.device, fill, why)) return playing = true;
    if (!config.device.empty() && port->open("", fill, other)) return playing = true;
    return false;
  }

  std::unique_ptr<SoundPort> port;
  const SpeakerConfig config;
  QuantumFifo fifo;
  std::unique_ptr<SilentClock> silent_clock;
  std::string why;
  bool playing = false;
  bool ever_played = false;  // a machine that has no device is not asked again and again
  SteadyClock::time_point next_try{};
};

Speaker::Speaker(const SpeakerConfig& config, Pull pull)
    : Speaker(make_sdl_port(config.device_frames), config, std::move(pull)) {}

Speaker::Speaker(std::unique_ptr<SoundPort> port, const SpeakerConfig& config, Pull pull)
    : impl_(std::make_unique<Impl>(std::move(port), config, std::move(pull))) {
  impl_->ever_played = impl_->open();
  if (!impl_->playing) impl_->silent_clock = std::make_unique<SilentClock>(impl_->fifo);
}

Speaker::~Speaker() {
  impl_->silent_clock.reset();
  if (impl_->playing) impl_->port->close();
}

void Speaker::poll() {
  Impl& self = *impl_;
  const auto now = SteadyClock::now();
  if (self.playing) {
    if (self.port->alive()) return;
    self.port->close();
    self.playing = false;
    self.why = "the sound device was lost";
    self.next_try = now;
  }
  if (!self.ever_played) return;
  if (now >= self.next_try) {
    self.next_try = now + kRetry;
    self.silent_clock.reset();  // one puller at a time
    if (self.open()) return;
  }
  if (!self.silent_clock) self.silent_clock = std::make_unique<SilentClock>(self.fifo);
}

bool Speaker::audible() const noexcept {
  return impl_->playing;
}

std::string Speaker::describe() const {
  if (impl_->playing) return impl_->port->describe();
  if (impl_->ever_played)
    return "the sound device was lost (" + impl_->why + "): the walk goes on, another is looked for";
  return "no sound (" + impl_->why + "): the walk runs silent; connect a sound device and start again";
}

double Speaker::latency_s() const noexcept {
  return impl_->playing ? impl_->port->latency_s() : 0.0;
}

}  // namespace threshold::audio
