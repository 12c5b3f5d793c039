#include "app/gallery.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <vector>

#include "app/contact_sheet.h"
#include "app/gallery_page.h"
#include "app/paths.h"
#include "app/progress.h"
#include "xr/offscreen/gallery_views.h"
#include "xr/offscreen/golden.h"
#include "xr/offscreen/png.h"

namespace threshold::app {
namespace {

namespace fs = std::filesystem;

constexpr int kTimedFrames = 7;
constexpr int kTurnSteps = 36;
constexpr int kTurnPart = 3;  // a turntable's pictures are smaller by this
constexpr int kTurnFps = 12;
constexpr int kPictureSamples = 4;  // of each pixel, in what people look at
constexpr int kFrameSamples = 0;    // in what is timed: what the device would take in a frame

// The renderer of one subject, so that memory is that subject's own.
struct Stage {
  Stage(xr::Gpu& gpu, const fs::path& assets, int width, int height, int samples)
      : gpu_(gpu),
        renderer(gpu, options_of(assets, samples)),
        width_(static_cast<std::uint32_t>(width)),
        height_(static_cast<std::uint32_t>(height)) {}
  static xr::RendererOptions options_of(const fs::path& assets, int samples) {
    xr::RendererOptions options;
    options.assets = assets;
    options.samples = samples;
    options.studio = true;
    return options;
  }
  xr::PictureImage draw(const xr::GalleryView& view, int smaller = 1) {
    return look(view, smaller).draw(view.picture, view.head);
  }
  xr::Offscreen& look(const xr::GalleryView& view, int smaller) {
    xr::OffscreenOptions size;
    size.width = width_ / static_cast<std::uint32_t>(smaller) / 2 * 2;
    size.height = height_ / static_cast<std::uint32_t>(smaller) / 2 * 2;
    size.fov_down_rad = view.fov_down_rad;
    if (offscreen_ == nullptr || smaller_ != smaller || fov_ != view.fov_down_rad)
      offscreen_ = std::make_unique<xr::Offscreen>(gpu_, renderer, size);
    smaller_ = smaller;
    fov_ = view.fov_down_rad;
    return *offscreen_;
  }
  void time(xr::GalleryView view, GalleryRow& row) {
    using Clock = std::chrono::steady_clock;
    xr::Offscreen& images = look(view, 1);
    std::vector<double> ms;
    for (int i = 0; i < kTimedFrames; ++i) {
      view.picture.time_s += 1.0f / 30.0f;
      const Clock::time_point began = Clock::now();
      images.submit(view.picture, view.head);
      renderer.finish();
      ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - began).count());
      images.take();
    }
    std::sort(ms.begin(), ms.end());
    const xr::RenderStats stats = renderer.stats();
    row.median_ms = ms[ms.size() / 2];
    row.least_ms = ms.front();
    row.draws = stats.draws;
    row.triangles = stats.triangles;
    row.gpu_bytes = stats.gpu_bytes;
  }

  xr::Gpu& gpu_;
  xr::Renderer renderer;
  std::uint32_t width_, height_;
  std::unique_ptr<xr::Offscreen> offscreen_;
  int smaller_ = 1;
  float fov_ = 0.0f;
};

std::string quoted(const fs::path& path) {
  std::string q = "'";
  for (const char c : path.string()) q += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return q + "'";
}

class Gallery {
 public:
  Gallery(const GalleryChoices& choices, const fs::path& assets)
      : choices_(choices), assets_(assets), out_(choices.folder), gpu_(request_of(choices)) {
    films_ = std::system("command -v ffmpeg >/dev/null 2>&1") == 0;
    if (!films_)
      std::fprintf(stderr, "threshold: no turntable films, pictures only: ffmpeg is not installed\n");
  }
  static xr::GpuRequest request_of(const GalleryChoices& choices) {
    xr::GpuRequest request;
    request.validation = choices.validation;
    return request;
  }

  void place(const std::string& name) {
    Stage stage(gpu_, assets_, choices_.width, choices_.height, kPictureSamples);
    Stage timed(gpu_, assets_, choices_.width, choices_.height, kFrameSamples);
    GalleryRow row;
    row.name = name;
    for (const bool people : {false, true}) {
      for (const xr::GalleryView& view : xr::views_of_place(assets_, name, people)) {
        if (people && view.picture.figures.empty()) continue;
        show(stage, view, people ? view.name + "_people" : view.name, places_, row);
        if (people || row.draws == 0) timed.time(view, row);
      }
    }
    rows_.push_back(row);
  }

  void person(const std::string& name) {
    Stage stage(gpu_, assets_, choices_.width, choices_.height, kPictureSamples);
    GalleryRow row;
    row.name = name;
    row.person = true;
    const std::vector<xr::GalleryView> views = xr::views_of_person(assets_, name);
    for (const xr::GalleryView& view : views) show(stage, view, view.name, people_, row);
    Stage(gpu_, assets_, choices_.width, choices_.height, kFrameSamples).time(views.front(), row);
    const fs::path folder = out_ / (name + "_turntable");
    fs::create_directories(folder);
    int step = 0;
    for (const xr::GalleryView& view : xr::turntable_of(assets_, name, kTurnSteps)) {
      char file[16];
      std::snprintf(file, sizeof file, "%03d.png", step++);
      xr::write_image(folder / file, stage.draw(view, kTurnPart));
    }
    if (films_) {
      row.film = name + "_turntable.mp4";
      const std::string command = "ffmpeg -v error -y -framerate " + std::to_string(kTurnFps) + " -i " +
                                  quoted(folder / "%03d.png") + " -c:v libx264 -crf 20 -pix_fmt yuv420p " +
                                  "-movflags +faststart " + quoted(out_ / row.film);
      if (std::system(command.c_str()) != 0)
        throw std::runtime_error(
            (out_ / row.film).string() +
            ": ffmpeg could not make the film: see its message above, and check the disk");
    }
    rows_.push_back(row);
  }

  void finish() {
    places_.write(out_ / "places.png");
    people_.write(out_ / "people.png");
    write_gallery_page(
        out_ / "index.html",
        {gpu_.name, std::to_string(choices_.width) + " x " + std::to_string(choices_.height), kTimedFrames},
        rows_);
  }
  int complaints() const { return gpu_.complaints(); }

 private:
  void show(Stage& stage, const xr::GalleryView& view, const std::string& name, ContactSheet& sheet,
            GalleryRow& row) {
    const xr::PictureImage image = stage.draw(view);
    xr::write_image(out_ / (name + ".png"), image);
    sheet.add(view.subject, image);
    row.pictures.push_back(name + ".png");
  }

  GalleryChoices choices_;
  fs::path assets_, out_;
  xr::Gpu gpu_;
  ContactSheet places_, people_;
  std::vector<GalleryRow> rows_;
  bool films_ = false;
};

fs::path assets_of(const GalleryChoices& choices) {
  return choices.assets.empty() ? find_paths("", "").assets : fs::path(choices.assets);
}

void need_anything(const fs::path& assets, const std::vector<std::string>& places,
                   const std::vector<std::string>& people) {
  if (places.empty() && people.empty())
    throw std::runtime_error(
        assets.string() +
        ": holds no places/ and no people/ to show: build the assets (assets/build), or name "
        "another folder with --assets DIR");
}

}  // namespace

int make_gallery(const GalleryChoices& choices) {
  const fs::path assets = assets_of(choices);
  need_writable(choices.folder, "--gallery");
  const std::vector<std::string> places = xr::gallery_places(assets), people = xr::gallery_people(assets);
  need_anything(assets, places, people);
  Gallery gallery(choices, assets);
  {
    Progress progress("Gallery");
    const double all = static_cast<double>(places.size() + people.size());
    double done = 0.0;
    for (const std::string& name : places) gallery.place(name), progress.at(++done / all);
    for (const std::string& name : people) gallery.person(name), progress.at(++done / all);
    progress.done();
  }
  gallery.finish();
  std::fprintf(stderr, "threshold: wrote %s: %zu places, %zu people\n",
               (fs::path(choices.folder) / "index.html").c_str(), places.size(), people.size());
  return gallery.complaints() > 0 ? 1 : 0;
}

int make_goldens(const GalleryChoices& choices) {
  const fs::path assets = assets_of(choices), folder = assets / "golden";
  need_writable(folder, "--assets");
  const std::vector<xr::GalleryView> views = xr::golden_views(assets);
  need_anything(assets, xr::gallery_places(assets), xr::gallery_people(assets));
  xr::Gpu gpu(xr::GpuRequest{});
  xr::GoldenPainter painter(gpu, assets);
  Progress progress("Golden pictures");
  for (std::size_t i = 0; i < views.size(); ++i) {
    xr::write_image(folder / (views[i].name + ".png"), painter.draw(views[i]));
    progress.at(static_cast<double>(i + 1) / static_cast<double>(views.size()));
  }
  progress.done();
  for (const std::string& stray : xr::stray_goldens(assets, views)) {
    fs::remove(folder / (stray + ".png"));  // of what is no longer there
  }
  std::fprintf(stderr, "threshold: wrote %s: %zu golden pictures\n", folder.c_str(), views.size());
  return 0;
}

}  // namespace threshold::app
