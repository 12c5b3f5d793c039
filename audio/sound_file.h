// Sound files: a reader for FLAC and WAV, and a writer that streams and never leaves half a file under its
// final name. Both throw std::runtime_error in one sentence: which file, what is wrong, what to do.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

namespace threshold::audio {

struct SoundData {
  int channels = 1;
  int sample_rate_hz = 48000;
  std::vector<float> samples;  // interleaved, full scale 1.0
};

// The whole file. A file that ends before its own header says so is an error.
SoundData read_sound(const std::filesystem::path& file);

// Streams into NAME.part, which takes its final name in finish(). By extension: .flac is 24-bit FLAC, .wav
// 32-bit float. The same samples give the same bytes, whenever and wherever they are written.
class SoundWriter {
 public:
  SoundWriter(const std::filesystem::path& file, int channels, int sample_rate_hz = 48000);
  ~SoundWriter();  // without finish(): the part is removed
  SoundWriter(SoundWriter&&) noexcept;
  SoundWriter& operator=(SoundWriter&&) noexcept;

  void write(std::span<const float> interleaved);  // whole frames; beyond full scale is clipped in FLAC
  void finish();                                   // nothing may be written after
  std::int64_t frames() const noexcept;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace threshold::audio
