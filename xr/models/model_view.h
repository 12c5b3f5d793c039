// ModelView: draws any glTF 2.0 files from any camera, lit by one key light and a sky over a ground. What
// `threshold render --model` shows; it knows nothing of places and the story.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "xr/vulkan/model.h"
#include "xr/vulkan/renderer.h"

namespace threshold::xr {

struct ModelViewOptions {
  VkFormat colour_format = VK_FORMAT_R8G8B8A8_SRGB;
  int samples = 0;  // 0: best the device offers (1 on software devices)
  bool allow_multiview = true;
};

// One file in the scene; the same file may be there several times and is loaded once.
struct ModelInstance {
  std::filesystem::path file;
  Pose root;
  std::string clip;       // empty: its first animation
  bool animated = true;   // false: as it rests
  float offset_s = 0.0f;  // added to the time of its animation
};

struct ModelLight {
  glm::vec3 sky{0.62f, 0.68f, 0.76f}, ground{0.30f, 0.27f, 0.24f};  // what arrives from above and from below
  glm::vec3 key_toward{0.45f, 0.75f, 0.5f};                         // need not be unit
  glm::vec3 key{1.15f, 1.08f, 0.98f};
  glm::vec3 background{0.16f, 0.17f, 0.19f};  // scene light, as all of these
  float exposure_ev = 0.0f;
};

class ModelView {
 public:
  ModelView(Gpu& gpu, const ModelViewOptions& options);
  ~ModelView();
  ModelView(const ModelView&) = delete;
  ModelView& operator=(const ModelView&) = delete;

  // Throws std::runtime_error (file, what, what to do); also for a clip that the file does not have.
  void add(const ModelInstance& instance);
  // What all instances reach at this time, in metres; animation of skins and morph targets included.
  Box bounds(float time_s);
  void set_light(const ModelLight& light);

  // As Renderer::draw().
  void draw(float time_s, std::span<const View> views, const Target& target);
  void finish();
  RenderStats stats() const;  // of the last draw

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace threshold::xr
