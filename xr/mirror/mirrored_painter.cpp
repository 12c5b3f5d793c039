#include "xr/mirror/mirrored_painter.h"

#include <utility>

namespace threshold::xr {
namespace {

class MirroredPainter final : public Painter {
 public:
  MirroredPainter(const PainterFactory& make, const GpuRequest& request, EyeListener* listener)
      : listener_(listener), inner_(make(request)) {
    listener_->device_made(inner_->device());
  }
  ~MirroredPainter() override { listener_->device_going(); }

  PainterDevice device() const override { return inner_->device(); }
  void begin(VkFormat format) override { inner_->begin(format); }
  void preload(const std::string& place, const std::vector<std::string>& people) override {
    inner_->preload(place, people);
  }
  void set_hidden_area(std::size_t view, std::vector<glm::vec2> triangles) override {
    inner_->set_hidden_area(view, std::move(triangles));
  }
  void paint(const Picture& picture, std::span<const View> views, const Target& target) override {
    inner_->paint(picture, views, target);
    listener_->painted(*inner_, picture, views, target);
  }
  void paint_panel(const Panel& panel, const Target& target) override { inner_->paint_panel(panel, target); }
  Renderer::Placement place_panel(const Panel& panel, const Pose& head) const override {
    return inner_->place_panel(panel, head);
  }
  void finish() override { inner_->finish(); }
  std::optional<double> work_s() const override { return inner_->work_s(); }

 private:
  EyeListener* listener_;
  std::unique_ptr<Painter> inner_;
};

}  // namespace

PainterFactory mirrored(PainterFactory inner, EyeListener* listener) {
  return [inner = std::move(inner), listener](const GpuRequest& request) {
    return std::make_unique<MirroredPainter>(inner, request, listener);
  };
}

}  // namespace threshold::xr
