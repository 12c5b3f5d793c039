// Upload: the bytes of one place or person on their way to the GPU. A loader thread fills the staging
// buffer; the drawing thread records the copies, a slice a frame.
#pragma once

#include <cstddef>
#include <vector>

#include "xr/vulkan/memory.h"

namespace threshold::xr {

class Upload {
 public:
  // Destinations must outlive the upload. Bytes are copied into an ordinary vector until seal().
  void add(const Buffer& to, const void* bytes, std::size_t size);
  // One mip level of a colour image; levels in order, the last one makes it readable by shaders.
  void add(const Image& to, std::uint32_t mip, VkExtent3D extent, const void* texels, std::size_t size);
  void seal(const Gpu& gpu);

  // Records at most about `budget` bytes of copies; true when everything is recorded.
  bool record(VkCommandBuffer commands, std::size_t budget);
  bool recorded() const { return next_ == steps_.size(); }
  Buffer take_staging() { return std::move(staging_); }

 private:
  struct Step {
    VkBuffer buffer = VK_NULL_HANDLE;
    VkBufferCopy copy{};
    VkImage image = VK_NULL_HANDLE;
    VkBufferImageCopy texels{};
    bool first = false, last = false;
    std::size_t bytes = 0;
  };
  std::size_t append(const void* bytes, std::size_t size);
  std::vector<std::byte> bytes_;
  std::vector<Step> steps_;
  std::size_t next_ = 0;
  Buffer staging_;
};

}  // namespace threshold::xr
