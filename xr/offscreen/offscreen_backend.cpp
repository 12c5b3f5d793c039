#include "xr/offscreen/offscreen.h"

namespace threshold::xr {

OffscreenBackend::OffscreenBackend(Gpu& gpu, Renderer& renderer, const OffscreenOptions& options, Hooks hooks)
    : gpu_(gpu), offscreen_(gpu, renderer, options), hooks_(std::move(hooks)), options_(options) {}

OffscreenBackend::~OffscreenBackend() = default;

Frame OffscreenBackend::begin_frame() {
  Frame frame;
  const std::optional<Presence> presence = hooks_.visitor(++frame_);
  if (!presence) {
    flush();
    frame.running = Running::ended;
    frame.draw = false;
    return frame;
  }
  presence_ = *presence;
  frame.presence = presence_;
  return frame;
}

void OffscreenBackend::draw(const Picture& picture) {
  if (offscreen_.full()) hand_out();
  offscreen_.submit(picture, presence_.head);
  pending_.push_back(frame_);
}

void OffscreenBackend::hand_out() {
  const std::optional<PictureImage> image = offscreen_.take();
  if (!image) return;
  const std::int64_t frame = pending_.front();
  pending_.erase(pending_.begin());
  if (hooks_.picture) hooks_.picture(frame, *image);
}

void OffscreenBackend::flush() {
  while (!pending_.empty()) hand_out();
}

std::string OffscreenBackend::describe() const {
  return "images of " + std::to_string(options_.width * options_.views) + " x " +
         std::to_string(options_.height) + " on " + gpu_.name;
}

}  // namespace threshold::xr
