#include "scenes/director.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "tests/scenes/visits.h"

namespace threshold::scenes {
namespace {

using namespace visits;

TEST(director, a_copy_goes_on_by_itself) {
  Director one(testing::story(), at("slide", 5.0));
  Director two = one;
  for (int i = 0; i < 500; ++i) ASSERT_EQ(one.advance(key(i % 3)), two.advance(key(i % 3)));
  Director three = one;
  after(three, 2.0, key(0));
  ASSERT_EQ(one.advance(nobody()), two.advance(nobody()));
}

// A visitor who flails, and a backend that lies.
xr::Presence wild(std::mt19937& dice) {
  const auto number = [&]() -> float {
    switch (dice() % 24) {
      case 0:
        return std::nanf("");
      case 1:
        return INFINITY;
      case 2:
        return -3e38f;
      default:
        return static_cast<float>(dice() % 4000) / 1000.0f - 2.0f;
    }
  };
  const auto pose = [&] {
    return xr::Pose{{number(), number(), number()}, {number(), number(), number(), number()}};
  };
  xr::Presence presence = nobody();
  presence.worn = dice() % 50 != 0;
  if (dice() % 3 == 0) presence.head = pose();
  for (xr::HandPresence& hand : presence.hands) {
    hand.tracked = dice() % 4 != 0;
    hand.joints_tracked = dice() % 3 == 0;
    hand.grip.position = {number(), number(), number()};
    if (dice() % 4 == 0) hand.grip = pose();
    hand.velocity_m_s = {number(), number(), number()};
    hand.angular_velocity_rad_s = {number(), number(), number()};
    hand.trigger = number();
    hand.squeeze = number();
    for (xr::Pose& joint : hand.joints) joint.position = {number(), number(), number()};
  }
  for (xr::KeyBlow& blow : presence.key_blows) blow = {static_cast<std::uint8_t>(dice()), number()};
  presence.wishes.pause = dice() % 60 == 0;
  presence.wishes.skip = dice() % 900 == 0;
  presence.wishes.captions = dice() % 100 == 0;
  presence.wishes.confirm = dice() % 30 == 0;
  presence.wishes.exit = dice() % 20000 == 0;
  return presence;
}

bool fine(float x) {
  return std::isfinite(x) && std::abs(x) < 1e5f;
}
bool fine(const glm::vec3& v) {
  return fine(v.x) && fine(v.y) && fine(v.z);
}
bool fine(const glm::quat& q) {
  return fine(q.x) && fine(q.y) && fine(q.z) && fine(q.w);
}

void expect_sound_moment_in_bounds(const Moment& moment) {
  const auto& ears = moment.ears;
  ASSERT_LE(ears.voice_count, audio::kMaxVoices);
  ASSERT_LE(ears.blow_count, audio::kMaxBlows);
  ASSERT_TRUE(fine(ears.head_position) && fine(ears.head_orientation) && fine(ears.master_gain));
  for (const auto& voice : ears.voices) {
    ASSERT_TRUE(fine(voice.position) && fine(voice.gain) && fine(voice.bone) && fine(voice.occlusion));
    ASSERT_LT(voice.sound, testing::story()->sounds.size());
  }
  for (const auto& blow : ears.blows) {
    ASSERT_TRUE(fine(blow.position) && fine(blow.gain) && fine(blow.bone));
    ASSERT_LT(blow.sound, testing::story()->sounds.size());
  }
  for (const auto& hand : moment.hands.hands) {
    ASSERT_GE(hand.pulse.amplitude, 0.0f);
    ASSERT_LE(hand.pulse.amplitude, 1.0f);
    ASSERT_GE(hand.resting_gain, 0.0f);
    ASSERT_LE(hand.resting_gain, 1.0f);
  }
}

void expect_picture_in_bounds(const Moment& moment) {
  for (const auto& motion : moment.eyes.parts)
    ASSERT_TRUE(fine(motion.shift) && fine(motion.tilt_rad) && fine(motion.glow));
  for (const auto& hand : moment.eyes.hands)
    ASSERT_TRUE(fine(hand.grip.position) && fine(hand.grip.orientation) && fine(hand.stick.position));
  for (const auto& puff : moment.eyes.puffs) ASSERT_TRUE(fine(puff.position));
  for (const auto& figure : moment.eyes.figures) {
    ASSERT_TRUE(fine(figure.root.position) && fine(figure.from.time_s) && fine(figure.to.time_s) &&
                fine(figure.blend));
    ASSERT_TRUE(!figure.look_at || fine(*figure.look_at));
  }
  ASSERT_LE(moment.eyes.puffs.size(), 12u);
  ASSERT_LE(moment.eyes.panels.size(), 12u);
  ASSERT_TRUE(fine(moment.eyes.fade) && fine(moment.eyes.exposure_ev));
}

TEST(director, wild_presences_keep_every_bound_and_two_directors_agree) {
  for (const unsigned seed : {1u, 2u, 3u, 4u}) {
    std::mt19937 dice(seed);
    DirectorOptions options;
    options.seed = seed;
    options.cut = seed == 4u ? "trailer" : "walk";
    Director one(testing::story(), options), two(testing::story(), options);
    for (int i = 0; i < 6000; ++i) {
      const xr::Presence presence = wild(dice);
      const Moment moment = one.advance(presence);
      ASSERT_EQ(moment, two.advance(presence)) << seed << " " << i;
      ASSERT_NO_FATAL_FAILURE(expect_sound_moment_in_bounds(moment)) << seed << " " << i;
      ASSERT_NO_FATAL_FAILURE(expect_picture_in_bounds(moment)) << seed << " " << i;
      if (moment.ended) break;
    }
  }
}

}  // namespace
}  // namespace threshold::scenes
