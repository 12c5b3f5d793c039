// Link: the connection to the headset, kept by the session machine. Whatever goes wrong in work done through
// run() becomes an event; what the machine then asks for (end, close, open, begin) is done here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "xr/openxr/check.h"
#include "xr/openxr/connection.h"
#include "xr/openxr/session_machine.h"

namespace threshold::xr {

// Who works with the session and has to hear of its end, and of events that are no matter of the link.
class LinkListener {
 public:
  virtual void end_open_frame() = 0;  // before the session is ended
  virtual void session_gone() = 0;    // nothing of the session may be touched any more
  virtual XrTime last_display_time() const = 0;
  virtual void on_event(const XrEventDataBuffer& event) = 0;

 protected:
  ~LinkListener() = default;
};

struct LinkCounts {
  std::int64_t instances = 0, sessions = 0, faults = 0;
  std::string runtime, system, device, sound_device, last_fault;
};

class Link {
 public:
  // Opens the connection; throws what Connection::open throws.
  Link(const HeadsetOptions& options, RuntimeThread& thread, LinkListener* listener);
  ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  const LinkState& state() const { return state_; }
  const LinkCounts& counts() const { return counts_; }
  const Instance* instance() const { return connection_.instance.get(); }
  Painter* painter() const { return connection_.painter.get(); }
  SessionParts* session() const { return connection_.session.get(); }  // null: there is none now

  // Does `work`; a call that OpenXR refuses or a lost GPU device becomes an event.
  template <typename Work>
  void run(Work work) {
    try {
      work();
    } catch (const XrFailure& failure) {
      fault(failure.what());
      happen(event_of(failure.result()));
    } catch (const DeviceLost&) {
      fault("the GPU device was lost");
      happen({.kind = EventKind::device_lost});
    }
  }
  void poll();  // takes the runtime's events; inside run()
  void tick() { happen({.kind = EventKind::tick}); }
  void fault(const std::string& what);

 private:
  static Event event_of(XrResult result);
  void happen(Event first);
  std::optional<Event> perform(const Actions& actions);
  Event open();
  void note_opened();
  void on_event(const XrEventDataBuffer& event);
  bool ours(XrSession session) const;

  const HeadsetOptions& options_;
  RuntimeThread& thread_;
  LinkListener* listener_;
  Connection connection_;
  LinkState state_;
  LinkCounts counts_;
  XrInstance known_instance_ = XR_NULL_HANDLE;
};

}  // namespace threshold::xr
