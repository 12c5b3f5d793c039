#include "xr/openxr/renderer_painter.h"

#include <array>

#include "xr/openxr/headset.h"

namespace threshold::xr {
namespace {

class RendererPainter final : public Painter {
 public:
  RendererPainter(const GpuRequest& request, std::filesystem::path assets, std::optional<bool> one_pass)
      : gpu_(request), assets_(std::move(assets)) {
    gpu_.multiview_trusted = one_pass.value_or(gpu_.multiview_trusted);
  }

  PainterDevice device() const override {
    return {gpu_.instance, gpu_.physical, gpu_.device, gpu_.queue_family, gpu_.name, gpu_.complaints()};
  }

  void begin(VkFormat format) override {
    if (renderer_) renderer_->finish();
    if (renderer_ && format == format_) return;  // places and people stay loaded over a lost session
    RendererOptions options;
    options.assets = assets_;
    options.colour_format = format_ = format;
    renderer_.reset();
    renderer_ = std::make_unique<Renderer>(gpu_, options);
    renderer_->set_panels_in_picture(false);
    masked_ = false;
  }

  void preload(const std::string& place, const std::vector<std::string>& people) override {
    if (renderer_) renderer_->preload_beside(place, people);
  }
  void set_hidden_area(std::size_t view, std::vector<glm::vec2> triangles) override {
    if (view < hidden_.size()) hidden_[view] = std::move(triangles);
    masked_ = false;
  }
  void paint(const Picture& picture, std::span<const View> views, const Target& target) override {
    mask(views.size() == hidden_.size());
    renderer_->draw(picture, views, target);
  }
  void paint_panel(const Panel& panel, const Target& target) override {
    renderer_->draw_panel(panel, target);
  }
  Renderer::Placement place_panel(const Panel& panel, const Pose& head) const override {
    return renderer_->place_panel(panel, head);
  }
  void finish() override {
    if (renderer_) renderer_->finish();
  }
  std::optional<double> work_s() const override {
    if (!renderer_ || gpu_.software) return {};
    return renderer_->stats().gpu_s;
  }

 private:
  // A mirror's view of its own is seen through no lenses.
  void mask(bool wanted) {
    if (wanted == masked_ || renderer_ == nullptr) return;
    for (std::size_t view = 0; view < hidden_.size(); ++view) {
      renderer_->set_hidden_area(view, wanted ? hidden_[view] : std::vector<glm::vec2>{});
    }
    masked_ = wanted;
  }

  Gpu gpu_;
  std::filesystem::path assets_;
  VkFormat format_ = VK_FORMAT_UNDEFINED;
  std::array<std::vector<glm::vec2>, 2> hidden_;
  bool masked_ = false;  // the renderer knows `hidden_`
  std::unique_ptr<Renderer> renderer_;
};

}  // namespace

PainterFactory renderer_painter(const std::filesystem::path& assets, std::optional<bool> one_pass) {
  return [assets, one_pass](const GpuRequest& request) {
    return std::make_unique<RendererPainter>(request, assets, one_pass);
  };
}

std::unique_ptr<Headset> make_headset(const HeadsetOptions& options) {
  HeadsetOptions complete = options;
  if (!complete.make_painter) complete.make_painter = renderer_painter(options.assets);
  return connect_headset(complete);
}

}  // namespace threshold::xr
