#include "xr/mirror/mirrored_headset.h"

#include <chrono>
#include <utility>

namespace threshold::xr {
namespace {

using SteadyClock = std::chrono::steady_clock;

class MirroredHeadset final : public Backend {
 public:
  MirroredHeadset(Headset& headset, Mirror& mirror, std::function<MirrorNote()> note)
      : headset_(headset), mirror_(mirror), note_(std::move(note)) {}

  Frame begin_frame() override {
    show();  // whoever had nothing to draw has not called draw()
    const Attended asked = mirror_.attend();
    const bool put_on = std::exchange(taken_off_, asked.taken_off) && !asked.taken_off;
    if (asked.wishes.recentre || put_on) headset_.recentre();
    frame_ = headset_.begin_frame();
    began_ = SteadyClock::now();
    Wishes& wishes = frame_.presence.wishes;
    wishes.pause ^= asked.wishes.pause;
    wishes.skip |= asked.wishes.skip;
    wishes.exit |= asked.wishes.exit;
    wishes.recentre |= asked.wishes.recentre;
    frame_.begin_again = frame_.begin_again || asked.begin_again;
    if (taken_off_ && frame_.running == Running::running) {
      frame_.running = Running::held;
      frame_.why_held = "The attendant said that nobody wears the headset; T says that somebody does again.";
      frame_.presence.worn = false;
    }
    due_ = true;
    drawn_ = false;
    return frame_;
  }

  void draw(const Picture& picture) override {
    headset_.draw(picture);
    caption_.clear();
    for (const Panel& panel : picture.panels) {
      if (panel.kind != PanelKind::caption) continue;
      if (!caption_.empty()) caption_ += '\n';
      caption_ += panel.speaker.empty() ? panel.text : panel.speaker + ": " + panel.text;
    }
    drawn_ = true;
    show();
  }

  void feel(const Touch& touch, float envelope) override { headset_.feel(touch, envelope); }
  void preload(const std::string& place, const std::vector<std::string>& people) override {
    headset_.preload(place, people);
  }
  std::string describe() const override { return headset_.describe(); }

 private:
  void show() {
    if (!std::exchange(due_, false)) return;
    MirrorState state{frame_.running, frame_.why_held, headset_.status(), note_ ? note_() : MirrorNote{}};
    state.note.work_ms = std::chrono::duration<double, std::milli>(SteadyClock::now() - began_).count();
    if (drawn_) state.note.caption = caption_;
    mirror_.show(state, drawn_);
  }

  Headset& headset_;
  Mirror& mirror_;
  std::function<MirrorNote()> note_;
  Frame frame_;
  std::string caption_;
  SteadyClock::time_point began_{};
  bool due_ = false, drawn_ = false, taken_off_ = false;
};

}  // namespace

std::unique_ptr<Backend> mirrored_headset(Headset& headset, Mirror& mirror,
                                          std::function<MirrorNote()> note) {
  return std::make_unique<MirroredHeadset>(headset, mirror, std::move(note));
}

}  // namespace threshold::xr
