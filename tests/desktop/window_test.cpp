// A real window on a display of its own (Xvfb), with the validation layers watching.
#include "xr/desktop/window.h"

#include <filesystem>
#include <string>

#include <SDL2/SDL.h>
#include <gtest/gtest.h>

#include "tests/desktop/virtual_display.h"

namespace threshold::xr {
namespace {

const auto* const kDisplay = ::testing::AddGlobalTestEnvironment(new VirtualDisplay);

WindowOptions small() {
  WindowOptions options;
  options.assets = std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets";
  options.width = 160, options.height = 90;
  options.validation = true;
  options.frames_per_s = 100.0f;
  return options;
}

Picture dining() {
  Picture picture;
  picture.place = "dining";
  Panel caption;
  caption.id = "c", caption.speaker = "Nell", caption.text = "Snare when you are ready.";
  picture.panels = {caption};
  return picture;
}

void press(SDL_Scancode code) {
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.keysym.scancode = code;
  event.key.state = SDL_PRESSED;
  SDL_PushEvent(&event);
}

class window : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!VirtualDisplay::ready) GTEST_SKIP() << "no Xvfb here: apt-get install xvfb";
  }
};

int frames(Window& window, int count) {
  for (int i = 0; i < count; ++i)
    if (window.begin_frame().draw) window.draw(dining());
  return static_cast<int>(window.stats().frames);
}

TEST_F(window, draws_a_place_with_a_caption_and_no_validation_message) {
  const auto w = make_window(small());
  EXPECT_GE(frames(*w, 5), 4);
  EXPECT_EQ(w->stats().complaints, 0);
}

TEST_F(window, a_key_asks_once_and_a_slot_key_strikes) {
  const auto w = make_window(small());
  w->begin_frame();
  press(SDL_SCANCODE_N);
  press(SDL_SCANCODE_F);
  const Frame frame = w->begin_frame();
  EXPECT_TRUE(frame.presence.wishes.skip);
  EXPECT_EQ(frame.presence.key_blows[0].slot, 1);
  EXPECT_GT(frame.presence.key_blows[0].speed_m_s, 0.0f);
  EXPECT_FALSE(w->begin_frame().presence.wishes.skip);
}

TEST_F(window, help_opens_on_its_key_is_drawn_and_escape_closes_it_before_it_leaves) {
  const auto w = make_window(small());
  frames(*w, 1);
  press(SDL_SCANCODE_F1);
  EXPECT_GE(frames(*w, 3), 3);
  press(SDL_SCANCODE_ESCAPE);
  EXPECT_FALSE(w->begin_frame().presence.wishes.exit);
  press(SDL_SCANCODE_ESCAPE);
  EXPECT_TRUE(w->begin_frame().presence.wishes.exit);
  EXPECT_EQ(w->stats().complaints, 0);
}

TEST_F(window, resizing_and_full_screen_go_on_drawing) {
  const auto w = make_window(small());
  frames(*w, 2);
  SDL_Window* native = SDL_GetWindowFromID(1);
  for (std::uint32_t id = 1; !native && id < 50; ++id) native = SDL_GetWindowFromID(id);
  ASSERT_TRUE(native);
  SDL_SetWindowSize(native, 220, 120);
  const int before = static_cast<int>(w->stats().frames);
  EXPECT_GE(frames(*w, 5), before + 3);
  press(SDL_SCANCODE_F11);
  const int between = static_cast<int>(w->stats().frames);
  EXPECT_GE(frames(*w, 3), between + 1);
  EXPECT_EQ(w->stats().complaints, 0);
}

TEST_F(window, a_lost_device_holds_the_story_and_comes_back) {
  const auto w = make_window(small());
  frames(*w, 2);
  w->lose_device();
  frames(*w, 1);
  EXPECT_EQ(w->stats().device_losses, 1);
  bool held = false, back = false;
  for (int i = 0; i < 300 && !back; ++i) {
    const Frame frame = w->begin_frame();
    held = held || (frame.running == Running::held && !frame.why_held.empty());
    back = held && frame.running == Running::running;
    if (frame.draw) w->draw(dining());
  }
  EXPECT_TRUE(held);
  EXPECT_TRUE(back);
  EXPECT_EQ(w->stats().complaints, 0);
}

TEST_F(window, closing_it_ends_the_walk) {
  const auto w = make_window(small());
  w->begin_frame();
  SDL_Event quit{};
  quit.type = SDL_QUIT;
  SDL_PushEvent(&quit);
  EXPECT_EQ(w->begin_frame().running, Running::ended);
}

TEST_F(window, another_visitors_view_can_be_shown) {
  const auto w = make_window(small());
  w->begin_frame();
  w->look_from({{0.0f, 1.2f, 0.2f}, {1.0f, 0.0f, 0.0f, 0.0f}});
  w->draw(dining());
  EXPECT_EQ(w->stats().complaints, 0);
}

}  // namespace
}  // namespace threshold::xr
