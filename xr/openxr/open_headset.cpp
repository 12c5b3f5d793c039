// The headset on the runtime's thread: frames, and what the runtime tells between them.
#include <utility>

#include "xr/openxr/check.h"
#include "xr/openxr/frame_clock.h"
#include "xr/openxr/layers.h"
#include "xr/openxr/link.h"
#include "xr/openxr/newer_extensions.h"
#include "xr/openxr/patient_headset.h"
#include "xr/openxr/touch_player.h"
#include "xr/openxr/visitor.h"

namespace threshold::xr {
namespace {

constexpr double kIdlePauseS = 0.01;    // between looks at a session that does not ask for frames
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
  OpenXrHeadset(const HeadsetOptions& options, RuntimeThread& thread)
      : options_(options),
        thread_(thread),
        visitor_(options_),
        layers_(options.dynamic_resolution),
        link_(options_, thread, this) {}

  ~OpenXrHeadset() override {
    try {
      end_frame({});
    } catch (...) {  // the session is going away either way
    }
  }

  Frame begin_frame() override {
    link_.run([&] {
      end_frame({});  // whoever had a reason not to draw leaves a frame open
      link_.poll();
    });
    link_.tick();
    Frame frame;
    frame.draw = false;
    if (link_.state().frames) {
      link_.run([&] { frame = run_frame(*link_.session()); });
    } else {
      visitor_.away();
      options_.clock.sleep_s(link_.state().step == Step::session ? kIdlePauseS : kAbsentPauseS);
    }
    finish(&frame);
    return frame;
  }

  void draw(const Picture& picture) override {
    link_.run([&] {
      if (!frame_open_ || link_.session() == nullptr) return;
      const During calls(thread_, RuntimeThread::Doing::calls_with_device);
      end_frame(layers_.paint(*link_.session(), picture,
                              {display_time_, frames_.dt_s(), visitor_.presence().head}));
    });
  }

  void feel(const Touch& touch, float envelope) override {
    link_.run([&] {
      if (link_.state().input)
        touch_.feel(*link_.session()->actions, touch, envelope, options_.clock.now_s());
      else
        touch_.forget();
    });
  }

  void preload(const std::string& place, const std::vector<std::string>& people) override {
    if (link_.painter() != nullptr) link_.run([&] { link_.painter()->preload(place, people); });
  }

  void set_eye_height(float height_m) override { visitor_.set_eye_height(height_m); }
  void recentre() override { visitor_.recentre(); }

  HeadsetStatus status() const override {
    HeadsetStatus status = counted_;
    const LinkCounts& link = link_.counts();
    status.state = name_of(link_.state());
    status.runtime = link.runtime;
    status.system = link.system;
    status.device = link.device;
    status.sound_device = link.sound_device;
    status.instances = link.instances;
    status.sessions = link.sessions;
    status.faults = link.faults;
    status.last_fault = link.last_fault;
    status.scale = layers_.scale();
    status.drawn = layers_.drawn();
    status.timeouts = layers_.timeouts();
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

  void session_gone() override {
    frame_open_ = false;
    frames_ = FrameClock();
    visitor_.session_gone();
    touch_.forget();
  }

  void on_event(const XrEventDataBuffer& event) override {
    const auto* raw = reinterpret_cast<const XrEventDataBaseHeader*>(&event);
    SessionParts& s = *link_.session();
    switch (static_cast<int>(event.type)) {
      case XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED:
        if (!link_.state().input) visitor_.buttons_forgotten();
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
        visitor_.runtime_recentres(change->changeTime);
        return;
      }
      case XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED:
        s.actions->profiles_changed();
        visitor_.buttons_forgotten();
        touch_.forget();
        return;
      case XR_TYPE_EVENT_DATA_USER_PRESENCE_CHANGED_EXT:
        visitor_.told(reinterpret_cast<const XrEventDataUserPresenceChangedEXT*>(raw)->isUserPresent);
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
    XrFrameState state{XR_TYPE_FRAME_STATE};
    THRESHOLD_XR(xrWaitFrame(session, nullptr, &state));
    begin(session);
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
    visitor_.read(s, link_.state(), display_time_, frames_.dt_s());
    frame.display_in_s = link_.instance()->seconds_until(display_time_, 2.0 * period_s);
    frame.draw = state.shouldRender && link_.state().seen;
    if (!frame.draw) end_frame({});
    return frame;
  }

  void begin(XrSession session) {
    const During calls(thread_, RuntimeThread::Doing::calls_with_device);
    THRESHOLD_XR(xrBeginFrame(session, nullptr));
    frame_open_ = true;
  }

  void count_missed(double period_s) {
    const bool missed = period_s > 0.0 && frames_.dt_s() > 1.5 * period_s;
    counted_.missed += missed ? 1 : 0;
    layers_.count_frame(period_s, frames_.dt_s());
  }

  void finish(Frame* frame) {
    frame->presence = visitor_.presence();
    visitor_.wishes_taken();
    frame->draw = frame->draw && frame_open_;
    frame->why_held = why_held(link_.state());
    if (frame->why_held.empty() && !frame->presence.worn) frame->why_held = "The headset was taken off.";
    frame->running = frame->why_held.empty() ? Running::running : Running::held;
    if (link_.state().step == Step::over) frame->running = Running::ended;
    frame->nobody = link_.state().step == Step::session && !frame->presence.worn;
    frame->place_moved = visitor_.place_moved();
  }

  void end_frame(Layers::List layers) {
    if (!std::exchange(frame_open_, false) || link_.session() == nullptr) return;
    const During calls(thread_, RuntimeThread::Doing::calls_with_device);
    XrFrameEndInfo info{XR_TYPE_FRAME_END_INFO};
    info.displayTime = display_time_;
    info.environmentBlendMode = XR_ENVIRONMENT_BLEND_MODE_OPAQUE;
    info.layerCount = static_cast<std::uint32_t>(layers.size());
    info.layers = layers.data();
    THRESHOLD_XR(xrEndFrame(link_.session()->session.get(), &info));
  }

  const HeadsetOptions& options_;
  RuntimeThread& thread_;
  FrameClock frames_;
  Visitor visitor_;
  TouchPlayer touch_;
  Layers layers_;
  HeadsetStatus counted_;
  XrTime display_time_ = 0;
  bool frame_open_ = false;
  Link link_;  // last: it tells the others when it goes
};

}  // namespace

std::unique_ptr<Headset> open_headset(const HeadsetOptions& options, RuntimeThread& thread) {
  return std::make_unique<OpenXrHeadset>(options, thread);
}

}  // namespace threshold::xr
