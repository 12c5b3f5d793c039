#include "xr/openxr/session_machine.h"

#include <algorithm>

namespace threshold::xr {
namespace {

constexpr double kFirstRetryS = 0.25;
constexpr double kLongestRetryS = 2.0;

void set_flags(LinkState* s, bool begun, bool frames, bool seen, bool input) {
  s->begun = begun;
  s->frames = frames;
  s->seen = seen;
  s->input = input;
}

// The session is gone, the instance lives: find the headset again.
Transition drop_session(LinkState s, double retry_at_s) {
  s.step = Step::no_headset;
  s.told = XR_SESSION_STATE_UNKNOWN;
  s.retry_at_s = retry_at_s;
  set_flags(&s, false, false, false, false);
  return {s, {.close_session = true}};
}

Transition drop_all(LinkState s, Step next, double retry_at_s) {
  s.step = next;
  s.told = XR_SESSION_STATE_UNKNOWN;
  s.retry_at_s = retry_at_s;
  set_flags(&s, false, false, false, false);
  return {s, {.close_session = true, .close_instance = true}};
}

Transition told(LinkState s, const Event& event) {
  if (s.step != Step::session) return {s, {}};  // word of a session that we have closed
  s.told = event.state;
  Actions actions;
  switch (event.state) {
    case XR_SESSION_STATE_UNKNOWN:
    case XR_SESSION_STATE_IDLE:
      set_flags(&s, false, false, false, false);
      return {s, actions};
    case XR_SESSION_STATE_READY:
      actions.begin_session = !s.begun;
      set_flags(&s, true, true, false, false);
      return {s, actions};
    case XR_SESSION_STATE_SYNCHRONIZED:
      set_flags(&s, s.begun, s.begun, false, false);
      return {s, actions};
    case XR_SESSION_STATE_VISIBLE:
      set_flags(&s, s.begun, s.begun, s.begun, false);
      return {s, actions};
    case XR_SESSION_STATE_FOCUSED:
      set_flags(&s, s.begun, s.begun, s.begun, s.begun);
      return {s, actions};
    case XR_SESSION_STATE_STOPPING:
      actions.end_session = s.begun;
      set_flags(&s, false, false, false, false);
      return {s, actions};
    case XR_SESSION_STATE_LOSS_PENDING:
      return drop_session(s, event.now_s + kFirstRetryS);
    case XR_SESSION_STATE_EXITING:
      return drop_all(s, Step::over, 0.0);
    default:  // a state of a later version: touch nothing
      return {s, actions};
  }
}

Transition failed(LinkState s, Step next, double now_s) {
  s.step = next;
  s.told = XR_SESSION_STATE_UNKNOWN;
  ++s.failures;
  s.retry_at_s = now_s + retry_delay_s(s.failures);
  set_flags(&s, false, false, false, false);
  return {s, {.close_session = true, .close_instance = next == Step::gone}};
}

}  // namespace

double retry_delay_s(int failures) {
  double delay = kFirstRetryS;
  for (int i = 1; i < failures && delay < kLongestRetryS; ++i) delay *= 2.0;
  return std::min(delay, kLongestRetryS);
}

Transition step(const LinkState& state, const Event& event) {
  LinkState s = state;
  if (s.step == Step::over) return {s, {}};
  switch (event.kind) {
    case EventKind::told:
      return told(s, event);
    case EventKind::instance_loss_pending:
      return drop_all(s, Step::gone, std::max(event.now_s, event.until_s));
    case EventKind::session_lost:
      if (s.step != Step::session) return {s, {}};
      return drop_session(s, event.now_s + kFirstRetryS);
    case EventKind::instance_lost:
    case EventKind::device_lost:
      if (s.step == Step::gone) return {s, {}};
      return drop_all(s, Step::gone, event.now_s + kFirstRetryS);
    case EventKind::opened:
      s.step = Step::session;
      s.told = XR_SESSION_STATE_UNKNOWN;
      s.failures = 0;
      set_flags(&s, false, false, false, false);
      return {s, {}};
    case EventKind::no_runtime:
      return failed(s, Step::gone, event.now_s);
    case EventKind::no_headset:
      return failed(s, Step::no_headset, event.now_s);
    case EventKind::tick:
      if (s.step == Step::session || event.now_s < s.retry_at_s) return {s, {}};
      return {s, {.open = true}};
    case EventKind::leave:
      return drop_all(s, Step::over, 0.0);
  }
  return {s, {}};
}

std::string why_held(const LinkState& state) {
  switch (state.step) {
    case Step::gone:
      return "The headset's software does not answer; trying again.";
    case Step::no_headset:
      return "The headset is not connected; trying again.";
    case Step::over:
      return "The headset asked the program to end.";
    case Step::session:
      break;
  }
  switch (state.told) {
    case XR_SESSION_STATE_FOCUSED:
      return state.input ? "" : "The headset is starting.";
    case XR_SESSION_STATE_VISIBLE:
      return "The headset's own menu is open.";
    case XR_SESSION_STATE_SYNCHRONIZED:
      return "The headset shows something else.";
    case XR_SESSION_STATE_STOPPING:
    case XR_SESSION_STATE_IDLE:
      return "The headset is idle; put it on to go on.";
    default:
      return "The headset is starting.";
  }
}

}  // namespace threshold::xr
