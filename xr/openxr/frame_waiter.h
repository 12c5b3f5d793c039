// Waits for the runtime's frames on a thread of its own, so that a runtime which does not answer for seconds
// stops neither the mirror nor the sound. One frame at a time, asked for and taken by the headset's thread.
#pragma once

#include <openxr/openxr.h>

#include <memory>
#include <optional>
#include <thread>

namespace threshold::xr {

struct WaitedFrame {
  XrResult result = XR_SUCCESS;
  XrFrameState state{};
};

class FrameWaiter {
 public:
  FrameWaiter();
  // A thread that still waits is left to itself; it touches nothing but its own memory when it is answered.
  ~FrameWaiter();
  FrameWaiter(const FrameWaiter&) = delete;
  FrameWaiter& operator=(const FrameWaiter&) = delete;

  // Calls xrWaitFrame, unless that call is still out, and waits for its answer: `patience_s` seconds of real
  // time after asking, `again_s` when it was asked for before. Empty: no answer yet. Until it comes nothing
  // else may be asked of the session.
  std::optional<WaitedFrame> next(XrSession session, double patience_s, double again_s);
  bool waiting() const { return waiting_; }  // asked, and no answer taken
  // Whether the answer comes within `patience_s`; it is thrown away.
  bool settle(double patience_s);

 private:
  struct Shared;
  std::shared_ptr<Shared> shared_;  // the thread's too: it may outlive us
  std::thread thread_;
  bool waiting_ = false;
};

}  // namespace threshold::xr
