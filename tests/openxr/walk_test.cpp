// The whole three-minute walk in a headset, one director tick a frame: the same moments as from the same
// presence given directly, and every fault at twenty places of the story without a sample lost.
#include "tests/openxr/headset_fixture.h"

#include <cstdio>
#include <sstream>

#include "scenes/director.h"
#include "tests/scenes/story_for_tests.h"

namespace threshold::xr {
namespace {

constexpr double kTickS = 0.008;

std::string put(const char* what, const glm::vec3& p) {
  char text[160];  // nine digits carry a float exactly
  std::snprintf(text, sizeof text, "%s %.9g %.9g %.9g", what, static_cast<double>(p.x),
                static_cast<double>(p.y), static_cast<double>(p.z));
  return text;
}

class WalkTest : public HeadsetTest {
 protected:
  void SetUp() override {
    runtime.tell("rate 125");  // a frame is a tick
    runtime.tell("head 0 1.2 0");
  }

  // What the visitor does at this tick of the story: both sticks over the kit, the right one drumming.
  static std::array<glm::vec3, 2> sticks(std::int64_t tick, bool drumming) {
    const double t = static_cast<double>(tick) * kTickS;
    const double up = drumming ? 0.318 * std::sin(2.0 * 3.14159265358979 * 4.0 * t) : 0.3;  // 8 m/s at most
    return {glm::vec3(-0.4f, 1.0f, 0.1f), glm::vec3(-0.1f, static_cast<float>(0.75 + up), 0.0f)};
  }
  void move(std::int64_t tick, bool drumming) const {
    const auto at = sticks(tick, drumming);
    runtime.tell(put("grip left", at[0]));
    runtime.tell(put("aim left", at[0]));
    runtime.tell(put("grip right", at[1]));
    runtime.tell(put("aim right", at[1]));
    runtime.tell("velocity left 0 0 0");
    runtime.tell("velocity right 0 0 0");
  }
  static Presence given(std::int64_t tick, bool drumming) {
    Presence presence;
    presence.head.position = {0.0f, 1.2f, 0.0f};
    const auto at = sticks(tick, drumming);
    for (std::size_t side = 0; side < 2; ++side) {
      presence.hands[side].tracked = true;
      presence.hands[side].grip.position = presence.hands[side].aim.position = at[side];
    }
    return presence;
  }

  // What is to go wrong, or to be well again: commands with commas between them, or "device".
  void tell_all(const std::string& commands) {
    std::istringstream all(commands);
    for (std::string one; std::getline(all, one, ',');) {
      if (one == "device")
        painted.lose_device = true;
      else
        runtime.tell(one);
    }
  }

  // One frame; the picture is drawn now and then only, which a program may do.
  Frame walk_frame(scenes::Director* director, scenes::Moment* moment) {
    Frame frame = headset->begin_frame();
    if (frame.running == Running::held) frame.presence.worn = false;
    *moment = director->advance(frame.presence);
    if (frame.draw && moment->tick % 16 == 0) headset->draw(moment->eyes);
    headset->feel(moment->hands, 0.0f);
    return frame;
  }
};

TEST_F(WalkTest, gives_the_moments_of_the_same_presence_given_directly) {
  connect();
  scenes::Director in_headset(scenes::testing::story()), directly(scenes::testing::story());
  std::int64_t tick = 0, blows = 0;
  move(0, true);
  while (tick < 30'000) {
    scenes::Moment moment;
    walk_frame(&in_headset, &moment);
    if (moment.held) continue;
    const scenes::Moment expected = directly.advance(given(tick, true));
    ASSERT_EQ(moment, expected) << "tick " << tick << " in " << expected.beat;
    blows += moment.ears.blow_count;
    if (moment.ended) break;
    move(++tick, true);
  }
  EXPECT_GT(static_cast<double>(tick) * kTickS, 180.0) << "the walk is three minutes long";
  EXPECT_GT(blows, 100);
  EXPECT_GT(runtime.number("haptics"), 50);
  EXPECT_GT(runtime.number("quads"), 500);
}

TEST_F(WalkTest, a_hundred_strokes_at_eight_metres_a_second_are_a_hundred_blows) {
  connect();
  scenes::Director director(scenes::testing::story());
  std::int64_t tick = 0, blows = 0;
  move(0, true);
  while (tick < static_cast<std::int64_t>(25.0 / kTickS)) {
    scenes::Moment moment;
    walk_frame(&director, &moment);
    if (moment.held) continue;
    blows += moment.ears.blow_count;
    move(++tick, true);
  }
  EXPECT_EQ(blows, 100);  // four strokes a second, one blow each, on the way down
}

TEST_F(WalkTest, no_fault_at_any_place_loses_a_sample) {
  HeadsetOptions impatient = options();
  impatient.answer_within_s = 0.05;
  connect(impatient);
  struct Fault {
    const char* begin;
    const char* end;  // said after 30 frames
  };
  constexpr Fault kFaults[] = {
      {"lose_session 0", nullptr},
      {"lose_session 100", nullptr},
      {"lose_instance 50", nullptr},
      {"kill", nullptr},
      {"wish stopped", "wish focused"},
      {"wish visible", "wish focused"},
      {"wish synchronized", "wish focused"},
      {"worn off", "worn on"},
      {"device", nullptr},
      {"times -1 0 -1", nullptr},
      {"times -1 -1 -1 -1 -1 -1 -1 -1 -1", nullptr},
      {"hidden 20", nullptr},
      {"swapchain_timeouts 3", nullptr},
      {"profile right /interaction_profiles/valve/index_controller",
       "profile right /interaction_profiles/khr/simple_controller"},
      {"controller left off", "controller left on"},
      {"fail xrEndFrame -46", nullptr},
      {"lose_instance 0", nullptr},
      {"gone on,kill", "gone off"},
      {"headset off,lose_session 0", "headset on"},
      {"recentre", nullptr},
      {"joints left on,controller left off", "joints left off,controller left on"},
      {"controller right off,controller left off", "controller right on,controller left on"},
      {"tracked off", "tracked on"},
      {"times 1 2 3", nullptr},
      {"late_depth 3", nullptr},
      {"late 2 3", nullptr},
      {"mask left", "mask left -1.3 -1.3 -0.8 -1.3 -1.3 -0.7"},
      {"field left -0.8 0.7 0.8 -0.8", "field left -0.9 0.75 0.85 -0.9"},
      {"fail xrPollEvent -13", nullptr},
      {"fail xrSyncActions -17", nullptr}};
  // Calls that do not return for longer than that: two of them at each place, by turns.
  constexpr const char* kCalls[] = {"xrPollEvent",          "xrWaitFrame",
                                    "xrBeginFrame",         "xrEndFrame",
                                    "xrLocateSpace",        "xrSyncActions",
                                    "xrLocateViews",        "xrAcquireSwapchainImage",
                                    "xrWaitSwapchainImage", "xrReleaseSwapchainImage"};
  std::size_t calls = 0;
  scenes::Director director(scenes::testing::story()), undisturbed(scenes::testing::story());
  move(0, false);
  scenes::Moment moment;
  std::int64_t next = 0, frames = 0;
  int places = 0;
  while (!moment.ended && ++frames < 60'000) {
    walk_frame(&director, &moment);
    if (moment.held || moment.ended) continue;
    ASSERT_EQ(moment.tick, next) << "a tick was lost or told twice";
    const scenes::Moment expected = undisturbed.advance(given(next, false));
    ASSERT_EQ(moment.sample, expected.sample);
    ASSERT_EQ(moment.beat, expected.beat);
    ASSERT_EQ(moment.ears.hearing, expected.ears.hearing);
    ++next;
    if (next % 1150 != 575) continue;  // twenty places over 185 s
    ++places;
    std::vector<Fault> faults(std::begin(kFaults), std::end(kFaults));
    std::array<std::string, 2> hangs;
    for (std::string& hang : hangs) {
      hang = std::string("hang ") + kCalls[calls++ % std::size(kCalls)] + " 80";
      faults.push_back({hang.c_str(), nullptr});
    }
    for (const Fault& fault : faults) {
      tell_all(fault.begin);
      for (int i = 0; i < 400; ++i) {
        if (i == 30 && fault.end != nullptr) tell_all(fault.end);
        const Frame frame = walk_frame(&director, &moment);
        if (moment.ended) break;  // the walk may end in the midst of the last place's faults
        if (!moment.held) {
          ASSERT_EQ(moment.tick, next) << fault.begin;
          ASSERT_EQ(undisturbed.advance(given(next, false)).sample, moment.sample);
          ++next;
        }
        if (i > 35 && frame.running == Running::running && frame.draw) break;
        ASSERT_LT(i, 399) << "stuck after " << fault.begin << " in " << moment.beat;
      }
    }
  }
  EXPECT_TRUE(moment.ended);
  EXPECT_GE(places, 20);
  EXPECT_GE(runtime.number("hung"), 2 * 19) << "the walk may end amid the last place's faults";
}

}  // namespace
}  // namespace threshold::xr
