#include "xr/openxr/frame_waiter.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace threshold::xr {

struct FrameWaiter::Shared {
  std::mutex mutex;
  std::condition_variable asked_for, answered;
  XrSession session = XR_NULL_HANDLE;
  bool asked = false, over = false;
  std::optional<WaitedFrame> answer;

  void work() {
    std::unique_lock lock(mutex);
    for (;;) {
      asked_for.wait(lock, [&] { return asked || over; });
      if (over) return;
      asked = false;
      const XrSession of = session;
      lock.unlock();
      WaitedFrame frame;
      frame.state.type = XR_TYPE_FRAME_STATE;
      frame.result = xrWaitFrame(of, nullptr, &frame.state);
      lock.lock();
      answer = frame;
      answered.notify_one();
    }
  }
};

FrameWaiter::FrameWaiter()
    : shared_(std::make_shared<Shared>()), thread_([shared = shared_] { shared->work(); }) {}

FrameWaiter::~FrameWaiter() {
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->over = true;
    shared_->asked_for.notify_one();
  }
  waiting_ ? thread_.detach() : thread_.join();
}

std::optional<WaitedFrame> FrameWaiter::next(XrSession session, double patience_s, double again_s) {
  std::unique_lock lock(shared_->mutex);
  const double wait_s = waiting_ ? again_s : patience_s;
  if (!waiting_) {
    shared_->session = session;
    shared_->asked = waiting_ = true;
    shared_->asked_for.notify_one();
  }
  const bool come = shared_->answered.wait_for(lock, std::chrono::duration<double>(wait_s),
                                               [&] { return shared_->answer.has_value(); });
  if (!come) return std::nullopt;
  waiting_ = false;
  return std::exchange(shared_->answer, std::nullopt);
}

bool FrameWaiter::settle(double patience_s) {
  return !waiting_ || next(XR_NULL_HANDLE, patience_s, patience_s).has_value();
}

}  // namespace threshold::xr
