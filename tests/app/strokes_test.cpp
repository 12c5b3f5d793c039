// Strokes as a headset sees them, at 60 to 120 frames a second, on their way through the live loop's own
// ticks to the director: every blow lands, once, as hard as it was. And what is no stroke strikes nothing.
#include <random>

#include "app/frame_ticks.h"
#include "scenes/director.h"
#include "scenes/load_story.h"
#include "tests/openxr/headset_fixture.h"
#include "tests/scenes/story_for_tests.h"

namespace threshold::app {
namespace {

using xr::Side;

constexpr double kSpeed_m_s = 8.0;
constexpr double kThrow_m_s2 = 150.0, kTurn_m_s2 = 300.0;  // of the tip in the air, and where it turns back
constexpr double kDown_s = kSpeed_m_s / kThrow_m_s2, kUnder_s = 2.0 * kSpeed_m_s / kTurn_m_s2;
constexpr double kTop_m = 0.5 * kSpeed_m_s * kDown_s;
// Of the tip's rounded end, 7 mm, when it touches: nearly what it has at the drum's plane.
const double kTouching_m_s = std::sqrt(kSpeed_m_s * kSpeed_m_s - 2.0 * kThrow_m_s2 * 0.007);
constexpr float kGripToTip_m = 0.306f;

struct Height {
  double m = kTop_m, m_s = 0.0;
};
// Of the tip over the drum, `s` after (before, if negative) it comes down to it at full speed.
Height stroke(double s) {
  if (s <= -kDown_s || s >= kUnder_s + kDown_s) return {};
  if (s < 0.0) return {-kSpeed_m_s * s - 0.5 * kThrow_m_s2 * s * s, -kSpeed_m_s - kThrow_m_s2 * s};
  if (s < kUnder_s) return {-kSpeed_m_s * s + 0.5 * kTurn_m_s2 * s * s, -kSpeed_m_s + kTurn_m_s2 * s};
  const double up = s - kUnder_s;
  return {kSpeed_m_s * up - 0.5 * kThrow_m_s2 * up * up, kSpeed_m_s - kThrow_m_s2 * up};
}

std::string say(const char* what, const glm::vec3& v) {
  char text[160];
  std::snprintf(text, sizeof text, "%s %.9g %.9g %.9g", what, static_cast<double>(v.x),
                static_cast<double>(v.y), static_cast<double>(v.z));
  return text;
}

class StrokesTest : public xr::HeadsetTest {
 protected:
  void SetUp() override {
    story = scenes::load_story(scenes::testing::own_story(),
                               std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets");
    scenes::DirectorOptions how;
    how.beat = "soundcheck";
    director = std::make_unique<scenes::Director>(story, how);
    const auto beat = story->beat_index("soundcheck");
    place = &story->places[static_cast<std::size_t>(story->beats[static_cast<std::size_t>(*beat)].place)];
    runtime.tell(say("head", {0.0f, place->eye.y, 0.0f}));
    connect();
  }
  const scenes::Part& part(const std::string& name) const {
    for (const scenes::Part& one : place->parts)
      if (one.name == name) return one;
    throw std::runtime_error("no part " + name);
  }
  void hold(const char* side, const glm::vec3& tip, const glm::vec3& velocity) {
    const std::string which = side;
    runtime.tell(say(("grip " + which).c_str(), tip + glm::vec3(0.0f, 0.0f, kGripToTip_m)));
    runtime.tell(say(("velocity " + which).c_str(), velocity));
  }
  // One frame of the live loop at this frame rate: the sound has gone on in portions of 256, up to now.
  void frame(double rate_hz) {
    time_s += 1.0 / rate_hz;
    const xr::Frame seen = headset->begin_frame();
    xr::Presence now = seen.presence;
    if (seen.running == xr::Running::held) now.worn = false;
    ticks.frame(now, time_s + seen.display_in_s, seen.place_moved && heed_moves);
    if (seen.draw) headset->draw(moment.eyes);
    if (!now.worn || !started) {
      moment = director->advance(now);
      ticks.stand();
      started = now.worn;
      begin_s = time_s;
      return;
    }
    const auto clock = static_cast<std::int64_t>((time_s - begin_s) * 48000.0 / 256.0) * 256;
    const std::int64_t due = (clock + xr::kTickSamples - moment.sample) / xr::kTickSamples;
    ticks.expect(due);
    for (std::int64_t i = 0; i < due; ++i) {
      moment = director->advance(ticks.next());
      for (int b = 0; b < moment.ears.blow_count; ++b)
        blows.push_back({moment.ears.blows[static_cast<std::size_t>(b)], moment.beat_s});
    }
  }
  double speed_of(const audio::Blow& blow, const scenes::Part& struck) const {
    const float gain = blow.gain / place->kinds[static_cast<std::size_t>(struck.kind_index)].gain;
    return 5.0 *
           static_cast<double>(gain * gain);  // the hard layer is as recorded at 5 m/s, and goes as sqrt
  }

  struct Heard {
    audio::Blow blow;
    double at_s;
  };
  std::shared_ptr<const scenes::Story> story;
  const scenes::Place* place = nullptr;
  std::unique_ptr<scenes::Director> director;
  FrameTicks ticks;
  scenes::Moment moment;
  std::vector<Heard> blows;
  double time_s = 0.0, begin_s = 0.0;
  bool started = false, heed_moves = true;
};

class StrokesAt : public StrokesTest, public testing::WithParamInterface<int> {};

TEST_P(StrokesAt, a_hundred_blows_of_eight_metres_a_second_all_land_once_and_as_hard_as_they_are) {
  const double rate = GetParam();
  runtime.tell("rate " + std::to_string(GetParam()));
  settle();
  std::mt19937 chance(static_cast<unsigned>(GetParam()));
  std::uniform_real_distribution<double> jitter(-0.06, 0.06);
  const std::array<const scenes::Part*, 2> drums{&part("snare"), &part("tom_floor")};
  std::array<std::vector<double>, 2> contacts;
  for (int n = 0; n < 50; ++n)
    for (std::size_t side = 0; side < 2; ++side)
      contacts[side].push_back(1.0 + 0.5 * n + 0.25 * static_cast<double>(side) + jitter(chance));
  const double start = time_s;
  while (time_s - start < 27.0) {
    const double t = time_s - start;
    for (std::size_t side = 0; side < 2; ++side) {
      Height height;
      for (const double contact : contacts[side])
        if (const Height now = stroke(t - contact); now.m != kTop_m || now.m_s != 0.0) height = now;
      const glm::vec3 up = drums[side]->normal;
      hold(side == 0 ? "left" : "right", drums[side]->centre + up * static_cast<float>(height.m),
           up * static_cast<float>(height.m_s));
    }
    frame(rate);
  }
  std::array<int, 2> landed{};
  double slowest = 100.0, fastest = 0.0;
  for (const Heard& heard : blows) {
    const bool is_snare = glm::distance(heard.blow.position, drums[0]->centre) <
                          glm::distance(heard.blow.position, drums[1]->centre);
    ++landed[is_snare ? 0 : 1];
    const double speed = speed_of(heard.blow, *drums[is_snare ? 0 : 1]);
    slowest = std::min(slowest, speed), fastest = std::max(fastest, speed);
  }
  EXPECT_EQ(landed[0], 50);
  EXPECT_EQ(landed[1], 50);
  EXPECT_GT(slowest, 0.9 * kTouching_m_s);
  EXPECT_LT(fastest, 1.1 * kTouching_m_s);
  std::printf("%d Hz: %d of 100 land, %.2f to %.2f m/s\n", GetParam(), landed[0] + landed[1], slowest,
              fastest);
}

INSTANTIATE_TEST_SUITE_P(rates, StrokesAt, testing::Values(60, 72, 90, 120),
                         [](const auto& rate) { return std::to_string(rate.param) + "_hz"; });

TEST_F(StrokesTest, a_place_that_is_brought_to_the_visitor_strikes_nothing) {
  runtime.tell("rate 72");
  const scenes::Part& snare = part("snare");
  for (int way = 0; way < 2; ++way) {
    hold("left", snare.centre + snare.normal * 0.08f, {0.01f, 0.0f, 0.0f});
    settle();
    for (int i = 0; i < 40; ++i) frame(72.0);
    headset->set_eye_height(place->eye.y - 0.16f);  // hands come down by 16 cm, through the drum
    for (int i = 0; i < 40; ++i) frame(72.0);
    headset->set_eye_height(place->eye.y);
    for (int i = 0; i < 40; ++i) frame(72.0);
    headset->recentre();
    for (int i = 0; i < 40; ++i) frame(72.0);
    if (way == 0) {
      EXPECT_EQ(blows.size(), 0u);
    }
    heed_moves = false;  // and once without being told: then it does strike, or nothing was tried
  }
  EXPECT_GT(blows.size(), 0u);
}

TEST_F(StrokesTest, a_hand_that_the_tracking_throws_strikes_nothing) {
  runtime.tell("rate 72");
  const scenes::Part& snare = part("snare");
  settle();
  for (int round = 0; round < 10; ++round) {
    hold("left", snare.centre + snare.normal * 0.1f, {0.01f, 0.0f, 0.0f});
    for (int i = 0; i < 20; ++i) frame(72.0);
    hold("left", snare.centre - snare.normal * (0.1f + 0.02f * static_cast<float>(round)),
         {0.01f, 0.0f, 0.0f});
    for (int i = 0; i < 20; ++i) frame(72.0);
  }
  EXPECT_EQ(blows.size(), 0u);
}

TEST(frame_ticks, hands_pass_ticks_with_the_speed_they_had_at_frames_of_any_rate) {
  for (const double rate : {60.0, 72.0, 90.0, 120.0}) {
    FrameTicks ticks;
    std::int64_t given = 0;
    double last_x = 0.0, worst = 0.0;
    for (int k = 0; k < 600; ++k) {
      const double t = k / rate;
      xr::Presence p;
      p.hands[0].tracked = true;
      p.hands[0].grip.position.x = static_cast<float>(2.0 * t);  // 2 m/s
      ticks.frame(p, t, false);
      const auto due = static_cast<std::int64_t>(t * 125.0) - given;
      ticks.expect(due);
      for (std::int64_t i = 0; i < due; ++i, ++given) {
        const double x = ticks.next().hands[0].grip.position.x;
        if (given > 50) worst = std::max(worst, std::abs((x - last_x) / 0.008 / 2.0 - 1.0));
        last_x = x;
      }
    }
    EXPECT_LT(worst, 0.05) << rate << " Hz";
  }
}

}  // namespace
}  // namespace threshold::app
