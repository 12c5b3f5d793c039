// A painter whose graphics device takes a given time for each pixel, as far as the headset is told; another
// one paints.
#pragma once

#include <memory>
#include <utility>

#include "xr/openxr/painter.h"

namespace threshold::xr {

struct PixelLoad {
  double ns = 0.0;  // a pixel of the eyes' pictures
  VkExtent2D extent{};
};

class LoadedPainter final : public Painter {
 public:
  LoadedPainter(std::unique_ptr<Painter> by, PixelLoad* load) : by_(std::move(by)), load_(load) {}
  PainterDevice device() const override { return by_->device(); }
  void begin(VkFormat format) override { by_->begin(format); }
  void preload(const std::string& place, const std::vector<std::string>& people) override {
    by_->preload(place, people);
  }
  void set_hidden_area(std::size_t view, std::vector<glm::vec2> triangles) override {
    by_->set_hidden_area(view, std::move(triangles));
  }
  void paint(const Picture& picture, std::span<const View> views, const Target& target) override {
    load_->extent = target.extent;
    by_->paint(picture, views, target);
  }
  void paint_panel(const Panel& panel, const Target& target) override { by_->paint_panel(panel, target); }
  Renderer::Placement place_panel(const Panel& panel, const Pose& head) const override {
    return by_->place_panel(panel, head);
  }
  void finish() override { by_->finish(); }
  std::optional<double> work_s() const override {
    return 2.0 * load_->extent.width * load_->extent.height * load_->ns * 1e-9;
  }

 private:
  std::unique_ptr<Painter> by_;
  PixelLoad* load_;
};

}  // namespace threshold::xr
