// Film: pictures and a soundtrack to MP4 through the ffmpeg program. Written beside its name and renamed when
// whole.
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <span>

namespace threshold::app {

class Film {
 public:
  // Throws std::runtime_error when there is no ffmpeg or the folder refuses.
  Film(std::filesystem::path file, int width, int height, int fps);
  ~Film();  // unfinished: leaves nothing
  Film(const Film&) = delete;
  Film& operator=(const Film&) = delete;

  void add(std::span<const std::uint8_t> rgba);
  void finish(const std::filesystem::path& sound);

 private:
  std::filesystem::path file_, pictures_;
  std::FILE* pipe_ = nullptr;
};

}  // namespace threshold::app
