#include "xr/openxr/patient_headset.h"

#include <cmath>
#include <utility>

#include "xr/openxr/left_behind.h"
#include "xr/openxr/own_work.h"

namespace threshold::xr {
namespace {

constexpr double kAgainS = 0.02;   // between looks at a runtime that does not answer
constexpr double kClosing = 10.0;  // times the patience with a call: a session takes its time to close
constexpr int kQuietFeels = 60;    // of nothing: by then every device is silent

// All that the runtime's thread touches. Stays for ever where a call never returns.
struct Desk {
  explicit Desk(const HeadsetOptions& all) : options(all), thread(all.answer_within_s) {
    options.make_painter = as_own_work(all.make_painter, thread);
  }

  HeadsetOptions options;
  RuntimeThread thread;
  std::unique_ptr<Headset> headset;
  Frame frame;
  Picture picture;
  Touch touch;
  float envelope = 0.0f;
  std::string place;
  std::vector<std::string> people;
};

class PatientHeadset final : public Headset {
 public:
  explicit PatientHeadset(const HeadsetOptions& options) : desk_(std::make_unique<Desk>(options)) {
    Desk& desk = *desk_;
    const bool open = desk.thread.ask([&desk] { desk.headset = open_headset(desk.options, desk.thread); },
                                      options.opens_within_s);
    if (!open) {
      leave();
      throw std::runtime_error("The OpenXR runtime has not answered for " +
                               std::to_string(std::lround(options.opens_within_s)) +
                               " seconds; restart the headset's software, then start again.");
    }
    know();
  }

  ~PatientHeadset() override {
    const double patience_s = desk_->options.answer_within_s;
    try {
      const bool free = !thread().out() || thread().answered(2.0 * patience_s);
      if (free && thread().ask([&desk = *desk_] { desk.headset.reset(); }, kClosing * patience_s)) return;
    } catch (...) {  // whatever fails while it ends, it ends
      if (!thread().out()) return;
    }
    leave();
  }

  Frame begin_frame() override {
    if (thread().out() && !thread().answered(kAgainS)) return waiting();
    if (!std::exchange(frame_asked_, false)) {
      know();
      give_wishes();
      frame_asked_ = true;
      if (!thread().ask([&desk = *desk_] { desk.frame = desk.headset->begin_frame(); })) return waiting();
      frame_asked_ = false;
    }
    shown_ = desk_->frame.presence;
    shown_.hands = {};
    shown_.wishes = {};
    return desk_->frame;
  }

  void draw(const Picture& picture) override {
    if (thread().out()) return;
    desk_->picture = picture;
    thread().ask([&desk = *desk_] { desk.headset->draw(desk.picture); });
  }

  void feel(const Touch& touch, float envelope) override {
    quiet_feels_ = touch == Touch{} ? quiet_feels_ + 1 : 0;
    if (thread().out() || quiet_feels_ > kQuietFeels) return;
    desk_->touch = touch;
    desk_->envelope = envelope;
    thread().ask([&desk = *desk_] { desk.headset->feel(desk.touch, desk.envelope); });
  }

  void preload(const std::string& place, const std::vector<std::string>& people) override {
    if (thread().out()) return;  // it is loaded when it is shown
    desk_->place = place;
    desk_->people = people;
    thread().ask([&desk = *desk_] { desk.headset->preload(desk.place, desk.people); });
  }

  void set_eye_height(float height_m) override { eye_height_m_ = height_m; }
  void recentre() override { recentre_ = true; }

  HeadsetStatus status() const override {
    if (!thread().out()) return desk_->headset->status();
    HeadsetStatus status = known_;
    status.answers = false;
    if (!opening()) status.state = "not answering";
    status.graphics_busy = thread().device_in_use();
    return status;
  }

  std::string describe() const override { return thread().out() ? described_ : desk_->headset->describe(); }

 private:
  RuntimeThread& thread() const { return desk_->thread; }
  bool opening() const { return known_.state == "no runtime" || known_.state == "no headset"; }

  void know() {
    known_ = desk_->headset->status();
    if (described_.empty()) described_ = desk_->headset->describe();
  }

  void give_wishes() {
    if (eye_height_m_) desk_->headset->set_eye_height(*std::exchange(eye_height_m_, std::nullopt));
    if (std::exchange(recentre_, false)) desk_->headset->recentre();
  }

  // The frame while a call is out.
  Frame waiting() const {
    Frame frame;
    frame.running = Running::held;
    frame.draw = false;
    frame.presence = shown_;
    frame.why_held = opening() ? "The headset's software does not answer; trying again."
                               : "The headset's runtime does not answer; waiting for it.";
    return frame;
  }

  void leave() {
    desk_->thread.abandon();
    leave_behind(std::move(desk_));
  }

  std::unique_ptr<Desk> desk_;
  bool frame_asked_ = false;
  int quiet_feels_ = 0;
  std::optional<float> eye_height_m_;  // told, and not passed on yet
  bool recentre_ = false;
  Presence shown_;  // of the newest frame, without hands and wishes
  HeadsetStatus known_;
  std::string described_;
};

}  // namespace

std::unique_ptr<Headset> patient_headset(const HeadsetOptions& options) {
  return std::make_unique<PatientHeadset>(options);
}

}  // namespace threshold::xr
