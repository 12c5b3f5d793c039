// The mirror on a virtual display beside a headset on the test runtime: what it shows, what its keys do, and
// that it lives on whatever becomes of the headset. The validation layers watch both.
#include "xr/mirror/mirror.h"

#include <SDL2/SDL.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <functional>
#include <thread>

#include "tests/desktop/virtual_display.h"
#include "tests/openxr/headset_fixture.h"
#include "xr/mirror/mirrored_headset.h"
#include "xr/mirror/smooth_view.h"

namespace threshold::xr {
namespace {

const auto* const kDisplay = ::testing::AddGlobalTestEnvironment(new VirtualDisplay);

using Colour = std::array<int, 3>;
constexpr int kWide = 320, kHigh = 200;

class MirrorTest : public HeadsetTest {
 protected:
  void SetUp() override {
    if (!VirtualDisplay::ready) GTEST_SKIP() << "no Xvfb here: apt-get install xvfb";
  }
  void open(MirrorView view, bool validation = true) {
    MirrorOptions how;
    how.view = view;
    how.width = kWide, how.height = kHigh;
    how.validation = validation;
    mirror = make_mirror(how);
    HeadsetOptions with = options();
    with.make_painter = mirror->around(with.make_painter);
    with.eyes_are_copied = true;
    with.validation = validation;
    connect(with);
    both = mirrored_headset(*headset, *mirror, [this] { return note; });
    for (int id = 1; id < 100 && !window; ++id) window = SDL_GetWindowFromID(static_cast<Uint32>(id));
  }
  Frame step() {
    const Frame frame = both->begin_frame();
    if (frame.draw) both->draw(picture);
    return frame;
  }
  Frame steps(int n) {
    Frame frame;
    for (int i = 0; i < n; ++i) frame = step();
    return frame;
  }
  bool comes_true(const std::function<bool()>& condition, int most = 300) {
    for (int i = 0; i < most; ++i) {
      step();
      if (condition()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(4));
    }
    return false;
  }
  // Steps, at the pace of a display, until the window shows this colour at its middle.
  bool comes_to_show(const Colour& colour, int most = 300) {
    return comes_true([&] { return middle() == colour; }, most);
  }
  void press(SDL_Scancode code) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.scancode = code;
    event.key.state = SDL_PRESSED;
    SDL_PushEvent(&event);
  }
  Colour at(int x, int y) {
    int left = 0, top = 0;
    SDL_GetWindowPosition(window, &left, &top);
    return VirtualDisplay::pixel(left + x, top + y);
  }
  Colour middle() { return at(kWide / 2, kHigh / 2); }
  // How many of a grid of pixels are greenish or bluish: pictures are, words, ground and an alarm's bar are
  // not.
  int coloured() {
    int count = 0;
    for (int y = 2; y < kHigh; y += 6)
      for (int x = 2; x < kWide; x += 6) {
        const Colour c = at(x, y);
        count += std::max(c[1], c[2]) - c[0] > 8;
      }
    return count;
  }
  int lit() {
    int count = 0;
    for (int y = 0; y < kHigh; y += 2)
      for (int x = 0; x < kWide; x += 2) count += at(x, y)[1] > 120;
    return count;
  }
  void TearDown() override {
    both.reset();
    HeadsetTest::TearDown();
    if (!mirror) return;
    EXPECT_EQ(mirror->stats().complaints, 0);
    EXPECT_EQ(mirror->stats().fault, "");
    mirror.reset();
  }

  static constexpr Colour kLeft{0, 124, 0}, kRight{0, 0, 124}, kDark{14, 14, 14};
  std::unique_ptr<Mirror> mirror;
  std::unique_ptr<Backend> both;
  MirrorNote note;
  SDL_Window* window = nullptr;
};

TEST_F(MirrorTest, each_eye_is_shown_as_the_compositor_got_it) {
  open(MirrorView::left_eye);
  EXPECT_TRUE(comes_to_show(kLeft));
  runtime.tell("compose");
  step();
  EXPECT_EQ(middle(), runtime.pixel(0, 160, 160));
  // The whole of it, in its own shape: the test's left eye sees tan(0.9) + tan(0.75) across.
  const float aspect = (std::tan(0.9f) + std::tan(0.75f)) /
                       (std::tan(painted.views[0].angle_up) - std::tan(painted.views[0].angle_down));
  const int edge = static_cast<int>(0.5f * (kWide - kHigh * aspect));
  EXPECT_EQ(at(edge + 2, kHigh / 2), kLeft);
  EXPECT_EQ(at(edge - 3, kHigh / 2), kDark);
  EXPECT_EQ(at(kWide - edge - 3, 2), kLeft);
  press(SDL_SCANCODE_2);
  EXPECT_TRUE(comes_to_show(kRight));
  EXPECT_EQ(middle(), runtime.pixel(1, 160, 160));
  press(SDL_SCANCODE_1);
  EXPECT_TRUE(comes_to_show(kLeft));
}

TEST_F(MirrorTest, the_smoothed_view_is_painted_for_itself_at_most_every_second_frame) {
  open(MirrorView::smoothed);
  EXPECT_TRUE(comes_to_show(kLeft));  // the clear painter's colour of a first view
  for (int i = 0; i < 200 && painted.views.size() != 1; ++i) {  // the last picture may have been an eye's
    step();
    std::this_thread::sleep_for(std::chrono::milliseconds(4));
  }
  EXPECT_EQ(painted.extent.width, smooth_extent({320, 320}).width) << "in its own shape, sharp";
  const int before = painted.pictures;
  int calm = 0;
  for (int i = 0; i < 40; ++i) {
    step();
    std::this_thread::sleep_for(std::chrono::milliseconds(4));
    if (painted.views.size() != 1) continue;
    ++calm;
    EXPECT_NEAR(std::tan(painted.views[0].angle_right) / std::tan(painted.views[0].angle_up), 16.0 / 9.0,
                1e-4);
  }
  EXPECT_GT(calm, 0);
  EXPECT_LE(calm, 20);
  EXPECT_EQ(painted.pictures - before, 40 + calm);
  EXPECT_EQ(at(2, kHigh / 2), kLeft) << "sixteen by nine, as wide as the window";
}

TEST_F(MirrorTest, the_card_shows_nothing_of_what_the_visitor_sees) {
  open(MirrorView::card);
  note.left_s = 100.0;
  note.caption = "Nell: a secret";
  for (int i = 0; i < 60; ++i) step(), std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_GT(mirror->stats().shown, 0);
  EXPECT_EQ(coloured(), 0);
  EXPECT_GT(lit(), 20) << "the card has words";
  press(SDL_SCANCODE_1);
  EXPECT_TRUE(comes_to_show(kLeft));
  EXPECT_GT(coloured(), 100) << "so the count above would have seen a picture";
  press(SDL_SCANCODE_4);
  for (int i = 0; i < 60; ++i) step(), std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(coloured(), 0);
}

TEST_F(MirrorTest, figures_and_help_come_and_go_on_their_keys) {
  open(MirrorView::left_eye);
  // In the upper left corner, on a ground of their own.
  const int x = kWide / 2 - 60, y = 7;
  ASSERT_TRUE(comes_true([&] { return at(x, y) == kLeft; }));
  press(SDL_SCANCODE_O);
  EXPECT_TRUE(comes_true([&] { return at(x, y) == kDark; }));
  press(SDL_SCANCODE_O);
  EXPECT_TRUE(comes_true([&] { return at(x, y) == kLeft; }));
  press(SDL_SCANCODE_H);
  EXPECT_TRUE(comes_true([&] { return at(x, y) == kDark; }));
  press(SDL_SCANCODE_H);
  EXPECT_TRUE(comes_true([&] { return at(x, y) == kLeft; }));
}

TEST_F(MirrorTest, the_attendants_keys_are_wishes_of_the_walk) {
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  press(SDL_SCANCODE_P);
  press(SDL_SCANCODE_N);
  const Frame frame = step();
  EXPECT_TRUE(frame.presence.wishes.pause && frame.presence.wishes.skip);
  EXPECT_FALSE(step().presence.wishes.pause);
  press(SDL_SCANCODE_ESCAPE);
  EXPECT_FALSE(step().presence.wishes.exit);
  press(SDL_SCANCODE_ESCAPE);
  EXPECT_TRUE(step().presence.wishes.exit);
  press(SDL_SCANCODE_BACKSPACE);
  EXPECT_TRUE(step().begin_again);
  EXPECT_FALSE(step().begin_again);
  SDL_Event close{};
  close.type = SDL_QUIT;
  SDL_PushEvent(&close);
  EXPECT_TRUE(step().presence.wishes.exit);
}

TEST_F(MirrorTest, the_recentring_key_brings_the_place_to_the_visitor) {
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  runtime.tell("head 1 1.6 2");
  EXPECT_NEAR(steps(3).presence.head.position.x, 1.0f, 1e-3f);
  press(SDL_SCANCODE_R);
  EXPECT_NEAR(steps(3).presence.head.position.x, 0.0f, 1e-3f);
}

TEST_F(MirrorTest, where_no_runtime_tells_the_attendant_does) {
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  press(SDL_SCANCODE_T);
  Frame frame = step();
  EXPECT_EQ(frame.running, Running::held);
  EXPECT_FALSE(frame.presence.worn);
  EXPECT_NE(frame.why_held.find("attendant"), std::string::npos);
  EXPECT_EQ(steps(20).running, Running::held);
  runtime.tell("head 0.5 1.7 0.3");  // the next visitor sits elsewhere
  press(SDL_SCANCODE_T);
  frame = steps(3);
  EXPECT_EQ(frame.running, Running::running);
  EXPECT_NEAR(frame.presence.head.position.x, 0.0f, 1e-3f);
}

TEST_F(MirrorTest, without_a_runtime_the_mirror_lives_on_and_says_why) {
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  runtime.tell("gone on");
  runtime.tell("kill");
  std::string why;
  for (int i = 0; i < 100; ++i) {
    why = step().why_held;
    std::this_thread::sleep_for(std::chrono::milliseconds(4));
  }
  EXPECT_NE(why.find("does not answer"), std::string::npos) << why;
  EXPECT_EQ(coloured(), 0) << "nothing of the last picture";
  EXPECT_GT(lit(), 50) << "the sentence";
  EXPECT_TRUE((press(SDL_SCANCODE_N), step().presence.wishes.skip)) << "keys work on";
  runtime.tell("gone off");
  EXPECT_TRUE(comes_to_show(kLeft, 600));
  EXPECT_EQ(headset->status().instances, 2);
}

TEST_F(MirrorTest, a_lost_session_and_a_lost_device_leave_the_mirror_alive) {
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  runtime.tell("lose_session 0");
  steps(5);
  EXPECT_TRUE(comes_to_show(kLeft));
  painted.lose_device = true;
  for (int i = 0; i < 600 && painted.painters < 2; ++i) step();
  EXPECT_EQ(painted.painters, 2);
  press(SDL_SCANCODE_2);  // a picture that did not stand there before
  EXPECT_TRUE(comes_to_show(kRight, 600));
}

TEST_F(MirrorTest, with_a_stopped_session_the_window_says_what_to_do) {
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  runtime.tell("wish stopped");
  for (int i = 0; i < 60; ++i) step(), std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(coloured(), 0);
  EXPECT_GT(lit(), 50);
}

TEST_F(MirrorTest, while_a_call_may_use_the_device_words_over_the_window_say_why) {
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  const auto letters = [this] {
    int count = 0;
    for (int y = 0; y < kHigh; y += 2)
      for (int x = 0; x < kWide; x += 2) {
        const Colour c = at(x, y);
        count += std::min({c[0], c[1], c[2]}) > 120;
      }
    return count;
  };
  const int before = letters();  // of the hint that there are keys
  const auto shown = mirror->stats().shown;
  runtime.tell("hang xrEndFrame forever");
  ASSERT_TRUE(comes_true([&] { return headset->status().graphics_busy; }));
  EXPECT_TRUE(comes_true([&] { return letters() > before + 50; }, 50));
  EXPECT_NE(middle(), kLeft) << "over the last picture";
  EXPECT_LE(mirror->stats().shown, shown + 3) << "nothing is drawn with the device";
  press(SDL_SCANCODE_N);
  EXPECT_TRUE(step().presence.wishes.skip) << "the keys work on";
  runtime.tell("hang xrEndFrame off");
  EXPECT_TRUE(comes_to_show(kLeft)) << "and they go";
  EXPECT_LT(letters(), before + 50);
}

TEST_F(MirrorTest, a_hidden_or_resized_window_disturbs_nothing) {
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  SDL_HideWindow(window);
  const auto drawn = headset->status().drawn;
  steps(30);
  EXPECT_EQ(headset->status().drawn, drawn + 30);
  SDL_ShowWindow(window);
  for (int i = 0; i < 20; ++i) {
    SDL_SetWindowSize(window, kWide + 4 * (i % 2), kHigh);
    steps(2);
  }
  EXPECT_EQ(headset->status().drawn, drawn + 70);
  EXPECT_TRUE(comes_to_show(kLeft));
}

double thread_cpu_ms() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

// In one run, turn about: a hidden window, and one that shows every frame.
TEST_F(MirrorTest, mirroring_costs_no_frame) {
  open(MirrorView::left_eye, false);
  ASSERT_TRUE(comes_to_show(kLeft));
  runtime.tell("rate 72");
  runtime.tell("paced on");
  steps(5);
  std::array<std::int64_t, 2> missed{}, frames{};
  std::array<std::vector<double>, 2> cpu_ms;
  const std::int64_t shown_before = mirror->stats().shown;
  for (int round = 0; round < 16; ++round) {
    const auto on = static_cast<std::size_t>(round % 2);
    on ? SDL_ShowWindow(window) : SDL_HideWindow(window);
    steps(3);
    const HeadsetStatus before = headset->status();
    for (int i = 0; i < 20; ++i) {
      const double start = thread_cpu_ms();
      step();
      cpu_ms[on].push_back(thread_cpu_ms() - start);
    }
    missed[on] += headset->status().missed - before.missed;
    frames[on] += headset->status().drawn - before.drawn;
  }
  for (auto& each : cpu_ms) std::sort(each.begin(), each.end());
  EXPECT_EQ(frames[0], 160);
  EXPECT_EQ(frames[1], 160);
  EXPECT_GT(mirror->stats().shown - shown_before, 20) << "or nothing was measured";
  EXPECT_LE(missed[1], missed[0] + 60) << "of 160 each; a mirror that waited for its window would miss "
                                          "nearly all, a busy machine some of both";
  std::printf(
      "missed %d without, %d with the mirror, of 160 each; CPU of the frame's thread: %.3f, %.3f ms\n",
      static_cast<int>(missed[0]), static_cast<int>(missed[1]), cpu_ms[0][80], cpu_ms[1][80]);
}

TEST(mirror, without_a_display_there_is_one_sentence) {
  const std::string display = std::getenv("DISPLAY") ? std::getenv("DISPLAY") : "";
  ::unsetenv("DISPLAY");
  try {
    make_mirror({});
    FAIL() << "no exception";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("goes on without a mirror"), std::string::npos) << error.what();
  }
  if (!display.empty()) ::setenv("DISPLAY", display.c_str(), 1);
}

}  // namespace
}  // namespace threshold::xr
