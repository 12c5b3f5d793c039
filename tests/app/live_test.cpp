// The live loop on a backend of our own: no window, no GPU, and faults at will.
#include "app/live.h"

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
