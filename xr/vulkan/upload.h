// Upload: the bytes of one place or person on their way to the GPU. A loader thread fills the staging
// buffer; the drawing thread records the copies, a slice a frame.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "xr/vulkan/memory.h"

namespace threshold::xr {

class Upload {
 public:
  // Destinations must outlive the upload. Bytes are copied, values that are given away are kept, until
  // seal().
  void add(const Buffer& to, const void* bytes, std::size_t size);
  // One mip level of a colour image; levels in order, the last one makes it readable by shaders.
  void add(const Image& to, std::uint32_t mip, VkExtent3D extent, const void* texels, std::size_t size);
  template <class T>
  void give(const Buffer& to, std::vector<T>&& values) {
    const auto kept = std::make_shared<const std::vector<T>>(std::move(values));
    add_part(to, {kept, kept->data()}, kept->size() * sizeof(T));
  }
  template <class T>
  void give(const Image& to, std::uint32_t mip, VkExtent3D extent, std::vector<T>&& texels) {
    const auto kept = std::make_shared<const std::vector<T>>(std::move(texels));
    add_part(to, mip, extent, {kept, kept->data()}, kept->size() * sizeof(T));
  }
  void seal(const Gpu& gpu);  // into the staging buffer; what was kept is let go part by part

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
  using Kept = std::shared_ptr<const void>;  // the bytes, and what owns them
  struct Part {
    Kept bytes;
    std::size_t size = 0, at = 0;
  };
  void add_part(const Buffer& to, const Kept& bytes, std::size_t size);
  void add_part(const Image& to, std::uint32_t mip, VkExtent3D extent, const Kept& bytes, std::size_t size);
  std::size_t append(const Kept& bytes, std::size_t size);
  std::vector<Part> parts_;
  std::size_t staged_ = 0;
  std::vector<Step> steps_;
  std::size_t next_ = 0;
  Buffer staging_;
};

}  // namespace threshold::xr
