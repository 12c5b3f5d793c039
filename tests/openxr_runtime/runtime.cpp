#include "tests/openxr_runtime/runtime.h"

#include <cstdio>
#include <cstring>
#include <thread>

#include "tests/openxr_runtime/script.h"
#include "xr/openxr/newer_extensions.h"

namespace threshold::test_runtime {
namespace {

std::unique_ptr<Runtime>& the_runtime() {
  static std::unique_ptr<Runtime> one = std::make_unique<Runtime>();
  return one;
}

XrTime monotonic() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return XrTime{t.tv_sec} * 1'000'000'000 + t.tv_nsec;
}

}  // namespace

Runtime& runtime() {
  return *the_runtime();
}
std::mutex& runtime_mutex() {
  static std::mutex one;
  return one;
}
void sleep_outside(XrDuration ns) {
  runtime_mutex().unlock();
  std::this_thread::sleep_for(std::chrono::nanoseconds(ns));
  runtime_mutex().lock();
}
void hang_where_asked(const char* function) {
  const auto found = runtime().faults.hangs.find(function);
  if (found == runtime().faults.hangs.end()) return;
  const int ms = found->second;
  ++runtime().counts.hung;
  if (ms >= 0) {
    runtime().faults.hangs.erase(found);
    return sleep_outside(XrDuration{ms} * 1'000'000);
  }
  while (runtime().faults.hangs.count(function) != 0) sleep_outside(5'000'000);
}
void reset_runtime() {
  the_runtime() = std::make_unique<Runtime>();
}

XrTime Runtime::now() const {
  return paced ? monotonic() : time_;
}

void Runtime::next_frame() {
  for (Hand& hand : world.hands) hand.grip_before = hand.grip;
  ++counts.frames;
  time_ += period;
  if (paced) {
    const XrTime next = (monotonic() / period + 1) * period;
    sleep_outside(next - monotonic());
  }
  run_script(++script_step_);
}

void Runtime::loaded() {
  if (script_step_ < 0) run_script(++script_step_);
}

void Runtime::idle() {
  for (const auto& [handle, one] : sessions) {
    if (one->running) return;
  }
  run_script(++script_step_);
}

void Runtime::note_mistake(const std::string& sentence) {
  mistakes.push_back("frame " + std::to_string(counts.frames) + ": " + sentence);
  std::fprintf(stderr, "test runtime: application's mistake: %s\n", mistakes.back().c_str());
}

void Runtime::mistake(XrResult result, const std::string& sentence) {
  note_mistake(sentence);
  throw Refusal{result};
}

Instance& Runtime::instance(XrInstance handle) {
  Instance* found = instances.find(handle);
  if (found == nullptr) mistake(XR_ERROR_HANDLE_INVALID, "an instance that does not exist is used");
  if (found->lost) throw Refusal{XR_ERROR_INSTANCE_LOST};
  return *found;
}

Session& Runtime::session(XrSession handle) {
  Session* found = sessions.find(handle);
  if (found == nullptr) mistake(XR_ERROR_HANDLE_INVALID, "a session that does not exist is used");
  instance(found->instance);
  if (found->lost_at != 0 && now() >= found->lost_at) found->lost = true;
  if (found->lost) throw Refusal{XR_ERROR_SESSION_LOST};
  return *found;
}

std::string Runtime::path_name(XrPath path) {
  if (path == XR_NULL_PATH) return {};
  if (path >= paths.size()) mistake(XR_ERROR_PATH_INVALID, "a path that was never made is used");
  return paths[path];
}

XrPath Runtime::path(const std::string& name) {
  for (std::size_t i = 1; i < paths.size(); ++i) {
    if (paths[i] == name) return i;
  }
  paths.push_back(name);
  return paths.size() - 1;
}

XrInstance Runtime::only_instance() const {
  return instances.size() == 0 ? XR_NULL_HANDLE : instances.begin()->first;
}
XrSession Runtime::only_session() const {
  return sessions.size() == 0 ? XR_NULL_HANDLE : sessions.begin()->first;
}

bool Runtime::enabled(std::string_view extension) const {
  for (const auto& [handle, one] : instances) {
    if (one->extensions.count(std::string(extension)) != 0) return true;
  }
  return false;
}

void Runtime::send(const void* event, std::size_t size) {
  XrEventDataBuffer buffer{XR_TYPE_EVENT_DATA_BUFFER, nullptr, {}};
  std::memcpy(static_cast<void*>(&buffer), event, size);
  events.push_back(buffer);
}

void Runtime::enter(XrSession handle, XrSessionState state) {
  Session* one = sessions.find(handle);
  if (one == nullptr) return;
  one->state = state;
  const XrEventDataSessionStateChanged event{XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED, nullptr, handle, state,
                                             now()};
  send(&event, sizeof event);
}

void Runtime::tell_presence() {
  const XrEventDataUserPresenceChangedEXT event{XR_TYPE_EVENT_DATA_USER_PRESENCE_CHANGED_EXT, nullptr,
                                                only_session(), world.worn};
  send(&event, sizeof event);
}

void Runtime::settle(XrSession handle) {
  Session* one = sessions.find(handle);
  if (one == nullptr || one->lost || one->lost_at != 0) return;
  const bool seen = wished == XR_SESSION_STATE_VISIBLE || wished == XR_SESSION_STATE_FOCUSED;
  const bool alive = seen || wished == XR_SESSION_STATE_SYNCHRONIZED;
  for (bool moved = true; moved;) {
    moved = false;
    const auto go = [&](XrSessionState state) {
      enter(handle, state);
      moved = true;
    };
    switch (one->state) {
      case XR_SESSION_STATE_UNKNOWN:
        go(XR_SESSION_STATE_IDLE);
        break;
      case XR_SESSION_STATE_IDLE:
        if (one->exiting || wished == XR_SESSION_STATE_EXITING)
          go(XR_SESSION_STATE_EXITING);
        else if (alive)
          go(XR_SESSION_STATE_READY);
        break;
      case XR_SESSION_STATE_READY:
        if (one->running && one->first_frame_done) go(XR_SESSION_STATE_SYNCHRONIZED);
        break;
      case XR_SESSION_STATE_SYNCHRONIZED:
        if (!alive || one->exiting)
          go(XR_SESSION_STATE_STOPPING);
        else if (seen)
          go(XR_SESSION_STATE_VISIBLE);
        break;
      case XR_SESSION_STATE_VISIBLE:
        if (!seen || one->exiting)
          go(XR_SESSION_STATE_SYNCHRONIZED);
        else if (wished == XR_SESSION_STATE_FOCUSED)
          go(XR_SESSION_STATE_FOCUSED);
        break;
      case XR_SESSION_STATE_FOCUSED:
        if (wished != XR_SESSION_STATE_FOCUSED || one->exiting) go(XR_SESSION_STATE_VISIBLE);
        break;
      default:
        break;  // STOPPING waits for xrEndSession; EXITING and LOSS_PENDING are final
    }
  }
}

void Runtime::lose_session(XrDuration in) {
  for (const auto& [handle, one] : sessions) {
    one->lost_at = now() + in;
    enter(handle, XR_SESSION_STATE_LOSS_PENDING);
  }
}

void Runtime::lose_instance(XrDuration in) {
  faults.instance_back_at = now() + in;
  const XrEventDataInstanceLossPending event{XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING, nullptr,
                                             faults.instance_back_at};
  send(&event, sizeof event);
}

}  // namespace threshold::test_runtime
