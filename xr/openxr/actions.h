// The action set: made for an instance, attached to a session, read once a frame.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "xr/openxr/haptics.h"
#include "xr/openxr/instance.h"
#include "xr/openxr/newer_extensions.h"
#include "xr/openxr/pcm_haptics.h"
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
  // Where the eyes look, in `space`; nothing where they are not tracked (XR_EXT_eye_gaze_interaction).
  std::optional<Pose> gaze(XrSpace space, XrTime time) const;
  void play(Side side, const MotorCommand& command) const;
  // Samples a second that this hand's device plays, 0 where it takes none (XR_FB_haptic_pcm); asked anew when
  // the profile changes.
  float pcm_rate(Side side) const { return pcm_rates_[side]; }
  // How many samples the device took.
  std::size_t play(Side side, const PcmStretch& stretch) const;
  // Profile in use by each hand, "" when none; asked anew after an interaction-profile event.
  void profiles_changed();
  const std::string& profile(Side side) const { return profiles_[side]; }

 private:
  void watch_eyes();
  float ask_pcm_rate(std::size_t side) const;
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
  XrAction gaze_ = XR_NULL_HANDLE;  // none where the headset has no eye tracker
  SpaceHandle gaze_space_;
  PFN_xrGetDeviceSampleRateFB sample_rate_ = nullptr;
  std::array<float, 2> pcm_rates_{};
};

}  // namespace threshold::xr
