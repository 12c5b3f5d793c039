// Speaker: where the heard soundtrack goes live. Pulls quanta from the engine on the sound device's thread. A
// device that is lost is opened again, or another until it is back. Until one plays, either nothing pulls, so
// that the story waits where it is, or a clock of our own does, as it does where there is no device at all.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace threshold::audio {

// Fills exactly kQuantum interleaved stereo frames. Called on one thread at a time, not always the same one.
using Pull = std::function<void(std::span<float> frames)>;

// A device that asks for frames in portions of any size, from a thread of its own.
class SoundPort {
 public:
  using Fill = std::function<void(std::span<float> interleaved)>;
  virtual ~SoundPort() = default;
  // False: no device, and `why` says so in a clause. After true, `fill` is called until close() has returned.
  virtual bool open(const std::string& device, Fill fill, std::string& why) = 0;
  virtual void close() noexcept = 0;
  virtual bool alive() const = 0;            // false: unplugged, or it has stopped asking
  virtual std::string describe() const = 0;  // while open
  virtual double latency_s() const = 0;      // from fill to ear, as far as known
  // Main thread. Whether this device could be opened now, as far as can be seen without trying.
  virtual bool offers(const std::string& /*device*/) const { return false; }
};

// What becomes of the story while its sound device is lost.
enum class WhenSoundStops : std::uint8_t {
  hold,   // nothing is pulled: it goes on at the same sample; after `hold_at_most_s` it goes on silently
  go_on,  // a steady clock pulls
};

struct SpeakerConfig {
  std::string device;       // as in speaker_names(); empty: the default one
  int device_frames = 256;  // a portion, asked for; the device may choose another
  WhenSoundStops when_lost = WhenSoundStops::go_on;
  double hold_at_most_s = 30.0;  // no visitor is left standing for want of a cable
};

// How it stands, for people who are told in their own words.
enum class SpeakerState : std::uint8_t {
  plays,
  plays_another,  // not the chosen device: that is looked for
  waits,          // lost, and nothing is pulled: the story stands
  silent,         // lost, and the story goes on without
  no_device,      // there never was one
};

class Speaker {
 public:
  // Main thread. Opens the SDL device; never throws for want of one.
  Speaker(const SpeakerConfig& config, Pull pull);
  // The same on a port of the caller's.
  Speaker(std::unique_ptr<SoundPort> port, const SpeakerConfig& config, Pull pull);
  ~Speaker();  // no pull after
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;

  // Main thread, every frame: notices a lost device and tries for another every half second, on a thread of
  // its own, since opening may take long; comes back to the chosen device when that is there again.
  void poll();

  bool audible() const noexcept;  // false: no device plays
  bool holding() const noexcept;  // the device was lost and nothing is pulled: the story stands
  SpeakerState state() const noexcept;
  std::string describe() const;       // one line, e.g. for doctor: the device, or why there is none
  double latency_s() const noexcept;  // 0 when not audible

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The sound devices of this machine, for doctor and the configuration; empty when there is none. Main thread.
std::vector<std::string> speaker_names();

// Internal: the port that plays through SDL.
std::unique_ptr<SoundPort> make_sdl_port(int device_frames);

}  // namespace threshold::audio
