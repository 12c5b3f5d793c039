#include "xr/mirror/eye_watch.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "xr/vulkan/check.h"

namespace threshold::xr {
namespace {

constexpr double kLeast_s = 0.014;  // no display shows onlookers more than about seventy pictures a second
constexpr double kLeastSoftware_s = 0.05;  // a processor that draws has better things to do
constexpr double kSettle_s = 0.2;  // a window that is dragged larger gets copies of its size once it rests

double now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// As wide by as high as this field of view is seen.
float aspect_of(const View& view) {
  const float wide = std::tan(view.angle_right) - std::tan(view.angle_left);
  const float high = std::tan(view.angle_up) - std::tan(view.angle_down);
  return high > 0.0f && wide > 0.0f ? wide / high : 1.0f;
}

bool same(VkExtent2D a, VkExtent2D b) {
  return a.width == b.width && a.height == b.height;
}

}  // namespace

void EyeWatch::want(MirrorView view, const PagePart& room) {
  const auto side = [](int px) { return static_cast<std::uint32_t>(std::clamp(px, 0, 0xffff)); };
  room_.store(side(room.width) << 16 | side(room.height));
  if (view_.exchange(view) != view) hurry_.store(true);
}

void EyeWatch::offer() {
  if (copies_.offer()) on_offer_();
}

void EyeWatch::device_made(const PainterDevice& made) {
  ScreenDevice device{made.instance, made.physical, made.device, made.queue_family, VK_NULL_HANDLE};
  vkGetDeviceQueue(made.device, made.queue_family, 0, &device.queue);
  copies_.start(device);
  VkPhysicalDeviceProperties properties{};
  vkGetPhysicalDeviceProperties(made.physical, &properties);
  least_s_ = properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU ? kLeastSoftware_s : kLeast_s;
}

void EyeWatch::device_going() {
  const ScreenDevice device = copies_.device();
  copies_.stop();
  if (device.device != VK_NULL_HANDLE) smooth_image_.drop(device);
}

// The first size at once, another when it has stayed the same for a while.
VkExtent2D EyeWatch::settled(VkExtent2D wanted, double now) {
  if (!same(wanted, wanted_)) {
    wanted_ = wanted;
    wanted_since_s_ = now;
  }
  if (size_.width == 0 || now - wanted_since_s_ >= kSettle_s) size_ = wanted_;
  return size_;
}

void EyeWatch::painted(Painter& painter, const Picture& picture, std::span<const View> views,
                       const Target& target) {
  if (views.empty()) return;
  const double now = now_s();
  const View calm = smooth_.follow(head_of(views), std::min(now - last_s_, 0.1));
  last_s_ = now;
  odd_ = !odd_;
  offer();
  const MirrorView view = view_.load();
  const VkExtent2D room{room_.load() >> 16, room_.load() & 0xffff};
  if (view == MirrorView::card || room.width == 0 || room.height == 0) return;
  if (now < due_s_ && !hurry_.exchange(false)) return;
  if (view == MirrorView::smoothed) {
    if (odd_) return;
    due_s_ = now + least_s_;
    return paint_smooth(painter, picture, calm, target, room);
  }
  due_s_ = now + least_s_;
  const std::uint32_t eye = view == MirrorView::right_eye && views.size() > 1 && target.layers > 1 ? 1 : 0;
  const float aspect = aspect_of(views[eye]);
  copies_.copy({target.image, target.format, eye, target.extent, target.after, aspect},
               settled(copied_extent(room, aspect), now));
}

void EyeWatch::paint_smooth(Painter& painter, const Picture& picture, const View& calm, const Target& target,
                            VkExtent2D room) {
  const VkExtent2D size = smooth_extent(target.extent);
  if (!smooth_image_.fit(copies_.device(), target.format, size)) return;
  Target own;
  own.image = smooth_image_.get();
  own.format = target.format;
  own.extent = size;
  own.after = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
  painter.paint(picture, {&calm, 1}, own);
  const float aspect = aspect_of(calm);
  copies_.copy({own.image, own.format, 0, own.extent, own.after, aspect},
               settled(copied_extent(room, aspect), last_s_));
}

}  // namespace threshold::xr
