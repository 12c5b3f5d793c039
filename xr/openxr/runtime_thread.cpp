#include "xr/openxr/runtime_thread.h"

#include <chrono>
#include <utility>

namespace threshold::xr {
namespace {

using SteadyClock = std::chrono::steady_clock;

SteadyClock::time_point in(double seconds) {
  return SteadyClock::now() +
         std::chrono::duration_cast<SteadyClock::duration>(std::chrono::duration<double>(seconds));
}

}  // namespace

RuntimeThread::RuntimeThread(double patience_s) : patience_s_(patience_s), thread_([this] { run(); }) {}

RuntimeThread::~RuntimeThread() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
    asked_for_.notify_one();
  }
  thread_.join();
}

void RuntimeThread::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    asked_for_.wait(lock, [&] { return asked_ || over_; });
    if (over_) return;
    asked_ = false;
    doing_ = Doing::calls;
    lock.unlock();
    std::exception_ptr thrown;
    try {
      work_();
    } catch (...) {
      thrown = std::current_exception();
    }
    lock.lock();
    thrown_ = thrown;
    finished_ = true;
    done_.notify_one();
  }
}

bool RuntimeThread::ask(std::function<void()> work, double patience_s) {
  std::unique_lock lock(mutex_);
  work_ = std::move(work);
  asked_ = out_ = true;
  asked_for_.notify_one();
  return wait(lock, patience_s);
}

bool RuntimeThread::answered(double within_s) {
  std::unique_lock lock(mutex_);
  return wait(lock, within_s);
}

bool RuntimeThread::wait(std::unique_lock<std::mutex>& lock, double patience_s) {
  late_at_ = in(patience_s);
  waiting_ = true;
  waited_for_.notify_one();
  while (!finished_) {
    without_limit_ = doing_ == Doing::own_work;
    if (without_limit_)
      done_.wait(lock);
    else if (SteadyClock::now() < late_at_)
      done_.wait_until(lock, late_at_);
    else
      break;
  }
  waiting_ = without_limit_ = false;
  if (!std::exchange(finished_, false)) return false;
  out_ = false;
  if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
  return true;
}

RuntimeThread::Doing RuntimeThread::doing(Doing next) {
  std::unique_lock lock(mutex_);
  const bool shared = next == Doing::own_work || (next == Doing::calls_with_device && doing_ == Doing::calls);
  if (shared) waited_for_.wait(lock, [&] { return waiting_ && !abandoned_; });
  const Doing before = std::exchange(doing_, next);
  late_at_ = in(patience_s_);
  if (without_limit_ && next != Doing::own_work) done_.notify_one();  // from now on there is a limit
  return before;
}

bool RuntimeThread::device_in_use() const {
  const std::lock_guard lock(mutex_);
  return out_ && doing_ == Doing::calls_with_device;
}

void RuntimeThread::abandon() {
  const std::lock_guard lock(mutex_);
  abandoned_ = true;
}

}  // namespace threshold::xr
