#include "audio/sound_file.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string>
#include <system_error>

#include <sndfile.h>

namespace threshold::audio {
namespace {

struct Close {
  void operator()(SNDFILE* file) const noexcept { sf_close(file); }
};
using File = std::unique_ptr<SNDFILE, Close>;

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& what) {
  throw std::runtime_error(file.string() + ": " + what);
}

int format_of(const std::filesystem::path& file) {
  const std::string extension = file.extension().string();
  if (extension == ".flac") return SF_FORMAT_FLAC | SF_FORMAT_PCM_24;
  if (extension == ".wav") return SF_FORMAT_WAV | SF_FORMAT_FLOAT;
  refuse(file, "sound is written as .flac or .wav only: name the file so");
}

// A WAV file that ends before its header says so: libsndfile would take the shorter length without a word.
bool is_cut_wav(const std::filesystem::path& file) {
  std::array<unsigned char, 12> head{};
  std::ifstream in(file, std::ios::binary);
  if (!in.read(reinterpret_cast<char*>(head.data()), head.size())) return false;
  if (std::memcmp(head.data(), "RIFF", 4) != 0 || std::memcmp(head.data() + 8, "WAVE", 4) != 0) return false;
  const std::uint64_t rest = head[4] | head[5] << 8 | head[6] << 16 | std::uint64_t{head[7]} << 24;
  return std::filesystem::file_size(file) < rest + 8;
}

}  // namespace

SoundData read_sound(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file))
    refuse(file, "there is no such sound file: build the sounds or restore it");
  if (is_cut_wav(file)) refuse(file, "is truncated: build or copy it again");
  SF_INFO info{};
  const File sound(sf_open(file.c_str(), SFM_READ, &info));
  if (!sound) {
    std::string why = sf_strerror(nullptr);
    while (!why.empty() && (why.back() == '.' || why.back() == '\n')) why.pop_back();
    refuse(file, "is no FLAC or WAV file that can be read (" + why + "): build or copy it again");
  }
  constexpr sf_count_t kMostFrames = sf_count_t{48000} * 60 * 60;
  if (info.channels < 1 || info.channels > 8 || info.frames < 0 || info.frames > kMostFrames) {
    refuse(file, "its header is broken (" + std::to_string(info.channels) + " channels, " +
                     std::to_string(info.frames) + " frames): build or copy it again");
  }
  SoundData data{.channels = info.channels, .sample_rate_hz = info.samplerate, .samples = {}};
  data.samples.resize(static_cast<std::size_t>(info.frames * info.channels));
  const sf_count_t got = sf_readf_float(sound.get(), data.samples.data(), info.frames);
  if (got != info.frames || sf_error(sound.get()) != SF_ERR_NO_ERROR) {
    refuse(file, "is truncated (" + std::to_string(got < 0 ? 0 : got) + " of " + std::to_string(info.frames) +
                     " frames can be read): build or copy it again");
  }
  return data;
}

struct SoundWriter::Impl {
  std::filesystem::path file, part;
  File sound;
  int channels = 0;
  std::int64_t frames = 0;

  ~Impl() {
    if (!sound) return;
    sound.reset();
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
  }
};

SoundWriter::SoundWriter(const std::filesystem::path& file, int channels, int sample_rate_hz)
    : impl_(std::make_unique<Impl>()) {
  impl_->file = file;
  impl_->part = file.string() + ".part";
  impl_->channels = channels;
  SF_INFO info{};
  info.channels = channels;
  info.samplerate = sample_rate_hz;
  info.format = format_of(file);
  impl_->sound.reset(sf_open(impl_->part.c_str(), SFM_WRITE, &info));
  if (!impl_->sound) {
    const int error = errno;
    refuse(file, std::string("cannot be written (") + (error ? std::strerror(error) : sf_strerror(nullptr)) +
                     "): choose a folder that can be written");
  }
  sf_command(impl_->sound.get(), SFC_SET_CLIPPING, nullptr, SF_TRUE);
  sf_command(impl_->sound.get(), SFC_SET_ADD_PEAK_CHUNK, nullptr, SF_FALSE);  // it holds the time of day
}

SoundWriter::~SoundWriter() = default;
SoundWriter::SoundWriter(SoundWriter&&) noexcept = default;
SoundWriter& SoundWriter::operator=(SoundWriter&&) noexcept = default;

void SoundWriter::write(std::span<const float> interleaved) {
  const auto frames = static_cast<sf_count_t>(interleaved.size()) / impl_->channels;
  if (!impl_->sound) refuse(impl_->file, "was finished already");
  if (sf_writef_float(impl_->sound.get(), interleaved.data(), frames) != frames) {
    refuse(impl_->file,
           std::string("cannot be written on (") + sf_strerror(impl_->sound.get()) + "): is the disk full?");
  }
  impl_->frames += frames;
}

void SoundWriter::finish() {
  if (!impl_->sound) return;
  SNDFILE* sound = impl_->sound.release();
  const bool broken = sf_error(sound) != SF_ERR_NO_ERROR;
  std::error_code error;
  if (sf_close(sound) != 0 || broken) {
    std::filesystem::remove(impl_->part, error);
    refuse(impl_->file, "could not be completed: is the disk full?");
  }
  std::filesystem::rename(impl_->part, impl_->file, error);
  if (error) {
    const std::string why = error.message();
    std::filesystem::remove(impl_->part, error);
    refuse(impl_->file, "could not get its final name (" + why + "): choose another folder");
  }
}

std::int64_t SoundWriter::frames() const noexcept {
  return impl_->frames;
}

}  // namespace threshold::audio
