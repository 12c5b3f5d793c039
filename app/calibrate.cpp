#include "app/calibrate.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <memory>
#include <numbers>
#include <optional>
#include <stdexcept>
#include <vector>

#include <SDL.h>
#include <CLI/CLI.hpp>

#include "app/calibration_store.h"
#include "app/hear_sound.h"
#include "app/hearing_search.h"
#include "audio/hearing/reference.h"

namespace threshold::app {
namespace {

namespace hearing = audio::hearing;
constexpr int kRateHz = 48000;
constexpr double kMeterToneDbfs = -20.0;  // RMS of the tone for the meter, re digital RMS 1
constexpr double kLowestDbfs = -120.0, kHighestDbfs = -12.0;

void keep(const std::string& headphone, double spl_at_rms_1_db) {
  keep_calibration(calibration_file(), headphone, spl_at_rms_1_db);
  std::printf("%s: digital RMS 1 is %.1f dB SPL (kept in %s)\n", headphone.c_str(), spl_at_rms_1_db,
              calibration_file().c_str());
}

// Tone of `dbfs` RMS re digital RMS 1, faded in and out over 50 ms.
std::vector<float> tone(double hz, double dbfs, double seconds) {
  std::vector<float> x(static_cast<std::size_t>(seconds * kRateHz));
  const double amplitude = std::sqrt(2.0) * std::pow(10.0, dbfs / 20.0);
  const double fade = 0.05 * kRateHz;
  for (std::size_t n = 0; n < x.size(); ++n) {
    const double edge =
        std::min({1.0, static_cast<double>(n) / fade, static_cast<double>(x.size() - n) / fade});
    x[n] = static_cast<float>(amplitude * edge *
                              std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(n) / kRateHz));
  }
  return x;
}

class Speaker {
 public:
  Speaker() {
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) fail();
    SDL_AudioSpec want{};
    want.freq = kRateHz;
    want.format = AUDIO_F32SYS;
    want.channels = 2;
    want.samples = 1024;
    device_ = SDL_OpenAudioDevice(nullptr, 0, &want, nullptr, 0);
    if (device_ == 0) fail();
    SDL_PauseAudioDevice(device_, 0);
  }
  ~Speaker() {
    SDL_CloseAudioDevice(device_);
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
  }
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;

  void play(const std::vector<float>& mono) {
    std::vector<float> stereo;
    for (const float x : mono) stereo.insert(stereo.end(), {x, x});
    SDL_QueueAudio(device_, stereo.data(), static_cast<Uint32>(stereo.size() * sizeof(float)));
    while (SDL_GetQueuedAudioSize(device_) > 0) SDL_Delay(20);
  }

 private:
  [[noreturn]] static void fail() {
    throw std::runtime_error(std::string("no sound device (") + SDL_GetError() +
                             "); plug one in, or write the tone with --write FILE and play it elsewhere");
  }
  SDL_AudioDeviceID device_ = 0;
};

struct Options {
  std::string headphone, reference = "headphone", write;
  std::optional<double> meter_db;
  double hz = 1000.0;
  bool by_ear = false, list = false;
};

double by_ear(const Options& options) {
  const auto reference = hearing::find_reference(options.reference);
  if (!reference)
    throw std::runtime_error("--reference " + options.reference +
                             ": give flat, free-field, diffuse-field or headphone");
  Speaker speaker;
  std::printf("In a quiet room, somebody with normal hearing: is the tone there? y or n, then Enter.\n");
  HearingSearch search(-60.0, kLowestDbfs, kHighestDbfs);
  while (!search.threshold_db()) {
    speaker.play(tone(options.hz, search.level_db(), 1.0));
    std::string said;
    if (!std::getline(std::cin, said))
      throw std::runtime_error("calibrate: ended before the threshold was found");
    search.answer(!said.empty() && (said[0] == 'y' || said[0] == 'Y'));
  }
  return hearing::normal_threshold_db_spl(*reference, options.hz) - *search.threshold_db();
}

void calibrate(const Options& options) {
  if (options.list) {
    for (const auto& [name, db] : read_calibrations(calibration_file()))
      std::printf("%-24s %.1f dB SPL\n", name.c_str(), db);
    return;
  }
  if (!options.write.empty()) {
    SoundWriter writer(options.write, kRateHz);
    const std::vector<float> x = tone(options.hz, kMeterToneDbfs, 30.0);
    writer.write({x, x}, x.size());
    writer.close();
    std::printf("%s: %g Hz at %g dB re digital RMS 1, 30 s\n", options.write.c_str(), options.hz,
                kMeterToneDbfs);
    return;
  }
  if (options.headphone.empty())
    throw std::runtime_error("calibrate: name the headphone, e.g. threshold calibrate --headphone studio");
  if (options.meter_db) return keep(options.headphone, *options.meter_db - kMeterToneDbfs);
  if (options.by_ear) return keep(options.headphone, by_ear(options));
  std::printf("Hold the sound level meter (A, slow) to one earpiece. The tone lasts 15 s.\n");
  std::fflush(stdout);
  Speaker().play(tone(options.hz, kMeterToneDbfs, 15.0));
  std::printf("What did the meter read, in dB? ");
  std::fflush(stdout);
  double read = 0.0;
  if (!(std::cin >> read) || read < 20.0 || read > 140.0)
    throw std::runtime_error("calibrate: the meter's reading must be a number from 20 to 140");
  keep(options.headphone, read - kMeterToneDbfs);
}

}  // namespace

double stored_calibration(const std::string& headphone) {
  const std::map<std::string, double> all = read_calibrations(calibration_file());
  const auto found = all.find(headphone);
  if (found == all.end())
    throw std::runtime_error(
        "--headphone " + headphone +
        ": no calibration is kept under this name; run: threshold calibrate --headphone " + headphone);
  return found->second;
}

void add_calibrate_command(CLI::App& app, int& status) {
  auto options = std::make_shared<Options>();
  CLI::App& c =
      *app.add_subcommand("calibrate", "Find how loud a headphone is, with a sound level meter or by ear");
  c.add_option("--headphone", options->headphone,
               "name to keep the calibration under: a sound device's, as doctor lists them, or default");
  c.add_option("--meter", options->meter_db, "the meter's reading in dB for the tone written by --write")
      ->check(CLI::Range(20.0, 140.0));
  c.add_flag("--by-ear", options->by_ear, "no meter: find the threshold of somebody with normal hearing");
  c.add_option("--reference", options->reference, "normal threshold used by ear");
  c.add_option("--hz", options->hz, "frequency of the tone")->check(CLI::Range(125.0, 8000.0));
  c.add_option("--write", options->write, "write the meter's tone to a file instead");
  c.add_flag("--list", options->list, "what is kept");
  c.callback([options, &status] {
    try {
      calibrate(*options);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "threshold calibrate: %s\n", error.what());
      status = 2;
    }
  });
}

}  // namespace threshold::app
