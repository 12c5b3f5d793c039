// The same samples on every instruction set this machine has.
#include <gtest/gtest.h>
#include <hwy/targets.h>

#include "tests/hearing/ears.h"

namespace threshold::audio::hearing {
namespace {

using namespace testing;

Pair heard_with(std::int64_t target, bool implanted) {
  hwy::SetSupportedTargetsForTest(target);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  DetailedState state = standard_ears("N4", 1.0f);
  for (EarDetail& ear : state.ears) {
    ear.state.temporal_smear = 0.5f;
    ear.state.tinnitus_db_sl = 8.0f;
    ear.state.implant_mix = implanted ? 0.5f : 0.0f;
    ear.state.implant_map = 2;
  }
  return hear(state, noise(75.0, 0.4));
}

TEST(Targets, every_instruction_set_gives_the_same_samples) {
  const std::int64_t all = hwy::SupportedTargets() & HWY_TARGETS;
  for (const bool implanted : {false, true}) {
    const Pair best = heard_with(all, implanted);
    int compared = 0;
    for (int bit = 0; bit < 63; ++bit) {
      const std::int64_t target = std::int64_t{1} << bit;
      if ((all & target) == 0) continue;
      const Pair other = heard_with(target, implanted);
      EXPECT_EQ(other.left, best.left) << hwy::TargetName(target) << (implanted ? ", implant" : "");
      EXPECT_EQ(other.right, best.right) << hwy::TargetName(target);
      ++compared;
    }
    RecordProperty(implanted ? "targets_with_implant" : "targets", compared);
  }
  hwy::SetSupportedTargetsForTest(0);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

}  // namespace
}  // namespace threshold::audio::hearing
