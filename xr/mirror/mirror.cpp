#include "xr/mirror/mirror.h"

#include <chrono>
#include <optional>
#include <stdexcept>
#include <utility>

#include "xr/desktop/display.h"
#include "xr/mirror/eye_watch.h"
#include "xr/mirror/mirror_keys.h"
#include "xr/mirror/page_writer.h"
#include "xr/mirror/window_thread.h"
#include "xr/openxr/left_behind.h"
// After the headers that pull in volk: SDL must not declare Vulkan's prototypes itself.
#include <SDL2/SDL.h>
#include <SDL2/SDL_vulkan.h>

namespace threshold::xr {
namespace {

double now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// The window itself, and the display that it is on; both may have to be left to a thread that never answers.
struct SdlWindow {
  explicit SdlWindow(const MirrorOptions& options)
      : display("the walk goes on without a mirror; start a desktop session to have one"),
        window(SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                options.width, options.height,
                                SDL_WINDOW_VULKAN | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI)) {
    if (!window)
      throw std::runtime_error(std::string("no mirror window can be opened (") + SDL_GetError() +
                               "): the walk goes on without a mirror");
  }
  ~SdlWindow() { SDL_DestroyWindow(window); }

  std::vector<const char*> surface_extensions() const {
    unsigned count = 0;
    SDL_Vulkan_GetInstanceExtensions(window, &count, nullptr);
    std::vector<const char*> names(count);
    SDL_Vulkan_GetInstanceExtensions(window, &count, names.data());
    return names;
  }

  Display display;
  SDL_Window* window;
};

class SdlMirror final : public Mirror {
 public:
  explicit SdlMirror(const MirrorOptions& options)
      : window_(std::make_shared<SdlWindow>(options)),
        attendant_(options.view),
        writer_(options.texts, options.text_percent, now_s()),
        thread_({window_->surface_extensions(), options.validation, options.amend}, shelf_),
        watch_(shelf_, [this] { thread_.wake(); }),
        ends_within_s_(options.ends_within_s) {}
  ~SdlMirror() override {
    if (!thread_.end(ends_within_s_)) leave_behind(window_);
  }

  PainterFactory around(PainterFactory inner) override { return mirrored(std::move(inner), &watch_); }

  Attended attend() override {
    for (SDL_Event event; SDL_PollEvent(&event);) {
      if (event.type == SDL_QUIT) attendant_.close_window();
      if (event.type == SDL_WINDOWEVENT) {
        if (event.window.event == SDL_WINDOWEVENT_CLOSE) attendant_.close_window();
        thread_.wake();  // uncovered, resized: filled at once
      }
      if (event.type != SDL_KEYDOWN || event.key.repeat) continue;
      if (event.key.keysym.scancode == SDL_SCANCODE_F11) toggle_fullscreen();
      if (const auto key = attendant_key(event.key.keysym.scancode)) attendant_.press(*key, now_s());
      writer_.keys_came();
    }
    return attendant_.take();
  }

  void show(const MirrorState& state, bool drawn) override {
    if (thread_.wants_surface()) give_surface();
    PageCase now{state, attendant_, 0, 0, drawn, now_s()};
    if (!hidden()) SDL_Vulkan_GetDrawableSize(window_->window, &now.width, &now.height);
    const Page page = writer_.write(now);
    watch_.want(attendant_.view(), page.part);
    thread_.put(page);
    if (state.status.answers && !state.status.graphics_busy) watch_.offer();
  }

  MirrorView view() const override { return attendant_.view(); }
  MirrorStats stats() const override {
    const WindowThreadStats now = thread_.stats();
    return {now.shown, now.complaints, now.fault.empty() ? fault_ : now.fault};
  }

 private:
  bool hidden() const {
    return SDL_GetWindowFlags(window_->window) & (SDL_WINDOW_MINIMIZED | SDL_WINDOW_HIDDEN);
  }
  void give_surface() {
    const double now = now_s();
    if (now < surface_due_s_) return;
    surface_due_s_ = now + 0.1;  // between tries where they fail
    VkSurfaceKHR surface = VK_NULL_HANDLE;
    if (!SDL_Vulkan_CreateSurface(window_->window, thread_.instance(), &surface)) {
      fault_ = SDL_GetError();
      return;
    }
    fault_.clear();
    thread_.give_surface(surface);
  }
  void toggle_fullscreen() {
    const bool full = SDL_GetWindowFlags(window_->window) & SDL_WINDOW_FULLSCREEN_DESKTOP;
    SDL_SetWindowFullscreen(window_->window, full ? 0 : SDL_WINDOW_FULLSCREEN_DESKTOP);
  }

  const std::shared_ptr<SdlWindow> window_;
  const std::shared_ptr<Shelf> shelf_ = std::make_shared<Shelf>();
  Attendant attendant_;
  PageWriter writer_;
  WindowThread thread_;
  EyeWatch watch_;
  const double ends_within_s_;
  double surface_due_s_ = 0.0;
  std::string fault_;
};

}  // namespace

std::unique_ptr<Mirror> make_mirror(const MirrorOptions& options) {
  return std::make_unique<SdlMirror>(options);
}

}  // namespace threshold::xr
