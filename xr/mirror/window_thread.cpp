#include "xr/mirror/window_thread.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "xr/mirror/screen.h"

namespace threshold::xr {
namespace {

using namespace std::chrono_literals;

constexpr auto kAnyway = 250ms;  // what a window lost without a word is there again after this
constexpr auto kRetry = 1000ms;  // between tries for a device
constexpr int kAtOnce = 3;       // tries for an image of a window that has just changed

}  // namespace

// All that the thread touches. Stays for ever where a display never answers.
struct WindowThread::Desk {
  Desk(WindowDeviceOptions options, std::shared_ptr<Shelf> pictures)
      : device(std::move(options)), shelf(std::move(pictures)) {}

  WindowDevice device;
  const std::shared_ptr<Shelf> shelf;

  mutable std::mutex mutex;  // held for moments only, over:
  std::condition_variable news, ended_news;
  Page page;
  bool changed = false, stop = false, ended = false, wants_surface = true;
  VkSurfaceKHR given = VK_NULL_HANDLE;
  WindowThreadStats stats;

  // The thread's own.
  VkSurfaceKHR surface = VK_NULL_HANDLE;
  std::unique_ptr<Screen> screen;
  EyePicture eye;

  void run();
  std::optional<Page> next_page();
  void show(const Page& page);
  bool ready();
  void drop(bool with_surface, bool with_device);
};

std::optional<Page> WindowThread::Desk::next_page() {
  std::unique_lock lock(mutex);
  news.wait_for(lock, kAnyway, [this] { return changed || stop; });
  changed = false;
  if (given != VK_NULL_HANDLE) surface = std::exchange(given, VK_NULL_HANDLE);
  return stop ? std::nullopt : std::optional(page);
}

void WindowThread::Desk::run() {
  while (const std::optional<Page> now = next_page()) {
    shelf->read(&eye);
    if (!now->picture) eye.width = eye.height = 0, eye.rgba.clear();  // never to be seen again
    if (now->width > 0 && surface != VK_NULL_HANDLE && ready()) show(*now);
  }
  drop(true, true);
  const std::lock_guard lock(mutex);
  if (given != VK_NULL_HANDLE) device.vk.DestroySurfaceKHR(device.instance, given, nullptr);
  ended = true;
  ended_news.notify_all();
}

// A device and images for the surface; made anew after a loss.
bool WindowThread::Desk::ready() {
  if (screen) return true;
  std::string fault;
  try {
    device.open(surface);
    screen = std::make_unique<Screen>(device, surface);
  } catch (const std::exception& error) {
    fault = error.what();
  }
  std::unique_lock lock(mutex);
  stats.fault = fault;
  if (!screen) news.wait_for(lock, kRetry, [this] { return stop; });
  return screen != nullptr;
}

void WindowThread::Desk::show(const Page& now) {
  for (int tried = 0; tried < kAtOnce; ++tried) {
    switch (screen->show(now, eye)) {
      case Screen::Shown::yes: {
        const std::lock_guard lock(mutex);
        ++stats.shown;
        return;
      }
      case Screen::Shown::not_now:
        continue;
      case Screen::Shown::surface_lost:
        return drop(true, false);
      case Screen::Shown::device_lost:
        return drop(false, true);
    }
  }
}

void WindowThread::Desk::drop(bool with_surface, bool with_device) {
  screen.reset();
  if (with_surface && surface != VK_NULL_HANDLE) {
    device.vk.DestroySurfaceKHR(device.instance, std::exchange(surface, VK_NULL_HANDLE), nullptr);
    const std::lock_guard lock(mutex);
    wants_surface = true;
  }
  if (with_device) device.close();
}

WindowThread::WindowThread(WindowDeviceOptions options, std::shared_ptr<Shelf> shelf)
    : desk_(std::make_shared<Desk>(std::move(options), std::move(shelf))) {
  thread_ = std::thread([desk = desk_] { desk->run(); });
}

WindowThread::~WindowThread() {
  end(0.0);
}

bool WindowThread::end(double patience_s) {
  std::unique_lock lock(desk_->mutex);
  desk_->stop = true;
  desk_->news.notify_all();
  const bool ended = desk_->ended_news.wait_for(lock, std::chrono::duration<double>(patience_s),
                                                [this] { return desk_->ended; });
  lock.unlock();
  if (!thread_.joinable()) return ended;
  ended ? thread_.join() : thread_.detach();
  return ended;
}

VkInstance WindowThread::instance() const {
  return desk_->device.instance;
}

bool WindowThread::wants_surface() const {
  const std::lock_guard lock(desk_->mutex);
  return desk_->wants_surface;
}

void WindowThread::give_surface(VkSurfaceKHR surface) {
  const std::lock_guard lock(desk_->mutex);
  desk_->given = surface;
  desk_->wants_surface = false;
  desk_->changed = true;
  desk_->news.notify_all();
}

void WindowThread::put(const Page& page) {
  const std::lock_guard lock(desk_->mutex);
  if (page == desk_->page) return;
  desk_->page = page;
  desk_->changed = true;
  desk_->news.notify_all();
}

void WindowThread::wake() {
  const std::lock_guard lock(desk_->mutex);
  desk_->changed = true;
  desk_->news.notify_all();
}

WindowThreadStats WindowThread::stats() const {
  const std::lock_guard lock(desk_->mutex);
  WindowThreadStats now = desk_->stats;
  now.complaints = desk_->device.complaints();
  return now;
}

}  // namespace threshold::xr
