// The port that plays through SDL2: any device that SDL knows, 48 kHz stereo float.
#ifdef __linux__
#include <dlfcn.h>
#endif

#include <atomic>
#include <chrono>
#include <utility>

#define SDL_MAIN_HANDLED
#include <SDL.h>

#include "audio/engine.h"
#include "audio/speaker.h"

namespace threshold::audio {
namespace {

std::int64_t now_ms() noexcept {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

// ALSA prints every attempt to find a device on the terminal; what SDL says of it in one sentence is enough.
// Looked up at run time: whether SDL brings ALSA with it is SDL's affair.
void say_nothing(const char*, int, const char*, int, const char*, ...) {}

void silence_alsa() noexcept {
#ifdef __linux__
  using SetHandler = int (*)(decltype(&say_nothing));
  const auto set_handler = reinterpret_cast<SetHandler>(dlsym(RTLD_DEFAULT, "snd_lib_error_set_handler"));
  if (set_handler) set_handler(&say_nothing);
#endif
}

class SdlPort final : public SoundPort {
 public:
  explicit SdlPort(int device_frames) : frames_(device_frames) {}
  ~SdlPort() override { close(); }
  SdlPort(const SdlPort&) = delete;
  SdlPort& operator=(const SdlPort&) = delete;

  bool open(const std::string& device, Fill fill, std::string& why) override {
    close();
    silence_alsa();
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
      why = std::string("SDL has no sound here: ") + SDL_GetError();
      return false;
    }
    initialised_ = true;
    fill_ = std::move(fill);
    SDL_AudioSpec wanted{}, got{};
    wanted.freq = kSampleRateHz;
    wanted.format = AUDIO_F32SYS;
    wanted.channels = 2;
    wanted.samples = static_cast<Uint16>(frames_);
    wanted.callback = &SdlPort::callback;
    wanted.userdata = this;
    const char* name = device.empty() ? nullptr : device.c_str();
    device_ = SDL_OpenAudioDevice(name, 0, &wanted, &got, SDL_AUDIO_ALLOW_SAMPLES_CHANGE);
    if (device_ == 0) {
      why = (device.empty() ? std::string("no sound device opens: ") : "'" + device + "' does not open: ") +
            SDL_GetError();
      close();
      return false;
    }
    name_ = device.empty() ? "default device" : device;
    portion_ = got.samples;
    asked_ms_.store(now_ms() + kGraceMs);
    SDL_PauseAudioDevice(device_, 0);
    return true;
  }

  void close() noexcept override {
    if (device_ != 0) SDL_CloseAudioDevice(device_);  // waits for a callback that is under way
    if (initialised_) SDL_QuitSubSystem(SDL_INIT_AUDIO);
    device_ = 0;
    initialised_ = false;
  }

  bool alive() const override {
    return device_ != 0 && SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_PLAYING &&
           now_ms() - asked_ms_.load(std::memory_order_relaxed) < kSilentMs;
  }

  std::string describe() const override {
    const char* driver = SDL_GetCurrentAudioDriver();
    return name_ + " (" + (driver ? driver : "SDL") + ", 48000 Hz, " + std::to_string(portion_) +
           " frames a portion)";
  }

  bool offers(const std::string& device) const override {
    if (!initialised_) return false;
    const int count = SDL_GetNumAudioDevices(0);
    for (int i = 0; i < count; ++i) {
      const char* name = SDL_GetAudioDeviceName(i, 0);
      if (name != nullptr && device == name) return true;
    }
    return false;
  }

  // One portion being played, one waiting.
  double latency_s() const override { return 2.0 * portion_ / kSampleRateHz; }

 private:
  static constexpr int kGraceMs = 500;    // a device may take that long to start
  static constexpr int kSilentMs = 1000;  // one that asks for nothing this long is gone

  static void SDLCALL callback(void* self, Uint8* bytes, int length) {
    auto& port = *static_cast<SdlPort*>(self);
    if (now_ms() > port.asked_ms_.load(std::memory_order_relaxed))
      port.asked_ms_.store(now_ms(), std::memory_order_relaxed);
    port.fill_({reinterpret_cast<float*>(bytes), static_cast<std::size_t>(length) / sizeof(float)});
  }

  const int frames_;
  SDL_AudioDeviceID device_ = 0;
  bool initialised_ = false;
  int portion_ = 0;
  std::string name_;
  Fill fill_;
  std::atomic<std::int64_t> asked_ms_{0};
};

}  // namespace

std::unique_ptr<SoundPort> make_sdl_port(int device_frames) {
  return std::make_unique<SdlPort>(device_frames);
}

std::vector<std::string> speaker_names() {
  silence_alsa();
  if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return {};
  std::vector<std::string> names;
  for (int i = 0; i < SDL_GetNumAudioDevices(0); ++i) {
    if (const char* name = SDL_GetAudioDeviceName(i, 0)) names.emplace_back(name);
  }
  SDL_QuitSubSystem(SDL_INIT_AUDIO);
  return names;
}

}  // namespace threshold::audio
