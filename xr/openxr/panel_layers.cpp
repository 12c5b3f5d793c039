#include "xr/openxr/panel_layers.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

#include "xr/openxr/pose_math.h"

namespace threshold::xr {
namespace {

constexpr float kPixelsPerMetre = 900.0f;  // at 2 m about 31 pixels a degree: above today's lenses
constexpr std::uint32_t kLargestSide = 2048;
constexpr int kKeepFrames = 600;   // images of a panel that left, for one that comes back
constexpr double kLagS = 0.35;     // time constant of the following
constexpr float kLeave_m = 0.12f;  // closer than this it stays where it is (3.5 degrees at 2 m)

std::uint32_t pixels(float metres) {
  const auto wanted = static_cast<std::uint32_t>(std::ceil(metres * kPixelsPerMetre / 64.0f)) * 64;
  return std::clamp(wanted, 64u, kLargestSide);
}

std::string content_of(const Panel& panel) {
  return std::to_string(static_cast<int>(panel.kind)) + ' ' + std::to_string(panel.text_percent) + '\n' +
         panel.speaker + '\n' + panel.text;
}

}  // namespace

Pose lag_toward(const Pose& now, const Pose& wanted, double dt_s) {
  const float distance = glm::distance(now.position, wanted.position);
  if (distance < kLeave_m) return {now.position, wanted.orientation};
  // What lies beyond the dead zone shrinks exponentially: never a jump, always within reach.
  const float keep = static_cast<float>(std::exp(-dt_s / kLagS));
  const float left = kLeave_m + (distance - kLeave_m) * keep;
  return {wanted.position + (now.position - wanted.position) * (left / distance), wanted.orientation};
}

bool PanelLayers::repaint(const Panel& panel, const std::string& content, Shown* shown, Painter* painter) {
  const VkExtent2D extent{pixels(shown->width_m), pixels(shown->height_m)};
  const bool fits = shown->images && shown->images->extent().width == extent.width &&
                    shown->images->extent().height == extent.height;
  if (!fits) {
    if (shown->images) painter->finish();
    shown->images = std::make_unique<Swapchain>(session_, format_, extent, 1);
    shown->content.clear();
  }
  if (shown->content == content) return true;
  const auto image = shown->images->acquire();
  if (!image) return shown->images->painted();  // the old text a frame longer
  Target target;
  target.image = *image;
  target.format = format_;
  target.extent = extent;
  painter->paint_panel(panel, target);
  shown->images->release();
  shown->content = content;
  return true;
}

void PanelLayers::drop_unused() {
  for (auto it = shown_.begin(); it != shown_.end();) {
    Shown& shown = it->second;
    shown.unused_frames = shown.wanted ? 0 : shown.unused_frames + 1;
    shown.placed = shown.placed && shown.wanted;
    it = shown.unused_frames > kKeepFrames ? shown_.erase(it) : std::next(it);
  }
}

const std::vector<XrCompositionLayerQuad>& PanelLayers::update(const std::vector<Panel>& panels,
                                                               const Pose& head, XrSpace space, double dt_s,
                                                               std::size_t most, Painter* painter) {
  quads_.clear();
  for (auto& [id, shown] : shown_) shown.wanted = false;
  for (const Panel& panel : panels) {
    if (quads_.size() == most) break;
    const Renderer::Placement place = painter->place_panel(panel, head);
    if (!(place.width_m > 0.0f) || !(place.height_m > 0.0f)) continue;
    Shown& shown = shown_[panel.id];
    shown.wanted = true;
    shown.width_m = place.width_m;
    shown.height_m = place.height_m;
    shown.pose = shown.placed ? lag_toward(shown.pose, place.pose, dt_s) : place.pose;
    shown.placed = true;
    if (!repaint(panel, content_of(panel), &shown, painter)) continue;
    XrCompositionLayerQuad quad{XR_TYPE_COMPOSITION_LAYER_QUAD};
    quad.layerFlags =
        XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT | XR_COMPOSITION_LAYER_UNPREMULTIPLIED_ALPHA_BIT;
    quad.space = space;
    quad.eyeVisibility = XR_EYE_VISIBILITY_BOTH;
    const VkExtent2D extent = shown.images->extent();
    quad.subImage = {
        shown.images->get(),
        {{0, 0}, {static_cast<std::int32_t>(extent.width), static_cast<std::int32_t>(extent.height)}},
        0};
    quad.pose = to_xr(shown.pose);
    quad.size = {shown.width_m, shown.height_m};
    quads_.push_back(quad);
  }
  drop_unused();
  std::sort(quads_.begin(), quads_.end(),
            [&](const XrCompositionLayerQuad& a, const XrCompositionLayerQuad& b) {
              return glm::distance(from_xr(a.pose.position), head.position) >
                     glm::distance(from_xr(b.pose.position), head.position);
            });
  return quads_;
}

}  // namespace threshold::xr
