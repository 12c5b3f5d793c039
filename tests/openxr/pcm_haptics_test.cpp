#include "xr/openxr/pcm_haptics.h"

#include <cmath>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

#include "tests/openxr/headset_fixture.h"

namespace threshold::xr {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr float kRate_hz = 2000.0f;

std::vector<float> copy(const PcmStretch& stretch) {
  return {stretch.samples.begin(), stretch.samples.end()};
}

// Amplitude of one frequency in a steady signal, by its Fourier coefficient.
double amplitude_at(double hz, const std::vector<float>& x, double rate_hz) {
  double re = 0.0, im = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double turn = 2.0 * kPi * hz * static_cast<double>(i) / rate_hz;
    re += static_cast<double>(x[i]) * std::cos(turn);
    im += static_cast<double>(x[i]) * std::sin(turn);
  }
  return 2.0 * std::hypot(re, im) / static_cast<double>(x.size());
}

TEST(PcmMotor, a_blow_is_a_struck_body_of_its_frequency_and_length) {
  PcmMotor motor;
  const HandTouch touch{{0.8f, 100.0f, 0.09f}, 0.0f};
  const auto stretch = motor.feel(touch, 0.0f, 1.0, kRate_hz);
  ASSERT_TRUE(stretch);
  EXPECT_FALSE(stretch->append);
  const std::vector<float> x = copy(*stretch);
  ASSERT_EQ(x.size(), 180u);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double t = static_cast<double>(i) / 2000.0;
    EXPECT_NEAR(x[i], 0.8 * std::exp(-t / 0.03) * std::sin(2.0 * kPi * 100.0 * t), 1e-6);
  }
}

TEST(PcmMotor, resting_is_one_unbroken_tone_of_the_materials_frequency_and_the_envelopes_height) {
  PcmMotor motor;
  const HandTouch touch{{}, 0.5f, 125.0f};
  std::vector<float> all;
  double ends_s = 0.0;
  for (int frame = 0; frame < 144; ++frame) {
    const double now_s = frame / 72.0;
    const auto stretch = motor.feel(touch, 0.6f, now_s, kRate_hz);
    if (!stretch) continue;
    if (frame > 0) {
      EXPECT_TRUE(stretch->append);
      EXPECT_GT(ends_s, now_s) << "a gap before frame " << frame;
    }
    const std::vector<float> x = copy(*stretch);
    all.insert(all.end(), x.begin(), x.end());
    ends_s = (frame == 0 ? 0.0 : ends_s) + static_cast<double>(x.size()) / 2000.0;
  }
  ASSERT_GT(all.size(), 3900u);
  const std::vector<float> steady(all.begin() + 200, all.begin() + 200 + 3200);  // 200 periods
  EXPECT_NEAR(amplitude_at(125.0, steady, 2000.0), 0.3, 0.001);
  double power = 0.0, leap = 0.0;
  for (std::size_t i = 0; i < steady.size(); ++i) {
    power += static_cast<double>(steady[i]) * static_cast<double>(steady[i]);
    if (i > 0) leap = std::max(leap, std::abs(static_cast<double>(steady[i] - steady[i - 1])));
  }
  EXPECT_NEAR(std::sqrt(power / static_cast<double>(steady.size())), 0.3 / std::sqrt(2.0), 0.001);
  EXPECT_LE(leap, 0.3 * 2.0 * std::sin(kPi * 125.0 / 2000.0) + 1e-5) << "a click between stretches";
}

TEST(PcmMotor, a_hand_that_leaves_fades_out_and_is_then_silent) {
  PcmMotor motor;
  ASSERT_TRUE(motor.feel({{}, 1.0f, 150.0f}, 1.0f, 0.0, kRate_hz));
  EXPECT_FALSE(motor.feel({}, 1.0f, 0.001, kRate_hz)) << "still playing: nothing to add yet";
  const auto last = motor.feel({}, 1.0f, 0.03, kRate_hz);
  ASSERT_TRUE(last);
  EXPECT_TRUE(last->append);
  EXPECT_NEAR(last->samples.back(), 0.0f, 1e-6f);
  EXPECT_LE(last->samples.size(), 30u);
  for (int i = 0; i < 20; ++i) EXPECT_FALSE(motor.feel({}, 1.0f, 0.04 + i * 0.01, kRate_hz));
}

TEST(PcmMotor, resting_goes_on_after_a_blow_and_never_cuts_it_short) {
  PcmMotor motor;
  ASSERT_TRUE(motor.feel({{0.9f, 100.0f, 0.2f}, 1.0f}, 1.0f, 0.0, kRate_hz));
  EXPECT_FALSE(motor.feel({{}, 1.0f}, 1.0f, 0.1, kRate_hz));
  const auto after = motor.feel({{}, 1.0f}, 1.0f, 0.17, kRate_hz);
  ASSERT_TRUE(after);
  EXPECT_TRUE(after->append);
  const auto blow = motor.feel({{0.9f, 100.0f, 0.2f}, 1.0f}, 1.0f, 0.18, kRate_hz);
  ASSERT_TRUE(blow);
  EXPECT_FALSE(blow->append) << "a blow does not wait";
}

TEST(PcmMotor, what_the_device_did_not_take_is_renewed_sooner) {
  PcmMotor motor;
  ASSERT_EQ(motor.feel({{}, 1.0f}, 1.0f, 0.0, kRate_hz)->samples.size(), 100u);
  motor.taken(98, kRate_hz);  // 1 ms missing
  EXPECT_FALSE(motor.feel({{}, 1.0f}, 1.0f, 0.003, kRate_hz));
  EXPECT_TRUE(motor.feel({{}, 1.0f}, 1.0f, 0.0045, kRate_hz)) << "45 ms are left at 4 ms";
}

TEST(PcmMotor, wild_touches_stay_within_what_a_device_takes) {
  PcmMotor motor;
  const auto stretch = motor.feel({{7.0f, 1e9f, 1e9f}, 9.0f}, 9.0f, 0.0, 48000.0f);
  ASSERT_TRUE(stretch);
  EXPECT_EQ(stretch->samples.size(), PcmMotor::kMost);
  for (const float sample : stretch->samples) ASSERT_LE(std::abs(sample), 1.0f);
}

std::vector<float> samples(TestRuntime& runtime, std::int64_t index) {
  std::istringstream text(runtime.ask("samples " + std::to_string(index)));
  std::vector<float> all;
  for (float one; text >> one;) all.push_back(one);
  return all;
}

TEST_F(HeadsetTest, a_voice_coil_gets_blows_and_resting_as_samples) {
  runtime.tell("pcm right 2000");
  connect();
  settle();
  Touch touch;
  touch.hands[left].pulse = touch.hands[right].pulse = {0.8f, 160.0f, 0.05f};
  turn();
  headset->feel(touch, 0.0f);
  ASSERT_EQ(runtime.number("haptics"), 2);
  EXPECT_NE(runtime.ask("haptic 0").find("left play 0.8 160 50000000"), std::string::npos)
      << "the other hand has no voice coil";
  EXPECT_NE(runtime.ask("haptic 1").find("right pcm"), std::string::npos);
  PcmMotor alone;
  EXPECT_EQ(samples(runtime, 1), copy(*alone.feel(touch.hands[right], 0.0f, 0.0, 2000.0f)));

  touch = {};
  touch.hands[right].resting_gain = 1.0f;
  touch.hands[right].resting_hz = 120.0f;
  for (int i = 0; i < 60; ++i) {
    turn();
    headset->feel(touch, 0.5f);
  }
  const auto count = runtime.number("haptics");
  EXPECT_GE(count, 12);
  for (std::int64_t i = 2; i < count; ++i)
    EXPECT_NE(runtime.ask("haptic " + std::to_string(i)).find("right append"), std::string::npos);
}

TEST_F(HeadsetTest, without_the_extension_a_voice_coil_gets_plain_vibrations) {
  runtime.tell("pcm right 2000");
  HeadsetOptions plain = options();
  plain.withheld_extensions.insert("XR_FB_haptic_pcm");
  connect(plain);
  settle();
  Touch touch;
  touch.hands[right].pulse = {0.8f, 160.0f, 0.05f};
  turn();
  headset->feel(touch, 0.0f);
  EXPECT_NE(runtime.ask("haptic 0").find("right play 0.8 160 50000000"), std::string::npos);
}

}  // namespace
}  // namespace threshold::xr
