#include "app/film.h"

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace threshold::app {
namespace {

std::string quoted(const std::string& text) {
  std::string q = "'";
  for (char c : text) q += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return q + "'";
}

}  // namespace

Film::Film(std::filesystem::path file, int width, int height, int fps)
    : file_(std::move(file)), pictures_(file_.string() + ".pictures.part") {
  if (std::system("command -v ffmpeg >/dev/null 2>&1") != 0)
    throw std::runtime_error(
        "ffmpeg is not installed, so no video can be made: apt-get install ffmpeg, or use --no-video");
  const std::string size = std::to_string(width) + "x" + std::to_string(height);
  // yuv420p and faststart: what every player and browser shows.
  const std::string command =
      "ffmpeg -v error -y -f rawvideo -pix_fmt rgba -s " + size + " -r " + std::to_string(fps) +
      " -i - -an -c:v libx264 -preset veryfast -crf 20 -pix_fmt yuv420p -f mp4 " + quoted(pictures_.string());
  pipe_ = ::popen(command.c_str(), "w");
  if (!pipe_)
    throw std::runtime_error(file_.string() + ": ffmpeg could not be started: check the machine's limits");
}

Film::~Film() {
  if (pipe_) ::pclose(pipe_);
  std::error_code ignored;
  std::filesystem::remove(pictures_, ignored);
  std::filesystem::remove(file_.string() + ".part", ignored);
}

void Film::add(std::span<const std::uint8_t> rgba) {
  if (std::fwrite(rgba.data(), 1, rgba.size(), pipe_) != rgba.size())
    throw std::runtime_error(file_.string() +
                             ": ffmpeg stopped taking pictures: see its message above, and check the disk");
}

void Film::finish(const std::filesystem::path& sound) {
  const int status = ::pclose(pipe_);
  pipe_ = nullptr;
  const std::string part = file_.string() + ".part";
  const std::string command =
      "ffmpeg -v error -y -i " + quoted(pictures_.string()) + " -i " + quoted(sound.string()) +
      " -c:v copy -c:a aac -b:a 192k -movflags +faststart -shortest -f mp4 " + quoted(part);
  if (status != 0 || std::system(command.c_str()) != 0)
    throw std::runtime_error(file_.string() +
                             ": ffmpeg could not make the video: see its message above, and check the disk");
  std::filesystem::rename(part, file_);
  std::filesystem::remove(pictures_);
}

}  // namespace threshold::app
