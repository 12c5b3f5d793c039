// Painter: who fills the images that the headset's runtime lends us. The program uses the renderer
// (renderer_painter.h); tests use one that only clears, so that they need no assets and take no time.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "xr/vulkan/gpu.h"
#include "xr/vulkan/renderer.h"

namespace threshold::xr {

struct PainterDevice {
  VkInstance instance = VK_NULL_HANDLE;
  VkPhysicalDevice physical = VK_NULL_HANDLE;
  VkDevice device = VK_NULL_HANDLE;
  std::uint32_t queue_family = 0;
  std::string name;
  int complaints = 0;  // of Vulkan's validation layers so far, where they were asked for
};

class Painter {
 public:
  virtual ~Painter() = default;
  virtual PainterDevice device() const = 0;
  // Before the first picture, and again when a new session offers other formats or its images are new:
  // nothing that was made for earlier images may be used any more.
  virtual void begin(VkFormat format) = 0;
  virtual void preload(const std::string& place, const std::vector<std::string>& people) = 0;
  // What the lenses of this view hide: Renderer::set_hidden_area. Told after begin() of each session, and
  // again when it changes; holds for pictures of two views.
  virtual void set_hidden_area(std::size_t view, std::vector<glm::vec2> triangles) = 0;
  virtual void paint(const Picture& picture, std::span<const View> views, const Target& target) = 0;
  virtual void paint_panel(const Panel& panel, const Target& target) = 0;
  virtual Renderer::Placement place_panel(const Panel& panel, const Pose& head) const = 0;
  virtual void finish() = 0;  // waits for all submitted work
  // What a picture of late took of the graphics device's own time. Empty: it has no clock, or is no device but
  // the processor.
  virtual std::optional<double> work_s() const = 0;
};

// Makes a painter on the device that the request's hooks lead to; throws std::runtime_error. Called
// again after each loss of the instance or the device.
using PainterFactory = std::function<std::unique_ptr<Painter>(const GpuRequest&)>;

}  // namespace threshold::xr
