// The session machine over all its states and events.
#include "xr/openxr/session_machine.h"

#include <gtest/gtest.h>

#include <vector>

namespace threshold::xr {
namespace {

constexpr XrSessionState kTold[] = {
    XR_SESSION_STATE_UNKNOWN,      XR_SESSION_STATE_IDLE,         XR_SESSION_STATE_READY,
    XR_SESSION_STATE_SYNCHRONIZED, XR_SESSION_STATE_VISIBLE,      XR_SESSION_STATE_FOCUSED,
    XR_SESSION_STATE_STOPPING,     XR_SESSION_STATE_LOSS_PENDING, XR_SESSION_STATE_EXITING};

// What each state of a begun session allows: frames, pictures, input (OpenXR 1.0, chapter 9).
struct Allowed {
  bool frames, seen, input;
};
Allowed allowed(XrSessionState state) {
  switch (state) {
    case XR_SESSION_STATE_READY:
    case XR_SESSION_STATE_SYNCHRONIZED:
      return {true, false, false};
    case XR_SESSION_STATE_VISIBLE:
      return {true, true, false};
    case XR_SESSION_STATE_FOCUSED:
      return {true, true, true};
    default:
      return {false, false, false};
  }
}

LinkState in_session(XrSessionState told, bool begun) {
  const Allowed flags = allowed(told);
  return {Step::session,        told, begun, begun && flags.frames, begun && flags.seen,
          begun && flags.input, 0.0,  0};
}

std::vector<LinkState> all_states() {
  std::vector<LinkState> all;
  for (const Step s : {Step::gone, Step::no_headset, Step::over}) {
    all.push_back({s, XR_SESSION_STATE_UNKNOWN, false, false, false, false, 5.0, 1});
  }
  for (const XrSessionState told : kTold) {
    for (const bool begun : {false, true}) all.push_back(in_session(told, begun));
  }
  return all;
}

std::vector<Event> all_events() {
  std::vector<Event> all;
  for (const EventKind kind :
       {EventKind::instance_loss_pending, EventKind::session_lost, EventKind::instance_lost,
        EventKind::device_lost, EventKind::opened, EventKind::no_runtime, EventKind::no_headset,
        EventKind::tick, EventKind::leave}) {
    all.push_back({kind, 10.0, XR_SESSION_STATE_UNKNOWN, 12.0});
  }
  for (const XrSessionState told : kTold) all.push_back({EventKind::told, 10.0, told, 0.0});
  return all;
}

template <typename Check>
void over_everything(Check check) {
  for (const LinkState& state : all_states()) {
    for (const Event& event : all_events()) {
      SCOPED_TRACE("step " + std::to_string(int(state.step)) + " told " + std::to_string(int(state.told)) +
                   (state.begun ? " begun" : "") + ", event " + std::to_string(int(event.kind)) + " state " +
                   std::to_string(int(event.state)));
      check(state, event, step(state, event));
    }
  }
}

TEST(SessionMachine, every_state_sets_every_flag) {
  for (const XrSessionState before : kTold) {
    for (const bool begun : {false, true}) {
      for (const XrSessionState now : kTold) {
        const LinkState after = step(in_session(before, begun), {EventKind::told, 10.0, now}).state;
        const bool runs = begun || now == XR_SESSION_STATE_READY;
        const Allowed flags = allowed(now);
        SCOPED_TRACE("from " + std::to_string(before) + " to " + std::to_string(now));
        EXPECT_EQ(after.frames, runs && flags.frames);
        EXPECT_EQ(after.seen, runs && flags.seen);
        EXPECT_EQ(after.input, runs && flags.input);
      }
    }
  }
}

TEST(SessionMachine, a_stopped_session_is_not_visible) {
  for (const XrSessionState state :
       {XR_SESSION_STATE_STOPPING, XR_SESSION_STATE_LOSS_PENDING, XR_SESSION_STATE_EXITING}) {
    const LinkState after =
        step(in_session(XR_SESSION_STATE_FOCUSED, true), {EventKind::told, 0.0, state}).state;
    EXPECT_FALSE(after.seen);
    EXPECT_FALSE(after.frames);
    EXPECT_FALSE(why_held(after).empty());
  }
}

TEST(SessionMachine, each_flag_needs_the_one_below_it) {
  over_everything([](const LinkState&, const Event&, const Transition& t) {
    EXPECT_TRUE(!t.state.input || t.state.seen);
    EXPECT_TRUE(!t.state.seen || t.state.frames);
    EXPECT_TRUE(!t.state.frames || t.state.begun);
    EXPECT_TRUE(!t.state.begun || t.state.step == Step::session);
  });
}

TEST(SessionMachine, begins_when_ready_and_only_once) {
  over_everything([](const LinkState& state, const Event& event, const Transition& t) {
    const bool ready = event.kind == EventKind::told && event.state == XR_SESSION_STATE_READY;
    EXPECT_EQ(t.actions.begin_session, state.step == Step::session && ready && !state.begun);
  });
}

TEST(SessionMachine, ends_when_stopping_and_only_what_was_begun) {
  over_everything([](const LinkState& state, const Event& event, const Transition& t) {
    const bool stopping = event.kind == EventKind::told && event.state == XR_SESSION_STATE_STOPPING;
    EXPECT_EQ(t.actions.end_session, state.step == Step::session && stopping && state.begun);
  });
}

TEST(SessionMachine, nothing_happens_after_the_end) {
  over_everything([](const LinkState& state, const Event&, const Transition& t) {
    if (state.step != Step::over) return;
    EXPECT_EQ(t.state, state);
    EXPECT_EQ(t.actions, Actions{});
  });
}

TEST(SessionMachine, only_the_runtime_or_the_program_ends_it) {
  over_everything([](const LinkState& state, const Event& event, const Transition& t) {
    const bool asked = event.kind == EventKind::leave ||
                       (event.kind == EventKind::told && event.state == XR_SESSION_STATE_EXITING &&
                        state.step == Step::session);
    EXPECT_EQ(t.state.step == Step::over, asked || state.step == Step::over);
  });
}

TEST(SessionMachine, what_is_not_there_is_tried_for_until_it_is) {
  over_everything([](const LinkState& state, const Event& event, const Transition& t) {
    const bool absent = state.step == Step::gone || state.step == Step::no_headset;
    EXPECT_EQ(t.actions.open, absent && event.kind == EventKind::tick && event.now_s >= state.retry_at_s);
    if (t.state.step == Step::gone || t.state.step == Step::no_headset) {
      EXPECT_LE(t.state.retry_at_s, event.now_s + 2.0);
    }
  });
}

TEST(SessionMachine, losing_closes_what_is_lost) {
  over_everything([](const LinkState& state, const Event&, const Transition& t) {
    if (state.step == Step::session && t.state.step != Step::session) {
      EXPECT_TRUE(t.actions.close_session);
      EXPECT_EQ(t.actions.close_instance, t.state.step != Step::no_headset);
    }
  });
}

TEST(SessionMachine, instance_loss_is_waited_out) {
  LinkState state = in_session(XR_SESSION_STATE_FOCUSED, true);
  state = step(state, {EventKind::instance_loss_pending, 10.0, XR_SESSION_STATE_UNKNOWN, 12.5}).state;
  EXPECT_FALSE(step(state, {EventKind::tick, 12.4}).actions.open);
  EXPECT_TRUE(step(state, {EventKind::tick, 12.5}).actions.open);
}

TEST(SessionMachine, a_session_stops_and_starts_again) {
  LinkState state = in_session(XR_SESSION_STATE_FOCUSED, true);
  for (const XrSessionState told : {XR_SESSION_STATE_VISIBLE, XR_SESSION_STATE_SYNCHRONIZED,
                                    XR_SESSION_STATE_STOPPING, XR_SESSION_STATE_IDLE}) {
    state = step(state, {EventKind::told, 0.0, told}).state;
  }
  EXPECT_EQ(state, in_session(XR_SESSION_STATE_IDLE, false));
  const Transition again = step(state, {EventKind::told, 0.0, XR_SESSION_STATE_READY});
  EXPECT_TRUE(again.actions.begin_session);
  EXPECT_TRUE(again.state.frames);
}

TEST(SessionMachine, tries_quickly_at_first_and_at_most_every_two_seconds) {
  EXPECT_DOUBLE_EQ(retry_delay_s(1), 0.25);
  EXPECT_DOUBLE_EQ(retry_delay_s(2), 0.5);
  EXPECT_DOUBLE_EQ(retry_delay_s(3), 1.0);
  for (const int failures : {4, 10, 1'000'000}) EXPECT_DOUBLE_EQ(retry_delay_s(failures), 2.0);
}

TEST(SessionMachine, only_focus_lets_the_story_run) {
  for (const LinkState& state : all_states()) {
    EXPECT_EQ(why_held(state).empty(),
              state.step == Step::session && state.told == XR_SESSION_STATE_FOCUSED && state.begun);
  }
}

}  // namespace
}  // namespace threshold::xr
