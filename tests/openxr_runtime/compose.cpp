#include "tests/openxr_runtime/compose.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>

#include "tests/openxr_runtime/places.h"

namespace threshold::test_runtime {
namespace {

float to_linear(std::uint8_t value) {
  static const std::array<float, 256> table = [] {
    std::array<float, 256> t{};
    for (std::size_t i = 0; i < t.size(); ++i) {
      const float s = static_cast<float>(i) / 255.0f;
      t[i] = s <= 0.04045f ? s / 12.92f : std::pow((s + 0.055f) / 1.055f, 2.4f);  // IEC 61966-2-1
    }
    return t;
  }();
  return table[value];
}

std::uint8_t to_srgb(float linear) {
  const float l = std::clamp(linear, 0.0f, 1.0f);
  const float s = l <= 0.0031308f ? l * 12.92f : 1.055f * std::pow(l, 1.0f / 2.4f) - 0.055f;
  return static_cast<std::uint8_t>(std::lround(s * 255.0f));
}

bool fetch(Session& session, const XrSwapchainSubImage& sub, Pixels* out) {
  const Swapchain* chain = runtime().swapchains.find(sub.swapchain);
  const XrRect2Di& r = sub.imageRect;
  return session.gpu->read(
      chain->images[static_cast<std::size_t>(chain->released)].image,
      static_cast<VkFormat>(chain->info.format), sub.imageArrayIndex, {r.offset.x, r.offset.y},
      {static_cast<std::uint32_t>(r.extent.width), static_cast<std::uint32_t>(r.extent.height)}, out);
}

std::vector<float> fetch_depth(Session& session, const XrCompositionLayerProjectionView& view,
                               XrCompositionLayerDepthInfoKHR* told) {
  std::vector<float> depths;
  for (auto* next = static_cast<const XrBaseInStructure*>(view.next); next != nullptr; next = next->next) {
    if (next->type != XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR) continue;
    const auto& info = *reinterpret_cast<const XrCompositionLayerDepthInfoKHR*>(next);
    *told = info;
    Pixels raw;
    if (!fetch(session, info.subImage, &raw)) continue;
    depths.resize(std::size_t{raw.width} * raw.height);
    const bool small = raw.rgba.size() == 2 * depths.size();  // D16_UNORM
    for (std::size_t i = 0; i < depths.size(); ++i) {
      std::uint16_t value = 0;
      if (small) {
        std::memcpy(&value, &raw.rgba[2 * i], 2);
        depths[i] = static_cast<float>(value) / 65535.0f;
      } else {
        std::memcpy(&depths[i], &raw.rgba[4 * i], 4);
      }
    }
  }
  return depths;
}

struct Eye {
  Rigid pose;  // in the world
  XrFovf fov{};
};

void add_projection(Session& session, const XrCompositionLayerProjection& layer, std::size_t eye, Eye* at,
                    Pixels* out) {
  const XrCompositionLayerProjectionView& view = layer.views[eye];
  fetch(session, view.subImage, out);
  runtime().part[eye] = view.subImage.imageRect;
  runtime().depth[eye] = fetch_depth(session, view, &runtime().depth_told[eye]);
  const Space* space = runtime().spaces.find(layer.space);
  at->pose = locate_in_world(*space).pose * from_xr(view.pose);
  at->fov = view.fov;
}

// Casts a ray through every pixel of the eye and blends the quad where it is hit (nearest texel).
void add_quad(Session& session, const XrCompositionLayerQuad& quad, const Eye& eye, Pixels* out) {
  Pixels texture;
  if (!fetch(session, quad.subImage, &texture)) return;
  const Rigid world = locate_in_world(*runtime().spaces.find(quad.space)).pose * from_xr(quad.pose);
  const Rigid to_quad = inverse(world) * eye.pose;
  const bool alpha = (quad.layerFlags & XR_COMPOSITION_LAYER_BLEND_TEXTURE_SOURCE_ALPHA_BIT) != 0;
  const bool straight = (quad.layerFlags & XR_COMPOSITION_LAYER_UNPREMULTIPLIED_ALPHA_BIT) != 0;
  const float left = std::tan(eye.fov.angleLeft), right = std::tan(eye.fov.angleRight);
  const float up = std::tan(eye.fov.angleUp), down = std::tan(eye.fov.angleDown);
  for (std::uint32_t y = 0; y < out->height; ++y) {
    for (std::uint32_t x = 0; x < out->width; ++x) {
      const float u = (static_cast<float>(x) + 0.5f) / static_cast<float>(out->width);
      const float v = (static_cast<float>(y) + 0.5f) / static_cast<float>(out->height);
      const glm::vec3 ray = to_quad.turn * glm::vec3(left + u * (right - left), up + v * (down - up), -1.0f);
      if (ray.z >= 0.0f) continue;  // quads are seen from their front (+z) only
      const float distance = -to_quad.at.z / ray.z;
      if (distance <= 0.0f) continue;
      const glm::vec3 hit = to_quad.at + distance * ray;
      const float s = hit.x / quad.size.width + 0.5f, t = 0.5f - hit.y / quad.size.height;
      if (s < 0.0f || s >= 1.0f || t < 0.0f || t >= 1.0f) continue;
      const auto tx = static_cast<std::size_t>(s * static_cast<float>(texture.width));
      const auto ty = static_cast<std::size_t>(t * static_cast<float>(texture.height));
      const std::uint8_t* texel = &texture.rgba[4 * (ty * texture.width + tx)];
      std::uint8_t* pixel = &out->rgba[4 * (std::size_t{y} * out->width + x)];
      const float a = alpha ? static_cast<float>(texel[3]) / 255.0f : 1.0f;
      for (int c = 0; c < 3; ++c) {
        const float source = to_linear(texel[c]) * (alpha && straight ? a : 1.0f);
        pixel[c] = to_srgb(source + to_linear(pixel[c]) * (1.0f - a));
      }
    }
  }
}

void write_ppm(const std::string& name, const Pixels& pixels) {
  std::FILE* file = std::fopen(name.c_str(), "wb");
  if (file == nullptr) return;
  std::fprintf(file, "P6\n%u %u\n255\n", pixels.width, pixels.height);
  for (std::size_t i = 0; i < pixels.rgba.size(); i += 4) std::fwrite(&pixels.rgba[i], 1, 3, file);
  std::fclose(file);
}

}  // namespace

void compose_layers(Session& session, std::span<const XrCompositionLayerBaseHeader* const> layers) {
  Runtime& rt = runtime();
  for (std::size_t eye = 0; eye < 2; ++eye) {
    Eye at;
    Pixels& out = rt.picture[eye];
    out = {};
    for (const XrCompositionLayerBaseHeader* layer : layers) {
      if (layer->type == XR_TYPE_COMPOSITION_LAYER_PROJECTION) {
        add_projection(session, *reinterpret_cast<const XrCompositionLayerProjection*>(layer), eye, &at,
                       &out);
      } else {
        const auto& quad = *reinterpret_cast<const XrCompositionLayerQuad*>(layer);
        const bool this_eye = quad.eyeVisibility == XR_EYE_VISIBILITY_BOTH ||
                              (quad.eyeVisibility == XR_EYE_VISIBILITY_LEFT) == (eye == 0);
        if (this_eye) add_quad(session, quad, at, &out);
      }
    }
    if (!rt.picture_file.empty()) write_ppm(rt.picture_file + (eye == 0 ? "_left.ppm" : "_right.ppm"), out);
  }
}

}  // namespace threshold::test_runtime
