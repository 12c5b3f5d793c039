// Every state the story names, played through the model once.
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "audio/hearing/implant_maps.h"
#include "audio/hearing/model.h"
#include "tests/scenes/story_for_tests.h"

namespace threshold::scenes {
namespace {

namespace hearing = audio::hearing;
constexpr double kSpl = 100.0;

std::vector<float> noise(double db_spl) {
  std::vector<float> x(48000);
  std::uint32_t random = 7;
  const double rms = std::pow(10.0, (db_spl - kSpl) / 20.0);
  for (float& v : x) {
    random = random * 1664525u + 1013904223u;
    v = static_cast<float>(rms * 1.7320508 * (random / 2147483648.0 - 1.0));
  }
  return x;
}

struct Heard {
  double db_spl = 0.0;  // of the second half second; -inf: exact zero
  bool finite = true;
};

Heard hear(const hearing::EarState& ear, const std::vector<float>& air) {
  hearing::Model model({.sample_rate_hz = 48000.0, .spl_at_rms_1_db = kSpl});
  model.publish(hearing::State{{ear, ear}});
  std::vector<float> left(air.size()), right(air.size());
  model.process({{air, air}, {air, air}, {std::span<float>(left), std::span<float>(right)}});
  Heard heard;
  double sum = 0.0;
  for (std::size_t n = 0; n < left.size(); ++n) {
    heard.finite = heard.finite && std::isfinite(left[n]) && std::isfinite(right[n]);
    if (n >= left.size() / 2) sum += left[n] * left[n];
  }
  heard.db_spl = kSpl + 10.0 * std::log10(sum / (static_cast<double>(left.size()) / 2.0));
  return heard;
}

hearing::EarState state(const std::string& name) {
  return testing::story()->hearing_states.at(name);
}

TEST(hearing_states, the_story_has_every_state_the_walk_may_come_to) {
  for (const char* name : {"normal", "ringing", "temporary_shift", "severe_ringing", "severe", "silence",
                           "implant_switch_on", "implant_three_months", "implant_one_year"})
    EXPECT_EQ(testing::story()->hearing_states.count(name), 1u) << name;
}

TEST(hearing_states, each_state_is_finite_and_bounded) {
  for (const auto& [name, ear] : testing::story()->hearing_states)
    for (const double level : {-20.0, 70.0, 95.0}) {
      const Heard heard = hear(ear, noise(level));
      EXPECT_TRUE(heard.finite) << name << ' ' << level;
      EXPECT_LT(heard.db_spl, std::max(level, 60.0) + 6.0) << name << ' ' << level;
    }
}

TEST(hearing_states, losses_take_what_they_should) {
  const std::vector<float> air = noise(70.0);
  const auto taken = [&](const char* name) {
    hearing::EarState ear = state(name);
    ear.tinnitus_db_sl = 0.0f;  // what is lost, not what rings
    return 70.0 - hear(ear, air).db_spl;
  };
  // The contact bus gets the same noise here, so that a severe loss keeps the rumble of bones.
  EXPECT_LT(std::abs(taken("normal")), 1.5);
  EXPECT_GT(taken("temporary_shift"), taken("normal"));
  EXPECT_LT(taken("temporary_shift"), 20.0);
  EXPECT_GT(taken("severe"), 30.0);
}

TEST(hearing_states, what_rings_is_heard_in_a_quiet_room) {
  const std::vector<float> quiet(48000, 0.0f);
  for (const char* name : {"ringing", "severe_ringing"}) {
    const double level = hear(state(name), quiet).db_spl;
    EXPECT_GT(level, 25.0) << name;
    EXPECT_LT(level, 56.0) << name;
  }
  for (const char* name : {"normal", "severe"}) EXPECT_LT(hear(state(name), quiet).db_spl, -40.0) << name;
}

TEST(hearing_states, implants_hear_each_by_its_map) {
  std::vector<double> levels;
  for (const char* name : {"implant_switch_on", "implant_three_months", "implant_one_year"}) {
    EXPECT_EQ(state(name).implant_map, hearing::find_implant_map(std::string_view(name).substr(8)).value())
        << name;
    EXPECT_GT(state(name).implant_mix, 0.99f) << name;
    const double level = hear(state(name), noise(70.0)).db_spl;
    EXPECT_GT(level, 45.0) << name;
    EXPECT_LT(level, 85.0) << name;
  }
}

TEST(hearing_states, silence_is_exactly_nothing) {
  EXPECT_TRUE(std::isinf(hear(state("silence"), noise(95.0)).db_spl));
}

}  // namespace
}  // namespace threshold::scenes
