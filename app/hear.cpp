#include "app/hear.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include <time.h>

#include <CLI/CLI.hpp>

#include "app/calibrate.h"
#include "app/hear_plot.h"
#include "app/hear_progress.h"
#include "app/hear_sound.h"
#include "audio/hearing/audiogram_file.h"
#include "audio/hearing/ceiling.h"
#include "audio/hearing/dose.h"
#include "audio/hearing/implant_maps.h"
#include "audio/hearing/model.h"
#include "audio/hearing/standard_audiograms.h"

namespace threshold::app {
namespace {

namespace hearing = audio::hearing;
constexpr int kModelRateHz = 48000;
constexpr std::size_t kTick =
    hearing::kGlide;                 // the ears glide over one tick, so a state a tick is a smooth curve
constexpr double kUsualSpl = 120.0;  // dB SPL of digital RMS 1 when nobody says otherwise

// What the command line, the audiogram file and the stored calibration come to.
struct Plan {
  hearing::Audiogram audiogram;
  hearing::Config model;
  std::optional<float> broadening;  // 1 = off
  int implant_map = 0;
};

hearing::Audiogram of_table(std::span<const double> hz, std::span<const double> loss) {
  hearing::Audiogram audiogram;
  audiogram.hz.assign(hz.begin(), hz.end());
  hearing::AudiogramKeyframe frame;
  for (auto& ear : frame.ears) ear.loss_db_hl.assign(loss.begin(), loss.end());
  audiogram.keyframes.push_back(std::move(frame));
  return audiogram;
}

template <class Items>
std::string names_of(const Items& items) {
  std::string names;
  for (const auto& item : items) names += (names.empty() ? "" : ", ") + std::string(item.name);
  return names;
}

int map_named(const std::string& name) {
  const std::optional<int> map = hearing::find_implant_map(name);
  if (!map)
    throw std::runtime_error("--implant " + name + ": give one of " + names_of(hearing::kImplantMaps));
  return *map;
}

hearing::Audiogram chosen_audiogram(const HearOptions& options, int& implant_map) {
  if (!options.audiogram.empty()) return hearing::load_audiogram(options.audiogram);
  if (!options.standard.empty()) {
    const auto standard = hearing::find_standard_audiogram(options.standard);
    if (!standard)
      throw std::runtime_error("--standard " + options.standard + ": give one of " +
                               names_of(hearing::standard_audiograms()));
    return of_table(hearing::kStandardHz, standard->loss_db_hl);
  }
  const std::string name = options.preset.empty() ? "none" : options.preset;
  const auto preset = hearing::find_hearing_preset(name);
  if (!preset)
    throw std::runtime_error("--preset " + name + ": give one of " + names_of(hearing::hearing_presets()));
  hearing::Audiogram audiogram = of_table(hearing::kStandardHz, preset->loss_db_hl);
  for (auto& ear : audiogram.keyframes[0].ears) {
    ear.tinnitus_db_sl = preset->tinnitus_db_sl;
    ear.silence = preset->silence;
    ear.implant_mix = preset->implant.empty() ? 0.0 : 1.0;
  }
  if (!preset->implant.empty()) implant_map = map_named(std::string(preset->implant));
  return audiogram;
}

double number_or_fail(const std::string& text, const std::string& what, double low, double high) {
  std::size_t used = 0;
  double value = NAN;
  try {
    value = std::stod(text, &used);
  } catch (const std::exception&) {
  }
  if (used != text.size() || !(value >= low && value <= high)) {
    char line[160];
    std::snprintf(line, sizeof line, "%s: give %g to %g", what.c_str(), low, high);
    throw std::runtime_error(line);
  }
  return value;
}

void apply_tinnitus(const std::string& text, hearing::Audiogram& audiogram) {
  const std::size_t at = text.find('@');
  const std::string what = "--tinnitus " + text;
  const double level = number_or_fail(text.substr(0, at), what + " (dB above threshold)", 0.0, 60.0);
  const double hz =
      at == std::string::npos ? 0.0 : number_or_fail(text.substr(at + 1), what + " (Hz)", 100.0, 16000.0);
  for (auto& frame : audiogram.keyframes)
    for (auto& ear : frame.ears) ear.tinnitus_db_sl = level, ear.tinnitus_hz = hz;
}

Plan make_plan(const HearOptions& options) {
  Plan plan;
  plan.audiogram = chosen_audiogram(options, plan.implant_map);
  hearing::Audiogram& audiogram = plan.audiogram;
  if (!options.keyframes.empty()) {
    hearing::Audiogram moving = hearing::load_audiogram(options.keyframes);
    if (moving.keyframes.size() < 2)
      throw std::runtime_error(options.keyframes + ": has no \"keyframes\"; give at least two");
    audiogram.hz = moving.hz;
    audiogram.keyframes = moving.keyframes;
  }
  if (!options.split.empty()) {
    if (options.split != "whole" && options.split != "outer-hair-cells")
      throw std::runtime_error("--split " + options.split + ": give whole or outer-hair-cells");
    audiogram.outer_hair_cells_only = options.split == "outer-hair-cells";
  }
  if (options.smear == "off") {
    plan.broadening = 1.0f;
  } else if (options.smear != "auto") {
    plan.broadening = static_cast<float>(
        number_or_fail(options.smear, "--smear " + options.smear + " (auto, off or a broadening)", 1.0, 3.8));
  }
  if (!options.tinnitus.empty()) apply_tinnitus(options.tinnitus, audiogram);
  if (!options.implant.empty()) plan.implant_map = map_named(options.implant);
  for (auto& frame : audiogram.keyframes)
    for (auto& ear : frame.ears) {
      if (!options.implant.empty()) ear.implant_mix = options.implant_mix;
      if (options.temporal_smear > 0.0) ear.temporal_smear = options.temporal_smear;
    }
  plan.model.sample_rate_hz = kModelRateHz;
  plan.model.seed = options.seed;
  plan.model.spl_at_rms_1_db =
      options.spl_at_rms_1_db.value_or(audiogram.spl_at_rms_1_db.value_or(kUsualSpl));
  plan.model.reference = audiogram.reference.value_or(hearing::Reference::kFlat);
  if (!options.reference.empty()) {
    const auto reference = hearing::find_reference(options.reference);
    if (!reference)
      throw std::runtime_error("--reference " + options.reference +
                               ": give flat, free-field, diffuse-field or headphone");
    plan.model.reference = *reference;
  }
  return plan;
}

// This thread's own processing time: what else the machine does is not the model's cost.
double thread_seconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

// Feeds the model tick by tick and measures how long it takes.
class Chain {
 public:
  Chain(const Plan& plan, bool bypass)
      : plan_(plan),
        bypass_(bypass),
        track_(plan.audiogram),
        model_(plan.model),
        dose_(kModelRateHz, plan.model.spl_at_rms_1_db) {
    if (plan_.broadening) still_broadening_ = *plan_.broadening;
    publish(0);
  }

  void process(Ears& ears) {
    const std::size_t total = ears[0].size();
    for (std::size_t at = 0; at < total;) {
      const std::size_t count = std::min(kTick - static_cast<std::size_t>(frame_ % kTick), total - at);
      if (frame_ % kTick == 0 && track_.moves()) publish(frame_ + static_cast<std::int64_t>(kTick));
      const double began_s = thread_seconds();
      const std::span<float> left(ears[0].data() + at, count), right(ears[1].data() + at, count);
      if (!bypass_) model_.process({{left, right}, {}, {left, right}});
      ceiling_.process(left, right);
      spent_s_ += thread_seconds() - began_s;
      dose_.process(left, right);
      frame_ += static_cast<std::int64_t>(count);
      at += count;
    }
  }

  double rtf() const { return frame_ > 0 ? spent_s_ * kModelRateHz / static_cast<double>(frame_) : 0.0; }
  const hearing::DoseMeter& dose() const { return dose_; }

 private:
  void publish(std::int64_t frame) {
    hearing::DetailedState state = track_.at(static_cast<double>(frame) / kModelRateHz);
    for (auto& ear : state.ears) {
      ear.broadening = still_broadening_;
      ear.state.implant_map = static_cast<std::uint8_t>(plan_.implant_map);
    }
    model_.publish(state);
  }

  Plan plan_;
  bool bypass_;
  hearing::AudiogramTrack track_;
  hearing::Model model_;
  hearing::Ceiling ceiling_;
  hearing::DoseMeter dose_;
  float still_broadening_ = 0.0f;
  std::int64_t frame_ = 0;
  double spent_s_ = 0.0;
};

void list_names() {
  std::printf("standard audiograms: %s\n", names_of(hearing::standard_audiograms()).c_str());
  std::printf("implant maps: %s\n", names_of(hearing::kImplantMaps).c_str());
  std::printf("presets:\n");
  for (const auto& preset : hearing::hearing_presets())
    std::printf("  %-16s %s\n", std::string(preset.name).c_str(), std::string(preset.what).c_str());
}

void hear(const HearOptions& options) {
  if (options.list) return list_names();
  if (options.input.empty() || options.output.empty())
    throw std::runtime_error(
        "hear: give the sound to read and the sound to write; - is standard input or output");
  const Plan plan = make_plan(options);
  SoundReader reader(options.input, options.ears);
  const int rate_hz = reader.rate_hz();
  SoundWriter writer(options.output, rate_hz);
  Resampler up(rate_hz, kModelRateHz), down(kModelRateHz, rate_hz);
  Chain chain(plan, options.bypass);
  std::optional<HearPlot> plot;
  if (!options.plot.empty()) plot.emplace(plan.audiogram, plan.model, kModelRateHz);
  HearProgress progress(options.quiet);

  Ears block, at_model_rate, ready;
  std::int64_t read_frames = 0, written_frames = 0;
  for (bool last = false; !last;) {
    constexpr std::size_t kBlock = 9600;
    const std::size_t count = reader.read(kBlock, block);
    last = count < kBlock;
    read_frames += static_cast<std::int64_t>(count);
    for (auto& ear : at_model_rate) ear.clear();
    up.process(block, last, at_model_rate);
    if (plot) plot->before(at_model_rate[0]);
    chain.process(at_model_rate);
    if (plot) plot->after(at_model_rate[0]);
    for (auto& ear : ready) ear.clear();
    down.process(at_model_rate, last, ready);
    // As long as it came, whatever the resampler's rounding.
    if (last)
      for (auto& ear : ready)
        ear.resize(static_cast<std::size_t>(std::max<std::int64_t>(0, read_frames - written_frames)), 0.0f);
    const std::size_t fits =
        std::min(ready[0].size(), static_cast<std::size_t>(read_frames - written_frames));
    writer.write(ready, fits);
    written_frames += static_cast<std::int64_t>(fits);
    progress.at(read_frames, reader.frames(), rate_hz);
  }
  if (read_frames == 0)
    throw std::runtime_error(options.input + ": holds no sound; give a file with at least one frame");
  writer.close();
  progress.done();
  if (plot) plot->save(options.plot);
  if (options.stats)
    std::fprintf(
        stderr,
        "LAeq %.1f dBA, highest fast level %.1f dBA, dose %.4f %% of a week's 1.6 Pa2h (ITU-T H.870)\n",
        chain.dose().laeq_db(), chain.dose().peak_db(), chain.dose().dose_percent());
  std::fprintf(stderr, "rtf=%.5f\n", chain.rtf());
}

}  // namespace

int run_hear(const HearOptions& options) {
  try {
    hear(options);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "threshold hear: %s\n", error.what());
    return 2;
  }
}

void add_hear_command(CLI::App& app, int& status) {
  auto options = std::make_shared<HearOptions>();
  auto headphone = std::make_shared<std::string>();
  CLI::App* hear_command = app.add_subcommand("hear", "Any recording through the hearing model");
  CLI::App& c = *hear_command;
  c.add_option("input", options->input, "sound to read; - is standard input");
  c.add_option("output", options->output, "sound to write; - is standard output, as AU");
  auto* audiogram = c.add_option("--audiogram", options->audiogram, "audiogram file (JSON)");
  auto* standard = c.add_option("--standard", options->standard, "standard audiogram: N1..N7, S1..S3");
  auto* preset = c.add_option("--preset", options->preset, "a state of the story; see --list");
  audiogram->excludes(standard)->excludes(preset);
  standard->excludes(preset);
  c.add_option("--keyframes", options->keyframes, "file whose keyframes move the audiogram");
  c.add_option("--implant", options->implant, "cochlear implant with this map; see --list");
  c.add_option("--implant-mix", options->implant_mix, "0 natural .. 1 implant only")
      ->check(CLI::Range(0.0, 1.0));
  c.add_option("--tinnitus", options->tinnitus, "dB above threshold, or dB@Hz");
  c.add_option("--smear", options->smear, "frequency smearing: auto, off, or a broadening 1 to 3.8");
  c.add_option("--temporal-smear", options->temporal_smear, "0 to 1")->check(CLI::Range(0.0, 1.0));
  c.add_option("--split", options->split, "what recruits: whole, or outer-hair-cells");
  c.add_option("--reference", options->reference,
               "normal threshold: flat, free-field, diffuse-field, headphone");
  c.add_option("--calibration", options->spl_at_rms_1_db, "dB SPL of digital RMS 1")
      ->check(CLI::Range(40.0, 180.0));
  c.add_option("--headphone", *headphone, "calibration stored by `threshold calibrate` under this name");
  c.add_option("--ears", options->ears, "channels for left and right, such as 1,2");
  c.add_option("--plot", options->plot, "picture (PNG): audiogram, growth, spectrograms");
  c.add_option("--seed", options->seed, "of the noises");
  c.add_flag("--bypass", options->bypass, "leave the ears out, keep the ceiling");
  c.add_flag("--stats", options->stats, "print level, peak and dose");
  c.add_flag("--quiet", options->quiet, "no progress bar");
  c.add_flag("--list", options->list, "names of standards, presets and maps");
  c.callback([options, headphone, &status] {
    try {
      if (!headphone->empty() && !options->spl_at_rms_1_db)
        options->spl_at_rms_1_db = stored_calibration(*headphone);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "threshold hear: %s\n", error.what());
      status = 2;
      return;
    }
    status = run_hear(*options);
  });
}

}  // namespace threshold::app
