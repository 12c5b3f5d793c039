#include "xr/mirror/mirrored_painter.h"

#include <algorithm>
#include <cstring>

#include "xr/vulkan/check.h"

namespace threshold::xr {
namespace {

bool names(std::span<const VkExtensionProperties> offered, const char* name) {
  return std::any_of(offered.begin(), offered.end(), [&](const VkExtensionProperties& one) {
    return std::strcmp(one.extensionName, name) == 0;
  });
}

// What is asked for anyway, and `more` where it is offered. False: some of `more` is not.
bool add(std::vector<const char*>& all, std::span<const VkExtensionProperties> offered,
         std::span<const char* const> more) {
  bool every = true;
  for (const char* name : more) {
    const bool there =
        std::any_of(all.begin(), all.end(), [&](const char* one) { return !std::strcmp(one, name); });
    if (there) continue;
    if (names(offered, name))
      all.push_back(name);
    else
      every = false;
  }
  return every;
}

class MirroredPainter final : public Painter {
 public:
  MirroredPainter(const PainterFactory& make, const GpuRequest& request, EyeListener* listener)
      : listener_(listener) {
    bool shows = true;
    GpuRequest with_window = request;
    with_window.create_instance = [&](const VkInstanceCreateInfo& info, VkInstance* out) {
      listener->device_coming();
      std::uint32_t count = 0;
      vkEnumerateInstanceExtensionProperties(nullptr, &count, nullptr);
      std::vector<VkExtensionProperties> offered(count);
      vkEnumerateInstanceExtensionProperties(nullptr, &count, offered.data());
      VkInstanceCreateInfo more = info;
      std::vector<const char*> all(info.ppEnabledExtensionNames,
                                   info.ppEnabledExtensionNames + info.enabledExtensionCount);
      shows = add(all, offered, listener->instance_extensions());
      more.enabledExtensionCount = static_cast<std::uint32_t>(all.size());
      more.ppEnabledExtensionNames = all.data();
      return request.create_instance ? request.create_instance(more, out)
                                     : vkCreateInstance(&more, nullptr, out);
    };
    with_window.create_device = [&](VkPhysicalDevice physical, const VkDeviceCreateInfo& info,
                                    VkDevice* out) {
      std::uint32_t count = 0;
      vkEnumerateDeviceExtensionProperties(physical, nullptr, &count, nullptr);
      std::vector<VkExtensionProperties> offered(count);
      vkEnumerateDeviceExtensionProperties(physical, nullptr, &count, offered.data());
      VkDeviceCreateInfo more = info;
      std::vector<const char*> all(info.ppEnabledExtensionNames,
                                   info.ppEnabledExtensionNames + info.enabledExtensionCount);
      constexpr const char* kNeeded[] = {VK_KHR_SWAPCHAIN_EXTENSION_NAME};
      shows = add(all, offered, kNeeded) && shows;
      more.enabledExtensionCount = static_cast<std::uint32_t>(all.size());
      more.ppEnabledExtensionNames = all.data();
      return request.create_device ? request.create_device(physical, more, out)
                                   : vkCreateDevice(physical, &more, nullptr, out);
    };
    inner_ = make(with_window);
    listener_->device_made(inner_->device(), shows);
  }
  ~MirroredPainter() override { listener_->device_going(); }

  PainterDevice device() const override { return inner_->device(); }
  void begin(VkFormat format) override {
    listener_->format_chosen(format);
    inner_->begin(format);
  }
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
