// What a window's thread writes for its device to read: memory for words and pictures, and an image that
// holds the newest eye picture.
#pragma once

#include <cstdint>

#include "xr/mirror/window_device.h"

namespace threshold::xr {

class UploadRoom {
 public:
  explicit UploadRoom(WindowDevice& device) : device_(device) {}
  ~UploadRoom() { drop(); }
  UploadRoom(const UploadRoom&) = delete;
  UploadRoom& operator=(const UploadRoom&) = delete;
  // For so many bytes; the device is done with the last ones. False: there is no memory.
  bool fit(VkDeviceSize bytes);
  std::uint8_t* bytes() const { return mapped_; }
  VkBuffer buffer() const { return buffer_; }

 private:
  void drop();
  WindowDevice& device_;
  VkBuffer buffer_ = VK_NULL_HANDLE;
  VkDeviceMemory memory_ = VK_NULL_HANDLE;
  VkDeviceSize room_ = 0;
  std::uint8_t* mapped_ = nullptr;
};

// In TRANSFER_SRC layout once `number` is not 0.
class EyeStore {
 public:
  explicit EyeStore(WindowDevice& device) : device_(device) {}
  ~EyeStore() { drop(); }
  EyeStore(const EyeStore&) = delete;
  EyeStore& operator=(const EyeStore&) = delete;
  // Of this size; its contents go where it was another. False: there is no memory.
  bool fit(VkFormat format, VkExtent2D extent);
  VkImage image() const { return image_; }
  VkExtent2D extent() const { return extent_; }

  std::uint64_t number = 0;  // of the picture that it holds; 0: none

 private:
  void drop();
  WindowDevice& device_;
  VkImage image_ = VK_NULL_HANDLE;
  VkDeviceMemory memory_ = VK_NULL_HANDLE;
  VkExtent2D extent_{};
};

}  // namespace threshold::xr
