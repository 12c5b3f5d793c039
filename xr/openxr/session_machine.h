// The session machine: what state our link to the headset is in, and what is to be done when something
// happens. A pure function; link.cpp feeds it events and carries its actions out.
//
//   gone --open--> session --told IDLE, READY, SYNCHRONIZED, VISIBLE, FOCUSED, STOPPING ...--> session
//   session --LOSS_PENDING, session lost--> no_headset --open--> session
//   anything --instance lost, device lost--> gone          session --EXITING--> over
#pragma once

#include <openxr/openxr.h>

#include <cstdint>
#include <string>

namespace threshold::xr {

enum class Step : std::uint8_t {
  gone,        // no instance; a new one is tried for at retry_at_s
  no_headset,  // an instance, but no session; a new one is tried for at retry_at_s
  session,     // a session exists and `told` is what the runtime said of it
  over,        // we were asked to go, or chose to
};

struct LinkState {
  Step step = Step::gone;
  XrSessionState told = XR_SESSION_STATE_UNKNOWN;
  bool begun = false;       // between xrBeginSession and xrEndSession
  bool frames = false;      // the frame loop turns
  bool seen = false;        // pictures reach eyes
  bool input = false;       // actions are read, haptics are played
  double retry_at_s = 0.0;  // on the machine's own clock
  int failures = 0;         // attempts to open in a row that failed
  friend bool operator==(const LinkState&, const LinkState&) = default;
};

enum class EventKind : std::uint8_t {
  told,                   // XrEventDataSessionStateChanged: `state`
  instance_loss_pending,  // `until_s`: when a new instance may be made
  session_lost,           // a call returned XR_ERROR_SESSION_LOST, or the session makes no sense any more
  instance_lost,          // a call returned XR_ERROR_INSTANCE_LOST or the runtime failed
  device_lost,            // the GPU device is gone
  opened,                 // instance, session and all that hangs on it exist
  no_runtime,             // opening failed: no instance
  no_headset,             // opening failed: an instance but no system or session
  tick,                   // time passes
  leave,                  // the program ends
};

struct Event {
  EventKind kind = EventKind::tick;
  double now_s = 0.0;
  XrSessionState state = XR_SESSION_STATE_UNKNOWN;
  double until_s = 0.0;
};

// To be done in this order; `open` comes alone.
struct Actions {
  bool end_session = false;
  bool close_session = false;
  bool close_instance = false;
  bool begin_session = false;
  bool open = false;  // make what is missing; answer with opened, no_runtime or no_headset
  friend bool operator==(const Actions&, const Actions&) = default;
};

struct Transition {
  LinkState state;
  Actions actions;
};

Transition step(const LinkState& state, const Event& event);

// How long to wait after the n-th failure in a row: quick at first, then easy on the machine.
double retry_delay_s(int failures);

// One sentence for the mirror and the log, on why the story cannot run in this state; empty when it can.
std::string why_held(const LinkState& state);

}  // namespace threshold::xr
