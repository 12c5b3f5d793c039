// threshold render: a cut of the story, or part of it, as video, two soundtracks and pictures, faster or
// slower than real time, always the same.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <deque>
#include <fstream>
#include <stdexcept>

#include <CLI/CLI.hpp>

#include "app/commands.h"
#include "app/contact_sheet.h"
#include "app/defaults.h"
#include "app/film.h"
#include "app/gallery.h"
#include "app/options.h"
#include "app/progress.h"
#include "app/render_model.h"
#include "audio/sound_file.h"
#include "xr/offscreen/offscreen.h"
#include "xr/offscreen/png.h"

namespace threshold::app {
namespace {

namespace fs = std::filesystem;

struct RenderChoices {
  CommonOptions common;
  std::string out = "out", size = "960x540", sound_format = "flac";
  int fps = 24, samples = 0;
  bool no_video = false, no_sound = false, no_demo = false, validation = false;
  std::vector<double> stills_s;
};

struct Size {
  int width = 0, height = 0;
};

Size size_of(const std::string& text) {
  Size size;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%dx%d%c", &size.width, &size.height, &rest) != 2 || size.width < 16 ||
      size.height < 16 || size.width > 8192 || size.height > 8192 || size.width % 2 || size.height % 2)
    throw std::runtime_error("--size " + text +
                             ": write width x height in even pixels up to 8192, such as 960x540");
  return size;
}

// Pictures that are under way on the GPU, and what is to become of each.
struct Wanted {
  std::string beat;
  bool film = false, sheet = false;
  double still_s = -1.0;
};

// Of each pixel. Nobody waits for stills; a video that the processor draws would take about twice as long.
int samples_of(const RenderChoices& choices) {
  return choices.samples > 0 ? choices.samples : choices.no_video ? 4 : 0;
}

// How often the contact sheet takes a picture: three a beat's part, away from its fades.
std::vector<double> sheet_times(const scenes::Cut& cut) {
  std::vector<double> times;
  double at = 0.0;
  for (const scenes::CutPart& part : cut.parts) {
    const double length = part.to_s - part.from_s;
    for (double share : {0.2, 0.5, 0.85}) times.push_back(at + share * length);
    at += length;
  }
  return times;
}

class Renderer {
 public:
  Renderer(const RenderChoices& choices, const fs::path& assets, const Size& size, const std::string& name)
      : out_(choices.out),
        name_(name),
        gpu_({.instance_extensions = {},
              .device_extensions = {},
              .validation = choices.validation,
              .create_instance = {},
              .choose_device = {},
              .create_device = {}}),
        renderer_(gpu_, {assets, xr::Offscreen::kFormat, samples_of(choices), true}),
        offscreen_(gpu_, renderer_,
                   {static_cast<std::uint32_t>(size.width), static_cast<std::uint32_t>(size.height)}) {
    renderer_.set_panels_in_picture(true);
    if (!choices.no_video)
      film_ = std::make_unique<Film>(out_ / (name + ".mp4"), size.width, size.height, choices.fps);
  }

  void draw(const xr::Picture& picture, const xr::Pose& head, const Wanted& wanted) {
    while (offscreen_.full()) take();
    const auto began = std::chrono::steady_clock::now();
    offscreen_.submit(picture, head);
    wanted_.push_back(wanted);
    take_ms_ += std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
  }
  void finish(const fs::path& sound) {
    while (offscreen_.under_way() > 0) take();
    if (film_) {
      film_->finish(sound);
      sheet_.write(out_ / (name_ + "_sheet.png"));
    }
  }
  std::string device() const { return gpu_.name; }
  int complaints() const { return gpu_.complaints(); }
  std::int64_t frames() const { return frames_; }
  bool films() const { return film_ != nullptr; }

 private:
  void take() {
    const auto image = offscreen_.take();
    if (!image) return;
    const Wanted wanted = wanted_.front();
    wanted_.pop_front();
    ++frames_;
    if (wanted.film && film_) film_->add(image->rgba);
    if (wanted.sheet) sheet_.add(wanted.beat, *image);
    if (wanted.still_s >= 0.0) {
      char name[64];
      std::snprintf(name, sizeof name, "%s_%06.2f.png", wanted.beat.empty() ? "end" : wanted.beat.c_str(),
                    wanted.still_s);
      xr::write_image(out_ / name, *image);
    }
  }

  fs::path out_;
  std::string name_;
  xr::Gpu gpu_;
  xr::Renderer renderer_;
  xr::Offscreen offscreen_;
  std::unique_ptr<Film> film_;
  ContactSheet sheet_;
  std::deque<Wanted> wanted_;
  std::int64_t frames_ = 0;
  double take_ms_ = 0.0;
};

int render(const RenderChoices& choices) {
  const Size size = size_of(choices.size);
  if (choices.no_sound && !choices.no_video)
    throw std::runtime_error("--no-sound makes no video: add --no-video, or leave it out");
  if (choices.no_sound && choices.stills_s.empty() && choices.common.record.empty())
    throw std::runtime_error(
        "--no-video --no-sound leaves nothing to make: add --still SECONDS, or leave one out");
  WalkOptions walking = walk_options(choices.common);
  walking.demo = !choices.no_demo;
  need_writable(choices.out);
  Walk walk(walking);

  const double whole_s = walk.length_s();
  // A beat that is named is rendered alone; without one, all that is left of the cut.
  double end_s = choices.common.to_s;
  if (const auto beat = walk.story().beat_index(choices.common.beat); beat && end_s < 0.0)
    end_s = walk.story().beats[static_cast<std::size_t>(*beat)].duration_s;
  const double length_s = end_s >= 0.0 ? std::min(whole_s, end_s - choices.common.from_s) : whole_s;
  if (length_s <= 0.0)
    throw std::runtime_error("--to must come after --from, and both within the story's " +
                             std::to_string(static_cast<int>(whole_s)) + " s");
  std::vector<double> stills = choices.stills_s;
  std::sort(stills.begin(), stills.end());
  for (const double still : stills) {
    if (still >= 0.0 && still < length_s) continue;
    char said[96];
    std::snprintf(said, sizeof said, "--still %g: choose a time within what is rendered, from 0 to %g s",
                  still, length_s);
    throw std::runtime_error(said);
  }
  const scenes::Cut* cut =
      choices.common.cut.empty() ? &walk.story().cuts.front() : walk.story().cut(choices.common.cut);
  const std::string name = !choices.common.beat.empty() ? choices.common.beat : cut ? cut->id : "walk";
  const fs::path out = choices.out;

  std::unique_ptr<Renderer> pictures;
  if (!choices.no_video || !choices.stills_s.empty())
    pictures = std::make_unique<Renderer>(choices, walking.paths.assets, size, name);
  std::unique_ptr<audio::SoundWriter> heard, was_there;
  const fs::path heard_file = out / (name + "_heard." + choices.sound_format);
  if (!choices.no_sound) {
    heard = std::make_unique<audio::SoundWriter>(heard_file, 2);
    was_there = std::make_unique<audio::SoundWriter>(out / (name + "_was_there." + choices.sound_format), 2);
  }

  std::vector<double> sheet = cut && choices.common.beat.empty() && choices.common.from_s == 0.0
                                  ? sheet_times(*cut)
                                  : std::vector<double>{length_s * 0.2, length_s * 0.5, length_s * 0.85};
  std::size_t next_sheet = 0, next_still = 0;
  std::int64_t next_frame = 0;

  Progress progress("Rendering " + name);
  constexpr int kBlock = audio::kQuantum * 2;
  std::array<float, kBlock> heard_block{}, there_block{};
  const auto ticks = static_cast<std::int64_t>(length_s * xr::kSampleRateHz / xr::kTickSamples + 0.5);
  for (std::int64_t tick = 0; tick < ticks && !walk.over(); ++tick) {
    const scenes::Moment& moment = walk.step({});
    const double now_s = static_cast<double>(tick) * xr::kTickSamples / xr::kSampleRateHz;
    if (pictures) {
      Wanted wanted;
      wanted.beat = moment.beat;
      // A frame shows the newest moment at its own time: sound never leads the picture by more than a tick.
      while (pictures->films() && static_cast<double>(next_frame) / choices.fps <= now_s)
        wanted.film = true, ++next_frame;
      if (pictures->films() && next_sheet < sheet.size() && sheet[next_sheet] <= now_s)
        wanted.sheet = true, ++next_sheet;
      if (next_still < stills.size() && stills[next_still] <= now_s) wanted.still_s = stills[next_still++];
      if (wanted.film || wanted.sheet || wanted.still_s >= 0.0)
        pictures->draw(moment.eyes, walk.presence().head, wanted);
    }
    for (int i = 0; i < xr::kTickSamples / audio::kQuantum && heard; ++i) {
      walk.engine().render(heard_block, there_block);
      heard->write(heard_block);
      was_there->write(there_block);
    }
    if (tick % 8 == 0) progress.at(static_cast<double>(tick) / static_cast<double>(ticks));
  }
  if (heard) heard->finish(), was_there->finish();
  fs::path silent;  // a film needs a soundtrack all the same
  if (pictures) {
    pictures->finish(heard_file);
  }
  walk.finish();
  progress.done();

  std::string made;
  const auto also = [&](const std::string& file) { made += (made.empty() ? "" : ", ") + file; };
  if (pictures && pictures->films()) also(name + ".mp4"), also(name + "_sheet.png");
  if (heard) also(name + "_heard." + choices.sound_format), also(name + "_was_there." + choices.sound_format);
  if (!stills.empty()) also("stills");
  if (!made.empty()) std::fprintf(stderr, "threshold: wrote %s/: %s\n", out.c_str(), made.c_str());
  if (choices.common.stats) {
    const audio::EngineStats s = walk.engine().stats();
    std::fprintf(
        stderr,
        "sound: quantum median %.0f us, p99 %.0f us; LAeq %.1f dB, peak %.1f dB, dose %.3f %%; faults %lld\n",
        s.median_us, s.p99_us, s.laeq_db, s.peak_db, s.dose_percent, static_cast<long long>(s.faults));
    if (pictures)
      std::fprintf(stderr, "pictures: %lld on %s, validation messages %d\n",
                   static_cast<long long>(pictures->frames()), pictures->device().c_str(),
                   pictures->complaints());
  }
  return 0;
}

}  // namespace

int run_trailer_with_defaults() {
  RenderChoices choices;
  choices.common.cut = "trailer";
  return render(choices);
}

void add_render_command(CLI::App& app, int& status) {
  auto c = std::make_shared<RenderChoices>();
  CLI::App* command =
      app.add_subcommand("render", "Render a cut, a beat or a part of one: video, both soundtracks, stills");
  add_common_options(*command, c->common);
  command->add_option("--to", c->common.to_s, "End so many seconds into the cut, or into --beat");
  command->add_option("--out", c->out, "Folder for what is made; with --model the picture")->capture_default_str();
  command->add_option("--size", c->size, "Picture size, width x height")->capture_default_str();
  command->add_option("--fps", c->fps, "Pictures a second of the video")
      ->check(CLI::Range(1, 125))
      ->capture_default_str();
  command
      ->add_option("--samples", c->samples,
                   "Samples a pixel, 1 or 4 (default: 4, but 1 for a video that the processor draws)")
      ->check(CLI::IsMember({1, 4}));
  command
      ->add_option("--sound", c->sound_format,
                   "Format of the soundtracks: flac (24 bit) or wav (32-bit float)")
      ->check(CLI::IsMember({"flac", "wav"}))
      ->capture_default_str();
  command->add_option("--still", c->stills_s, "Also write PNGs at these seconds");
  command->add_flag("--no-video", c->no_video, "No video: sound and stills only");
  command->add_flag("--no-sound", c->no_sound, "No soundtracks (with --no-video)");
  command->add_flag("--no-demo", c->no_demo, "Nobody plays: a visitor who only sits there");
  command->add_flag("--validation", c->validation, "Check every Vulkan call (needs vulkan-validationlayers)");
  auto models = std::make_shared<ModelChoices>();
  add_model_options(*command, *models);
  auto gallery = std::make_shared<GalleryChoices>();
  command->add_option("--gallery", gallery->folder,
                      "Into this folder: contact sheets of all places and people, turntables, and a page that says "
                      "what each costs");
  command->add_flag("--golden", gallery->golden,
                    "Draw the small pictures that tests compare with, into golden/ of the assets");
  const CLI::Option *size = command->get_option("--size"), *out = command->get_option("--out");
  command->callback([c, models, gallery, size, out, &status] {
    if (gallery->golden || !gallery->folder.empty()) {
      gallery->assets = c->common.assets;
      gallery->validation = c->validation;
      const Size wanted = size_of(size->count() > 0 ? c->size : "1280x720");
      gallery->width = wanted.width;
      gallery->height = wanted.height;
      status = gallery->golden ? make_goldens(*gallery) : 0;
      if (!gallery->folder.empty()) status = std::max(status, make_gallery(*gallery));
      return;
    }
    if (models->models.empty()) {
      status = render(*c);
      return;
    }
    if (size->count() > 0) models->size = c->size;
    if (out->count() > 0) models->picture = c->out;
    models->validation = c->validation;
    status = render_models(*models);
  });
}

}  // namespace threshold::app
