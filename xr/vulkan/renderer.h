// Renderer: draws a Picture for one or two views into an image that a backend supplies. Forward, one
// pass for both views by multiview, else two passes. Owns every GPU resource of places and people.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <glm/vec2.hpp>

#include "xr/picture.h"
#include "xr/vulkan/gpu.h"

namespace threshold::xr {

// Field of view as OpenXR gives it: signed angles in radians from the forward axis.
struct View {
  Pose eye;
  float angle_left = -0.8f, angle_right = 0.8f, angle_up = 0.8f, angle_down = -0.8f;
};

// Whose eyes these are, one or two: between them.
inline Pose head_of(std::span<const View> views) {
  Pose head = views[0].eye;
  if (views.size() > 1) head.position = 0.5f * (views[0].eye.position + views[1].eye.position);
  return head;
}

inline constexpr float kNearPlane_m = 0.05f;

// A colour image of one layer per view, owned by the backend. It must be in `before` when draw() is
// called, and is in `after` when the submitted work is done.
struct Target {
  VkImage image = VK_NULL_HANDLE;
  VkFormat format = VK_FORMAT_UNDEFINED;  // UNORM or SRGB, 8 bit; fixed for a Renderer
  VkExtent2D extent{};
  std::uint32_t layers = 1;
  VkImageLayout before = VK_IMAGE_LAYOUT_UNDEFINED;
  VkImageLayout after = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL;
  VkSemaphore wait = VK_NULL_HANDLE, signal = VK_NULL_HANDLE;  // optional (window)
  // Optional: a depth image of the same extent and layers, one sample, in DEPTH_STENCIL_ATTACHMENT_OPTIMAL
  // after the work is done. Depth is kNearPlane_m / distance along -z: 1 at the near plane, 0 at infinity.
  VkImage depth = VK_NULL_HANDLE;
  VkFormat depth_format = VK_FORMAT_UNDEFINED;  // D32_SFLOAT or D16_UNORM; fixed for a Renderer
};

struct RendererOptions {
  std::filesystem::path assets;
  VkFormat colour_format = VK_FORMAT_R8G8B8A8_SRGB;
  int samples = 0;  // 0: best the device offers (1 on software devices)
  bool allow_multiview = true;
  bool studio = false;  // where a picture names no place: a plain lit background instead of darkness
  // Places and people beyond this are let go when nothing shows them: two places at their most.
  std::int64_t keep_bytes = 512ll << 20;
};

struct RenderStats {
  int draws = 0;
  std::int64_t triangles = 0;
  std::int64_t gpu_bytes = 0;
  std::optional<double> gpu_s;  // the device's own time for the picture before last; empty: it has no clock
};

class Renderer {
 public:
  Renderer(Gpu& gpu, const RendererOptions& options);
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  // Loads a place and people ahead of need. A missing or broken file throws std::runtime_error
  // (file, what, what to do). draw() loads what it lacks.
  void preload(const std::string& place, const std::vector<std::string>& people);
  // The same on a thread of its own, of low priority, while frames go on. What fails is tried again, and
  // said, by draw().
  void preload_beside(const std::string& place, const std::vector<std::string>& people);

  // Whether what preload_beside() was asked for is still on its way: files, copies, first draws.
  bool busy_beside() const;

  // Records and submits one frame; at most two frames are in flight. Throws DeviceLost.
  void draw(const Picture& picture, std::span<const View> views, const Target& target);
  // Draws one panel, full image, straight alpha, for an OpenXR quad layer.
  void draw_panel(const Panel& panel, const Target& target);
  // World size in metres of a panel at reading size and where the captions rules put it, for this head.
  struct Placement {
    Pose pose;
    float width_m = 0.0f, height_m = 0.0f;
  };
  Placement place_panel(const Panel& panel, const Pose& head) const;
  // What the lenses of this view never show, as triangles in the plane z = -1 before the eye (x right, y up,
  // counter-clockwise), for example an OpenXR hidden-triangle mesh: no fragment is shaded there. Empty: all
  // is seen. Kept until set again. There the picture is black and its depth 1.
  void set_hidden_area(std::size_t view, std::vector<glm::vec2> triangles);
  // Whether draw() itself draws panels into the picture (window, images) or leaves them to quad layers.
  void set_panels_in_picture(bool yes);

  void finish();              // waits for everything submitted
  RenderStats stats() const;  // of the last draw

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

struct DeviceLost {};

}  // namespace threshold::xr
