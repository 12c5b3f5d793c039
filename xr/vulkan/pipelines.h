// Pipelines: the few ways of drawing, each in the variants its material and place need, made on first
// request and kept. prepare() makes variants ahead, so that no frame waits for a compiler.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <mutex>

#include "xr/vulkan/gpu.h"
#include "xr/vulkan/render_passes.h"

namespace threshold::xr {

enum class Way : std::uint8_t { place, rain, water, person, sky, contact, puff, panel, panel_layer, hidden };

struct Variant {
  Way way = Way::place;
  int light = 0;  // 0 ambient and key, 1 a lightmap, 2 two lightmaps, 3 unlit
  int spots = 0;  // lamps that may light it: all of the place, 1 for people
  bool textured = false, gloss = false, haze = false;
  bool shade = false;   // a lamp throws a shadow on it
  bool cookie = false;  // a lamp with a pattern lights it
  bool sun = false;     // someone throws a shadow on it in the sun
  bool fade = false;    // a person on the way to another version
  bool two_sided = false, transparent = false;
  bool multiview = false;
  auto operator<=>(const Variant&) const = default;
};

class Pipelines {
 public:
  Pipelines(const Gpu& gpu, VkFormat colour, VkFormat depth, int samples);
  ~Pipelines();
  Pipelines(const Pipelines&) = delete;
  Pipelines& operator=(const Pipelines&) = delete;

  // Any thread. Waits for a compiler only when it is this variant that is being made.
  VkPipeline get(const Variant& variant);
  VkPipeline haze();  // any thread
  bool software() const { return gpu_.software; }
  VkDescriptorSetLayout frame_set = VK_NULL_HANDLE, lightmap_set = VK_NULL_HANDLE,
                        texture_set = VK_NULL_HANDLE;
  VkPipelineLayout layout = VK_NULL_HANDLE;
  RenderPasses passes;

 private:
  struct Kept {
    std::mutex making;
    VkPipeline pipeline = VK_NULL_HANDLE;
  };
  VkPipeline make(const Variant& variant);
  void make_layouts();
  VkPipeline make_haze();

  const Gpu& gpu_;
  int samples_;
  bool encode_;
  VkPipelineCache cache_ = VK_NULL_HANDLE;
  Kept haze_;
  std::mutex mutex_;  // of the map, never held while something is made
  std::map<Variant, Kept> pipelines_;
};

// Whether a format leaves sRGB encoding to the shader.
bool needs_encoding(VkFormat colour);

}  // namespace threshold::xr
