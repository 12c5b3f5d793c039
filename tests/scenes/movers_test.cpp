#include "scenes/movers.h"

#include <cmath>

#include <gtest/gtest.h>
#include <glm/geometric.hpp>

#include "tests/scenes/story_for_tests.h"

namespace threshold::scenes {
namespace {

std::vector<Mover> stage_movers() {
  const auto story = testing::story();
  return movers_of(story->beats[0], story->places[0]);
}

TEST(movers, a_struck_head_is_a_damped_sine) {
  const auto movers = stage_movers();
  const int index = mover_index(movers, "snare_head");
  ASSERT_GE(index, 0);
  const Mover& mover = movers[index];
  MoverState state;
  strike_mover(mover, state, mover.centre, 5.0f, 1);
  const double omega = 6.283185307179586 * 24.0, tau = 0.16, tick = 0.008;  // places/stage.toml
  for (int n = 1; n < 60; ++n) {
    step_mover(mover, state);
    const double t = n * tick;
    EXPECT_NEAR(state.x.y, -0.007 * std::exp(-t / tau) * std::sin(omega * t), 2e-5) << n;
  }
}

TEST(movers, everything_comes_to_rest) {
  for (const Mover& mover : stage_movers()) {
    MoverState state;
    for (int i = 0; i < 20; ++i)
      strike_mover(mover, state, mover.centre + glm::vec3(0.1f, 0.0f, 0.0f), 12.0f, 7);
    EXPECT_LE(glm::length(state.y), mover.extent * 2.6f) << mover.node;  // many blows are not an explosion
    for (int i = 0; i < 125 * 20; ++i) step_mover(mover, state);
    EXPECT_EQ(state, MoverState{}) << mover.node;
  }
}

TEST(movers, an_edge_blow_swings_a_cymbal_more_than_a_middle_one) {
  const auto movers = stage_movers();
  const Mover& crash = movers[mover_index(movers, "crash_disc")];
  MoverState edge, middle;
  strike_mover(crash, edge, crash.centre + glm::vec3(crash.radius_m, 0.0f, 0.0f), 5.0f, 1);
  strike_mover(crash, middle, crash.centre, 5.0f, 1);
  EXPECT_GT(glm::length(edge.y), 5.0f * glm::length(middle.y));
}

TEST(movers, chance_is_a_counter) {
  EXPECT_EQ(scramble(1, 5), scramble(1, 5));
  EXPECT_NE(scramble(1, 5), scramble(1, 6));
  EXPECT_NE(scramble(1, 5), scramble(2, 5));
}

}  // namespace
}  // namespace threshold::scenes
