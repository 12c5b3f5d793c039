// Whether somebody is there, told by the runtime or found out: as a rule by itself, and in the headset.
#include "xr/openxr/presence_watch.h"

#include <cmath>

#include "tests/openxr/headset_fixture.h"

namespace threshold::xr {
namespace {

Pose swaying(int i) {  // postural sway, 1 mm
  Pose head;
  head.position.x = 0.001f * std::sin(0.1f * static_cast<float>(i));
  return head;
}

TEST(PresenceWatch, the_runtimes_word_counts_above_all) {
  PresenceWatch watch(1.0);
  watch.told(false);
  EXPECT_FALSE(watch.worn(Sight::seen, {}, 0.1));
  watch.told(true);
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(watch.worn(Sight::unseen, {}, 0.1)) << "another program in front of somebody";
    ASSERT_TRUE(watch.worn(Sight::seen, {}, 0.1));
  }
  EXPECT_FALSE(watch.worn(Sight::none, {}, 0.1)) << "the headset sleeps, whatever was said last";
}

TEST(PresenceWatch, a_head_on_a_stand_is_nobody) {
  PresenceWatch watch(20.0);
  Pose head;
  bool worn = true;
  for (int i = 0; i < 210; ++i) worn = watch.worn(Sight::seen, head, 0.1);
  EXPECT_FALSE(worn);
  head.position.x += 0.003f;
  EXPECT_TRUE(watch.worn(Sight::seen, head, 0.1));
}

TEST(PresenceWatch, somebody_who_keeps_still_is_somebody) {
  PresenceWatch watch(20.0);
  for (int i = 0; i < 10'000; ++i) EXPECT_TRUE(watch.worn(Sight::seen, swaying(i), 0.1));
}

TEST(PresenceWatch, behind_another_program_a_head_that_moves_is_somebody) {
  PresenceWatch watch(0.0);
  watch.worn(Sight::seen, {}, 0.1);
  for (int i = 0; i < 10'000; ++i) ASSERT_TRUE(watch.worn(Sight::unseen, swaying(i), 0.1));
}

TEST(PresenceWatch, unseen_and_still_is_nobody_after_a_while) {
  PresenceWatch watch(0.0);
  watch.worn(Sight::seen, {}, 0.1);
  double worn_s = 0.0;
  while (watch.worn(Sight::unseen, {}, 0.1) && worn_s < 100.0) worn_s += 0.1;
  EXPECT_NEAR(worn_s, PresenceWatch::kUnseenStill_s, 0.25);
}

TEST(PresenceWatch, before_it_was_ever_seen_nobody_is_there_though_it_is_carried_about) {
  PresenceWatch watch(20.0);
  for (int i = 0; i < 100; ++i) ASSERT_FALSE(watch.worn(Sight::unseen, swaying(40 * i), 0.1));
  EXPECT_TRUE(watch.worn(Sight::seen, swaying(0), 0.1));
  watch.forget();
  EXPECT_FALSE(watch.worn(Sight::unseen, swaying(40), 0.1)) << "another session";
}

class WithoutUserPresence : public HeadsetTest {
 protected:
  void SetUp() override {
    HeadsetOptions old = options();
    old.withheld_extensions = {"XR_EXT_user_presence"};
    connect(old);
  }
  // Turns with a head that sways; the last frame.
  Frame sway(int n) {
    Frame frame;
    for (int i = 0; i < n; ++i) {
      runtime.tell("head " + std::to_string(0.05 * std::sin(0.2 * i)) + " 1.6 0");
      frame = turn();
    }
    return frame;
  }
};

TEST_F(WithoutUserPresence, the_headsets_own_menu_is_no_doffing) {
  sway(1), settle();
  runtime.tell("wish visible");
  const Frame frame = sway(200);
  EXPECT_EQ(frame.running, Running::held);
  EXPECT_FALSE(frame.nobody);
}

TEST_F(WithoutUserPresence, another_program_in_front_is_no_doffing_and_moves_nothing) {
  settle();
  runtime.tell("wish synchronized");
  Frame frame = sway(2000);
  EXPECT_EQ(frame.running, Running::held);
  EXPECT_FALSE(frame.nobody) << "somebody's head moves";
  runtime.tell("wish focused");
  runtime.tell("head 0.4 1.6 0");
  frame = until(Running::running);
  EXPECT_FALSE(frame.place_moved) << "whoever comes back from it has not moved";
}

TEST_F(WithoutUserPresence, a_runtime_that_goes_unseen_when_taken_off_has_nobody) {
  settle();
  runtime.tell("wish synchronized");
  sway(60);  // it is put down
  EXPECT_FALSE(turns(9 * 90).nobody);
  EXPECT_TRUE(turns(2 * 90).nobody);
  runtime.tell("wish focused");
  runtime.tell("head 0.4 1.6 0");
  until(Running::running);
  EXPECT_NEAR(turns(3).presence.head.position.x, 0.0f, 1e-4f) << "put on, it is recentred";
}

TEST_F(WithoutUserPresence, a_runtime_that_starts_unseen_on_a_table_has_nobody) {
  runtime.tell("wish synchronized");
  EXPECT_TRUE(turns(50).nobody);
  EXPECT_EQ(headset->status().state, "synchronized");
  runtime.tell("wish focused");
  EXPECT_FALSE(until(Running::running).nobody);
}

TEST_F(WithoutUserPresence, a_session_that_stops_has_nobody) {
  settle();
  runtime.tell("wish stopped");
  EXPECT_TRUE(turns(5).nobody);
}

TEST_F(HeadsetTest, with_user_presence_another_program_in_front_is_no_doffing) {
  connect();
  settle();
  runtime.tell("wish synchronized");
  EXPECT_FALSE(turns(2000).nobody) << "though the head is still";
  runtime.tell("worn off");
  EXPECT_TRUE(turns(2).nobody);
}

TEST_F(HeadsetTest, a_lost_headset_is_no_doffing) {
  connect();
  settle();
  runtime.tell("headset off");
  runtime.tell("lose_session 0");
  until(Running::held, 3);
  for (int i = 0; i < 500; ++i) ASSERT_FALSE(turn().nobody);
  EXPECT_EQ(headset->status().state, "no headset");
  runtime.tell("headset on");
  until(Running::running);
}

}  // namespace
}  // namespace threshold::xr
