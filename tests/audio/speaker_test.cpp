// The speaker on a port of the test's own: portions of any size, a device that is pulled out, none at all.
#include "audio/speaker.h"

#include <atomic>
#include <cstdlib>

#include <gtest/gtest.h>

#include "tests/audio/probe.h"
#include "tests/audio/scratch.h"

namespace threshold::audio {
namespace {

using namespace std::chrono_literals;

// What the test and the port it gave away share.
struct Plug {
  std::atomic<bool> present{true}, playing{false};
  std::atomic<bool> chosen_present{false};  // the device called "chosen"
  std::atomic<int> opened{0};
  std::atomic<int> opening_ms{0};  // how long opening takes
  std::string asked_for;
  SoundPort::Fill fill;
};

class TestPort final : public SoundPort {
 public:
  explicit TestPort(std::shared_ptr<Plug> plug) : plug_(std::move(plug)) {}
  bool open(const std::string& device, Fill fill, std::string& why) override {
    plug_->asked_for = device;
    std::this_thread::sleep_for(std::chrono::milliseconds(plug_->opening_ms));
    if (!plug_->present || device == "gone" || (device == "chosen" && !plug_->chosen_present)) {
      why = "nothing is plugged in";
      return false;
    }
    plug_->fill = std::move(fill);
    plug_->playing = true;
    ++plug_->opened;
    return true;
  }
  void close() noexcept override { plug_->playing = false; }
  bool alive() const override {
    return plug_->present && (plug_->asked_for != "chosen" || plug_->chosen_present);
  }
  bool offers(const std::string& device) const override {
    return device == "chosen" && plug_->chosen_present;
  }
  std::string describe() const override { return "test port"; }
  double latency_s() const override { return 0.01; }

 private:
  std::shared_ptr<Plug> plug_;
};

// Pull that counts up, a number a frame.
struct Counter {
  std::shared_ptr<std::atomic<int>> frames = std::make_shared<std::atomic<int>>(0);
  void operator()(std::span<float> out) const {
    ASSERT_EQ(out.size(), 2u * kQuantum);
    for (std::size_t n = 0; n < out.size(); n += 2) out[n] = out[n + 1] = static_cast<float>((*frames)++);
  }
};

bool comes_true(const std::function<bool()>& condition, std::chrono::milliseconds within = 3s) {
  for (const auto end = std::chrono::steady_clock::now() + within; std::chrono::steady_clock::now() < end;) {
    if (condition()) return true;
    std::this_thread::sleep_for(5ms);
  }
  return false;
}

TEST(Speaker, gives_every_frame_once_and_in_order_in_portions_of_any_size) {
  const auto plug = std::make_shared<Plug>();
  Speaker speaker(std::make_unique<TestPort>(plug), {}, Counter{});
  ASSERT_TRUE(speaker.audible());
  float next = 0.0f;
  for (const std::size_t frames : {1u, 63u, 64u, 65u, 100u, 512u, 7u, 1024u}) {
    std::vector<float> portion(2 * frames);
    plug->fill(portion);
    for (std::size_t n = 0; n < frames; ++n, next += 1.0f) {
      ASSERT_EQ(portion[2 * n], next);
      ASSERT_EQ(portion[2 * n + 1], next);
    }
  }
}

TEST(Speaker, a_device_that_is_pulled_out_is_opened_again_and_the_clock_goes_on_meanwhile) {
  const auto plug = std::make_shared<Plug>();
  const Counter counter;
  Speaker speaker(std::make_unique<TestPort>(plug), {}, counter);
  speaker.poll();
  EXPECT_EQ(plug->opened, 1);
  plug->present = false;
  speaker.poll();
  EXPECT_FALSE(speaker.audible());
  EXPECT_NE(speaker.describe().find("lost"), std::string::npos) << speaker.describe();
  const int before = *counter.frames;
  EXPECT_TRUE(comes_true([&] { return *counter.frames > before + 4800; }));  // about 100 ms
  plug->present = true;
  const auto back = std::chrono::steady_clock::now();
  EXPECT_TRUE(comes_true([&] {
    speaker.poll();
    return speaker.audible();
  }));
  EXPECT_LT(std::chrono::steady_clock::now() - back, 2s);
  EXPECT_EQ(plug->opened, 2);
  const int then = *counter.frames;
  std::this_thread::sleep_for(50ms);
  EXPECT_EQ(*counter.frames, then) << "two pull at once";
}

// Frames that the device asks for until it has got `count` of them.
std::vector<float> play(Plug& plug, std::size_t count) {
  std::vector<float> frames(2 * count);
  plug.fill(frames);
  return frames;
}

TEST(Speaker, a_held_story_stands_while_the_device_is_away_and_goes_on_at_the_same_sample) {
  const auto plug = std::make_shared<Plug>();
  const Counter counter;
  Speaker speaker(std::make_unique<TestPort>(plug), {.device = "", .when_lost = WhenSoundStops::hold},
                  counter);
  play(*plug, 100);
  const int then = *counter.frames;
  plug->present = false;
  const auto lost = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - lost < 300ms) {
    speaker.poll();
    EXPECT_TRUE(speaker.holding());
    std::this_thread::sleep_for(5ms);
  }
  EXPECT_EQ(*counter.frames, then);
  EXPECT_NE(speaker.describe().find("waits"), std::string::npos) << speaker.describe();
  plug->present = true;
  const auto back = std::chrono::steady_clock::now();
  ASSERT_TRUE(comes_true([&] { return speaker.poll(), speaker.audible(); }));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - back;
  EXPECT_LT(took.count(), 2.0);
  RecordProperty("reopened_after_s", std::to_string(took.count()));
  EXPECT_FALSE(speaker.holding());
  const std::vector<float> next = play(*plug, 2000);
  EXPECT_EQ(next[2 * 1500], 1600.0f) << "the frame after the last one heard, 1500 on";
  for (std::size_t n = 1; n < 960; ++n)  // faded in, 20 ms, not clicked in
    EXPECT_NEAR(next[2 * n], static_cast<float>(100 + n) * static_cast<float>(n) / 960.0f, 1e-2f);
}

TEST(Speaker, a_story_is_held_for_a_while_only) {
  const auto plug = std::make_shared<Plug>();
  const Counter counter;
  Speaker speaker(std::make_unique<TestPort>(plug),
                  {.device = "", .when_lost = WhenSoundStops::hold, .hold_at_most_s = 0.2}, counter);
  plug->present = false;
  speaker.poll();
  EXPECT_TRUE(speaker.holding());
  EXPECT_TRUE(comes_true([&] { return speaker.poll(), *counter.frames > 4800; }));
  EXPECT_FALSE(speaker.holding());
  EXPECT_FALSE(speaker.audible());
}

TEST(Speaker, a_chosen_device_gives_way_to_the_default_one_and_takes_over_again) {
  const auto plug = std::make_shared<Plug>();
  plug->chosen_present = true;
  Speaker speaker(std::make_unique<TestPort>(plug), {.device = "chosen"}, Counter{});
  EXPECT_EQ(plug->asked_for, "chosen");
  play(*plug, 256);
  plug->chosen_present = false;
  auto since = std::chrono::steady_clock::now();
  ASSERT_TRUE(comes_true([&] { return speaker.poll(), plug->opened == 2 && speaker.audible(); }));
  EXPECT_LT(std::chrono::steady_clock::now() - since, 2s);
  EXPECT_EQ(plug->asked_for, "");
  EXPECT_NE(speaker.describe().find("'chosen' is missing"), std::string::npos) << speaker.describe();
  plug->chosen_present = true;
  since = std::chrono::steady_clock::now();
  ASSERT_TRUE(comes_true([&] { return speaker.poll(), plug->opened == 3 && speaker.audible(); }));
  EXPECT_LT(std::chrono::steady_clock::now() - since, 2s);
  EXPECT_EQ(plug->asked_for, "chosen");
}

TEST(Speaker, opening_that_takes_long_holds_no_frame_up) {
  const auto plug = std::make_shared<Plug>();
  const Counter counter;
  Speaker speaker(std::make_unique<TestPort>(plug), {}, counter);
  plug->present = false;
  speaker.poll();
  plug->opening_ms = 1500;
  plug->present = true;
  double longest_s = 0.0;
  EXPECT_TRUE(comes_true(
      [&] {
        const auto start = std::chrono::steady_clock::now();
        speaker.poll();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        longest_s = std::max(longest_s, took.count());
        return speaker.audible();
      },
      10s));
  EXPECT_LT(longest_s, 1.0);
}

TEST(Speaker, without_a_device_time_passes_at_the_pace_of_the_wall_clock) {
  const auto plug = std::make_shared<Plug>();
  plug->present = false;
  const Counter counter;
  Speaker speaker(std::make_unique<TestPort>(plug), {}, counter);
  EXPECT_FALSE(speaker.audible());
  EXPECT_NE(speaker.describe().find("nothing is plugged in"), std::string::npos);
  const auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(comes_true([&] { return *counter.frames >= 24000; }));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  EXPECT_GT(took.count(), 0.45);
}

TEST(Speaker, a_named_device_that_is_gone_gives_way_to_the_default_one) {
  const auto plug = std::make_shared<Plug>();
  Speaker speaker(std::make_unique<TestPort>(plug), {.device = "gone"}, Counter{});
  EXPECT_TRUE(speaker.audible());
  EXPECT_EQ(plug->asked_for, "");
}

TEST(Speaker, nothing_is_pulled_after_its_end) {
  const Counter counter;
  {
    const auto plug = std::make_shared<Plug>();
    plug->present = false;
    Speaker speaker(std::make_unique<TestPort>(plug), {}, counter);
    comes_true([&] { return *counter.frames > 0; });
  }
  const int then = *counter.frames;
  std::this_thread::sleep_for(20ms);
  EXPECT_EQ(*counter.frames, then);
}

TEST(Speaker, plays_through_sdl_and_names_what_it_plays_on) {
  setenv("SDL_AUDIODRIVER", "dummy", 1);
  const Counter counter;
  {
    Speaker speaker({}, counter);
    EXPECT_TRUE(speaker.audible());
    EXPECT_NE(speaker.describe().find("dummy"), std::string::npos) << speaker.describe();
    EXPECT_GT(speaker.latency_s(), 0.0);
    EXPECT_TRUE(comes_true([&] { return *counter.frames > 4800; }));
    speaker.poll();
    EXPECT_TRUE(speaker.audible());
  }
  unsetenv("SDL_AUDIODRIVER");
}

TEST(Speaker, where_sdl_has_no_sound_it_says_so_and_time_passes) {
  setenv("SDL_AUDIODRIVER", "no_such_driver", 1);
  const Counter counter;
  {
    Speaker speaker({}, counter);
    EXPECT_FALSE(speaker.audible());
    EXPECT_NE(speaker.describe().find("SDL has no sound here"), std::string::npos) << speaker.describe();
    EXPECT_TRUE(comes_true([&] { return *counter.frames > 4800; }));
    EXPECT_TRUE(speaker_names().empty());
  }
  unsetenv("SDL_AUDIODRIVER");
}

}  // namespace
}  // namespace threshold::audio
