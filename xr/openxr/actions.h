// The action set: made for an instance, attached to a session, read once a frame.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "xr/openxr/haptics.h"
#include "xr/openxr/instance.h"
#include "xr/openxr/profiles.h"
#include "xr/openxr/wishes.h"

namespace threshold::xr {

class InputActions {
 public:
  // Suggests bindings for every profile whose extension is there, and attaches.
  InputActions(const Instance& instance, XrSession session);

  // Fills controllers' poses, velocities, trigger and squeeze of `hands`; returns false where nothing
  // may be read (not focused). Poses are of `time` in `space`.
  bool read(XrSpace space, XrTime time, std::array<HandPresence, 2>* hands,
            std::array<HandButtons, 2>* buttons);
  void play(Side side, const MotorCommand& command) const;
  // Profile in use by each hand, "" when none; asked anew after an interaction-profile event.
  void profiles_changed();
  const std::string& profile(Side side) const { return profiles_[side]; }

 private:
  void suggest(const InteractionProfile& profile);
  float level(Deed deed, std::size_t side) const;
  bool down(Deed deed, std::size_t side) const;
  bool locate(std::size_t side, XrSpace space, XrTime time, HandPresence* hand) const;
  XrAction action(Deed deed) const { return actions_[static_cast<std::size_t>(deed)]; }

  const Instance& instance_;
  XrSession session_;
  ActionSetHandle set_;
  std::array<XrAction, kDeeds> actions_{};  // die with the set
  std::array<XrPath, 2> users_{};
  std::array<SpaceHandle, 2> grip_, aim_;
  std::array<std::string, 2> profiles_;
};

}  // namespace threshold::xr
