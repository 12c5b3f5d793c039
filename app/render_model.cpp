#include "app/render_model.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include <CLI/CLI.hpp>
#include <glm/gtc/quaternion.hpp>
#include <glm/trigonometric.hpp>

#include "xr/models/model_view.h"
#include "xr/offscreen/png.h"
#include "xr/offscreen/still.h"

namespace threshold::app {
namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

// FILE, or FILE@x,y,z or FILE@x,y,z,yaw: where it stands, in metres and degrees.
xr::ModelInstance instance_of(const std::string& text, const ModelChoices& choices) {
  xr::ModelInstance made;
  made.clip = choices.clip;
  made.animated = !choices.still;
  const std::size_t at = text.rfind('@');
  double x = 0.0, y = 0.0, z = 0.0, yaw = 0.0;
  char rest = 0;
  made.file = text;
  if (at == std::string::npos || std::filesystem::exists(text)) return made;
  const int read = std::sscanf(text.c_str() + at + 1, "%lf,%lf,%lf,%lf%c", &x, &y, &z, &yaw, &rest);
  if (read != 3 && read != 4)
    throw std::runtime_error("--model " + text +
                             ": write FILE.glb@x,y,z or FILE.glb@x,y,z,yaw in metres and degrees");
  made.file = text.substr(0, at);
  made.root.position = glm::vec3(x, y, z);
  made.root.orientation = glm::angleAxis(glm::radians(static_cast<float>(yaw)), glm::vec3(0.0f, 1.0f, 0.0f));
  return made;
}

glm::vec3 vec3_of(const std::vector<double>& v) {
  return {static_cast<float>(v[0]), static_cast<float>(v[1]), static_cast<float>(v[2])};
}

// Looks from `eye` at `target`, upright.
xr::Pose looking(const glm::vec3& eye, const glm::vec3& target) {
  const glm::vec3 gap = target - eye;
  if (glm::length(gap) < 1e-5f) return {eye, {1.0f, 0.0f, 0.0f, 0.0f}};
  const float yaw = std::atan2(-gap.x, -gap.z);
  const float pitch = std::atan2(gap.y, std::hypot(gap.x, gap.z));
  return {eye, glm::angleAxis(yaw, glm::vec3(0.0f, 1.0f, 0.0f)) *
                   glm::angleAxis(pitch, glm::vec3(1.0f, 0.0f, 0.0f))};
}

// From the front, a little from the right and above, so far away that all of it is seen.
xr::Pose framed(const xr::Box& box, float half_down_rad, float half_across_rad) {
  const glm::vec3 centre = box.centre();
  const float radius = std::max(0.5f * glm::length(box.high - box.low), 1e-3f);
  const float distance = radius / std::sin(std::min(half_down_rad, half_across_rad));
  const glm::vec3 way = glm::normalize(glm::vec3(0.45f, 0.32f, 1.0f));
  return looking(centre + way * std::max(distance, 2.5f * xr::kNearPlane_m + radius), centre);
}

std::vector<xr::View> views_of(const xr::Pose& head, float half_down_rad, float half_across_rad,
                               bool stereo) {
  std::vector<xr::View> views;
  for (int v = 0; v < (stereo ? 2 : 1); ++v) {
    xr::View view;
    view.eye = head;
    const float side = !stereo ? 0.0f : v == 0 ? -0.0315f : 0.0315f;
    view.eye.position += head.orientation * glm::vec3(side, 0.0f, 0.0f);
    view.angle_left = -half_across_rad;
    view.angle_right = half_across_rad;
    view.angle_up = half_down_rad;
    view.angle_down = -half_down_rad;
    views.push_back(view);
  }
  return views;
}

}  // namespace

int render_models(const ModelChoices& choices) {
  int width = 0, height = 0;
  char rest = 0;
  if (std::sscanf(choices.size.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 16 ||
      height < 16 || width > 8192 || height > 8192)
    throw std::runtime_error("--size " + choices.size +
                             ": write width x height up to 8192, such as 1280x720");
  const Clock::time_point began = Clock::now();
  xr::GpuRequest request;
  request.validation = choices.validation;
  xr::Gpu gpu(request);
  xr::ModelView view(gpu, {xr::Offscreen::kFormat, 0, true});
  for (const std::string& text : choices.models) view.add(instance_of(text, choices));

  const float half_down = glm::radians(static_cast<float>(choices.fov_deg)) * 0.5f;
  const float half_across =
      std::atan(std::tan(half_down) * static_cast<float>(width) / static_cast<float>(height));
  const auto time_s = static_cast<float>(choices.time_s);
  const xr::Box box = view.bounds(time_s);
  xr::Pose head = framed(box, half_down, half_across);
  if (!choices.eye.empty()) {
    const glm::vec3 eye = vec3_of(choices.eye);
    head = looking(eye, choices.look_at.empty() ? box.centre() : vec3_of(choices.look_at));
  }
  // The key light comes over the right shoulder of who looks.
  xr::ModelLight light;
  light.key_toward = head.orientation * glm::vec3(0.45f, 0.0f, 0.55f) + glm::vec3(0.0f, 0.75f, 0.0f);
  light.exposure_ev = static_cast<float>(choices.exposure_ev);
  view.set_light(light);

  const std::vector<xr::View> views = views_of(head, half_down, half_across, choices.stereo);
  xr::Still still(gpu, static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height),
                  static_cast<std::uint32_t>(views.size()));
  view.draw(time_s, views, still.target());
  view.finish();
  const double first_ms = ms_since(began);
  if (!choices.picture.empty()) xr::write_image(choices.picture, still.read());

  std::vector<double> frames_ms;
  for (int i = 0; i < choices.frames; ++i) {
    const Clock::time_point from = Clock::now();
    view.draw(time_s + static_cast<float>(i) / 72.0f, views, still.target());
    view.finish();
    frames_ms.push_back(ms_since(from));
  }
  const xr::RenderStats stats = view.stats();
  std::printf("%s\n", gpu.name.c_str());
  std::printf("first frame %.0f ms after start; %d draws, %lld triangles%s, %.1f MiB of GPU memory\n",
              first_ms, stats.draws, static_cast<long long>(stats.triangles),
              choices.stereo ? " in two views" : "", static_cast<double>(stats.gpu_bytes) / (1 << 20));
  if (!frames_ms.empty()) {
    std::sort(frames_ms.begin(), frames_ms.end());
    const auto at = [&](double part) {
      return frames_ms[static_cast<std::size_t>(part * static_cast<double>(frames_ms.size() - 1) + 0.5)];
    };
    std::printf("%d frames of %d x %d%s: median %.2f ms, p99 %.2f ms\n", choices.frames, width, height,
                choices.stereo ? ", two views" : "", at(0.5), at(0.99));
  }
  if (!choices.picture.empty()) std::fprintf(stderr, "threshold: wrote %s\n", choices.picture.c_str());
  return gpu.complaints() == 0 ? 0 : 2;
}

void add_model_options(CLI::App& command, ModelChoices& c) {
  const char* group = "Any glTF file";
  command
      .add_option("--model", c.models,
                  "Draw these glTF files instead of the story: FILE.glb, or FILE.glb@x,y,z[,yaw] to place it")
      ->group(group);
  command.add_option("--eye", c.eye, "Where the camera is, in metres; else all is in view")
      ->expected(3)
      ->delimiter(',')
      ->group(group);
  command.add_option("--look-at", c.look_at, "What it looks at; else the middle")
      ->expected(3)
      ->delimiter(',')
      ->needs("--eye")
      ->group(group);
  command.add_option("--fov", c.fov_deg, "Its vertical field of view, degrees")
      ->check(CLI::Range(1.0, 170.0))
      ->group(group);
  command.add_option("--clip", c.clip, "Animation to play; else the first")->group(group);
  command.add_flag("--rest", c.still, "No animation")->group(group);
  command.add_option("--time", c.time_s, "Seconds into the animation")->group(group);
  command.add_option("--exposure", c.exposure_ev, "Brighter or darker, in stops")->group(group);
  command.add_flag("--stereo", c.stereo, "Two views, 63 mm apart, each of --size")->group(group);
  command.add_option("--frames", c.frames, "Draw so many and print median and p99 frame time")
      ->check(CLI::Range(1, 1000000))
      ->group(group);
}

}  // namespace threshold::app
