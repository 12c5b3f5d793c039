#include "xr/openxr/headset.h"

#include <chrono>
#include <limits>
#include <thread>

#include "xr/openxr/check.h"
#include "xr/openxr/frame_clock.h"
#include "xr/openxr/frame_waiter.h"
#include "xr/openxr/link.h"
#include "xr/openxr/newer_extensions.h"
#include "xr/openxr/pose_math.h"
#include "xr/openxr/presence_watch.h"
#include "xr/openxr/resolution.h"

namespace threshold::xr {
namespace {

constexpr double kIdlePauseS = 0.01;    // between looks at a session that does not ask for frames
constexpr double kStuckPauseS = 0.02;   // between looks at a runtime that does not answer
constexpr double kAbsentPauseS = 0.02;  // while there is no session at all
constexpr auto kStereo = XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO;

std::string name_of(const LinkState& link) {
  switch (link.step) {
    case Step::gone:
      return "no runtime";
    case Step::no_headset:
      return "no headset";
    case Step::over:
      return "ended";
    case Step::session:
      break;
  }
  static constexpr const char* kNames[] = {"unknown", "idle",     "ready",        "synchronized", "visible",
                                           "focused", "stopping", "loss pending", "exiting"};
  const auto index = static_cast<std::size_t>(link.told);
  return index < std::size(kNames) ? kNames[index] : "unknown";
}

class OpenXrHeadset final : public Headset, private LinkListener {
 public:
  explicit OpenXrHeadset(const HeadsetOptions& options)
      : options_(options), watch_(options.still_head_s), gaze_(options.gaze), link_(options_, this) {}

  ~OpenXrHeadset() override {
    if (!waiter_.settle(2.0 * options_.answer_within_s)) {
      link_.abandon();
      return;
    }
    try {
      end_frame({});
    } catch (...) {  // the session is going away either way
    }
  }

  Frame begin_frame() override {
    if (!waiter_.waiting()) {
      link_.run([&] {
        end_frame({});  // whoever had a reason not to draw leaves a frame open
        link_.poll();
      });
      link_.tick();
    }
    Frame frame;
    frame.draw = false;
    if (link_.state().frames) {
      link_.run([&] { frame = run_frame(*link_.session()); });
    } else {
      presence_.hands = {};
      was_worn_ = false;
      options_.clock.sleep_s(link_.state().step == Step::session ? kIdlePauseS : kAbsentPauseS);
    }
    finish(&frame);
    return frame;
  }

  void draw(const Picture& picture) override {
    link_.run([&] {
      if (frame_open_ && link_.session() != nullptr) draw_frame(*link_.session(), picture);
    });
  }

  void feel(const Touch& touch, float envelope) override {
    if (waiter_.waiting()) return;
    link_.run([&] {
      for (std::size_t side = 0; side < 2; ++side) {
        if (!link_.state().input) {
          forget_touch(side);
          continue;
        }
        const InputActions& actions = *link_.session()->actions;
        const double now_s = options_.clock.now_s();
        if (const float rate_hz = actions.pcm_rate(static_cast<Side>(side)); rate_hz > 0.0f) {
          const auto stretch = pcm_motors_[side].feel(touch.hands[side], envelope, now_s, rate_hz);
          if (stretch) pcm_motors_[side].taken(actions.play(static_cast<Side>(side), *stretch), rate_hz);
          continue;
        }
        const auto command = motors_[side].feel(touch.hands[side], envelope, now_s);
        if (command) actions.play(static_cast<Side>(side), *command);
      }
    });
  }

  void preload(const std::string& place, const std::vector<std::string>& people) override {
    if (link_.painter() != nullptr) link_.run([&] { link_.painter()->preload(place, people); });
  }

  void set_eye_height(float height_m) override {
    eye_height_m_ = height_m;
    height_due_ = true;
  }

  void recentre() override { recentre_due_ = true; }

  HeadsetStatus status() const override {
    HeadsetStatus status = counted_;
    const LinkCounts& link = link_.counts();
    status.state = waiter_.waiting() ? "not answering" : name_of(link_.state());
    status.runtime = link.runtime;
    status.system = link.system;
    status.device = link.device;
    status.instances = link.instances;
    status.sessions = link.sessions;
    status.faults = link.faults;
    status.last_fault = link.last_fault;
    status.scale = resolution_.scale();
    if (const SessionParts* session = link_.session()) {
      status.floor = session->floor->describe();
      status.profiles = {session->actions->profile(left), session->actions->profile(right)};
      status.refresh_hz = session->refresh_hz;
    }
    return status;
  }

  std::string describe() const override {
    const LinkCounts& link = link_.counts();
    return "headset " + link.system + " on " + link.runtime + ", " + link.device;
  }

 private:
  void end_open_frame() override { end_frame({}); }
  XrTime last_display_time() const override { return frames_.last(); }

  void forget_touch(std::size_t side) {
    motors_[side].forget();
    pcm_motors_[side].forget();
  }

  void session_gone() override {
    frame_open_ = false;
    frames_ = FrameClock();
    watch_.forget();
    gaze_.forget();
    wishes_.forget();
    for (std::size_t side = 0; side < 2; ++side) forget_touch(side);
    presence_.hands = {};
    was_worn_ = false;
    moves_at_.reset();
  }

  void on_event(const XrEventDataBuffer& event) override {
    const auto* raw = reinterpret_cast<const XrEventDataBaseHeader*>(&event);
    SessionParts& s = *link_.session();
    switch (static_cast<int>(event.type)) {
      case XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED:
        if (!link_.state().input) wishes_.forget();
        if (link_.state().told == XR_SESSION_STATE_READY) s.mask_due = {true, true};
        return;
      case XR_TYPE_EVENT_DATA_VISIBILITY_MASK_CHANGED_KHR: {
        const auto* change = reinterpret_cast<const XrEventDataVisibilityMaskChangedKHR*>(raw);
        if (change->viewConfigurationType == kStereo && change->viewIndex < s.mask_due.size())
          s.mask_due[change->viewIndex] = true;
        return;
      }
      case XR_TYPE_EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING: {
        const auto* change = reinterpret_cast<const XrEventDataReferenceSpaceChangePending*>(raw);
        if (change->referenceSpaceType == XR_REFERENCE_SPACE_TYPE_STAGE) return;
        s.floor->runtime_recentred();
        height_due_ = true;
        moves_at_ = change->changeTime;
        return;
      }
      case XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED:
        s.actions->profiles_changed();
        wishes_.forget();
        for (std::size_t side = 0; side < 2; ++side) forget_touch(side);
        return;
      case XR_TYPE_EVENT_DATA_USER_PRESENCE_CHANGED_EXT:
        watch_.told(reinterpret_cast<const XrEventDataUserPresenceChangedEXT*>(raw)->isUserPresent);
        return;
      case XR_TYPE_EVENT_DATA_DISPLAY_REFRESH_RATE_CHANGED_FB:
        s.refresh_hz =
            reinterpret_cast<const XrEventDataDisplayRefreshRateChangedFB*>(raw)->toDisplayRefreshRate;
        return;
      default:
        return;
    }
  }

  Frame run_frame(SessionParts& s) {
    const XrSession session = s.session.get();
    Frame frame;
    frame.draw = false;
    const auto waited = waiter_.next(session, options_.answer_within_s, kStuckPauseS);
    if (!waited) {
      presence_.hands = {};
      return frame;
    }
    check(waited->result, "xrWaitFrame");
    const XrFrameState& state = waited->state;
    THRESHOLD_XR(xrBeginFrame(session, nullptr));
    frame_open_ = true;
    ++counted_.frames;
    const FrameClock::Verdict verdict =
        frames_.judge(state.predictedDisplayTime, state.predictedDisplayPeriod);
    display_time_ = verdict.time;
    if (!verdict.good) {
      ++counted_.bad_times;
      end_frame({});
      if (verdict.rebuild)
        throw XrFailure(XR_ERROR_SESSION_LOST, "xrWaitFrame with display times of no sense");
      return frame;
    }
    const double period_s = static_cast<double>(state.predictedDisplayPeriod) * 1e-9;
    count_missed(period_s);
    s.floor->measure(display_time_);
    read_head(s);
    read_hands(s);
    bring_place_to_visitor(s);
    if (moves_at_ && display_time_ >= *moves_at_) {
      place_moved_ = true;
      moves_at_.reset();
    }
    frame.display_in_s = link_.instance()->seconds_until(display_time_, 2.0 * period_s);
    frame.draw = state.shouldRender && link_.state().seen;
    if (!frame.draw) end_frame({});
    return frame;
  }

  void count_missed(double period_s) {
    const bool missed = period_s > 0.0 && frames_.dt_s() > 1.5 * period_s;
    counted_.missed += missed ? 1 : 0;
    if (options_.dynamic_resolution) resolution_.frame(missed);
  }

  void read_head(const SessionParts& s) {
    XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
    THRESHOLD_XR(xrLocateSpace(s.floor->view(), s.floor->space(), display_time_, &location));
    constexpr auto kTurned = XR_SPACE_LOCATION_ORIENTATION_VALID_BIT;
    constexpr auto kPlaced = XR_SPACE_LOCATION_POSITION_VALID_BIT;
    presence_.head_tracked = (location.locationFlags & (kTurned | kPlaced)) == (kTurned | kPlaced);
    const Pose found = from_xr(location.pose);
    if (location.locationFlags & kTurned) presence_.head.orientation = found.orientation;
    if (location.locationFlags & kPlaced) presence_.head.position = found.position;
    presence_.worn = watch_.worn(link_.state().seen, presence_.head, frames_.dt_s());
  }

  void read_hands(const SessionParts& s) {
    std::array<HandButtons, 2> buttons{};
    presence_.hands = {};
    presence_.wishes = {};
    presence_.by_gaze = false;
    if (!link_.state().input || !s.actions->read(s.floor->space(), display_time_, &presence_.hands, &buttons))
      return;
    s.joints->read(s.floor->space(), display_time_, &presence_.hands, &buttons);
    presence_.wishes = wishes_.read(buttons, presence_, frames_.dt_s());
    const bool hand = presence_.hands[left].tracked || presence_.hands[right].tracked;
    presence_.by_gaze = gaze_.by_gaze(hand, frames_.dt_s());
    read_gaze(s);
  }

  void read_gaze(const SessionParts& s) {
    if (presence_.by_gaze)
      presence_.gaze = s.actions->gaze(s.floor->space(), display_time_).value_or(presence_.head);
  }

  // Recentring that the visitor asked for or that putting the headset on brings, and the place's height.
  void bring_place_to_visitor(const SessionParts& s) {
    const bool here = presence_.worn;  // not the focus: whoever comes back from a menu has not moved
    const bool put_on = here && !was_worn_ && options_.recentre_when_put_on;
    recentre_due_ = recentre_due_ || put_on || presence_.wishes.recentre;
    was_worn_ = here;
    if (!here || !presence_.head_tracked) return;
    if (recentre_due_)
      s.floor->recentre(presence_.head, eye_height_m_);
    else if (height_due_ && eye_height_m_)
      s.floor->raise(presence_.head.position.y - *eye_height_m_);
    const bool moved = recentre_due_ || height_due_;
    place_moved_ |= moved;
    recentre_due_ = height_due_ = false;
    if (!moved) return;
    const Wishes kept = presence_.wishes;  // once more, in the space as it is now
    read_head(s);
    std::array<HandButtons, 2> unused{};
    presence_.hands = {};
    s.actions->read(s.floor->space(), display_time_, &presence_.hands, &unused);
    s.joints->read(s.floor->space(), display_time_, &presence_.hands, &unused);
    presence_.wishes = kept;
    read_gaze(s);
  }

  void finish(Frame* frame) {
    frame->presence = presence_;
    presence_.wishes = {};
    frame->draw = frame->draw && frame_open_;
    frame->why_held = why_held(link_.state());
    if (waiter_.waiting()) frame->why_held = "The headset's runtime does not answer; waiting for it.";
    if (frame->why_held.empty() && !presence_.worn) frame->why_held = "The headset was taken off.";
    frame->running = frame->why_held.empty() ? Running::running : Running::held;
    if (link_.state().step == Step::over) frame->running = Running::ended;
    if (!link_.state().frames) frame->presence.worn = false;
    const bool here = link_.state().seen && presence_.worn;
    frame->nobody = link_.state().step == Step::session && !here;
    frame->place_moved = std::exchange(place_moved_, false);
  }

  void draw_frame(SessionParts& s, const Picture& picture) {
    std::array<XrView, 2> views{XrView{XR_TYPE_VIEW}, XrView{XR_TYPE_VIEW}};
    const XrViewLocateInfo info{XR_TYPE_VIEW_LOCATE_INFO, nullptr, kStereo, display_time_, s.floor->space()};
    XrViewState flags{XR_TYPE_VIEW_STATE};
    std::uint32_t count = 0;
    THRESHOLD_XR(xrLocateViews(s.session.get(), &info, &flags, 2, &count, views.data()));
    if (!(flags.viewStateFlags & XR_VIEW_STATE_ORIENTATION_VALID_BIT)) return end_frame({});
    mask_what_is_hidden(s);
    const auto image = s.eyes->acquire();
    if (!image) {
      ++counted_.timeouts;
      return end_frame({});
    }
    std::array<View, 2> eyes;
    for (std::size_t eye = 0; eye < 2; ++eye) {
      eyes[eye] = {from_xr(views[eye].pose), views[eye].fov.angleLeft, views[eye].fov.angleRight,
                   views[eye].fov.angleUp, views[eye].fov.angleDown};
    }
    Target target;
    target.image = *image;
    target.format = s.eyes->format();
    target.extent = resolution_.apply(s.eyes->extent());
    target.layers = 2;
    if (s.depth) target.depth = s.depth->acquire().value_or(VK_NULL_HANDLE);
    if (target.depth != VK_NULL_HANDLE) target.depth_format = s.depth->format();
    s.painter->paint(picture, eyes, target);
    s.eyes->release();
    if (target.depth != VK_NULL_HANDLE) s.depth->release();
    ++counted_.drawn;
    hand_in(s, picture, views, target);
  }

  void mask_what_is_hidden(SessionParts& s) {
    for (std::uint32_t eye = 0; eye < 2; ++eye) {
      if (!std::exchange(s.mask_due[eye], false)) continue;
      s.painter->set_hidden_area(eye, s.mask->hidden(eye));
    }
  }

  void hand_in(SessionParts& s, const Picture& picture, const std::array<XrView, 2>& views,
               const Target& target) {
    const XrRect2Di part{
        {0, 0},
        {static_cast<std::int32_t>(target.extent.width), static_cast<std::int32_t>(target.extent.height)}};
    std::array<XrCompositionLayerProjectionView, 2> painted{};
    std::array<XrCompositionLayerDepthInfoKHR, 2> depths{};
    for (std::uint32_t eye = 0; eye < 2; ++eye) {
      painted[eye].type = XR_TYPE_COMPOSITION_LAYER_PROJECTION_VIEW;
      painted[eye].pose = views[eye].pose;
      painted[eye].fov = views[eye].fov;
      painted[eye].subImage = {s.eyes->get(), part, eye};
      if (target.depth == VK_NULL_HANDLE) continue;
      painted[eye].next = &depths[eye];
      depths[eye].type = XR_TYPE_COMPOSITION_LAYER_DEPTH_INFO_KHR;
      depths[eye].subImage = {s.depth->get(), part, eye};
      depths[eye].maxDepth = 1.0f;
      depths[eye].nearZ = std::numeric_limits<float>::infinity();  // reversed: depth 0 lies there
      depths[eye].farZ = kNearPlane_m;
    }
    XrCompositionLayerProjection projection{XR_TYPE_COMPOSITION_LAYER_PROJECTION};
    projection.space = s.floor->space();
    projection.viewCount = 2;
    projection.views = painted.data();
    const auto& quads = s.panels->update(picture.panels, presence_.head, s.floor->space(), frames_.dt_s(),
                                         s.most_quads, s.painter);
    layers_.clear();
    layers_.push_back(reinterpret_cast<const XrCompositionLayerBaseHeader*>(&projection));
    for (const auto& quad : quads)
      layers_.push_back(reinterpret_cast<const XrCompositionLayerBaseHeader*>(&quad));
    end_frame(layers_);
  }

  void end_frame(std::span<const XrCompositionLayerBaseHeader* const> layers) {
    if (!std::exchange(frame_open_, false) || link_.session() == nullptr) return;
    XrFrameEndInfo info{XR_TYPE_FRAME_END_INFO};
    info.displayTime = display_time_;
    info.environmentBlendMode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
    info.layerCount = static_cast<std::uint32_t>(layers.size());
    info.layers = layers.data();
    THRESHOLD_XR(xrEndFrame(link_.session()->session.get(), &info));
  }

  HeadsetOptions options_;
  FrameClock frames_;
  PresenceWatch watch_;
  GazeChoice gaze_;
  WishReader wishes_;
  Resolution resolution_;
  std::array<Motor, 2> motors_;
  std::array<PcmMotor, 2> pcm_motors_;
  Presence presence_;
  HeadsetStatus counted_;
  std::optional<float> eye_height_m_;
  XrTime display_time_ = 0;
  bool frame_open_ = false;
  bool was_worn_ = false, recentre_due_ = false, height_due_ = false, place_moved_ = false;
  std::optional<XrTime> moves_at_;  // the runtime has recentred: poses from here on are in another space
  std::vector<const XrCompositionLayerBaseHeader*> layers_;
  FrameWaiter waiter_;
  Link link_;  // last: it tells the others when it goes
};

}  // namespace

Clock Clock::real() {
  return {[] {
            return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
          },
          [](double s) { std::this_thread::sleep_for(std::chrono::duration<double>(s)); }};
}

std::unique_ptr<Headset> connect_headset(const HeadsetOptions& options) {
  try {
    return std::make_unique<OpenXrHeadset>(options);
  } catch (const XrFailure& failure) {
    switch (failure.result()) {
      case XR_ERROR_FORM_FACTOR_UNAVAILABLE:
        throw std::runtime_error(
            "The OpenXR runtime answers, but no headset is connected; connect one and start again.");
      case XR_ERROR_RUNTIME_UNAVAILABLE:
      case XR_ERROR_RUNTIME_FAILURE:
        throw std::runtime_error("No OpenXR runtime answers (" + result_name(failure.result()) +
                                 "); start the headset's software, or set XR_RUNTIME_JSON to its manifest.");
      default:
        throw std::runtime_error(std::string("The headset cannot be used: ") + failure.what() + ".");
    }
  }
}

}  // namespace threshold::xr
