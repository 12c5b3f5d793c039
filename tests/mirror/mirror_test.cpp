// The mirror on a virtual display beside a headset on the test runtime: what it shows, what its keys do, and
// that it lives on whatever becomes of the headset. The validation layers watch both.
#include "tests/mirror/mirror_fixture.h"
#include "xr/mirror/smooth_view.h"

namespace threshold::xr {
namespace {

const auto* const kDisplay = ::testing::AddGlobalTestEnvironment(new VirtualDisplay);

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
  EXPECT_TRUE(comes_to_show(kLeft));                            // the clear painter's colour of a first view
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

// The headset's graphics device may not be touched; the window has its own.
TEST_F(MirrorTest, while_a_call_may_use_the_device_the_window_says_why) {
  answer_within_s = 0.2;
  open(MirrorView::left_eye);
  ASSERT_TRUE(comes_to_show(kLeft));
  const int before = letters();  // of the hint that there are keys
  runtime.tell("hang xrEndFrame forever");
  ASSERT_TRUE(comes_true([&] { return headset->status().graphics_busy; }));
  EXPECT_TRUE(comes_true([&] { return letters() > before + 50; }, 50));
  press(SDL_SCANCODE_N);
  EXPECT_TRUE(step().presence.wishes.skip) << "the keys work on";
  press(SDL_SCANCODE_4);
  EXPECT_TRUE(comes_true([&] { return coloured() == 0 && letters() > 50; }, 50))
      << "nor is the card forgotten";
  press(SDL_SCANCODE_1);
  runtime.tell("hang xrEndFrame off");
  EXPECT_TRUE(comes_to_show(kLeft)) << "and they go";
  EXPECT_TRUE(comes_true([&] { return letters() < before + 50; }));
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
