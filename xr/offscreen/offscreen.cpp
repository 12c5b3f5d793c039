#include "xr/offscreen/offscreen.h"

#include <array>
#include <cmath>
#include <cstring>

#include "xr/vulkan/check.h"
#include "xr/vulkan/memory.h"

namespace threshold::xr {
namespace {

struct Slot {
  Image image;
  Buffer pixels;
  VkCommandPool pool = VK_NULL_HANDLE;
  VkCommandBuffer commands = VK_NULL_HANDLE;
  VkFence done = VK_NULL_HANDLE;
};

}  // namespace

struct Offscreen::Impl {
  Impl(Gpu& g, Renderer& r, const OffscreenOptions& o) : gpu(g), renderer(r), options(o) {
    for (Slot& slot : slots) make(slot);
  }
  ~Impl();
  void make(Slot& slot);
  void read_back(Slot& slot);
  Target target(const Slot& slot) const;
  Slot& next() { return slots[(first + count) % kDepth]; }
  std::size_t view_bytes() const { return std::size_t{4} * options.width * options.height; }

  Gpu& gpu;
  Renderer& renderer;
  OffscreenOptions options;
  std::array<Slot, kDepth> slots;
  std::size_t first = 0, count = 0;
};

Offscreen::Impl::~Impl() {
  for (Slot& slot : slots) {
    vkWaitForFences(gpu.device, 1, &slot.done, VK_TRUE, UINT64_MAX);
    vkDestroyFence(gpu.device, slot.done, nullptr);
    vkDestroyCommandPool(gpu.device, slot.pool, nullptr);
  }
}

void Offscreen::Impl::make(Slot& slot) {
  ImageRequest request;
  request.format = kFormat;
  request.extent = {options.width, options.height, 1};
  request.layers = options.views;
  request.array_view = true;
  request.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
  slot.image = Image(gpu, request);
  slot.pixels = Buffer(gpu, view_bytes() * options.views, VK_BUFFER_USAGE_TRANSFER_DST_BIT, true);
  auto pool = vk_struct<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
  pool.queueFamilyIndex = gpu.queue_family;
  pool.flags = VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT;
  check(vkCreateCommandPool(gpu.device, &pool, nullptr, &slot.pool), "creating a command pool");
  auto commands = vk_struct<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
  commands.commandPool = slot.pool;
  commands.commandBufferCount = 1;
  check(vkAllocateCommandBuffers(gpu.device, &commands, &slot.commands), "allocating commands");
  auto fence = vk_struct<VkFenceCreateInfo>(VK_STRUCTURE_TYPE_FENCE_CREATE_INFO);
  fence.flags = VK_FENCE_CREATE_SIGNALED_BIT;
  check(vkCreateFence(gpu.device, &fence, nullptr, &slot.done), "creating a fence");
}

Target Offscreen::Impl::target(const Slot& slot) const {
  Target target;
  target.image = slot.image.handle;
  target.format = kFormat;
  target.extent = {options.width, options.height};
  target.layers = options.views;
  target.after = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
  return target;
}

void Offscreen::Impl::read_back(Slot& slot) {
  auto begin = vk_struct<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
  begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
  check(vkBeginCommandBuffer(slot.commands, &begin), "beginning commands");
  change_image(slot.commands, slot.image.handle,
               {VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT,
                VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT, VK_ACCESS_TRANSFER_READ_BIT});
  VkBufferImageCopy copy{};
  copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, options.views};
  copy.imageExtent = {options.width, options.height, 1};
  vkCmdCopyImageToBuffer(slot.commands, slot.image.handle, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                         slot.pixels.handle, 1, &copy);
  auto to_host = vk_struct<VkMemoryBarrier>(VK_STRUCTURE_TYPE_MEMORY_BARRIER);
  to_host.srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT;
  to_host.dstAccessMask = VK_ACCESS_HOST_READ_BIT;
  vkCmdPipelineBarrier(slot.commands, VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_HOST_BIT, 0, 1,
                       &to_host, 0, nullptr, 0, nullptr);
  check(vkEndCommandBuffer(slot.commands), "ending commands");
  check(vkResetFences(gpu.device, 1, &slot.done), "resetting a fence");
  auto info = vk_struct<VkSubmitInfo>(VK_STRUCTURE_TYPE_SUBMIT_INFO);
  info.commandBufferCount = 1;
  info.pCommandBuffers = &slot.commands;
  check(vkQueueSubmit(gpu.queue, 1, &info, slot.done), "submitting the read-back");
  ++count;
}

Offscreen::Offscreen(Gpu& gpu, Renderer& renderer, const OffscreenOptions& options)
    : impl_(std::make_unique<Impl>(gpu, renderer, options)) {}

Offscreen::~Offscreen() {
  impl_->renderer.finish();
}

bool Offscreen::full() const {
  return impl_->count == kDepth;
}
std::size_t Offscreen::under_way() const {
  return impl_->count;
}

std::vector<View> Offscreen::views_of(const Pose& head) const {
  const OffscreenOptions& o = impl_->options;
  const float half = 0.5f * o.fov_down_rad;
  const float across = std::atan(std::tan(half) * static_cast<float>(o.width) / static_cast<float>(o.height));
  std::vector<View> views;
  for (std::uint32_t v = 0; v < o.views; ++v) {
    View view;
    view.eye = head;
    const float side = o.views == 1 ? 0.0f : (v == 0 ? -0.5f : 0.5f) * o.eye_distance_m;
    view.eye.position += head.orientation * glm::vec3(side, 0.0f, 0.0f);
    view.angle_left = -across;
    view.angle_right = across;
    view.angle_up = half;
    view.angle_down = -half;
    views.push_back(view);
  }
  return views;
}

void Offscreen::submit(const Picture& picture, std::span<const View> views) {
  if (full()) take();
  Slot& slot = impl_->next();
  impl_->renderer.draw(picture, views, impl_->target(slot));
  impl_->read_back(slot);
}

void Offscreen::submit(const Picture& picture, const Pose& head) {
  submit(picture, views_of(head));
}

void Offscreen::submit_panel(const Panel& panel) {
  if (full()) take();
  Slot& slot = impl_->next();
  impl_->renderer.draw_panel(panel, impl_->target(slot));
  impl_->read_back(slot);
}

std::optional<PictureImage> Offscreen::take() {
  if (impl_->count == 0) return std::nullopt;
  Slot& slot = impl_->slots[impl_->first];
  check(vkWaitForFences(impl_->gpu.device, 1, &slot.done, VK_TRUE, UINT64_MAX), "waiting for a picture");
  impl_->first = (impl_->first + 1) % kDepth;
  --impl_->count;
  const OffscreenOptions& o = impl_->options;
  PictureImage image;
  image.width = static_cast<int>(o.width * o.views);
  image.height = static_cast<int>(o.height);
  image.rgba.resize(impl_->view_bytes() * o.views);
  const std::size_t row = std::size_t{4} * o.width;
  for (std::size_t v = 0; v < o.views; ++v) {
    for (std::size_t y = 0; y < o.height; ++y) {
      std::memcpy(image.rgba.data() + (y * o.views + v) * row,
                  slot.pixels.mapped + v * impl_->view_bytes() + y * row, row);
    }
  }
  return image;
}

PictureImage Offscreen::draw(const Picture& picture, const Pose& head) {
  while (under_way() > 0) take();
  submit(picture, head);
  return *take();
}

}  // namespace threshold::xr
