#include "xr/openxr/own_work.h"

#include <utility>

namespace threshold::xr {
namespace {

using Doing = RuntimeThread::Doing;

class OwnWorkPainter final : public Painter {
 public:
  OwnWorkPainter(const PainterFactory& make, const GpuRequest& request, RuntimeThread& thread)
      : thread_(thread) {
    const During own(thread_, Doing::own_work);
    inner_ = make(calling(request));
  }
  ~OwnWorkPainter() override {
    const During own(thread_, Doing::own_work);
    inner_.reset();
  }

  PainterDevice device() const override { return inner_->device(); }
  void begin(VkFormat format) override {
    const During own(thread_, Doing::own_work);
    inner_->begin(format);
  }
  void preload(const std::string& place, const std::vector<std::string>& people) override {
    const During own(thread_, Doing::own_work);
    inner_->preload(place, people);
  }
  void set_hidden_area(std::size_t view, std::vector<glm::vec2> triangles) override {
    const During own(thread_, Doing::own_work);
    inner_->set_hidden_area(view, std::move(triangles));
  }
  void paint(const Picture& picture, std::span<const View> views, const Target& target) override {
    const During own(thread_, Doing::own_work);
    inner_->paint(picture, views, target);
  }
  void paint_panel(const Panel& panel, const Target& target) override {
    const During own(thread_, Doing::own_work);
    inner_->paint_panel(panel, target);
  }
  Renderer::Placement place_panel(const Panel& panel, const Pose& head) const override {
    const During own(thread_, Doing::own_work);
    return inner_->place_panel(panel, head);
  }
  void finish() override {
    const During own(thread_, Doing::own_work);
    inner_->finish();
  }
  std::optional<double> work_s() const override { return inner_->work_s(); }

 private:
  // The runtime takes part in making the device (vulkan_hooks.h): those calls are its own again.
  GpuRequest calling(const GpuRequest& request) const {
    GpuRequest told = request;
    told.create_instance = [&](const VkInstanceCreateInfo& info, VkInstance* out) {
      const During calls(thread_, Doing::calls_with_device);
      return request.create_instance(info, out);
    };
    told.choose_device = [&](VkInstance instance) {
      const During calls(thread_, Doing::calls_with_device);
      return request.choose_device(instance);
    };
    told.create_device = [&](VkPhysicalDevice physical, const VkDeviceCreateInfo& info, VkDevice* out) {
      const During calls(thread_, Doing::calls_with_device);
      return request.create_device(physical, info, out);
    };
    return told;
  }

  RuntimeThread& thread_;
  std::unique_ptr<Painter> inner_;
};

}  // namespace

PainterFactory as_own_work(PainterFactory make, RuntimeThread& thread) {
  return [make = std::move(make), &thread](const GpuRequest& request) {
    return std::make_unique<OwnWorkPainter>(make, request, thread);
  };
}

}  // namespace threshold::xr
