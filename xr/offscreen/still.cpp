#include "xr/offscreen/still.h"

#include <cstring>

#include "xr/vulkan/check.h"
#include "xr/vulkan/memory.h"

namespace threshold::xr {

struct Still::Impl {
  Gpu& gpu;
  std::uint32_t width, height, views;
  Image image;
  Buffer pixels;
  VkCommandPool pool = VK_NULL_HANDLE;
  VkCommandBuffer commands = VK_NULL_HANDLE;
};

Still::Still(Gpu& gpu, std::uint32_t width, std::uint32_t height, std::uint32_t views)
    : impl_(new Impl{gpu, width, height, views, {}, {}}) {
  Impl& r = *impl_;
  ImageRequest request;
  request.format = Offscreen::kFormat;
  request.extent = {width, height, 1};
  request.layers = views;
  request.array_view = true;
  request.usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT;
  r.image = Image(gpu, request);
  r.pixels = Buffer(gpu, VkDeviceSize{4} * width * height * views, VK_BUFFER_USAGE_TRANSFER_DST_BIT, true);
  auto pool = vk_struct<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
  pool.queueFamilyIndex = gpu.queue_family;
  pool.flags = VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT;
  check(vkCreateCommandPool(gpu.device, &pool, nullptr, &r.pool), "creating a command pool");
  auto commands = vk_struct<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
  commands.commandPool = r.pool;
  commands.commandBufferCount = 1;
  check(vkAllocateCommandBuffers(gpu.device, &commands, &r.commands), "allocating commands");
}

Still::~Still() {
  vkDeviceWaitIdle(impl_->gpu.device);
  vkDestroyCommandPool(impl_->gpu.device, impl_->pool, nullptr);
}

Target Still::target() const {
  Target target;
  target.image = impl_->image.handle;
  target.format = Offscreen::kFormat;
  target.extent = {impl_->width, impl_->height};
  target.layers = impl_->views;
  target.after = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
  return target;
}

PictureImage Still::read() {
  Impl& r = *impl_;
  auto begin = vk_struct<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
  begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
  check(vkBeginCommandBuffer(r.commands, &begin), "beginning commands");
  change_image(r.commands, r.image.handle,
               {VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, VK_PIPELINE_STAGE_TRANSFER_BIT,
                VK_ACCESS_COLOR_ATTACHMENT_WRITE_BIT, VK_ACCESS_TRANSFER_READ_BIT});
  VkBufferImageCopy copy{};
  copy.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, r.views};
  copy.imageExtent = {r.width, r.height, 1};
  vkCmdCopyImageToBuffer(r.commands, r.image.handle, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, r.pixels.handle, 1,
                         &copy);
  check(vkEndCommandBuffer(r.commands), "ending commands");
  auto info = vk_struct<VkSubmitInfo>(VK_STRUCTURE_TYPE_SUBMIT_INFO);
  info.commandBufferCount = 1;
  info.pCommandBuffers = &r.commands;
  check(vkQueueSubmit(r.gpu.queue, 1, &info, VK_NULL_HANDLE), "submitting the read-back");
  check(vkQueueWaitIdle(r.gpu.queue), "waiting for a picture");
  PictureImage image;
  image.width = static_cast<int>(r.width * r.views);
  image.height = static_cast<int>(r.height);
  image.rgba.resize(std::size_t{4} * r.width * r.height * r.views);
  const std::size_t row = std::size_t{4} * r.width;
  for (std::size_t v = 0; v < r.views; ++v) {
    for (std::size_t y = 0; y < r.height; ++y) {
      std::memcpy(image.rgba.data() + (y * r.views + v) * row, r.pixels.mapped + (v * r.height + y) * row,
                  row);
    }
  }
  return image;
}

}  // namespace threshold::xr
