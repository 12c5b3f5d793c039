#include "xr/vulkan/upload.h"

#include <algorithm>
#include <cstring>

#include "xr/vulkan/check.h"

namespace threshold::xr {
namespace {
constexpr std::size_t kBandBytes = 2u << 20;  // images are copied in bands of rows of about this size
}

std::size_t Upload::append(const Kept& bytes, std::size_t size) {
  const std::size_t at = (staged_ + 15) / 16 * 16;
  parts_.push_back({bytes, size, at});
  staged_ = at + size;
  return at;
}

void Upload::add(const Buffer& to, const void* bytes, std::size_t size) {
  const auto* first = static_cast<const std::byte*>(bytes);
  give(to, std::vector<std::byte>(first, first + size));
}

void Upload::add(const Image& to, std::uint32_t mip, VkExtent3D extent, const void* texels,
                 std::size_t size) {
  const auto* first = static_cast<const std::byte*>(texels);
  give(to, mip, extent, std::vector<std::byte>(first, first + size));
}

void Upload::add_part(const Buffer& to, const Kept& bytes, std::size_t size) {
  Step step;
  step.buffer = to.handle;
  step.copy = {append(bytes, size), 0, size};
  step.bytes = size;
  steps_.push_back(step);
}

void Upload::add_part(const Image& to, std::uint32_t mip, VkExtent3D extent, const Kept& bytes,
                      std::size_t size) {
  const std::size_t at = append(bytes, size);
  const std::size_t row = size / extent.height;
  const auto band = static_cast<std::uint32_t>(std::clamp<std::size_t>(kBandBytes / row, 1, extent.height));
  for (std::uint32_t y = 0; y < extent.height; y += band) {
    const std::uint32_t rows = std::min(band, extent.height - y);
    Step step;
    step.image = to.handle;
    step.texels.bufferOffset = at + y * row;
    step.texels.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, mip, 0, 1};
    step.texels.imageOffset = {0, static_cast<std::int32_t>(y), 0};
    step.texels.imageExtent = {extent.width, rows, 1};
    step.first = mip == 0 && y == 0;
    step.last = mip + 1 == to.mips && y + rows == extent.height;
    step.bytes = rows * row;
    steps_.push_back(step);
  }
}

void Upload::seal(const Gpu& gpu) {
  staging_ = Buffer(gpu, std::max<VkDeviceSize>(staged_, 16), VK_BUFFER_USAGE_TRANSFER_SRC_BIT, true);
  for (Part& part : parts_) {
    if (part.size > 0) std::memcpy(staging_.mapped + part.at, part.bytes.get(), part.size);
    part.bytes.reset();
  }
  parts_ = {};
}

bool Upload::record(VkCommandBuffer commands, std::size_t budget) {
  std::size_t done = 0;
  for (; next_ < steps_.size() && done < budget; ++next_) {
    const Step& step = steps_[next_];
    done += step.bytes;
    if (step.buffer != VK_NULL_HANDLE) {
      vkCmdCopyBuffer(commands, staging_.handle, step.buffer, 1, &step.copy);
      continue;
    }
    if (step.first) {
      change_image(
          commands, step.image,
          {VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, VK_PIPELINE_STAGE_TOP_OF_PIPE_BIT,
           VK_PIPELINE_STAGE_TRANSFER_BIT, 0, VK_ACCESS_TRANSFER_WRITE_BIT});
    }
    vkCmdCopyBufferToImage(commands, staging_.handle, step.image, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1,
                           &step.texels);
    if (step.last) {
      change_image(commands, step.image,
                   {VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL,
                    VK_PIPELINE_STAGE_TRANSFER_BIT, VK_PIPELINE_STAGE_FRAGMENT_SHADER_BIT,
                    VK_ACCESS_TRANSFER_WRITE_BIT, VK_ACCESS_SHADER_READ_BIT});
    }
  }
  if (next_ < steps_.size()) return false;
  auto barrier = vk_struct<VkMemoryBarrier>(VK_STRUCTURE_TYPE_MEMORY_BARRIER);
  barrier.srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT;
  barrier.dstAccessMask =
      VK_ACCESS_VERTEX_ATTRIBUTE_READ_BIT | VK_ACCESS_INDEX_READ_BIT | VK_ACCESS_SHADER_READ_BIT;
  vkCmdPipelineBarrier(commands, VK_PIPELINE_STAGE_TRANSFER_BIT,
                       VK_PIPELINE_STAGE_VERTEX_INPUT_BIT | VK_PIPELINE_STAGE_VERTEX_SHADER_BIT, 0, 1,
                       &barrier, 0, nullptr, 0, nullptr);
  return true;
}

}  // namespace threshold::xr
