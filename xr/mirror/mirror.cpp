#include "xr/mirror/mirror.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>

#include "xr/desktop/display.h"
#include "xr/mirror/mirrored_painter.h"
#include "xr/mirror/screen.h"
#include "xr/mirror/smooth_image.h"
#include "xr/mirror/smooth_view.h"
#include "xr/mirror/text_picture.h"
// After the headers that pull in volk: SDL must not declare Vulkan's prototypes itself.
#include <SDL2/SDL.h>
#include <SDL2/SDL_vulkan.h>

namespace threshold::xr {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr double kCard_s = 0.1;      // a window without a picture is filled this often
constexpr double kFigures_s = 0.25;  // figures that change faster nobody reads
constexpr double kLeast_s = 0.014;   // no display shows onlookers more than about seventy pictures a second
constexpr double kLeastSoftware_s = 0.05;  // a processor that draws has better things to do
constexpr double kOwnRetry_s = 1.0;        // between tries for a device of the mirror's own

double now_s() {
  return std::chrono::duration<double>(SteadyClock::now().time_since_epoch()).count();
}

std::optional<AttendantKey> key_of(SDL_Scancode code) {
  switch (code) {
    case SDL_SCANCODE_1:
    case SDL_SCANCODE_KP_1:
      return AttendantKey::left_eye;
    case SDL_SCANCODE_2:
    case SDL_SCANCODE_KP_2:
      return AttendantKey::right_eye;
    case SDL_SCANCODE_3:
    case SDL_SCANCODE_KP_3:
      return AttendantKey::smoothed;
    case SDL_SCANCODE_4:
    case SDL_SCANCODE_KP_4:
      return AttendantKey::card;
    case SDL_SCANCODE_H:
    case SDL_SCANCODE_F1:
      return AttendantKey::help;
    case SDL_SCANCODE_O:
      return AttendantKey::overlay;
    case SDL_SCANCODE_R:
      return AttendantKey::recentre;
    case SDL_SCANCODE_P:
      return AttendantKey::pause;
    case SDL_SCANCODE_N:
      return AttendantKey::next;
    case SDL_SCANCODE_T:
      return AttendantKey::taken_off;
    case SDL_SCANCODE_BACKSPACE:
      return AttendantKey::begin_again;
    case SDL_SCANCODE_ESCAPE:
      return AttendantKey::leave;
    default:
      return std::nullopt;
  }
}

// Lines and the picture made of them, made again only when they change.
struct Said {
  Lines lines;
  int em_px = 0, most_px = 0;
  TextPicture picture;

  const TextPicture& as(Lines now, int em, int most, bool centred) {
    if (now != lines || em != em_px || most != most_px) {
      lines = std::move(now);
      em_px = em, most_px = most;
      picture = draw_lines(lines, em_px, most_px, centred);
    }
    return picture;
  }
};

// As wide by as high as this field of view is seen.
float aspect_of(const View& view) {
  const float wide = std::tan(view.angle_right) - std::tan(view.angle_left);
  const float high = std::tan(view.angle_up) - std::tan(view.angle_down);
  return high > 0.0f && wide > 0.0f ? wide / high : 1.0f;
}

class SdlMirror final : public Mirror, private EyeListener {
 public:
  explicit SdlMirror(const MirrorOptions& options)
      : display_("the walk goes on without a mirror; start a desktop session to have one"),
        options_(options),
        attendant_(options.view) {
    window_ =
        SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, options.width,
                         options.height, SDL_WINDOW_VULKAN | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    if (!window_)
      throw std::runtime_error(std::string("no mirror window can be opened (") + SDL_GetError() +
                               "): the walk goes on without a mirror");
    unsigned count = 0;
    SDL_Vulkan_GetInstanceExtensions(window_, &count, nullptr);
    extensions_.resize(count);
    SDL_Vulkan_GetInstanceExtensions(window_, &count, extensions_.data());
  }
  ~SdlMirror() override {
    drop_own();
    SDL_DestroyWindow(window_);
  }

  PainterFactory around(PainterFactory inner) override { return mirrored(std::move(inner), this); }

  Attended attend() override {
    for (SDL_Event event; SDL_PollEvent(&event);) {
      if (event.type == SDL_QUIT) attendant_.close_window();
      if (event.type == SDL_WINDOWEVENT && event.window.event == SDL_WINDOWEVENT_CLOSE)
        attendant_.close_window();
      if (event.type == SDL_WINDOWEVENT) card_due_s_ = 0.0;  // uncovered, resized: filled at once
      if (event.type != SDL_KEYDOWN || event.key.repeat) continue;
      if (event.key.keysym.scancode == SDL_SCANCODE_F11) toggle_fullscreen();
      if (const auto key = key_of(event.key.keysym.scancode)) attendant_.press(*key, now_s());
      card_due_s_ = figures_due_s_ = picture_due_s_ = 0.0;
    }
    return attendant_.take();
  }

  void show(const MirrorState& state, bool drawn) override {
    const double now = now_s();
    if (!device_known_) make_own(now);
    if (!hidden()) write(state, drawn, now);
    if (!screen_) return;
    const bool picture = drawn && attendant_.view() != MirrorView::card;
    if (!picture && now >= card_due_s_ && begin()) {
      card_due_s_ = now + kCard_s;
      fill(nullptr);
    }
    screen_->present();
    if (own_ && screen_->lost()) drop_own();
  }

  MirrorView view() const override { return attendant_.view(); }
  MirrorStats stats() const override {
    MirrorStats s = stats_;
    s.shown += screen_ ? screen_->shown() : 0;
    s.complaints += own_ ? own_->complaints() : 0;
    return s;
  }

 private:
  std::vector<const char*> instance_extensions() const override { return extensions_; }
  void device_coming() override { drop_own(); }
  void format_chosen(VkFormat format) override {
    const bool encoded = format == VK_FORMAT_R8G8B8A8_SRGB || format == VK_FORMAT_B8G8R8A8_SRGB;
    if (std::exchange(format_, format) == format && screen_) return;
    drop_screen();
    if (device_known_ && device_.device != VK_NULL_HANDLE) make_screen(encoded);
  }
  void device_made(const PainterDevice& made, bool shows) override {
    device_known_ = true;
    device_ = {made.instance, made.physical, made.device, made.queue_family, VK_NULL_HANDLE};
    if (!shows) {
      stats_.fault = "the headset's graphics device cannot show on a window";
      device_ = {};
      return;
    }
    vkGetDeviceQueue(made.device, made.queue_family, 0, &device_.queue);
    format_ = VK_FORMAT_UNDEFINED;  // the screen is made once the format is known
  }
  void device_going() override {
    drop_screen();
    device_ = {};
    device_known_ = false;
  }

  void painted(Painter& painter, const Picture& picture, std::span<const View> views,
               const Target& target) override {
    if (!screen_ || views.empty()) return;
    Pose head = views[0].eye;
    if (views.size() > 1) head.position = 0.5f * (views[0].eye.position + views[1].eye.position);
    const double now = now_s();
    const View calm = smooth_.follow(head, std::min(now - last_painted_s_, 0.1));
    last_painted_s_ = now;
    odd_ = !odd_;
    const MirrorView view = attendant_.view();
    if (view == MirrorView::card || hidden() || screen_->lost() || now < picture_due_s_) return;
    if (view == MirrorView::smoothed) {
      if (odd_ || !begin()) return;
      if (!smooth_image_.fit(device_, target.format, target.extent)) return fill(nullptr);
      Target own;
      own.image = smooth_image_.get();
      own.format = target.format;
      own.extent = target.extent;  // the size of an eye: the painter keeps what it draws with
      own.after = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
      picture_due_s_ = now + least_s_;
      painter.paint(picture, {&calm, 1}, own);
      const ShownImage shown{own.image, 0, own.extent, own.after, aspect_of(calm)};
      return fill(&shown);
    }
    if (!begin()) return;
    picture_due_s_ = now + least_s_;
    const std::uint32_t eye = view == MirrorView::right_eye && views.size() > 1 && target.layers > 1 ? 1 : 0;
    const ShownImage shown{target.image, eye, target.extent, target.after, aspect_of(views[eye])};
    fill(&shown);
  }

  bool hidden() const { return SDL_GetWindowFlags(window_) & (SDL_WINDOW_MINIMIZED | SDL_WINDOW_HIDDEN); }
  void size(int* width, int* height) const { SDL_Vulkan_GetDrawableSize(window_, width, height); }
  bool begin() {
    int width = 0, height = 0;
    size(&width, &height);
    return !hidden() && width > 0 && height > 0 &&
           screen_->begin(static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height));
  }
  void fill(const ShownImage* image) { screen_->fill(image, image ? over_picture_ : alone_); }

  // What is written over a picture, and what stands in the window without one.
  void write(const MirrorState& state, bool drawn, double now) {
    int width = 0, height = 0;
    size(&width, &height);
    if (width <= 0 || height <= 0) return;
    const int em = std::clamp(height / 34, 11, 44);
    const bool held = !state.why_held.empty() || state.note.waits_for_sound;
    over_picture_.clear();
    alone_.clear();
    if (attendant_.view() == MirrorView::card) {
      const TextPicture& card = card_.as(card_lines(state, options_.language), em, width, true);
      alone_.push_back({&card, (width - card.width) / 2, (height - card.height) / 2});
    } else if (held) {
      const TextPicture& why = held_.as(held_lines(state), em, width * 4 / 5, true);
      alone_.push_back({&why, (width - why.width) / 2, (height - why.height) / 2});
      over_picture_.push_back({&why, (width - why.width) / 2, height - why.height - em});
    } else if (drawn && !state.note.caption.empty()) {
      const Lines lines{{Line::Kind::text, state.note.caption}};
      const TextPicture& caption = caption_.as(lines, em, width * 4 / 5, true);
      over_picture_.push_back({&caption, (width - caption.width) / 2, height - caption.height - em / 2});
    }
    if (attendant_.overlay()) {
      if (now >= figures_due_s_) {
        figures_due_s_ = now + kFigures_s;
        figures_lines_ = overlay_lines(state);
      }
      add({&figures_.as(figures_lines_, em, width * 2 / 3, false), em / 2, em / 2});
    }
    if (attendant_.help()) {
      const TextPicture& help = help_.as(help_lines(), em, width, false);
      add({&help, em / 2, attendant_.overlay() ? figures_.picture.height + em : em / 2});
    }
    if (attendant_.about_to_leave(now)) {
      const TextPicture& leave = leave_.as(leave_lines(), em, width, true);
      add({&leave, (width - leave.width) / 2, (height - leave.height) / 3});
    }
  }
  void add(const PlacedText& text) {
    over_picture_.push_back(text);
    alone_.push_back(text);
  }

  void make_screen(bool encoded) {
    VkSurfaceKHR surface = VK_NULL_HANDLE;
    if (!SDL_Vulkan_CreateSurface(window_, device_.instance, &surface)) {
      stats_.fault = SDL_GetError();
      return;
    }
    try {
      screen_ = std::make_unique<Screen>(device_, surface, encoded);
      VkPhysicalDeviceProperties properties{};
      vkGetPhysicalDeviceProperties(device_.physical, &properties);
      least_s_ = properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU ? kLeastSoftware_s : kLeast_s;
      stats_.fault.clear();
      card_due_s_ = 0.0;
    } catch (const std::exception& error) {
      vkDestroySurfaceKHR(device_.instance, surface, nullptr);
      stats_.fault = error.what();
    }
  }
  void drop_screen() {
    if (screen_) stats_.shown += screen_->shown();
    if (screen_) vkDeviceWaitIdle(device_.device);
    smooth_image_.drop(device_);
    screen_.reset();
  }

  // While the headset has no device, its mirror has one of its own, to say why.
  void make_own(double now) {
    if (own_ || now < own_due_s_) return;
    own_due_s_ = now + kOwnRetry_s;
    GpuRequest request;
    request.instance_extensions.assign(extensions_.begin(), extensions_.end());
    request.device_extensions = {VK_KHR_SWAPCHAIN_EXTENSION_NAME};
    request.validation = options_.validation;
    try {
      own_ = std::make_unique<Gpu>(request);
      device_ = {own_->instance, own_->physical, own_->device, own_->queue_family, own_->queue};
      make_screen(true);
    } catch (const DeviceLost&) {
      stats_.fault = "the graphics device was lost";
    } catch (const std::exception& error) {
      stats_.fault = error.what();
    }
    if (!screen_) drop_own();
  }
  void drop_own() {
    if (!own_) return;
    drop_screen();
    stats_.complaints += own_->complaints();
    own_.reset();
    device_ = {};
    own_due_s_ = 0.0;
  }
  void toggle_fullscreen() {
    const bool full = SDL_GetWindowFlags(window_) & SDL_WINDOW_FULLSCREEN_DESKTOP;
    SDL_SetWindowFullscreen(window_, full ? 0 : SDL_WINDOW_FULLSCREEN_DESKTOP);
  }

  Display display_;
  MirrorOptions options_;
  Attendant attendant_;
  SDL_Window* window_ = nullptr;
  std::vector<const char*> extensions_;
  bool device_known_ = false;  // the headset's painter has one; else the mirror may have its own
  ScreenDevice device_;
  std::unique_ptr<Gpu> own_;
  std::unique_ptr<Screen> screen_;
  VkFormat format_ = VK_FORMAT_UNDEFINED;
  SmoothView smooth_;
  SmoothImage smooth_image_;
  std::vector<PlacedText> over_picture_, alone_;
  Said card_, held_, caption_, figures_, help_, leave_;
  Lines figures_lines_;
  MirrorStats stats_;
  bool odd_ = false;
  double least_s_ = kLeast_s, picture_due_s_ = 0.0;
  double last_painted_s_ = 0.0, card_due_s_ = 0.0, figures_due_s_ = 0.0, own_due_s_ = 0.0;
};

}  // namespace

std::unique_ptr<Mirror> make_mirror(const MirrorOptions& options) {
  return std::make_unique<SdlMirror>(options);
}

}  // namespace threshold::xr
