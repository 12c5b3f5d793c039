// The whole model: what it promises about levels, time and robustness, against the formulas it is made of.
#include <algorithm>
#include <atomic>
#include <limits>
#include <thread>

#include <gtest/gtest.h>

#include "audio/hearing/gain_law.h"
#include "tests/hearing/allocations.h"
#include "tests/hearing/ears.h"

namespace threshold::audio::hearing {
namespace {

using namespace testing;

// Level of the last 0.2 s of a 0.6 s tone as these ears hear it.
double heard_level(const DetailedState& state, double hz, double db_spl) {
  const Pair out = hear(state, tone(hz, db_spl, 0.6));
  return level_db_spl(std::span(out.left).last(9600));
}

TEST(Model, no_loss_is_bit_for_bit_the_sound_that_came_in) {
  const Sound x = noise(80.0, 0.3);
  const Pair out = hear(DetailedState{}, x);
  EXPECT_EQ(out.left, x);
  EXPECT_EQ(out.right, x);
}

TEST(Model, thresholds_are_those_of_the_audiogram) {
  for (const char* name : {"N3", "N4", "S2", "N6"}) {
    const DetailedState state = standard_ears(name);
    const Curve& loss = state.ears[0].loss_db_hl;
    for (int j : {20, 36, 47, 59, 66, 80, 88}) {  // 0.2 to 6 kHz, off the audiogram's own frequencies
      const double hz = curve_hz(j), slope = 1.0 + recruitment_slope(loss[j]);
      EXPECT_NEAR(heard_level(state, hz, loss[j]) / slope, 0.0, 1.0) << name << ' ' << hz;
    }
  }
}

TEST(Model, loudness_grows_by_the_law) {
  const DetailedState state = standard_ears("N4");
  for (int j : {36, 59, 80}) {
    const float loss = state.ears[0].loss_db_hl[j];
    for (double level = loss + 5.0; level < 110.0; level += 10.0)
      EXPECT_NEAR(heard_level(state, curve_hz(j), level),
                  level + loss_gain_db(static_cast<float>(level), loss, 0.0f), 1.0);
  }
}

TEST(Model, smearing_leaves_the_thresholds_alone) {
  const DetailedState state = standard_ears("N4", 1.0f);
  for (int j : {47, 66, 80}) {
    const float loss = state.ears[0].loss_db_hl[j];
    EXPECT_NEAR(heard_level(state, curve_hz(j), loss) / (1.0 + recruitment_slope(loss)), 0.0, 1.0) << j;
  }
}

TEST(Model, any_split_into_blocks_gives_the_same_samples) {
  DetailedState state = standard_ears("N3", 1.0f);
  for (EarDetail& ear : state.ears) {
    ear.state.temporal_smear = 0.5f;
    ear.state.tinnitus_db_sl = 8.0f;
    ear.state.implant_mix = 0.4f;
    ear.state.implant_map = 4;
  }
  const Sound x = noise(75.0, 0.25);
  const Pair whole = hear(state, x, {x.size()});
  for (const auto& blocks : std::vector<std::vector<std::size_t>>{{64}, {1}, {7, 33, 1, 128}, {31}, {480}}) {
    const Pair parts = hear(state, x, blocks);
    EXPECT_EQ(parts.left, whole.left) << blocks[0];
    EXPECT_EQ(parts.right, whole.right) << blocks[0];
  }
}

TEST(Model, repeats_itself_and_after_reset_too) {
  const Sound x = noise(75.0, 0.2);
  const DetailedState state = standard_ears("N5", 1.0f);
  Model model(flat_config(3));
  model.publish(state);
  const Pair first = hear(model, x, x);
  model.reset();
  model.publish(state);
  EXPECT_EQ(hear(model, x, x).left, first.left);
  EXPECT_NE(first.left, first.right);  // smearing noise is not the same in both ears
}

TEST(Model, works_in_place) {
  Sound x = noise(70.0, 0.1);
  const Pair apart = hear(standard_ears("N3"), x);
  Model model(flat_config());
  model.publish(standard_ears("N3"));
  Sound y = x;
  model.process({{std::span<const float>(x), std::span<const float>(y)}, {}, {std::span(x), std::span(y)}});
  EXPECT_EQ(x, apart.left);
}

TEST(Model, never_allocates_once_made) {
#ifdef THRESHOLD_SANITIZED
  GTEST_SKIP() << "the sanitizer owns the allocator";
#endif
  Model model(flat_config());
  const Sound x = noise(80.0, 0.1);
  Sound left(x.size()), right(x.size());
  std::vector<DetailedState> states;
  for (const char* name : {"N1", "S3", "N7"}) {
    DetailedState s = standard_ears(name, 1.0f);
    for (EarDetail& ear : s.ears) {
      ear.state.tinnitus_db_sl = 10.0f;
      ear.state.temporal_smear = 0.3f;
      ear.state.implant_mix = 0.5f;
      ear.state.implant_map = static_cast<std::uint8_t>(states.size());
    }
    states.push_back(s);
  }
  const State plain{};
  allocations = 0;
  counting = true;
  for (int round = 0; round < 6; ++round) {
    round % 2 == 0 ? model.publish(states[round / 2]) : model.publish(plain);
    model.process({{x, x}, {x, x}, {std::span(left), std::span(right)}});
  }
  model.reset();
  counting = false;
  EXPECT_EQ(allocations, 0);
}

TEST(Model, recovers_from_numbers_that_are_none_within_10_ms) {
  for (const float bad :
       {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(), 1e38f}) {
    Sound x = noise(70.0, 0.5), y = x;
    x[9600] = bad;
    const Pair hurt = hear(standard_ears("N3", 1.0f), x), clean = hear(standard_ears("N3", 1.0f), y);
    for (std::size_t n = 0; n < x.size(); ++n) ASSERT_TRUE(std::isfinite(hurt.left[n])) << n;
    const auto span = [](const Sound& s) { return std::span(s).subspan(9600 + 480, 2400); };
    EXPECT_NEAR(level_db_spl(span(hurt.left)), level_db_spl(span(clean.left)), bad == 1e38f ? 60.0 : 1.0);
  }
}

TEST(Model, the_ears_are_apart) {
  const Sound x = noise(85.0, 0.3), nothing(x.size(), 0.0f);
  Model model(flat_config());
  model.publish(standard_ears("N3", 1.0f));
  const Pair out = hear(model, x, nothing);
  EXPECT_LT(level_db_spl(out.right), level_db_spl(out.left) - 120.0);
}

TEST(Model, a_burst_is_heard_within_3_ms_and_does_not_overshoot) {
  Sound x(9600, 0.0f);
  const Sound burst = tone(1000.0, 80.0, 0.3);
  x.insert(x.end(), burst.begin(), burst.end());
  const Pair out = hear(standard_ears("N3"), x);
  const auto peak = [&](std::size_t from, std::size_t to) {
    float most = 0.0f;
    for (std::size_t n = from; n < to; ++n) most = std::max(most, std::abs(out.left[n]));
    return most;
  };
  const float steady = peak(9600 + 7200, 9600 + 12000);
  EXPECT_GT(peak(9600, 9600 + 144), steady * 0.316f);
  EXPECT_LT(peak(9600, 9600 + 12000), steady * 1.122f);
}

TEST(Model, a_glide_has_no_steps) {
  // 0 to 60 dB in 2 s, a state a tick. A Kaiser-like window with side lobes far below the limit is laid over
  // the middle 1.5 s; what lies beyond 150 Hz of the tone must be 70 dB down.
  Model model(flat_config());
  const Sound x = tone(1000.0, 80.0, 3.0);
  Sound left(x.size()), right(x.size());
  constexpr std::array<double, 1> kHz{1000};
  for (std::size_t at = 0; at < x.size(); at += kGlide) {
    const std::array<double, 1> loss{
        std::clamp((static_cast<double>(at + kGlide) / kRateHz - 0.5) * 30.0, 0.0, 60.0)};
    model.publish(ears_with(kHz, loss));
    const std::size_t count = std::min<std::size_t>(kGlide, x.size() - at);
    model.process({{std::span(x).subspan(at, count), std::span(x).subspan(at, count)},
                   {},
                   {std::span(left).subspan(at, count), std::span(right).subspan(at, count)}});
  }
  constexpr std::size_t kSize = 1 << 16;
  const std::size_t begin = static_cast<std::size_t>(0.7 * kRateHz);
  double whole = 0.0, far = 0.0;
  for (std::size_t k = 0; k < 24000;
       k += 40) {  // bins of 1 Hz, every 40th: far from the tone the spectrum is smooth
    std::complex<double> sum = 0.0;
    const std::complex<double> turn =
        std::polar(1.0, -2.0 * std::numbers::pi * static_cast<double>(k) / kRateHz);
    std::complex<double> phase = 1.0;
    for (std::size_t n = 0; n < kSize; ++n) {
      const double t = (static_cast<double>(n) + 0.5) / kSize;
      const double w = std::pow(std::sin(std::numbers::pi * t), 6.0);
      sum += w * static_cast<double>(left[begin + n]) * phase;
      phase *= turn;
    }
    const double power = std::norm(sum);
    whole += power;
    if (std::abs(static_cast<double>(k) - 1000.0) > 150.0) far += power;
  }
  // The tone itself falls between few of the bins: compare with its own whole power instead.
  double energy = 0.0;
  for (std::size_t n = 0; n < kSize; ++n) {
    const double t = (static_cast<double>(n) + 0.5) / kSize;
    energy += std::pow(std::sin(std::numbers::pi * t), 12.0) * static_cast<double>(left[begin + n]) *
              left[begin + n];
  }
  // Parseval: bins of 1 Hz on kSize samples; every 40th bin, one side.
  const double far_share = far * 40.0 * 2.0 / (energy * kRateHz);
  EXPECT_LT(10.0 * std::log10(far_share), -70.0);
  EXPECT_GT(whole, 0.0);
}

TEST(Model, silence_is_silence_and_keeps_out_bones_and_tinnitus) {
  DetailedState state = standard_ears("N7");
  for (EarDetail& ear : state.ears) ear.state.silence = 1.0f, ear.state.tinnitus_db_sl = 15.0f;
  Model model(flat_config());
  model.publish(state);
  const Sound x = noise(90.0, 0.2);
  Sound left(x.size()), right(x.size());
  model.process({{x, x}, {x, x}, {std::span(left), std::span(right)}});
  for (const float v : left) ASSERT_EQ(v, 0.0f);
}

TEST(Model, bones_carry_low_sound_past_any_loss) {
  Model model(flat_config());
  constexpr std::array<double, 1> kHz{1000}, kLoss{120};
  model.publish(ears_with(kHz, kLoss));
  const Sound air(24000, 0.0f), low = tone(60.0, 90.0, 0.5);
  Sound left(air.size()), right(air.size());
  model.process({{air, air}, {low, low}, {std::span(left), std::span(right)}});
  EXPECT_NEAR(level_db_spl(std::span(left).last(9600)), 90.0 - 24.0 - 0.5,
              0.5);  // -24 dB, and the low-pass at 60 Hz
}

TEST(Model, tinnitus_stays_below_55_db_spl_and_needs_time_to_come) {
  DetailedState state = standard_ears("N6");
  for (EarDetail& ear : state.ears) ear.state.tinnitus_db_sl = 15.0f;
  const Pair out = hear(state, Sound(96000, 0.0f));
  EXPECT_LT(level_db_spl(std::span(out.left).first(960)), 40.0);
  const double late = level_db_spl(std::span(out.left).last(24000));
  EXPECT_GT(late, 45.0);
  EXPECT_LT(late, 55.0);
}

TEST(Model, an_implant_hears_and_a_natural_deaf_ear_does_not) {
  constexpr std::array<double, 1> kHz{1000}, kLoss{120};
  DetailedState state = ears_with(kHz, kLoss);
  const Sound x = noise(70.0, 0.5);
  const Pair deaf = hear(state, x);
  EXPECT_LT(level_db_spl(deaf.left), 0.0);
  state.ears[0].state.implant_mix = 1.0f;
  state.ears[0].state.implant_map = 2;
  const Pair one_side = hear(state, x);
  EXPECT_NEAR(level_db_spl(std::span(one_side.left).last(12000)), 68.0, 12.0);
  EXPECT_LT(level_db_spl(one_side.right), 0.0);  // each ear for itself
}

TEST(Model, a_state_is_glided_to_in_384_samples) {
  constexpr std::array<double, 1> kHz{1000}, kLoss{40};
  Model model(flat_config());
  model.publish(DetailedState{});
  const Sound x = tone(1000.0, 70.0, 0.4);
  hear(model, x, x);
  model.publish(ears_with(kHz, kLoss));
  const Pair out = hear(model, x, x);
  const double settled = level_db_spl(std::span(out.left).last(4800));
  EXPECT_NEAR(settled, 70.0 + loss_gain_db(70.0f, 40.0f, 0.0f), 0.5);
  EXPECT_GT(level_db_spl(std::span(out.left).first(96)), settled + 6.0);
  EXPECT_NEAR(level_db_spl(std::span(out.left).subspan(480, 480)), settled, 0.5);
}

TEST(Model, states_may_come_from_another_thread) {
  Model model(flat_config());
  std::atomic<bool> over{false};
  std::thread writer([&] {
    State state;
    for (int i = 0; !over.load(); ++i) {
      for (EarState& ear : state.ears) ear.loss_db_hl.fill(static_cast<float>(i % 100));
      model.publish(state);
    }
  });
  const Sound x = noise(70.0, 0.5);
  const Pair out = hear(model, x, x);
  over = true;
  writer.join();
  for (const float v : out.left) ASSERT_TRUE(std::isfinite(v));
}

TEST(Model, any_audiogram_and_any_state_gives_finite_bounded_sound) {
  std::uint32_t random = 77;
  const Sound x = noise(105.0, 0.06);
  float loudest = 0.0f;
  for (const float v : x) loudest = std::max(loudest, std::abs(v));
  for (int round = 0; round < 60; ++round) {
    State state;
    for (EarState& ear : state.ears) {
      for (float& loss : ear.loss_db_hl) loss = 55.0f + 75.0f * next_uniform(random);  // -20 .. 130
      ear.conductive_db = 40.0f * next_uniform(random);
      ear.smear = next_uniform(random);
      ear.temporal_smear = next_uniform(random);
      if (round % 7 == 0) ear.loss_db_hl[3] = std::numeric_limits<float>::quiet_NaN();
      if (round % 11 == 0) ear.smear = std::numeric_limits<float>::infinity();
      ear.implant_map = static_cast<std::uint8_t>(next_random(random));
      ear.implant_mix = round % 5 == 0 ? 1.0f : 0.0f;
    }
    Model model(flat_config());
    model.publish(state);
    const Pair out = hear(model, x, x);
    for (const float v : out.left) {
      ASSERT_TRUE(std::isfinite(v));
      ASSERT_LT(std::abs(v), 4.0f * loudest);
    }
  }
}

}  // namespace
}  // namespace threshold::audio::hearing
