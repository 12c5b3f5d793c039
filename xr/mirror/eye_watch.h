// EyeWatch: hears of each eye picture that the headset's painter made and has it copied for the window, as
// often and as large as onlookers need; paints the smoothed view for them.
#pragma once

#include <atomic>

#include "xr/mirror/attendant.h"
#include "xr/mirror/eye_copies.h"
#include "xr/mirror/mirrored_painter.h"
#include "xr/mirror/page.h"
#include "xr/mirror/smooth_view.h"

namespace threshold::xr {

class EyeWatch final : public EyeListener {
 public:
  // `on_offer`: there is a picture on the shelf.
  EyeWatch(std::shared_ptr<Shelf> shelf, std::function<void()> on_offer)
      : copies_(std::move(shelf)), on_offer_(std::move(on_offer)) {}

  // Main thread: what is wanted from now on. `room`: where it is shown; nothing of a window that is not seen.
  void want(MirrorView view, const PagePart& room);
  // Main thread, while no call is under way on the other: puts on the shelf what is done.
  void offer();

 private:
  void device_made(const PainterDevice& made) override;
  void device_going() override;
  void painted(Painter& painter, const Picture& picture, std::span<const View> views,
               const Target& target) override;
  void paint_smooth(Painter& painter, const Picture& picture, const View& calm, const Target& target,
                    VkExtent2D room);
  VkExtent2D settled(VkExtent2D wanted, double now_s);

  EyeCopies copies_;
  std::function<void()> on_offer_;
  std::atomic<MirrorView> view_{MirrorView::card};
  std::atomic<std::uint32_t> room_{0};  // width, height: 16 bits each
  std::atomic<bool> hurry_{false};      // another view was asked for

  // The painter's thread.
  SmoothView smooth_;
  OwnImage smooth_image_{VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT};
  VkExtent2D wanted_{}, size_{};
  double wanted_since_s_ = 0.0, least_s_ = 0.0, due_s_ = 0.0, last_s_ = 0.0;
  bool odd_ = false;
};

}  // namespace threshold::xr
