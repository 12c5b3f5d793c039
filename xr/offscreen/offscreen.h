// Offscreen: pictures without a window, for video, tests and galleries. Drawing and reading back are
// pipelined: submit() returns at once, take() hands out the oldest picture that was submitted.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "xr/backend.h"
#include "xr/vulkan/renderer.h"

namespace threshold::xr {

struct PictureImage {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgba;  // sRGB-encoded, first row on top; views side by side
};

struct OffscreenOptions {
  std::uint32_t width = 1280, height = 720;  // of a view
  std::uint32_t views = 1;                   // 1, or 2 for a stereo pair
  float fov_down_rad = 0.95f;                // vertical field of view of submit(picture, head)
  float eye_distance_m = 0.063f;             // between two views
};

class Offscreen {
 public:
  static constexpr VkFormat kFormat = VK_FORMAT_R8G8B8A8_SRGB;  // a Renderer for it needs this colour_format
  static constexpr std::size_t kDepth = 3;                      // pictures under way at most

  Offscreen(Gpu& gpu, Renderer& renderer, const OffscreenOptions& options);
  ~Offscreen();
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;

  // True when submit() would have to wait: take() first.
  bool full() const;
  std::size_t under_way() const;
  void submit(const Picture& picture, std::span<const View> views);
  void submit(const Picture& picture, const Pose& head);
  void submit_panel(const Panel& panel);  // the panel alone, straight alpha
  // Waits for the oldest picture; empty when none is under way.
  std::optional<PictureImage> take();
  // Convenience: one picture, waited for.
  PictureImage draw(const Picture& picture, const Pose& head);

  std::vector<View> views_of(const Pose& head) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A backend without a window: the visitor is what `visitor` says for each frame, pictures go to `picture`.
class OffscreenBackend final : public Backend {
 public:
  struct Hooks {
    std::function<std::optional<Presence>(std::int64_t frame)> visitor;  // empty: the visitor leaves
    std::function<void(std::int64_t frame, const PictureImage&)>
        picture;  // in order, each frame that was drawn
  };
  OffscreenBackend(Gpu& gpu, Renderer& renderer, const OffscreenOptions& options, Hooks hooks);
  ~OffscreenBackend() override;
  Frame begin_frame() override;
  void draw(const Picture& picture) override;
  void feel(const Touch&, float) override {}
  std::string describe() const override;
  void flush();  // hands out what is still under way

 private:
  void hand_out();
  Gpu& gpu_;
  Offscreen offscreen_;
  Hooks hooks_;
  OffscreenOptions options_;
  Presence presence_;
  std::int64_t frame_ = -1;
  std::vector<std::int64_t> pending_;
};

}  // namespace threshold::xr
