#include "xr/desktop/window.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <thread>
#include <utility>

#include "xr/desktop/display.h"
#include "xr/desktop/input.h"
#include "xr/desktop/swapchain.h"
#include "xr/desktop/visitor.h"
#include "xr/desktop/window_words.h"
// After the headers that pull in volk: SDL must not declare Vulkan's prototypes itself.
#include <SDL2/SDL_vulkan.h>

namespace threshold::xr {
namespace {

using Clock = std::chrono::steady_clock;

constexpr float kVerticalFov_rad = 1.05f;  // 60 degrees: wide enough for a kit, no stretched edges
constexpr double kMaxStep_s = 0.1;         // a stalled frame must not throw a hand across the room

// Everything that dies with a lost device, in order.
struct Screen {
  Gpu gpu;
  VkSurfaceKHR surface = VK_NULL_HANDLE;
  std::unique_ptr<Swapchain> swapchain;
  std::unique_ptr<Renderer> renderer;
  std::unique_ptr<Overlay> overlay;

  Screen(SDL_Window* window, const WindowOptions& options) : gpu(request_for(window, options)) {
    if (!SDL_Vulkan_CreateSurface(window, gpu.instance, &surface))
      throw std::runtime_error(std::string("the window cannot be drawn into (") + SDL_GetError() +
                               "): install a Vulkan driver (mesa-vulkan-drivers)");
    swapchain = std::make_unique<Swapchain>(gpu, surface);
    renderer =
        std::make_unique<Renderer>(gpu, RendererOptions{options.assets, swapchain->format(), 0, false});
    renderer->set_panels_in_picture(true);
    overlay = std::make_unique<Overlay>(gpu);
  }
  ~Screen() {
    overlay.reset();
    renderer.reset();
    swapchain.reset();
    if (surface) vkDestroySurfaceKHR(gpu.instance, surface, nullptr);
  }
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  static GpuRequest request_for(SDL_Window* window, const WindowOptions& options) {
    GpuRequest request;
    unsigned count = 0;
    SDL_Vulkan_GetInstanceExtensions(window, &count, nullptr);
    std::vector<const char*> names(count);
    SDL_Vulkan_GetInstanceExtensions(window, &count, names.data());
    request.instance_extensions.assign(names.begin(), names.end());
    request.device_extensions = {VK_KHR_SWAPCHAIN_EXTENSION_NAME};
    request.validation = options.validation;
    return request;
  }
};

class SdlWindow final : public Window {
 public:
  explicit SdlWindow(const WindowOptions& options)
      : options_(options),
        input_(options_.keys),
        words_(options_.keys, options_.texts, options_.text_percent) {
    Uint32 flags = SDL_WINDOW_VULKAN | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
    if (options_.fullscreen) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
    window_ = SDL_CreateWindow(options_.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                               options_.width, options_.height, flags);
    if (!window_)
      throw std::runtime_error(std::string("no window can be opened (") + SDL_GetError() +
                               "): install a Vulkan driver (mesa-vulkan-drivers), or use `threshold render`");
    try {
      screen_ = std::make_unique<Screen>(window_, options_);
    } catch (...) {
      SDL_DestroyWindow(window_);
      throw;
    }
  }
  ~SdlWindow() override {
    if (screen_) complaints_before_ += screen_->gpu.complaints();
    screen_.reset();
    SDL_DestroyWindow(window_);
  }

  Frame begin_frame() override {
    pace();
    Frame frame;
    for (SDL_Event event; SDL_PollEvent(&event);) {
      if (event.type == SDL_QUIT) closed_ = true;
      if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_CLOSE) closed_ = true;
      input_.handle(event, window_);
    }
    if (std::exchange(input_.toggle_fullscreen, false)) {
      options_.fullscreen = !options_.fullscreen;
      SDL_SetWindowFullscreen(window_, options_.fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
    }
    const Clock::time_point now = Clock::now();
    const double step = std::chrono::duration<double>(now - last_frame_).count();
    last_frame_ = now;
    const auto step_s = static_cast<float>(std::min(step, kMaxStep_s));
    DesktopInput in = input_.take(window_, step_s);
    in.vertical_fov_rad = kVerticalFov_rad;
    in.holds_stick = holds_stick_;
    frame.presence = visitor_.advance(in, step_s);
    head_ = frame.presence.head;

    if (closed_)
      frame.running = Running::ended;
    else if (SDL_GetWindowFlags(window_) & SDL_WINDOW_MINIMIZED) {
      frame.running = Running::held;
      frame.why_held = "the window is minimised";
      frame.draw = false;
    } else if (!screen_ && !restore()) {
      frame.running = Running::held;
      frame.why_held = "the graphics device was lost; trying to get it back";
      frame.draw = false;
    } else if (!fit())
      frame.draw = false;
    else if (input_.help > 0) {
      frame.running = Running::held;
      frame.why_held = "the card of keys is open";
    }
    frame.display_in_s = 1.0 / rate();
    return frame;
  }

  void draw(const Picture& picture) override {
    holds_stick_ = picture.hands[right].holds == HoldKind::stick;
    if (!screen_) return;
    try {
      if (std::exchange(lose_, false)) throw DeviceLost{};
      Target target;
      if (!screen_->swapchain->acquire(target)) return;
      const float up = kVerticalFov_rad / 2;
      const float side = std::atan(std::tan(up) * static_cast<float>(target.extent.width) /
                                   static_cast<float>(target.extent.height));
      const View view{head_, -side, side, up, -up};
      paint(picture, view, target);
      screen_->swapchain->present();
      ++stats_.frames;
    } catch (const DeviceLost&) {
      ++stats_.device_losses;
      complaints_before_ += screen_->gpu.complaints();
      screen_.reset();
      next_try_ = Clock::now() + std::chrono::milliseconds(250);
    }
  }

  void feel(const Touch&, float) override {}
  void set_eye_height(float height_m) override { visitor_.set_eye_height(height_m); }
  void look_from(const Pose& head) override { head_ = head; }
  void set_surfaces(std::vector<Surface> surfaces) override { visitor_.set_surfaces(std::move(surfaces)); }
  void preload(const std::string& place, const std::vector<std::string>& people) override {
    if (screen_) screen_->renderer->preload_beside(place, people);
  }
  void lose_device() override { lose_ = true; }
  std::string describe() const override {
    return "window on " + (screen_ ? screen_->gpu.name : std::string("a lost device"));
  }
  WindowStats stats() const override {
    WindowStats s = stats_;
    s.complaints = complaints_before_ + (screen_ ? screen_->gpu.complaints() : 0);
    return s;
  }

 private:
  double rate() const {
    if (options_.frames_per_s > 0.0f) return options_.frames_per_s;
    SDL_DisplayMode mode{};
    const int display = SDL_GetWindowDisplayIndex(window_);
    return display >= 0 && SDL_GetCurrentDisplayMode(display, &mode) == 0 && mode.refresh_rate > 20
               ? mode.refresh_rate
               : 60.0;
  }
  // Presentation holds frames back on real displays but not on virtual ones, nor when nothing is drawn.
  void pace() {
    const auto period =
        std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1.0 / rate()));
    next_frame_ = std::max(next_frame_ + period, Clock::now() - period);
    std::this_thread::sleep_until(next_frame_);
  }
  bool fit() {
    int w = 0, h = 0;
    SDL_Vulkan_GetDrawableSize(window_, &w, &h);
    return screen_->swapchain->fit(static_cast<std::uint32_t>(std::max(w, 0)),
                                   static_cast<std::uint32_t>(std::max(h, 0)));
  }
  void paint(const Picture& picture, const View& view, Target& target) {
    const double since_s = std::chrono::duration<double>(Clock::now() - opened_).count();
    std::vector<OverlaidText> words;
    if (screen_->swapchain->takes_copies())
      words = words_.over(target.extent, input_.help, input_.pad_used_last(), since_s);
    input_.help_pages = std::max(words_.pages(), 1);
    if (words.empty()) return screen_->renderer->draw(picture, {&view, 1}, target);
    const VkSemaphore drawn = std::exchange(target.signal, VK_NULL_HANDLE);
    target.after = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL;
    screen_->renderer->draw(picture, {&view, 1}, target);
    screen_->overlay->put(words, target, drawn);
  }
  bool restore() {
    if (Clock::now() < next_try_) return false;
    try {
      screen_ = std::make_unique<Screen>(window_, options_);
      return true;
    } catch (const std::exception&) {  // the driver may need seconds to come back: the story waits
      next_try_ = Clock::now() + std::chrono::seconds(1);
      return false;
    }
  }

  Display display_{"start a desktop session, or make a trailer with `threshold render`"};
  WindowOptions options_;
  Input input_;
  WindowWords words_;
  SDL_Window* window_ = nullptr;
  std::unique_ptr<Screen> screen_;
  DesktopVisitor visitor_;
  Pose head_;
  WindowStats stats_;
  int complaints_before_ = 0;
  bool closed_ = false, lose_ = false, holds_stick_ = false;
  const Clock::time_point opened_ = Clock::now();
  Clock::time_point last_frame_ = Clock::now(), next_frame_ = Clock::now(), next_try_{};
};

}  // namespace

std::unique_ptr<Window> make_window(const WindowOptions& options) {
  return std::make_unique<SdlWindow>(options);
}

}  // namespace threshold::xr
