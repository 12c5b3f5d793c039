// Frames: wait, begin, end, in that order, and what may be handed in with the end.
#include <utility>

#include "tests/openxr_runtime/compose.h"
#include "tests/openxr_runtime/guard.h"

namespace threshold::test_runtime {
namespace {

// What the last picture took beyond a period of the display holds this frame up, to a refresh later.
void delay_by_load(Session& one) {
  Runtime& rt = runtime();
  const XrDuration work = std::exchange(one.frame.work, 0);
  if (work <= rt.period) return;
  const XrDuration more = (work + rt.period - 1) / rt.period * rt.period - rt.period;
  rt.advance(more);
  if (rt.paced) sleep_outside(more);
}

XrResult wait_frame(XrSession handle, const XrFrameWaitInfo*, XrFrameState* out) {
  Runtime& rt = runtime();
  Session& one = rt.session(handle);
  rt.expect_type(out, XR_TYPE_FRAME_STATE, "xrWaitFrame");
  if (!one.running) rt.mistake(XR_ERROR_SESSION_NOT_RUNNING, "xrWaitFrame: the session does not run");
  if (one.frame.waited) {
    rt.mistake(XR_ERROR_CALL_ORDER_INVALID, "xrWaitFrame: the last frame was waited for and never begun");
  }
  rt.next_frame();
  delay_by_load(one);
  if (rt.faults.late_frames > 0) {
    --rt.faults.late_frames;
    sleep_outside(XrDuration{rt.faults.late_ms} * 1'000'000);
  }
  rt.settle(handle);
  one.frame.waited = true;
  one.frame.predicted = rt.now() + 2 * rt.period;
  out->predictedDisplayTime = one.frame.predicted;
  if (!rt.faults.times.empty()) {
    out->predictedDisplayTime = rt.faults.times.front();
    rt.faults.times.pop_front();
    one.frame.predicted = 0;  // told nonsense, the application may end with any time
  }
  out->predictedDisplayPeriod = rt.period;
  out->shouldRender = one.state == XR_SESSION_STATE_VISIBLE || one.state == XR_SESSION_STATE_FOCUSED;
  if (rt.faults.hidden_frames > 0) {
    --rt.faults.hidden_frames;
    out->shouldRender = XR_FALSE;
  }
  return XR_SUCCESS;
}

XrResult begin_frame(XrSession handle, const XrFrameBeginInfo*) {
  Runtime& rt = runtime();
  Session& one = rt.session(handle);
  if (!one.running) rt.mistake(XR_ERROR_SESSION_NOT_RUNNING, "xrBeginFrame: the session does not run");
  if (!one.frame.waited) rt.mistake(XR_ERROR_CALL_ORDER_INVALID, "xrBeginFrame: without xrWaitFrame");
  one.frame.waited = false;
  const bool discarded = one.frame.begun;
  if (discarded) ++rt.counts.discarded;
  one.frame.begun = true;
  return discarded ? XR_FRAME_DISCARDED : XR_SUCCESS;
}

void expect_image(const XrSwapchainSubImage& image) {
  Runtime& rt = runtime();
  const Swapchain* chain = rt.swapchains.find(image.swapchain);
  if (chain == nullptr) rt.mistake(XR_ERROR_HANDLE_INVALID, "xrEndFrame: a layer names a dead swapchain");
  if (chain->released < 0) {
    rt.mistake(XR_ERROR_LAYER_INVALID, "xrEndFrame: a layer's swapchain never had an image released");
  }
  const XrRect2Di& rect = image.imageRect;
  if (rect.offset.x < 0 || rect.offset.y < 0 || rect.extent.width <= 0 || rect.extent.height <= 0 ||
      rect.offset.x + rect.extent.width > static_cast<int>(chain->info.width) ||
      rect.offset.y + rect.extent.height > static_cast<int>(chain->info.height)) {
    rt.mistake(XR_ERROR_SWAPCHAIN_RECT_INVALID, "xrEndFrame: a layer's rectangle is outside its image");
  }
  if (image.imageArrayIndex >= chain->info.arraySize) {
    rt.mistake(XR_ERROR_VALIDATION_FAILURE, "xrEndFrame: a layer's array index is outside its image");
  }
}

void expect_pose(const XrPosef& pose) {
  const XrQuaternionf& q = pose.orientation;
  const float length = q.x * q.x + q.y * q.y + q.z * q.z + q.w * q.w;
  if (!(length > 0.98f && length < 1.02f)) {
    runtime().mistake(XR_ERROR_POSE_INVALID, "xrEndFrame: a layer's orientation is not of length 1");
  }
}

void expect_space(XrSpace space) {
  if (runtime().spaces.find(space) == nullptr) {
    runtime().mistake(XR_ERROR_HANDLE_INVALID, "xrEndFrame: a layer names a dead space");
  }
}

// Depth beside a view: of the same frame and the same part of its image, and with planes that make sense.
void expect_depth(const XrCompositionLayerProjectionView& view, const XrCompositionLayerDepthInfoKHR& info) {
  Runtime& rt = runtime();
  if (!rt.enabled(XR_KHR_COMPOSITION_LAYER_DEPTH_EXTENSION_NAME))
    rt.mistake(XR_ERROR_VALIDATION_FAILURE, "xrEndFrame: depth was handed in, its extension not enabled");
  expect_image(info.subImage);
  const Swapchain* depth = rt.swapchains.find(info.subImage.swapchain);
  const Swapchain* colour = rt.swapchains.find(view.subImage.swapchain);
  if (!is_depth(static_cast<VkFormat>(depth->info.format)))
    rt.mistake(XR_ERROR_VALIDATION_FAILURE, "xrEndFrame: the depth image is not of a depth format");
  if (depth->released_in != colour->released_in)
    rt.mistake(XR_ERROR_LAYER_INVALID, "xrEndFrame: the depth is of another frame than the picture");
  const XrRect2Di &d = info.subImage.imageRect, &c = view.subImage.imageRect;
  if (d.offset.x != c.offset.x || d.offset.y != c.offset.y || d.extent.width != c.extent.width ||
      d.extent.height != c.extent.height)
    rt.note_mistake("xrEndFrame: the depth covers another part than the picture");
  const bool range = info.minDepth >= 0.0f && info.minDepth < info.maxDepth && info.maxDepth <= 1.0f;
  const bool planes = info.nearZ > 0.0f && info.farZ > 0.0f && info.nearZ != info.farZ;
  if (!range || !planes)
    rt.mistake(XR_ERROR_VALIDATION_FAILURE, "xrEndFrame: the depth's range or planes make no sense");
  ++rt.counts.depths;
}

void expect_more_of_view(const XrCompositionLayerProjectionView& view) {
  for (auto* next = static_cast<const XrBaseInStructure*>(view.next); next != nullptr; next = next->next) {
    if (next->type == XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR)
      expect_depth(view, *reinterpret_cast<const XrCompositionLayerDepthInfoKHR*>(next));
  }
}

void expect_layer(const XrCompositionLayerBaseHeader* layer) {
  Runtime& rt = runtime();
  if (layer == nullptr) rt.mistake(XR_ERROR_LAYER_INVALID, "xrEndFrame: a null layer");
  expect_space(layer->space);
  if (layer->type == XR_TYPE_COMPOSITION_LAYER_PROJECTION) {
    const auto* projection = reinterpret_cast<const XrCompositionLayerProjection*>(layer);
    if (projection->viewCount != 2) rt.mistake(XR_ERROR_VALIDATION_FAILURE, "xrEndFrame: not two views");
    for (std::uint32_t i = 0; i < 2; ++i) {
      const XrCompositionLayerProjectionView& view = projection->views[i];
      rt.expect_type(&view, XR_TYPE_COMPOSITION_LAYER_PROJECTION_VIEW, "xrEndFrame");
      expect_pose(view.pose);
      expect_image(view.subImage);
      expect_more_of_view(view);
      if (!(view.fov.angleLeft < view.fov.angleRight) || !(view.fov.angleDown < view.fov.angleUp)) {
        rt.mistake(XR_ERROR_VALIDATION_FAILURE, "xrEndFrame: a field of view is empty");
      }
    }
    return;
  }
  if (layer->type == XR_TYPE_COMPOSITION_LAYER_QUAD) {
    const auto* quad = reinterpret_cast<const XrCompositionLayerQuad*>(layer);
    expect_pose(quad->pose);
    expect_image(quad->subImage);
    if (!(quad->size.width > 0.0f) || !(quad->size.height > 0.0f)) {
      rt.mistake(XR_ERROR_VALIDATION_FAILURE, "xrEndFrame: a quad without size");
    }
    ++rt.counts.quads;
    return;
  }
  rt.mistake(XR_ERROR_LAYER_INVALID, "xrEndFrame: a layer of a type that no enabled extension defines");
}

void count_load(Session& one, std::span<const XrCompositionLayerBaseHeader* const> layers) {
  Runtime& rt = runtime();
  double pixels = 0.0;
  for (const XrCompositionLayerBaseHeader* layer : layers) {
    if (layer->type != XR_TYPE_COMPOSITION_LAYER_PROJECTION) continue;
    const auto* projection = reinterpret_cast<const XrCompositionLayerProjection*>(layer);
    for (std::uint32_t i = 0; i < projection->viewCount; ++i) {
      const XrExtent2Di& part = projection->views[i].subImage.imageRect.extent;
      pixels += static_cast<double>(part.width) * part.height;
    }
  }
  one.frame.work = static_cast<XrDuration>(pixels * rt.load_ns);
  if (one.frame.work > rt.period) ++rt.counts.overruns;
}

XrResult end_frame(XrSession handle, const XrFrameEndInfo* info) {
  Runtime& rt = runtime();
  Session& one = rt.session(handle);
  rt.expect_type(info, XR_TYPE_FRAME_END_INFO, "xrEndFrame");
  if (!one.running) rt.mistake(XR_ERROR_SESSION_NOT_RUNNING, "xrEndFrame: the session does not run");
  if (!one.frame.begun) rt.mistake(XR_ERROR_CALL_ORDER_INVALID, "xrEndFrame: without xrBeginFrame");
  if (info->displayTime <= 0)
    rt.mistake(XR_ERROR_TIME_INVALID, "xrEndFrame: the display time is not positive");
  if (one.frame.predicted > 0 && info->displayTime != one.frame.predicted) {
    rt.note_mistake("xrEndFrame: the display time is not the predicted one");
  }
  if (info->environmentBlendMode != XR_ENVIRONMENT_BLEND_MODE_OPAQUE) {
    rt.mistake(XR_ERROR_ENVIRONMENT_BLEND_MODE_UNSUPPORTED, "xrEndFrame: blend mode was not offered");
  }
  if (info->layerCount > XR_MIN_COMPOSITION_LAYERS_SUPPORTED) {
    rt.mistake(XR_ERROR_LAYER_LIMIT_EXCEEDED, "xrEndFrame: more layers than the system takes");
  }
  for (std::uint32_t i = 0; i < info->layerCount; ++i) expect_layer(info->layers[i]);
  one.frame.begun = false;
  one.first_frame_done = true;
  const bool seen = one.state == XR_SESSION_STATE_VISIBLE || one.state == XR_SESSION_STATE_FOCUSED;
  if (info->layerCount == 0) ++rt.counts.empty_frames;
  if (info->layerCount != 0) ++(seen ? rt.counts.pictures : rt.counts.needless_pictures);
  if (rt.compose > 0 && info->layerCount != 0) {
    --rt.compose;
    compose_layers(one, {info->layers, info->layerCount});
  }
  count_load(one, {info->layers, info->layerCount});
  rt.settle(handle);
  return XR_SUCCESS;
}

}  // namespace

std::vector<Entry> frame_entries() {
  return {entry<"xrWaitFrame", &wait_frame>(), entry<"xrBeginFrame", &begin_frame>(),
          entry<"xrEndFrame", &end_frame>()};
}

}  // namespace threshold::test_runtime
