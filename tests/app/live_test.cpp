// The live loop on a backend of our own: no window, no GPU, and faults at will.
#include "app/live.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include <gtest/gtest.h>

#include "tests/app/program.h"

namespace threshold::app {
namespace {

// A visitor at 60 pictures a second who does what the test says.
class StandIn final : public xr::Backend {
 public:
  std::function<void(int frame, xr::Frame&)> script;
  int frames = 0, drawn = 0;
  std::vector<double> story_s;  // of the pictures drawn
  xr::Frame begin_frame() override {
    std::this_thread::sleep_for(std::chrono::milliseconds(16));
    xr::Frame frame;
    if (script) script(frames, frame);
    ++frames;
    return frame;
  }
  int first_draw_ms = 0;  // how long the first picture has to be loaded for
  void draw(const xr::Picture& picture) override {
    if (drawn++ == 0) std::this_thread::sleep_for(std::chrono::milliseconds(first_draw_ms));
    story_s.push_back(static_cast<double>(picture.time_s));
  }
  void feel(const xr::Touch&, float) override {}
  std::string describe() const override { return "a stand-in"; }
};

WalkOptions soundcheck() {
  WalkOptions options;
  options.paths = find_paths("", "");
  options.director.beat = "soundcheck";
  options.director.from_s = 3.0;
  return options;
}

LiveOptions quiet(double limit_s) {
  LiveOptions options;
  options.sound = false;
  options.limit_s = limit_s;
  return options;
}

TEST(live, the_story_keeps_time_with_the_clock_of_the_sound) {
  Walk walk(soundcheck());
  StandIn backend;
  run_live(backend, walk, quiet(2.0));
  const double story = static_cast<double>(walk.moment().sample) / 48000.0;
  EXPECT_NEAR(story, 2.0, 0.4);
  EXPECT_LE(walk.moment().sample, walk.engine().clock() + xr::kTickSamples);
}

TEST(live, a_headset_that_is_lost_holds_the_story_and_it_goes_on_where_it_was) {
  Walk walk(soundcheck());
  StandIn backend;
  backend.script = [](int frame, xr::Frame& f) {
    if (frame >= 30 && frame < 90) f.running = xr::Running::held, f.why_held = "lost", f.draw = false;
  };
  run_live(backend, walk, quiet(2.5));
  // One of 2.5 s was held.
  EXPECT_NEAR(static_cast<double>(walk.moment().sample) / 48000.0, 1.5, 0.45);
  for (std::size_t i = 1; i < backend.story_s.size(); ++i)
    EXPECT_LT(backend.story_s[i] - backend.story_s[i - 1], 0.3) << i;
}

TEST(live, a_first_picture_that_takes_long_to_load_loses_nothing_of_the_story) {
  Walk walk(soundcheck());
  StandIn backend;
  backend.first_draw_ms = 1200;
  run_live(backend, walk, quiet(2.0));
  ASSERT_GT(backend.story_s.size(), 5u);
  EXPECT_LT(backend.story_s[1] - backend.story_s[0], 0.3);
}

TEST(live, a_wish_in_a_single_frame_is_never_lost) {
  Walk walk(soundcheck());
  StandIn backend;
  backend.script = [](int frame, xr::Frame& f) { f.presence.wishes.skip = frame == 20; };
  run_live(backend, walk, quiet(3.0));
  EXPECT_EQ(walk.moment().beat, "note");
}

TEST(live, a_visitor_who_leaves_ends_the_walk_by_itself) {
  Walk walk(soundcheck());
  StandIn backend;
  backend.script = [](int frame, xr::Frame& f) { f.presence.wishes.exit = frame == 10; };
  run_live(backend, walk, quiet(8.0));
  EXPECT_TRUE(walk.over());
}

// A device that can be pulled out: it asks for portions from a thread of its own, as a real one does.
struct Cable {
  std::atomic<bool> in{true};
  std::atomic<int> opened{0};
};
class CablePort final : public audio::SoundPort {
 public:
  explicit CablePort(std::shared_ptr<Cable> cable) : cable_(std::move(cable)) {}
  ~CablePort() override { close(); }
  bool open(const std::string&, Fill fill, std::string& why) override {
    if (!cable_->in) return why = "pulled out", false;
    ++cable_->opened;
    ending_ = false;
    thread_ = std::thread([this, fill = std::move(fill)] {
      std::vector<float> portion(2 * 256);
      for (auto due = std::chrono::steady_clock::now(); !ending_; std::this_thread::sleep_until(due)) {
        due += std::chrono::microseconds(5333);
        if (cable_->in) fill(portion);
      }
    });
    return true;
  }
  void close() noexcept override {
    ending_ = true;
    if (thread_.joinable()) thread_.join();
  }
  bool alive() const override { return cable_->in; }
  std::string describe() const override { return "a cable"; }
  double latency_s() const override { return 0.01; }

 private:
  std::shared_ptr<Cable> cable_;
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

// Pulled out from the 40th frame (0.64 s) to the 100th (1.6 s) of 2.5 s.
double story_s_with_a_pulled_cable(audio::WhenSoundStops when, const std::shared_ptr<Cable>& cable,
                                   std::vector<bool>* waits) {
  Walk walk(soundcheck());
  StandIn backend;
  backend.script = [&](int frame, xr::Frame&) { cable->in = frame < 40 || frame >= 100; };
  LiveOptions options;
  options.when_sound_stops = when;
  options.port = [&] { return std::make_unique<CablePort>(cable); };
  options.on_sound = [waits](const std::string&, audio::SpeakerState now) {
    waits->push_back(now == audio::SpeakerState::waits);
  };
  options.limit_s = 2.5;
  run_live(backend, walk, options);
  for (std::size_t i = 1; i < backend.story_s.size(); ++i)
    EXPECT_LT(backend.story_s[i] - backend.story_s[i - 1], 0.3) << "the story leapt at picture " << i;
  return static_cast<double>(walk.moment().sample) / 48000.0;
}

TEST(live, a_story_waits_for_its_sound_and_goes_on_where_it_was) {
  const auto cable = std::make_shared<Cable>();
  std::vector<bool> waits;
  const double story_s = story_s_with_a_pulled_cable(audio::WhenSoundStops::hold, cable, &waits);
  EXPECT_LT(story_s, 2.0);
  EXPECT_GT(story_s, 0.9);
  EXPECT_EQ(cable->opened, 2);
  EXPECT_EQ(waits, (std::vector<bool>{false, true, false}));
}

TEST(live, a_story_that_goes_on_without_its_sound_loses_no_time) {
  const auto cable = std::make_shared<Cable>();
  std::vector<bool> waits;
  EXPECT_GT(story_s_with_a_pulled_cable(audio::WhenSoundStops::go_on, cable, &waits), 2.0);
  EXPECT_EQ(cable->opened, 2);
  EXPECT_EQ(std::count(waits.begin(), waits.end(), true), 0);
}

TEST(live, once_nobody_was_there_for_the_set_time_the_walk_is_at_its_beginning) {
  Walk walk(soundcheck());
  StandIn backend;
  double at_most_s = 0.0;
  backend.script = [&](int frame, xr::Frame& f) {
    if (frame == 40) f.presence.wishes.captions = true;  // the last visitor's choice
    f.nobody = frame >= 60;
    f.presence.worn = !f.nobody;
    if (f.nobody) f.running = xr::Running::held;
    at_most_s = std::max(at_most_s, static_cast<double>(walk.moment().sample) / 48000.0);
  };
  LiveOptions options = quiet(3.0);
  options.reset_after_s = 0.5;
  run_live(backend, walk, options);
  EXPECT_GT(at_most_s, 0.3);
  EXPECT_EQ(walk.moment().sample, 0);
  EXPECT_TRUE(walk.moment().held) << "silently, until somebody comes";
  Walk fresh(soundcheck());
  xr::Presence nobody;
  nobody.worn = false;
  fresh.step(nobody);
  EXPECT_EQ(walk.moment().eyes, fresh.moment().eyes) << "nothing of the last visitor is left";
}

TEST(live, a_short_absence_or_a_lost_headset_resets_nothing) {
  for (const bool lost : {false, true}) {
    Walk walk(soundcheck());
    StandIn backend;
    backend.script = [&](int frame, xr::Frame& f) {
      const bool away = frame >= 40 && frame < (lost ? 90 : 55);
      if (away) f.running = xr::Running::held;
      f.nobody = away && !lost;
    };
    LiveOptions options = quiet(2.2);
    options.reset_after_s = 0.5;
    run_live(backend, walk, options);
    EXPECT_GT(static_cast<double>(walk.moment().sample) / 48000.0, 0.9) << lost;
  }
}

TEST(live, an_attendant_may_begin_again_at_any_time) {
  Walk walk(soundcheck());
  StandIn backend;
  backend.script = [](int frame, xr::Frame& f) { f.begin_again = frame == 80; };
  run_live(backend, walk, quiet(2.0));
  EXPECT_LT(static_cast<double>(walk.moment().sample) / 48000.0, 1.1);
  EXPECT_GT(walk.moment().sample, 0);
}

TEST(live, between_two_frames_hands_move_evenly_and_turn_the_short_way) {
  xr::Presence a, b;
  a.hands[0].tracked = b.hands[0].tracked = true;
  a.hands[0].grip.position = {0, 1, 0};
  b.hands[0].grip.position = {0.4f, 1, 0};
  b.head.orientation = glm::angleAxis(1.0f, glm::vec3(0, 1, 0));
  const xr::Presence half = between(a, b, 0.5f);
  EXPECT_NEAR(half.hands[0].grip.position.x, 0.2f, 1e-6f);
  EXPECT_NEAR(glm::angle(half.head.orientation), 0.5f, 1e-5f);
  EXPECT_EQ(between(a, b, 1.0f).hands[0].grip, b.hands[0].grip);
}

}  // namespace
}  // namespace threshold::app
