#include "xr/openxr/connection.h"

#include <algorithm>
#include <cmath>

#include "xr/openxr/check.h"
#include "xr/openxr/refresh_rate.h"
#include "xr/openxr/vulkan_hooks.h"

namespace threshold::xr {
namespace {

// Both views in one size, so that they are two layers of one image.
VkExtent2D eye_extent(const Instance& instance, float scale) {
  constexpr auto kStereo = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;
  std::uint32_t count = 0;
  THRESHOLD_XR(
      xrEnumerateViewConfigurationViews(instance.get(), instance.system(), kStereo, 0, &count, nullptr));
  if (count != 2) throw XrFailure(XR_ERROR_VIEW_CONFIGURATION_TYPE_UNSUPPORTED, "two views");
  std::vector<XrViewConfigurationView> views(count, {XR_TYPE_VIEW_CONFIGURATION_VIEW});
  THRESHOLD_XR(xrEnumerateViewConfigurationViews(instance.get(), instance.system(), kStereo, count, &count,
                                                 views.data()));
  VkExtent2D extent{1, 1};
  for (const XrViewConfigurationView& view : views) {
    const auto scaled = [&](std::uint32_t size, std::uint32_t most) {
      return std::min(most, static_cast<std::uint32_t>(std::lround(static_cast<float>(size) * scale)));
    };
    extent.width = std::max(extent.width, scaled(view.recommendedImageRectWidth, view.maxImageRectWidth));
    extent.height = std::max(extent.height, scaled(view.recommendedImageRectHeight, view.maxImageRectHeight));
  }
  return extent;
}

std::size_t quads_beside_projection(const Instance& instance) {
  XrSystemProperties properties{XR_TYPE_SYSTEM_PROPERTIES};
  THRESHOLD_XR(xrGetSystemProperties(instance.get(), instance.system(), &properties));
  const std::uint32_t layers = properties.graphicsProperties.maxLayerCount;
  return layers == 0 ? XR_MIN_COMPOSITION_LAYERS_SUPPORTED - 1 : layers - 1;
}

// Depth is a gift to the compositor: whatever is wrong with it but a loss, the eyes are shown without.
std::unique_ptr<Swapchain> make_depth(const Instance& instance, XrSession session, VkExtent2D extent) {
  if (!instance.has(XR_KHR_COMPOSITION_LAYER_DEPTH_EXTENSION_NAME)) return nullptr;
  const VkFormat format = choose_depth_format(session);
  if (format == VK_FORMAT_UNDEFINED) return nullptr;
  try {
    return std::make_unique<Swapchain>(session, format, extent, 2u);
  } catch (const XrFailure& failure) {
    if (is_loss(failure.result())) throw;
    return nullptr;
  }
}

}  // namespace

XrSession create_session(const Instance& instance, const PainterDevice& device) {
  XrGraphicsBindingVulkanKHR binding{XR_TYPE_GRAPHICS_BINDING_VULKAN_KHR};
  binding.instance = device.instance;
  binding.physicalDevice = device.physical;
  binding.device = device.device;
  binding.queueFamilyIndex = device.queue_family;
  const XrSessionCreateInfo info{XR_TYPE_SESSION_CREATE_INFO, &binding, 0, instance.system()};
  XrSession session = XR_NULL_HANDLE;
  THRESHOLD_XR(xrCreateSession(instance.get(), &info, &session));
  return session;
}

SessionParts::SessionParts(const Instance& instance, const HeadsetOptions& options, Painter* with)
    : painter(with), session(create_session(instance, with->device())) {
  floor = std::make_unique<Floor>(session.get(), instance.has("XR_EXT_local_floor"),
                                  options.assumed_eye_height_m);
  actions = std::make_unique<InputActions>(instance, session.get());
  joints = std::make_unique<HandJoints>(instance, session.get());
  const VkFormat format = choose_format(session.get());
  painter->begin(format);
  const VkExtent2D extent = eye_extent(instance, options.scale);
  depth = make_depth(instance, session.get(), extent);
  eyes = std::make_unique<Swapchain>(session.get(), format, extent, 2u, options.eyes_are_copied);
  panels = std::make_unique<PanelLayers>(session.get(), format);
  mask = std::make_unique<VisibilityMask>(instance, session.get());
  most_quads = quads_beside_projection(instance);
  refresh_hz = choose_refresh_rate(instance, session.get(), options.refresh_hz);
}

SessionParts::~SessionParts() {
  try {
    painter->finish();  // nothing of ours may still write to images that go away
  } catch (...) {       // a lost device has finished everything it ever will
  }
}

void Connection::open(const HeadsetOptions& options, RuntimeThread& thread) {
  if (!instance) instance = std::make_unique<Instance>(options.withheld_extensions);
  instance->find_system();
  const During calls(thread, RuntimeThread::Doing::calls_with_device);
  if (!painter) painter = options.make_painter(gpu_request(*instance, options.validation));
  if (session) return;
  try {
    session = std::make_unique<SessionParts>(*instance, options, painter.get());
  } catch (const XrFailure& failure) {
    // Another headset, or its port, may hang on another GPU than the one we draw with.
    if (failure.result() == XR_ERROR_GRAPHICS_DEVICE_INVALID) painter.reset();
    throw;
  }
}

void Connection::close_instance() {
  session.reset();
  painter.reset();
  instance.reset();
}

}  // namespace threshold::xr
