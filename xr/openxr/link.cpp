#include "xr/openxr/link.h"

#include <deque>
#include <utility>

#include "xr/openxr/headset_sound.h"

namespace threshold::xr {

Link::Link(const HeadsetOptions& options, RuntimeThread& thread, LinkListener* listener)
    : options_(options), thread_(thread), listener_(listener) {
  connection_.open(options_, thread_);
  note_opened();
  state_ = step(state_, {.kind = EventKind::opened}).state;
}

Link::~Link() {
  const During calls(thread_, RuntimeThread::Doing::calls_with_device);
  connection_.close_instance();
}

void Link::fault(const std::string& what) {
  ++counts_.faults;
  counts_.last_fault = what;
}

Event Link::event_of(XrResult result) {
  switch (result) {
    case XR_ERROR_INSTANCE_LOST:
    case XR_ERROR_RUNTIME_FAILURE:
    case XR_ERROR_RUNTIME_UNAVAILABLE:
      return {.kind = EventKind::instance_lost};
    default:
      return {.kind = EventKind::session_lost};  // lost, or in a state that only a new one mends
  }
}

// Feeds one event to the machine and does what it says; opening and failing answer with further events.
void Link::happen(Event first) {
  std::deque<Event> events{first};
  while (!events.empty()) {
    Event event = events.front();
    events.pop_front();
    event.now_s = options_.clock.now_s();
    const Transition next = step(state_, event);
    state_ = next.state;
    try {
      if (const auto answer = perform(next.actions)) events.push_back(*answer);
    } catch (const XrFailure& failure) {
      fault(failure.what());
      events.push_back(event_of(failure.result()));
    }
  }
}

std::optional<Event> Link::perform(const Actions& actions) {
  if (actions == Actions{}) return std::nullopt;
  if (actions.open) return open();
  const During calls(thread_, RuntimeThread::Doing::calls_with_device);
  if (actions.end_session) {
    listener_->end_open_frame();
    THRESHOLD_XR(xrEndSession(session()->session.get()));
  }
  if (actions.close_session || actions.close_instance) listener_->session_gone();
  if (actions.close_session) connection_.close_session();
  if (actions.close_instance) connection_.close_instance();
  if (actions.begin_session) {
    const XrSessionBeginInfo info{XR_TYPE_SESSION_BEGIN_INFO, nullptr,
                                  XR_VIEW_CONFIGURATION_TYPE_PRIMARY_STEREO};
    THRESHOLD_XR(xrBeginSession(session()->session.get(), &info));
  }
  return std::nullopt;
}

Event Link::open() {
  try {
    connection_.open(options_, thread_);
    note_opened();
    return {.kind = EventKind::opened};
  } catch (const std::exception& error) {
    fault(error.what());
    const auto* failure = dynamic_cast<const XrFailure*>(&error);
    const bool instance_stands = failure != nullptr && connection_.instance &&
                                 event_of(failure->result()).kind == EventKind::session_lost;
    return {.kind = instance_stands ? EventKind::no_headset : EventKind::no_runtime};
  }
}

void Link::note_opened() {
  counts_.runtime = connection_.instance->runtime_name();
  counts_.system = connection_.instance->system_name();
  counts_.sound_device = told_sound_device(*connection_.instance);
  counts_.device = connection_.painter->device().name;
  counts_.instances += connection_.instance->get() != known_instance_ ? 1 : 0;
  known_instance_ = connection_.instance->get();
  ++counts_.sessions;
}

bool Link::ours(XrSession handle) const {
  return session() != nullptr && session()->session.get() == handle;
}

void Link::poll() {
  while (connection_.instance) {
    XrEventDataBuffer event{XR_TYPE_EVENT_DATA_BUFFER, nullptr, {}};
    if (THRESHOLD_XR(xrPollEvent(connection_.instance->get(), &event)) != XR_SUCCESS) return;
    on_event(event);
  }
}

void Link::on_event(const XrEventDataBuffer& event) {
  const auto* raw = reinterpret_cast<const XrEventDataBaseHeader*>(&event);
  if (event.type == XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED) {
    const auto* told = reinterpret_cast<const XrEventDataSessionStateChanged*>(raw);
    if (ours(told->session)) happen({.kind = EventKind::told, .state = told->state});
  }
  if (event.type == XR_TYPE_EVENT_DATA_INSTANCE_LOSS_PENDING) {
    const auto* loss = reinterpret_cast<const XrEventDataInstanceLossPending*>(raw);
    const XrTime last = listener_->last_display_time();
    const double guess = last > 0 ? static_cast<double>(loss->lossTime - last) * 1e-9 : 1.0;
    const double wait = connection_.instance->seconds_until(loss->lossTime, guess);
    happen({.kind = EventKind::instance_loss_pending, .until_s = options_.clock.now_s() + wait});
  }
  if (event.type == XR_TYPE_EVENT_DATA_EVENTS_LOST) fault("the runtime lost events");
  if (session() != nullptr) listener_->on_event(event);
}

}  // namespace threshold::xr
