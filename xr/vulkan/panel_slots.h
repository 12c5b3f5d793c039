// PanelSlots: a fixed set of textures for the panels now in sight, and the texts laid out lately.
#pragma once

#include <array>
#include <list>
#include <string>
#include <vector>

#include "xr/vulkan/memory.h"
#include "xr/vulkan/panel_text.h"
#include "xr/vulkan/pipelines.h"

namespace threshold::xr {

class PanelSlots {
 public:
  static constexpr std::size_t kSlots = 6;
  PanelSlots(const Gpu& gpu, const Pipelines& pipelines);
  ~PanelSlots();
  PanelSlots(const PanelSlots&) = delete;
  PanelSlots& operator=(const PanelSlots&) = delete;

  struct Text {
    std::string key;
    PanelBitmap bitmap;
  };
  Text& text(const Panel& panel, Arrow arrow);  // laid out anew only when its content changed
  // Makes sure the text is in a slot, recording a copy where it is not. `frame` counts up; slots used in the
  // frames still in flight are never written. Null when every slot is busy.
  struct Filled {
    VkDescriptorSet set = VK_NULL_HANDLE;
    float u = 1.0f, v = 1.0f;  // filled part of the slot
  };
  Filled fill(Text& text, VkCommandBuffer commands, std::uint64_t frame);
  std::int64_t gpu_bytes() const;

 private:
  struct Slot {
    Image image;
    Buffer staging;
    VkDescriptorSet set = VK_NULL_HANDLE;
    std::uint64_t used_in = 0;
    std::string key;
    bool seen = false;  // was filled once
  };
  const Gpu& gpu_;
  VkDescriptorPool pool_ = VK_NULL_HANDLE;
  VkSampler sampler_ = VK_NULL_HANDLE;
  std::array<Slot, kSlots> slots_;
  std::list<Text> texts_;
};

}  // namespace threshold::xr
