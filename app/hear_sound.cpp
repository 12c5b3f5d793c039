#include "app/hear_sound.h"

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include <samplerate.h>
#include <sndfile.h>
#include <unistd.h>

namespace threshold::app {
namespace {

constexpr int kMostChannels = 64;

// Left and right from `channels` interleaved ones: a weight each.
using Mix = std::array<std::vector<float>, 2>;

Mix mix_for(int channels, const std::string& ears, const std::string& path) {
  Mix mix{std::vector<float>(channels, 0.0f), std::vector<float>(channels, 0.0f)};
  if (!ears.empty()) {
    int left = 0, right = 0, used = 0;
    if (std::sscanf(ears.c_str(), "%d,%d%n", &left, &right, &used) != 2 ||
        used != static_cast<int>(ears.size()))
      throw std::runtime_error("--ears " + ears + ": give two channel numbers, such as 1,2");
    if (left < 1 || right < 1 || left > channels || right > channels)
      throw std::runtime_error("--ears " + ears + ": " + path + " has channels 1 to " +
                               std::to_string(channels));
    mix[0][left - 1] = mix[1][right - 1] = 1.0f;
    return mix;
  }
  if (channels == 1) {
    mix[0][0] = mix[1][0] = 1.0f;
  } else if (channels == 2) {
    mix[0][0] = mix[1][1] = 1.0f;
  } else if (channels == 6) {  // L R C LFE Ls Rs, ITU-R BS.775-3 table 2; LFE is not part of the down-mix
    constexpr float kHalf = 0.70710678f;
    mix[0] = {1.0f, 0.0f, kHalf, 0.0f, kHalf, 0.0f};
    mix[1] = {0.0f, 1.0f, kHalf, 0.0f, 0.0f, kHalf};
  } else {
    throw std::runtime_error(path + ": has " + std::to_string(channels) +
                             " channels; give mono, stereo or 5.1, or choose two with --ears L,R");
  }
  return mix;
}

std::string ending(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  std::string end = dot == std::string::npos ? "" : path.substr(dot + 1);
  std::transform(end.begin(), end.end(), end.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return end;
}

int format_for(const std::string& path) {
  if (path == "-") return SF_FORMAT_AU | SF_FORMAT_FLOAT;  // a WAV must know its length before it begins
  const std::string end = ending(path);
  if (end == "wav") return SF_FORMAT_WAV | SF_FORMAT_FLOAT;
  if (end == "flac") return SF_FORMAT_FLAC | SF_FORMAT_PCM_24;
  if (end == "ogg") return SF_FORMAT_OGG | SF_FORMAT_VORBIS;
  if (end == "aiff" || end == "aif") return SF_FORMAT_AIFF | SF_FORMAT_FLOAT;
  if (end == "au") return SF_FORMAT_AU | SF_FORMAT_FLOAT;
  if (end == "caf") return SF_FORMAT_CAF | SF_FORMAT_FLOAT;
  throw std::runtime_error(path + ": end the name in .wav, .flac, .ogg, .aiff, .au or .caf");
}

}  // namespace

struct SoundReader::Impl {
  SNDFILE* file = nullptr;
  SF_INFO info{};
  Mix mix;
  std::vector<float> interleaved;
  std::string path;
};

SoundReader::SoundReader(const std::string& path, const std::string& ears) : impl_(std::make_unique<Impl>()) {
  impl_->path = path == "-" ? "standard input" : path;
  impl_->file = path == "-" ? sf_open_fd(STDIN_FILENO, SFM_READ, &impl_->info, SF_FALSE)
                            : sf_open(path.c_str(), SFM_READ, &impl_->info);
  if (impl_->file == nullptr)
    throw std::runtime_error(impl_->path + ": cannot be read as sound (" + sf_strerror(nullptr) +
                             "); give a WAV, FLAC, Ogg or AIFF file");
  try {
    if (impl_->info.channels > kMostChannels)
      throw std::runtime_error(impl_->path + ": more than 64 channels");
    if (impl_->info.samplerate < 4000 || impl_->info.samplerate > 768000)
      throw std::runtime_error(impl_->path + ": a rate of " + std::to_string(impl_->info.samplerate) +
                               " Hz; give 4 to 768 kHz");
    impl_->mix = mix_for(impl_->info.channels, ears, impl_->path);
  } catch (...) {
    sf_close(impl_->file);
    throw;
  }
}

SoundReader::~SoundReader() {
  if (impl_->file != nullptr) sf_close(impl_->file);
}

int SoundReader::rate_hz() const {
  return impl_->info.samplerate;
}
int SoundReader::channels() const {
  return impl_->info.channels;
}
std::int64_t SoundReader::frames() const {
  // A pipe's header may promise anything.
  return impl_->info.seekable ? impl_->info.frames : 0;
}

std::size_t SoundReader::read(std::size_t count, Ears& out) {
  const std::size_t channels = static_cast<std::size_t>(impl_->info.channels);
  impl_->interleaved.resize(count * channels);
  const sf_count_t got =
      sf_readf_float(impl_->file, impl_->interleaved.data(), static_cast<sf_count_t>(count));
  const std::size_t frames = got > 0 ? static_cast<std::size_t>(got) : 0;
  for (std::size_t e = 0; e < 2; ++e) {
    out[e].assign(frames, 0.0f);
    for (std::size_t c = 0; c < channels; ++c) {
      const float weight = impl_->mix[e][c];
      if (weight == 0.0f) continue;
      for (std::size_t n = 0; n < frames; ++n) out[e][n] += weight * impl_->interleaved[n * channels + c];
    }
  }
  return frames;
}

struct SoundWriter::Impl {
  SNDFILE* file = nullptr;
  std::string path;
  std::vector<float> interleaved;
};

SoundWriter::SoundWriter(const std::string& path, int rate_hz) : impl_(std::make_unique<Impl>()) {
  impl_->path = path == "-" ? "standard output" : path;
  SF_INFO info{};
  info.samplerate = rate_hz;
  info.channels = 2;
  info.format = format_for(path);
  impl_->file = path == "-" ? sf_open_fd(STDOUT_FILENO, SFM_WRITE, &info, SF_FALSE)
                            : sf_open(path.c_str(), SFM_WRITE, &info);
  if (impl_->file == nullptr)
    throw std::runtime_error(impl_->path + ": cannot be written (" + sf_strerror(nullptr) +
                             "); check the folder, and the rate if it is an Ogg or FLAC file");
  sf_command(impl_->file, SFC_SET_CLIPPING, nullptr, SF_TRUE);
  // No peak chunk: it holds the time of day, and the same sound shall be the same file.
  sf_command(impl_->file, SFC_SET_ADD_PEAK_CHUNK, nullptr, SF_FALSE);
}

SoundWriter::~SoundWriter() {
  if (impl_->file != nullptr) sf_close(impl_->file);
}

void SoundWriter::write(const Ears& ears, std::size_t count) {
  impl_->interleaved.resize(2 * count);
  for (std::size_t n = 0; n < count; ++n)
    for (std::size_t e = 0; e < 2; ++e) impl_->interleaved[2 * n + e] = ears[e][n];
  const sf_count_t frames = static_cast<sf_count_t>(count);
  if (sf_writef_float(impl_->file, impl_->interleaved.data(), frames) != frames)
    throw std::runtime_error(impl_->path + ": cannot be written further; check the space on the disk");
}

void SoundWriter::close() {
  const int failed = sf_close(impl_->file);
  impl_->file = nullptr;
  if (failed != 0)
    throw std::runtime_error(impl_->path + ": could not be finished; check the space on the disk");
}

struct Resampler::Impl {
  SRC_STATE* state = nullptr;
  double ratio = 1.0;
  std::vector<float> in, out;
};

Resampler::Resampler(int from_hz, int to_hz) : impl_(std::make_unique<Impl>()) {
  if (from_hz == to_hz) return;
  impl_->ratio = static_cast<double>(to_hz) / from_hz;
  int error = 0;
  impl_->state = src_new(SRC_SINC_BEST_QUALITY, 2, &error);
  if (impl_->state == nullptr || src_is_valid_ratio(impl_->ratio) == 0)
    throw std::runtime_error("a rate of " + std::to_string(from_hz) + " Hz cannot be brought to " +
                             std::to_string(to_hz) + " Hz");
}

Resampler::~Resampler() {
  if (impl_->state != nullptr) src_delete(impl_->state);
}

void Resampler::process(const Ears& in, bool last, Ears& out) {
  const std::size_t frames = in[0].size();
  if (impl_->state == nullptr) {
    for (std::size_t e = 0; e < 2; ++e) out[e].insert(out[e].end(), in[e].begin(), in[e].end());
    return;
  }
  impl_->in.resize(2 * frames);
  for (std::size_t n = 0; n < frames; ++n) impl_->in[2 * n] = in[0][n], impl_->in[2 * n + 1] = in[1][n];
  impl_->out.resize(2 * (static_cast<std::size_t>(static_cast<double>(frames) * impl_->ratio) + 4096));
  SRC_DATA data{};
  data.data_in = impl_->in.data();
  data.input_frames = static_cast<long>(frames);
  data.src_ratio = impl_->ratio;
  data.end_of_input = last ? 1 : 0;
  for (;;) {
    data.data_out = impl_->out.data();
    data.output_frames = static_cast<long>(impl_->out.size() / 2);
    if (src_process(impl_->state, &data) != 0) throw std::runtime_error("resampling failed");
    for (long n = 0; n < data.output_frames_gen; ++n)
      for (std::size_t e = 0; e < 2; ++e) out[e].push_back(impl_->out[2 * n + e]);
    data.data_in += 2 * data.input_frames_used;
    data.input_frames -= data.input_frames_used;
    if (data.output_frames_gen == 0 && (data.input_frames == 0 || data.input_frames_used == 0)) break;
  }
}

}  // namespace threshold::app
