// A mirror on a virtual display beside a headset on the test runtime; the validation layers watch both.
#pragma once

#include <SDL2/SDL.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

#include "tests/desktop/virtual_display.h"
#include "tests/openxr/headset_fixture.h"
#include "xr/mirror/mirror.h"
#include "xr/mirror/mirrored_headset.h"

namespace threshold::xr {

using Colour = std::array<int, 3>;
inline constexpr int kWide = 320, kHigh = 200;

class MirrorTest : public HeadsetTest {
 protected:
  void SetUp() override {
    if (!VirtualDisplay::ready) GTEST_SKIP() << "no Xvfb here: apt-get install xvfb";
  }
  void open(MirrorView view, bool validation = true) {
    how.view = view;
    how.width = kWide, how.height = kHigh;
    how.validation = validation;
    mirror = make_mirror(how);
    HeadsetOptions with = options();
    if (answer_within_s > 0.0) with.answer_within_s = answer_within_s;
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
  // Of words: pictures here are darker.
  int letters() {
    int count = 0;
    for (int y = 0; y < kHigh; y += 2)
      for (int x = 0; x < kWide; x += 2) {
        const Colour c = at(x, y);
        count += std::min({c[0], c[1], c[2]}) > 120;
      }
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
  MirrorOptions how;  // beside what open() says
  double answer_within_s = 0.0;
  std::unique_ptr<Mirror> mirror;
  std::unique_ptr<Backend> both;
  MirrorNote note;
  SDL_Window* window = nullptr;
};

}  // namespace threshold::xr
