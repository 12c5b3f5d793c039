#include "audio/speaker.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "audio/engine.h"
#include "audio/quantum_fifo.h"

namespace threshold::audio {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr auto kRetry = std::chrono::milliseconds(500);
constexpr auto kLook = std::chrono::seconds(1);  // between looks for the chosen device while another plays

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

  // The device's thread. Before its turn has come it plays silence: one puller at a time.
  void fill(std::span<float> frames) {
    if (!devices_turn.load(std::memory_order_acquire)) {
      std::fill(frames.begin(), frames.end(), 0.0f);
      return;
    }
    fifo.fill(frames);
    for (std::size_t n = 0; n < frames.size() && fade_in_left > 0; n += 2, --fade_in_left) {
      const float level = 1.0f - static_cast<float>(fade_in_left) / kFadeInFrames;
      frames[n] *= level;
      frames[n + 1] *= level;
    }
  }

  // The chosen device, else the default one.
  bool open() {
    const auto to_fill = [this](std::span<float> frames) { fill(frames); };
    on_chosen = port->open(config.device, to_fill, why);
    if (on_chosen) return true;
    std::string other;
    return !config.device.empty() && port->open("", to_fill, other);
  }
  void begin_playing(bool faded_in) {
    silent_clock.reset();
    fade_in_left = faded_in ? kFadeInFrames : 0;
    playing = ever_played = true;
    devices_turn.store(true, std::memory_order_release);
  }
  void stop_playing(SteadyClock::time_point now, const char* because) {
    port->close();
    devices_turn.store(false);
    playing = false;
    why = because;
    lost_at = next_try = now;
  }
  bool holds(SteadyClock::time_point now) const {
    return config.when_lost == WhenSoundStops::hold &&
           std::chrono::duration<double>(now - lost_at).count() < config.hold_at_most_s;
  }

  static constexpr int kFadeInFrames = 960;  // 20 ms: what comes back in mid-sound does not click

  std::unique_ptr<SoundPort> port;
  const SpeakerConfig config;
  QuantumFifo fifo;
  std::unique_ptr<SilentClock> silent_clock;
  std::string why;
  std::atomic<bool> devices_turn{false};
  int fade_in_left = 0;
  bool playing = false, on_chosen = false;
  bool ever_played = false;  // a machine that has no device is not asked again and again
  bool waiting = false;      // lost, and the story is held for it
  std::future<bool> opening;
  SteadyClock::time_point next_try{}, next_look{}, lost_at{};
};

Speaker::Speaker(const SpeakerConfig& config, Pull pull)
    : Speaker(make_sdl_port(config.device_frames), config, std::move(pull)) {}

Speaker::Speaker(std::unique_ptr<SoundPort> port, const SpeakerConfig& config, Pull pull)
    : impl_(std::make_unique<Impl>(std::move(port), config, std::move(pull))) {
  if (impl_->open())
    impl_->begin_playing(false);
  else
    impl_->silent_clock = std::make_unique<SilentClock>(impl_->fifo);
}

Speaker::~Speaker() {
  if (impl_->opening.valid()) impl_->playing = impl_->opening.get();
  impl_->silent_clock.reset();
  if (impl_->playing) impl_->port->close();
}

void Speaker::poll() {
  Impl& self = *impl_;
  const auto now = SteadyClock::now();
  if (self.playing) {
    const bool back = !self.on_chosen && now >= self.next_look && self.port->offers(self.config.device);
    if (now >= self.next_look) self.next_look = now + kLook;
    if (self.port->alive() && !back) return;
    self.stop_playing(now, back ? "the chosen device is there again" : "the sound device was lost");
  }
  if (!self.ever_played) return;
  if (self.opening.valid()) {
    if (self.opening.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
      if (self.opening.get()) {
        self.waiting = false;
        self.next_look = now + kLook;
        self.begin_playing(true);
        return;
      }
      self.next_try = now + kRetry;
    }
  } else if (now >= self.next_try) {
    self.opening = std::async(std::launch::async, [&self] { return self.open(); });
  }
  self.waiting = self.holds(now);
  if (!self.waiting && !self.silent_clock) self.silent_clock = std::make_unique<SilentClock>(self.fifo);
}

bool Speaker::audible() const noexcept {
  return impl_->playing;
}

bool Speaker::holding() const noexcept {
  return !impl_->playing && impl_->waiting;
}

SpeakerState Speaker::state() const noexcept {
  if (impl_->playing) return impl_->on_chosen ? SpeakerState::plays : SpeakerState::plays_another;
  if (!impl_->ever_played) return SpeakerState::no_device;
  return impl_->waiting ? SpeakerState::waits : SpeakerState::silent;
}

std::string Speaker::describe() const {
  if (impl_->playing) {
    return impl_->port->describe() +
           (impl_->on_chosen ? "" : "; '" + impl_->config.device + "' is missing and is looked for");
  }
  if (impl_->ever_played) {
    return std::string("the sound device was lost: the walk ") +
           (impl_->waiting ? "waits for" : "goes on silently,") +
           (impl_->waiting ? " it or another" : " another is looked for");
  }
  return "no sound (" + impl_->why + "): the walk runs silent; connect a sound device and start again";
}

double Speaker::latency_s() const noexcept {
  return impl_->playing ? impl_->port->latency_s() : 0.0;
}

}  // namespace threshold::audio
