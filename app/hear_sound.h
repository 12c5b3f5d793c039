// Sound files and pipes for the tools: two ears in, two ears out, at the model's rate or any other.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace threshold::app {

using Ears = std::array<std::vector<float>, 2>;

// What libsndfile can read, as left and right. Mono goes to both ears, 5.1 is mixed down (ITU-R BS.775).
class SoundReader {
 public:
  // `path` "-" is standard input. `ears`: "" or two channel numbers, "1,2". Throws std::runtime_error.
  SoundReader(const std::string& path, const std::string& ears);
  ~SoundReader();
  SoundReader(const SoundReader&) = delete;
  SoundReader& operator=(const SoundReader&) = delete;

  int rate_hz() const;
  int channels() const;
  std::int64_t frames() const;  // 0 when not known
  // Up to `count` more frames; fewer at the end only.
  std::size_t read(std::size_t count, Ears& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Stereo file: 32 bit float WAV, or what the name's ending says (flac, ogg, aiff, au, caf); "-" is an AU on
// standard output.
class SoundWriter {
 public:
  SoundWriter(const std::string& path, int rate_hz);
  ~SoundWriter();
  SoundWriter(const SoundWriter&) = delete;
  SoundWriter& operator=(const SoundWriter&) = delete;

  void write(const Ears& ears, std::size_t count);
  void close();  // throws when the disk would not take it

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Two ears from one rate to another, block by block (libsamplerate, best sinc). Equal rates pass untouched.
class Resampler {
 public:
  Resampler(int from_hz, int to_hz);
  ~Resampler();
  Resampler(const Resampler&) = delete;
  Resampler& operator=(const Resampler&) = delete;

  // Appends what has become ready to `out`. `last`: nothing follows.
  void process(const Ears& in, bool last, Ears& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace threshold::app
