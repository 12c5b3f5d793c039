#include "xr/mirror/mirror.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>

#include "xr/desktop/display.h"
#include "xr/mirror/mirrored_painter.h"
#include "xr/mirror/notice_window.h"
#include "xr/mirror/own_image.h"
#include "xr/mirror/screen.h"
#include "xr/mirror/smooth_view.h"
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
constexpr double kHint_s = 15.0;           // that there are keys at all is said at the start
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

// Words and the picture made of them, made again only when they change.
struct Said {
  Lines lines;
  int em_px = 0, most_px = 0;
  TextPicture picture;

  const TextPicture& as(Lines now, int em, int most) {
    if (now != lines || em != em_px || most != most_px) {
      lines = std::move(now);
      em_px = em, most_px = most;
      picture = draw_lines(lines, em_px, most_px, true);
    }
    return picture;
  }
};
struct SaidSheet {
  Sheet sheet;
  int em_px = 0, width_px = 0;
  TextPicture picture;

  const TextPicture& as(Sheet now, int em, int width) {
    if (now != sheet || em != em_px || width != width_px) {
      sheet = std::move(now);
      em_px = em, width_px = width;
      picture = draw_sheet(sheet, {em_px, width_px, 0, true}).front();
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
    notice_.hide();
    drop_own();
    SDL_DestroyWindow(window_);
  }

  PainterFactory around(PainterFactory inner) override { return mirrored(std::move(inner), this); }

  Attended attend() override {
    for (SDL_Event event; SDL_PollEvent(&event);) {
      if (event.type == SDL_QUIT) attendant_.close_window();
      if (event.type == SDL_WINDOWEVENT && event.window.windowID != SDL_GetWindowID(window_))
        continue;  // the notice's
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
    const bool busy = state.status.graphics_busy;
    if (std::exchange(titled_, busy) != busy)
      SDL_SetWindowTitle(window_,
                         busy ? (options_.title + ": " + options_.texts.sentence(state.why_held)).c_str()
                              : options_.title.c_str());
    if (busy) return say_beside_device(state);
    notice_.hide();
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
      const VkExtent2D size = smooth_extent(target.extent);
      if (!smooth_image_.fit(device_, target.format, size)) return fill(nullptr);
      Target own;
      own.image = smooth_image_.get();
      own.format = target.format;
      own.extent = size;
      own.after = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL;
      picture_due_s_ = now + least_s_;
      painter.paint(picture, {&calm, 1}, own);
      const ShownImage shown{own.image, own.format, 0, own.extent, own.after, aspect_of(calm), picture_part_};
      return fill(&shown);
    }
    if (!begin()) return;
    picture_due_s_ = now + least_s_;
    const std::uint32_t eye = view == MirrorView::right_eye && views.size() > 1 && target.layers > 1 ? 1 : 0;
    const ShownImage shown{target.image, target.format,         eye,          target.extent,
                           target.after, aspect_of(views[eye]), picture_part_};
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

  // What is written over a picture, and what stands in the window without one. Keys and figures have a column
  // of their own beside the picture: nothing of what the visitor sees is covered by them.
  void write(const MirrorState& state, bool drawn, double now) {
    int width = 0, height = 0;
    size(&width, &height);
    if (width <= 0 || height <= 0) return;
    over_picture_.clear();
    alone_.clear();
    const int em = em_of(width, height);
    write_column(state, now, em, width, height);
    const Texts& texts = options_.texts;
    const int left = picture_part_.offset.x, room = static_cast<int>(picture_part_.extent.width);
    const auto centred = [&](const TextPicture& text, int y) {
      return PlacedText{&text, left + (room - text.width) / 2, y};
    };
    if (attendant_.view() == MirrorView::card) {
      const TextPicture& card = card_.as(card_lines(state, texts), em, room);
      alone_.push_back(centred(card, (height - card.height) / 2));
    } else if (state.held()) {
      const TextPicture& why = held_.as(held_lines(state, texts), em, room * 9 / 10);
      alone_.push_back(centred(why, (height - why.height) / 2));
      // A story that waits for its sound is still drawn: the words stand in the middle of that, too.
      over_picture_.push_back(centred(why, (height - why.height) / 2));
    } else if (drawn) {
      if (!state.note.caption.empty()) {
        const TextPicture& caption = caption_.as({{Line::Kind::text, state.note.caption}}, em, room * 9 / 10);
        over_picture_.push_back(centred(caption, height - caption.height - em / 2));
      }
      if (const Lines notice = notice_lines(state, texts); !notice.empty())
        over_picture_.push_back(centred(notice_lines_.as(notice, em, room * 9 / 10), em / 2));
    }
    if (attendant_.about_to_leave(now)) {
      const TextPicture& leave = leave_.as(leave_lines(texts), em, room);
      over_picture_ = {centred(leave, (height - leave.height) / 2)};
      alone_ = over_picture_;
    } else if (!attendant_.help() && now < hint_until_s_) {
      const TextPicture& hint = hint_.as({{Line::Kind::small, texts.say("keys_hint")}}, em, width);
      if (over_picture_.empty() && alone_.empty()) over_picture_.push_back({&hint, em / 2, em / 2});
    }
    for (const PlacedText& text : column_) over_picture_.push_back(text), alone_.push_back(text);
  }
  // The window keeps what it shows; another over it, and the title, say why.
  void say_beside_device(const MirrorState& state) {
    if (hidden()) return notice_.hide();
    int width = 0, height = 0;
    SDL_GetWindowSize(window_, &width, &height);
    const bool card = attendant_.view() == MirrorView::card;
    notice_.show(window_,
                 said_beside_.as(card ? card_lines(state, options_.texts) : held_lines(state, options_.texts),
                                 em_of(width, height), width * 9 / 10));
  }
  int em_of(int width, int height) const {
    return std::clamp(std::min(height / 26, width / 40) * options_.text_percent / 100, 11, 160);
  }
  void write_column(const MirrorState& state, double now, int em, int width, int height) {
    column_.clear();
    picture_part_ = {{0, 0}, {static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)}};
    if (!attendant_.overlay() && !attendant_.help()) return;
    const int wide = std::min(width / 2, std::max(width * 2 / 5, 15 * em));
    if (now >= figures_due_s_) {
      figures_due_s_ = now + kFigures_s;
      figures_now_ = figures(state, options_.texts);
    }
    const std::array<int, 5> asked = {em, width, height, attendant_.overlay(), attendant_.help()};
    if (std::exchange(column_asked_, asked) != asked) column_em_ = em;
    // Both fit one below the other, in smaller type if they must.
    for (;; column_em_ = column_em_ * 9 / 10) {
      int below = 0;
      column_.clear();
      const auto put = [&](const TextPicture& text) {
        column_.push_back({&text, width - text.width, below});
        below += text.height;
      };
      if (attendant_.overlay()) put(figures_.as(figures_now_, column_em_, wide));
      if (attendant_.help()) put(help_.as(help_sheet(options_.texts), column_em_, wide));
      if (below <= height || column_em_ <= 10) break;
    }
    picture_part_.extent.width = static_cast<std::uint32_t>(width - wide);
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
  OwnImage smooth_image_{VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT};
  VkRect2D picture_part_{};  // of the window
  std::vector<PlacedText> over_picture_, alone_, column_;
  Said card_, held_, said_beside_, caption_, notice_lines_, leave_, hint_;
  NoticeWindow notice_;
  SaidSheet figures_, help_;
  Sheet figures_now_;
  std::array<int, 5> column_asked_{};
  int column_em_ = 0;
  MirrorStats stats_;
  bool titled_ = false;  // with why nothing is drawn
  bool odd_ = false;
  double least_s_ = kLeast_s, picture_due_s_ = 0.0;
  const double hint_until_s_ = now_s() + kHint_s;
  double last_painted_s_ = 0.0, card_due_s_ = 0.0, figures_due_s_ = 0.0, own_due_s_ = 0.0;
};

}  // namespace

std::unique_ptr<Mirror> make_mirror(const MirrorOptions& options) {
  return std::make_unique<SdlMirror>(options);
}

}  // namespace threshold::xr
