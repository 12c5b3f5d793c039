// The whole walk and the trailer, as a visitor who does nothing sees them.
#include <cmath>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "scenes/director.h"
#include "scenes/flashes.h"
#include "scenes/lights.h"
#include "tests/scenes/story_for_tests.h"

namespace threshold::scenes {
namespace {

struct Walked {
  std::map<std::string, double> seconds;  // by beat, without the closing card
  std::vector<std::string> order;
  double total_s = 0.0, closing_s = 0.0;
  std::set<std::string> captions;
  std::vector<float> luminance;
  bool closing_card = false, in_order = true;
};

Walked walk(const char* cut) {
  DirectorOptions options;
  options.cut = cut;
  Director director(testing::story(), options);
  Walked walked;
  const double length = director.remaining_s();
  std::int64_t expected = 0;
  for (;;) {
    const Moment moment = director.advance({});
    walked.in_order = walked.in_order && moment.sample == expected && moment.ears.sample == expected;
    expected += 384;
    if (moment.ended) break;
    const double at = static_cast<double>(moment.tick) * 0.008;
    if (at < length - 1e-6) {
      walked.total_s += 0.008;
      walked.seconds[moment.beat] += 0.008;
      if (walked.order.empty() || walked.order.back() != moment.beat) walked.order.push_back(moment.beat);
    } else {
      walked.closing_s += 0.008;
    }
    walked.luminance.push_back(luminance_of(moment.eyes));
    for (const xr::Panel& panel : moment.eyes.panels) {
      if (panel.kind == xr::PanelKind::caption) walked.captions.insert(panel.id);
      walked.closing_card = walked.closing_card || panel.id == "closing";
    }
  }
  return walked;
}

TEST(walk, lasts_185_seconds_in_the_order_of_the_beats_and_closes_with_a_card) {
  const Walked walked = walk("walk");
  EXPECT_NEAR(walked.total_s, 185.0, 1e-6);
  EXPECT_EQ(walked.order,
            (std::vector<std::string>{"soundcheck", "note", "drop", "arrival", "slide", "bench"}));
  EXPECT_NEAR(walked.seconds.at("soundcheck"), 33.0, 1e-6);
  EXPECT_NEAR(walked.seconds.at("note"), 9.0, 1e-6);
  EXPECT_NEAR(walked.seconds.at("drop"), 37.0, 1e-6);
  EXPECT_NEAR(walked.seconds.at("arrival"), 40.0, 1e-6);
  EXPECT_NEAR(walked.seconds.at("slide"), 36.0, 1e-6);
  EXPECT_NEAR(walked.seconds.at("bench"), 30.0, 1e-6);
  EXPECT_TRUE(walked.closing_card);
  EXPECT_NEAR(walked.closing_s, 14.0, 1e-6);
  EXPECT_TRUE(walked.in_order);
  EXPECT_TRUE(walked.captions.count("caption.soundcheck.nell_1"));
  EXPECT_TRUE(walked.captions.count("caption.bench.bells"));
}

TEST(walk, never_flashes_more_than_three_times_a_second) {
  EXPECT_LE(count_flashes(walk("walk").luminance, 0.008).most_in_a_second, 3);
  EXPECT_LE(count_flashes(walk("trailer").luminance, 0.008).most_in_a_second, 3);
}

TEST(walk, the_trailer_lasts_a_minute_and_shows_five_beats) {
  const Walked walked = walk("trailer");
  EXPECT_NEAR(walked.total_s, 60.0, 1e-6);
  EXPECT_EQ(walked.order, (std::vector<std::string>{"soundcheck", "drop", "arrival", "slide", "bench"}));
  EXPECT_EQ(walked.closing_s, 0.0);
}

TEST(walk, every_moment_of_the_same_visitor_is_the_same) {
  Director one(testing::story()), two(testing::story());
  for (int tick = 0; tick < 23125; ++tick) {
    xr::Presence presence;
    presence.head.position.x = 0.05f * static_cast<float>(tick % 40) / 40.0f;
    if (tick % 37 == 0)
      presence.key_blows[0] = {static_cast<std::uint8_t>(tick % 7),
                               0.5f + 0.1f * static_cast<float>(tick % 60)};
    ASSERT_EQ(one.advance(presence), two.advance(presence)) << tick;
  }
}

}  // namespace
}  // namespace threshold::scenes
