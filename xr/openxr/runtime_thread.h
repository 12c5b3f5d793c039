// RuntimeThread: the thread on which everything is asked of the headset's runtime, so that a runtime which
// does not answer stops nobody else. Work is asked for by the program's thread, one piece at a time, and
// waited for with a limit; work that is late stays out, and the program goes on without the headset until it
// is done.
//
// Only one of the two threads moves at a time, but for a call into the runtime that is late: when it returns,
// the thread waits for the program before it does anything that the program might be doing too (During).
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace threshold::xr {

class RuntimeThread {
 public:
  enum class Doing : std::uint8_t {
    calls,              // into the runtime, which may not answer
    calls_with_device,  // the same, and it may use our graphics device meanwhile: nobody else may
    own_work,           // nothing of the runtime: it may take as long as it takes
  };

  // `patience_s`: real time that calls may take.
  explicit RuntimeThread(double patience_s);
  ~RuntimeThread();  // nothing may be out
  RuntimeThread(const RuntimeThread&) = delete;
  RuntimeThread& operator=(const RuntimeThread&) = delete;

  // The program's thread, while nothing is out. True: the work is done; what it threw is thrown here. False:
  // a call has not returned in time; the work is out.
  bool ask(std::function<void()> work) { return ask(std::move(work), patience_s_); }
  bool ask(std::function<void()> work, double patience_s);
  // The same for work that is out, once more.
  bool answered(double within_s);
  bool out() const { return out_; }
  bool device_in_use() const;  // by what is out
  // What is out is left to itself for ever: it does nothing more once its call returns. This object and all
  // that the work uses have to stay.
  void abandon();

  // On the thread: what it does from now on. Waits until the program waits for the work, where both could be
  // using the same things otherwise. Returns what it did before.
  Doing doing(Doing next);

 private:
  using Time = std::chrono::steady_clock::time_point;
  void run();
  bool wait(std::unique_lock<std::mutex>& lock, double patience_s);

  const double patience_s_;
  mutable std::mutex mutex_;
  std::condition_variable asked_for_, done_, waited_for_;
  std::function<void()> work_;
  std::exception_ptr thrown_;
  bool asked_ = false, finished_ = false, over_ = false, abandoned_ = false;
  bool waiting_ = false;  // the program waits for the work
  bool without_limit_ = false;
  Doing doing_ = Doing::calls;
  Time late_at_{};
  bool out_ = false;  // the program's own
  std::thread thread_;
};

// For as long as it lives the runtime's thread does `what`.
class During {
 public:
  During(RuntimeThread& thread, RuntimeThread::Doing what) : thread_(thread), before_(thread.doing(what)) {}
  ~During() { thread_.doing(before_); }
  During(const During&) = delete;
  During& operator=(const During&) = delete;

 private:
  RuntimeThread& thread_;
  RuntimeThread::Doing before_;
};

}  // namespace threshold::xr
