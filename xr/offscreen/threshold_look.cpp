// threshold_look: one picture of a place and its people as the program draws them, or how long it takes.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <glm/trigonometric.hpp>

#include "xr/offscreen/png.h"
#include "xr/vulkan/place.h"

namespace threshold::xr {
namespace {

struct Look {
  std::string assets = "assets", place = "stage", out = "look.png";
  std::vector<float> eye;
  float yaw_deg = 0.0f, pitch_deg = 0.0f, fov_deg = 60.0f;
  std::vector<std::string> figures;
  std::string clip = "stand";
  float clip_s = 0.5f, time_s = 3.0f;
  float light = 0.0f, exposure_ev = 0.0f, haze = 0.0f, fade = 0.0f, wind = 0.3f, lamps = 0.0f;
  bool crowd = false, hands = false, stereo = false, validation = false, look_back = false;
  std::string caption, speaker, card, notice;
  std::uint32_t width = 1280, height = 720;
  int frames = 0;
  std::string change;
};

Pose head_of(const Look& look, const PlaceData& place) {
  Pose head;
  head.position = look.eye.size() == 3 ? glm::vec3(look.eye[0], look.eye[1], look.eye[2])
                                       : glm::vec3(0.0f, place.eye_height_m, 0.0f);
  head.orientation = glm::angleAxis(glm::radians(look.yaw_deg), glm::vec3(0.0f, 1.0f, 0.0f)) *
                     glm::angleAxis(glm::radians(look.pitch_deg), glm::vec3(1.0f, 0.0f, 0.0f));
  return head;
}

// "imani", "imani:sign_eat_good" or "imani:sign_eat_good:1.5"; stands at the seat of that name, else 2 m
// ahead.
Figure figure_of(const std::string& spec, const Look& look, const PlaceData& place, const Pose& head) {
  Figure figure;
  const std::size_t first = spec.find(':');
  const std::size_t second = first == std::string::npos ? first : spec.find(':', first + 1);
  figure.name = figure.model = spec.substr(0, first);
  figure.from.clip = first == std::string::npos ? look.clip : spec.substr(first + 1, second - first - 1);
  figure.from.time_s = second == std::string::npos ? look.clip_s : std::stof(spec.substr(second + 1));
  figure.root.position = {0.0f, 0.0f, -2.0f};
  figure.root.orientation = glm::angleAxis(3.14159265f, glm::vec3(0.0f, 1.0f, 0.0f));
  for (const SeatData& seat : place.seats) {
    if (seat.name != figure.name) continue;
    figure.root.position = seat.position;
    figure.root.orientation = glm::angleAxis(seat.yaw_rad, glm::vec3(0.0f, 1.0f, 0.0f));
  }
  if (look.look_back) figure.look_at = head.position;
  return figure;
}

Picture picture_of(const Look& look, const PlaceData& place, const Pose& head) {
  Picture picture;
  picture.place = look.place;
  picture.light_blend = look.light;
  picture.exposure_ev = look.exposure_ev;
  picture.haze = look.haze;
  picture.fade = look.fade;
  picture.wind = look.wind;
  picture.time_s = look.time_s;
  const std::string& light = place.lights[look.light < 0.5f ? 0 : 1].name;
  for (const LampData& lamp : place.lamps) {
    if (look.lamps > 0.0f && (lamp.light.empty() || lamp.light == light))
      picture.spots.push_back({lamp.name, glm::vec3(1.0f), look.lamps, 0.0f, 0.0f});
  }
  for (const std::string& spec : look.figures) picture.figures.push_back(figure_of(spec, look, place, head));
  int n = 0;
  for (const SeatData& seat : place.seats) {
    if (!look.crowd || seat.name.rfind("crowd_", 0) != 0) continue;
    Figure figure;
    figure.name = seat.name;
    figure.model = std::string("crowd_") + static_cast<char>('a' + n % 3);
    figure.root = {seat.position, glm::angleAxis(seat.yaw_rad, glm::vec3(0.0f, 1.0f, 0.0f))};
    figure.from = {n % 4 == 3 ? "cheer" : "bounce", look.time_s + 0.37f * static_cast<float>(n), true};
    picture.figures.push_back(figure);
    ++n;
  }
  if (look.hands) {
    for (int side = 0; side < 2; ++side) {
      HandFigure& hand = picture.hands[static_cast<std::size_t>(side)];
      hand.visible = true;
      hand.curl = 0.85f;
      const float x = side == 0 ? -0.17f : 0.17f;
      const glm::quat way = glm::angleAxis(side == 0 ? -0.35f : 0.35f, glm::vec3(0.0f, 1.0f, 0.0f)) *
                            glm::angleAxis(-0.25f, glm::vec3(1.0f, 0.0f, 0.0f));
      const glm::quat fist = way * glm::angleAxis(1.05f, glm::vec3(1.0f, 0.0f, 0.0f));
      hand.grip = {head.position + glm::angleAxis(glm::radians(look.yaw_deg), glm::vec3(0.0f, 1.0f, 0.0f)) *
                                       glm::vec3(x, -0.36f, -0.42f),
                   fist};
      hand.holds = HoldKind::stick;
      hand.stick = {hand.grip.position + way * glm::vec3(0.0f, 0.0f, 0.10f), way};
    }
  }
  const auto panel = [&](PanelKind kind, const std::string& text) {
    if (text.empty()) return;
    Panel p;
    p.kind = kind;
    p.id = std::to_string(static_cast<int>(kind));
    p.text = text;
    for (std::size_t at = p.text.find("\\n"); at != std::string::npos; at = p.text.find("\\n"))
      p.text.replace(at, 2, "\n");
    p.age_s = 1.0f;
    if (kind == PanelKind::caption) {
      p.speaker = look.speaker;
      for (const Figure& figure : picture.figures) {
        if (figure.name == look.speaker) p.anchor = figure.root.position + glm::vec3(0.0f, 1.25f, 0.0f);
      }
    }
    picture.panels.push_back(p);
  };
  panel(PanelKind::caption, look.caption);
  panel(PanelKind::card, look.card);
  panel(PanelKind::notice, look.notice);
  return picture;
}

void time_frames(Offscreen& offscreen, Renderer& renderer, Picture picture, const Pose& head, int frames) {
  using Clock = std::chrono::steady_clock;
  std::vector<double> ms;
  for (int i = 0; i < 3; ++i) offscreen.draw(picture, head);
  const std::clock_t worked = std::clock();
  for (int i = 0; i < frames; ++i) {
    picture.time_s += 1.0f / 30.0f;
    for (Figure& figure : picture.figures) figure.from.time_s += 1.0f / 30.0f;
    const Clock::time_point begin = Clock::now();
    offscreen.submit(picture, head);
    renderer.finish();
    ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    while (offscreen.under_way() > 0) offscreen.take();
  }
  // What all processors worked for a frame: on a software driver steadier than the time it took.
  const double worked_ms = 1e3 * static_cast<double>(std::clock() - worked) / CLOCKS_PER_SEC / frames;
  std::sort(ms.begin(), ms.end());
  const RenderStats stats = renderer.stats();
  std::printf(
      "%s: median %.1f ms, p99 %.1f ms, least %.1f ms over %d frames; processors %.1f ms a frame; %d draws, "
      "%lld triangles, %.0f MB\n",
      picture.place.c_str(), ms[ms.size() / 2], ms[ms.size() * 99 / 100], ms.front(), frames, worked_ms,
      stats.draws, static_cast<long long>(stats.triangles), static_cast<double>(stats.gpu_bytes) / 1e6);
}

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

struct FrameTime {
  double whole_ms = 0.0,
         own_ms = 0.0;  // until it is drawn; until draw() returns, which is what a visitor waits
};

FrameTime time_frame(Offscreen& offscreen, Renderer& renderer, Picture& picture, const Pose& head) {
  picture.time_s += 1.0f / 30.0f;
  for (Figure& figure : picture.figures) figure.from.time_s += 1.0f / 30.0f;
  FrameTime time;
  const Clock::time_point begin = Clock::now();
  offscreen.submit(picture, head);
  time.own_ms = ms_since(begin);
  renderer.finish();
  time.whole_ms = ms_since(begin);
  while (offscreen.under_way() > 0) offscreen.take();
  return time;
}

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0.0 : values[values.size() / 2];
}

// One place is drawn at its own pace while another loads beside it, with the people who have seats there;
// then the picture changes to that other place.
void time_change(const Look& look, Offscreen& offscreen, Renderer& renderer, Picture picture,
                 const Pose& head) {
  const int frames = std::max(look.frames, 20);
  Look other = look;
  other.place = look.change;
  other.figures.clear();
  const PlaceData place =
      read_place(std::filesystem::path(look.assets) / "places" / other.place / "place.json");
  for (const SeatData& seat : place.seats) {
    const std::filesystem::path person = std::filesystem::path(look.assets) / "people" / (seat.name + ".glb");
    if (std::filesystem::exists(person)) other.figures.push_back(seat.name);
  }
  const Pose other_head = head_of(other, place);
  Picture next = picture_of(other, place, other_head);
  std::vector<double> before, beside, own, after;
  for (int i = 0; i < 3; ++i) offscreen.draw(picture, head);
  for (int i = 0; i < frames; ++i) before.push_back(time_frame(offscreen, renderer, picture, head).whole_ms);
  const Clock::time_point asked = Clock::now();
  renderer.preload_beside(other.place, other.figures);
  while (renderer.busy_beside() || beside.size() < 3) {
    const FrameTime time = time_frame(offscreen, renderer, picture, head);
    beside.push_back(time.whole_ms);
    own.push_back(time.own_ms);
  }
  const double loaded_ms = ms_since(asked);
  const FrameTime change = time_frame(offscreen, renderer, next, other_head);
  for (int i = 0; i < frames; ++i)
    after.push_back(time_frame(offscreen, renderer, next, other_head).whole_ms);
  const double usual = median_of(before), longest = *std::max_element(beside.begin(), beside.end());
  std::printf("%s alone: median %.1f ms, longest %.1f ms of %d frames\n", look.place.c_str(), usual,
              *std::max_element(before.begin(), before.end()), frames);
  std::printf(
      "%s and %zu people load beside it in %.0f ms: median %.1f ms, longest %.1f ms of %zu frames (%.2f of "
      "the usual); draw() itself %.1f ms at its longest\n",
      other.place.c_str(), other.figures.size(), loaded_ms, median_of(beside), longest, beside.size(),
      longest / usual, *std::max_element(own.begin(), own.end()));
  std::printf("the change: %.1f ms, draw() itself %.1f ms; then a median of %.1f ms (%.2f of the usual)\n",
              change.whole_ms, change.own_ms, median_of(after), change.whole_ms / median_of(after));
}

int run(const Look& look) {
  const Clock::time_point started = Clock::now();
  GpuRequest request;
  request.validation = look.validation;
  Gpu gpu(request);
  RendererOptions options;
  options.assets = look.assets;
  Renderer renderer(gpu, options);
  OffscreenOptions size;
  size.width = look.width;
  size.height = look.height;
  size.views = look.stereo ? 2 : 1;
  size.fov_down_rad = glm::radians(look.fov_deg);
  Offscreen offscreen(gpu, renderer, size);
  PlaceData place;
  if (!look.place.empty()) {
    place = read_place(std::filesystem::path(look.assets) / "places" / look.place / "place.json");
  }
  const Pose head = head_of(look, place);
  const Picture picture = picture_of(look, place, head);
  if (!look.change.empty()) {
    time_change(look, offscreen, renderer, picture, head);
  } else if (look.frames > 0) {
    offscreen.draw(picture, head);
    std::printf("first frame after %.0f ms\n", ms_since(started));
    time_frames(offscreen, renderer, picture, head, look.frames);
  } else {
    write_image(look.out, offscreen.draw(picture, head));
    const RenderStats stats = renderer.stats();
    std::printf("%s: %d draws, %lld triangles, %.0f MB of graphics memory, on %s\n", look.out.c_str(),
                stats.draws, static_cast<long long>(stats.triangles),
                static_cast<double>(stats.gpu_bytes) / 1e6, gpu.name.c_str());
  }
  renderer.finish();
  if (gpu.complaints() > 0) std::printf("%d validation messages\n", gpu.complaints());
  return gpu.complaints() > 0 ? 1 : 0;
}

}  // namespace
}  // namespace threshold::xr

int main(int argc, char** argv) {
  threshold::xr::Look look;
  CLI::App app{
      "Draws one picture of a place and its people, as the program shows them.\n"
      "Example: threshold_look --place dining --figures imani:sign_eat_good:1.2,ansel:eat --look-back "
      "--out dining.png"};
  app.add_option("--assets", look.assets, "folder that holds places/ and people/")->capture_default_str();
  app.add_option("--place", look.place, "a folder of places/; empty: none")->capture_default_str();
  app.add_option("--eye", look.eye, "x,y,z in metres; else the visitor's head")->delimiter(',')->expected(3);
  app.add_option("--yaw", look.yaw_deg, "degrees, to the left positive");
  app.add_option("--pitch", look.pitch_deg, "degrees, up positive");
  app.add_option("--fov", look.fov_deg, "vertical field of view, degrees")->capture_default_str();
  app.add_option("--figures", look.figures, "model[:clip[:seconds]],... at their seats")->delimiter(',');
  app.add_option("--clip", look.clip, "clip of figures that name none")->capture_default_str();
  app.add_option("--clip-time", look.clip_s, "seconds into that clip");
  app.add_flag("--look-back", look.look_back, "figures look at the visitor");
  app.add_flag("--crowd", look.crowd, "fill the seats crowd_*");
  app.add_flag("--hands", look.hands, "own hands with sticks");
  app.add_option("--time", look.time_s, "seconds, for wind and haze");
  app.add_option("--light", look.light, "0 first baked light .. 1 second");
  app.add_option("--lamps", look.lamps, "lamps that go with this light, 0..1");
  app.add_option("--haze", look.haze, "0..1");
  app.add_option("--wind", look.wind, "0..1");
  app.add_option("--fade", look.fade, "0..1");
  app.add_option("--ev", look.exposure_ev, "exposure in stops");
  app.add_option("--caption", look.caption, "text of a caption");
  app.add_option("--speaker", look.speaker, "its speaker, by name of a figure");
  app.add_option("--card", look.card, "text of a card");
  app.add_option("--notice", look.notice, "text of a notice");
  app.add_flag("--stereo", look.stereo, "two views side by side");
  app.add_option("--width", look.width, "pixels of a view")->capture_default_str();
  app.add_option("--height", look.height, "pixels of a view")->capture_default_str();
  app.add_option("--out", look.out, "a .png or .ppm file")->capture_default_str();
  app.add_option("--frames", look.frames, "draw so many frames and print how long they took");
  app.add_option("--change", look.change, "time how this place loads beside the first, and the change to it");
  app.add_flag("--validate", look.validation, "with Vulkan's validation layers");
  CLI11_PARSE(app, argc, argv);
  try {
    return threshold::xr::run(look);
  } catch (const threshold::xr::DeviceLost&) {
    std::cerr << "threshold_look: the graphics device was lost. Try again, or update its driver.\n";
  } catch (const std::exception& e) {
    std::cerr << "threshold_look: " << e.what() << '\n';
  }
  return 2;
}
