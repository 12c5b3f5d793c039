#include "xr/openxr/actions.h"

#include <cstring>

#include "xr/openxr/check.h"
#include "xr/openxr/pose_math.h"

namespace threshold::xr {
namespace {

constexpr const char* kUsers[] = {"/user/hand/left", "/user/hand/right"};
constexpr float kLowestPcmRate_hz = 800.0f;  // twice the highest frequency that is played
constexpr XrSpaceLocationFlags kLocated =
    XR_SPACE_LOCATION_POSITION_VALID_BIT | XR_SPACE_LOCATION_ORIENTATION_VALID_BIT;

XrActionType type_of(Deed deed) {
  switch (deed) {
    case Deed::grip:
    case Deed::aim:
      return XR_ACTION_TYPE_POSE_INPUT;
    case Deed::trigger:
    case Deed::squeeze:
      return XR_ACTION_TYPE_FLOAT_INPUT;
    case Deed::haptic:
      return XR_ACTION_TYPE_VIBRATION_OUTPUT;
    default:
      return XR_ACTION_TYPE_BOOLEAN_INPUT;
  }
}

}  // namespace

InputActions::InputActions(const Instance& instance, XrSession session)
    : instance_(instance), session_(session) {
  if (instance.has(XR_FB_HAPTIC_PCM_EXTENSION_NAME))
    sample_rate_ = instance.function<PFN_xrGetDeviceSampleRateFB>("xrGetDeviceSampleRateFB");
  XrActionSetCreateInfo set{XR_TYPE_ACTION_SET_CREATE_INFO};
  std::strcpy(set.actionSetName, "visitor");
  std::strcpy(set.localizedActionSetName, "Visitor");
  THRESHOLD_XR(xrCreateActionSet(instance.get(), &set, set_.put()));
  for (std::size_t side = 0; side < 2; ++side) users_[side] = instance.path(kUsers[side]);
  for (std::size_t i = 0; i < actions_.size(); ++i) {
    XrActionCreateInfo info{XR_TYPE_ACTION_CREATE_INFO};
    std::strcpy(info.actionName, kDeedNames[i]);
    std::strcpy(info.localizedActionName, kDeedNames[i]);
    info.actionType = type_of(static_cast<Deed>(i));
    info.countSubactionPaths = 2;
    info.subactionPaths = users_.data();
    THRESHOLD_XR(xrCreateAction(set_.get(), &info, &actions_[i]));
  }
  for (const InteractionProfile& profile : interaction_profiles()) {
    if (profile.extension == nullptr || instance.has(profile.extension)) suggest(profile);
  }
  watch_eyes();
  const XrActionSet sets[] = {set_.get()};
  const XrSessionActionSetsAttachInfo attach{XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO, nullptr, 1, sets};
  THRESHOLD_XR(xrAttachSessionActionSets(session, &attach));
  for (std::size_t side = 0; side < 2; ++side) {
    XrActionSpaceCreateInfo space{XR_TYPE_ACTION_SPACE_CREATE_INFO};
    space.subactionPath = users_[side];
    space.poseInActionSpace = kIdentity;
    space.action = action(Deed::grip);
    THRESHOLD_XR(xrCreateActionSpace(session, &space, grip_[side].put()));
    space.action = action(Deed::aim);
    THRESHOLD_XR(xrCreateActionSpace(session, &space, aim_[side].put()));
  }
  if (gaze_ != XR_NULL_HANDLE) {
    XrActionSpaceCreateInfo space{XR_TYPE_ACTION_SPACE_CREATE_INFO};
    space.action = gaze_;
    space.poseInActionSpace = kIdentity;
    THRESHOLD_XR(xrCreateActionSpace(session, &space, gaze_space_.put()));
  }
}

// The extension alone promises nothing: the system says whether this headset has an eye tracker.
void InputActions::watch_eyes() {
  if (!instance_.has(XR_EXT_EYE_GAZE_INTERACTION_EXTENSION_NAME)) return;
  XrSystemEyeGazeInteractionPropertiesEXT eyes{XR_TYPE_SYSTEM_EYE_GAZE_INTERACTION_PROPERTIES_EXT};
  XrSystemProperties properties{XR_TYPE_SYSTEM_PROPERTIES, &eyes};
  if (XR_FAILED(xrGetSystemProperties(instance_.get(), instance_.system(), &properties))) return;
  if (!eyes.supportsEyeGazeInteraction) return;
  XrActionCreateInfo info{XR_TYPE_ACTION_CREATE_INFO};
  std::strcpy(info.actionName, "gaze");
  std::strcpy(info.localizedActionName, "gaze");
  info.actionType = XR_ACTION_TYPE_POSE_INPUT;
  THRESHOLD_XR(xrCreateAction(set_.get(), &info, &gaze_));
  const XrActionSuggestedBinding binding{gaze_, instance_.path("/user/eyes_ext/input/gaze_ext/pose")};
  XrInteractionProfileSuggestedBinding suggested{XR_TYPE_INTERACTION_PROFILE_SUGGESTED_BINDING};
  suggested.interactionProfile = instance_.path("/interaction_profiles/ext/eye_gaze_interaction");
  suggested.countSuggestedBindings = 1;
  suggested.suggestedBindings = &binding;
  const XrResult result = xrSuggestInteractionProfileBindings(instance_.get(), &suggested);
  if (result != XR_ERROR_PATH_UNSUPPORTED) check(result, "xrSuggestInteractionProfileBindings");
}

std::optional<Pose> InputActions::gaze(XrSpace space, XrTime time) const {
  if (gaze_ == XR_NULL_HANDLE) return std::nullopt;
  const XrActionStateGetInfo info{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, gaze_, XR_NULL_PATH};
  XrActionStatePose state{XR_TYPE_ACTION_STATE_POSE};
  THRESHOLD_XR(xrGetActionStatePose(session_, &info, &state));
  if (!state.isActive) return std::nullopt;
  XrSpaceLocation location{XR_TYPE_SPACE_LOCATION};
  THRESHOLD_XR(xrLocateSpace(gaze_space_.get(), space, time, &location));
  if ((location.locationFlags & kLocated) != kLocated) return std::nullopt;
  return from_xr(location.pose);
}

void InputActions::suggest(const InteractionProfile& profile) {
  std::vector<XrActionSuggestedBinding> suggested;
  for (const DeedBinding& binding : profile.bindings) {
    const char* components[] = {binding.left, binding.right};
    for (std::size_t side = 0; side < 2; ++side) {
      if (components[side] == nullptr) continue;
      const std::string path = std::string(kUsers[side]) + components[side];
      suggested.push_back({action(binding.deed), instance_.path(path.c_str())});
    }
  }
  XrInteractionProfileSuggestedBinding info{XR_TYPE_INTERACTION_PROFILE_SUGGESTED_BINDING};
  info.interactionProfile = instance_.path(profile.path);
  info.countSuggestedBindings = static_cast<std::uint32_t>(suggested.size());
  info.suggestedBindings = suggested.data();
  const XrResult result = xrSuggestInteractionProfileBindings(instance_.get(), &info);
  // A runtime that does not know a controller may refuse its profile; the others still stand.
  if (result != XR_ERROR_PATH_UNSUPPORTED) check(result, "xrSuggestInteractionProfileBindings");
}

float InputActions::level(Deed deed, std::size_t side) const {
  const XrActionStateGetInfo info{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, action(deed), users_[side]};
  XrActionStateFloat state{XR_TYPE_ACTION_STATE_FLOAT};
  THRESHOLD_XR(xrGetActionStateFloat(session_, &info, &state));
  return state.isActive ? state.currentState : 0.0f;
}

bool InputActions::down(Deed deed, std::size_t side) const {
  const XrActionStateGetInfo info{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, action(deed), users_[side]};
  XrActionStateBoolean state{XR_TYPE_ACTION_STATE_BOOLEAN};
  THRESHOLD_XR(xrGetActionStateBoolean(session_, &info, &state));
  return state.isActive && state.currentState;
}

bool InputActions::locate(std::size_t side, XrSpace space, XrTime time, HandPresence* hand) const {
  const XrActionStateGetInfo info{XR_TYPE_ACTION_STATE_GET_INFO, nullptr, action(Deed::grip), users_[side]};
  XrActionStatePose state{XR_TYPE_ACTION_STATE_POSE};
  THRESHOLD_XR(xrGetActionStatePose(session_, &info, &state));
  if (!state.isActive) return false;
  XrSpaceVelocity velocity{XR_TYPE_SPACE_VELOCITY};
  XrSpaceLocation location{XR_TYPE_SPACE_LOCATION, &velocity, 0, kIdentity};
  THRESHOLD_XR(xrLocateSpace(grip_[side].get(), space, time, &location));
  if ((location.locationFlags & kLocated) != kLocated) return false;
  hand->grip = hand->aim = from_xr(location.pose);
  if (velocity.velocityFlags & XR_SPACE_VELOCITY_LINEAR_VALID_BIT) {
    hand->velocity_m_s = from_xr(velocity.linearVelocity);
  }
  if (velocity.velocityFlags & XR_SPACE_VELOCITY_ANGULAR_VALID_BIT) {
    hand->angular_velocity_rad_s = from_xr(velocity.angularVelocity);
  }
  XrSpaceLocation aim{XR_TYPE_SPACE_LOCATION};
  THRESHOLD_XR(xrLocateSpace(aim_[side].get(), space, time, &aim));
  if ((aim.locationFlags & kLocated) == kLocated) hand->aim = from_xr(aim.pose);
  return true;
}

bool InputActions::read(XrSpace space, XrTime time, std::array<HandPresence, 2>* hands,
                        std::array<HandButtons, 2>* buttons) {
  const XrActiveActionSet active{set_.get(), XR_NULL_PATH};
  const XrActionsSyncInfo info{XR_TYPE_ACTIONS_SYNC_INFO, nullptr, 1, &active};
  if (THRESHOLD_XR(xrSyncActions(session_, &info)) != XR_SUCCESS) return false;
  for (std::size_t side = 0; side < 2; ++side) {
    HandPresence& hand = (*hands)[side];
    HandButtons& b = (*buttons)[side];
    hand.tracked = locate(side, space, time, &hand);
    hand.trigger = b.trigger = level(Deed::trigger, side);
    hand.squeeze = level(Deed::squeeze, side);
    b.menu = down(Deed::menu, side);
    b.skip = down(Deed::skip, side);
    b.captions = down(Deed::captions, side);
    b.recentre = down(Deed::recentre, side);
    b.bare = profiles_[side].find("/hand_interaction") != std::string::npos;
  }
  return true;
}

void InputActions::play(Side side, const MotorCommand& command) const {
  const XrHapticActionInfo info{XR_TYPE_HAPTIC_ACTION_INFO, nullptr, action(Deed::haptic), users_[side]};
  if (command.stop) {
    THRESHOLD_XR(xrStopHapticFeedback(session_, &info));
    return;
  }
  XrHapticVibration vibration{XR_TYPE_HAPTIC_VIBRATION};
  vibration.amplitude = command.amplitude;
  vibration.frequency = command.frequency_hz > 0.0f ? command.frequency_hz : XR_FREQUENCY_UNSPECIFIED;
  vibration.duration =
      command.duration_s > 0.0 ? static_cast<XrDuration>(command.duration_s * 1e9) : XR_MIN_HAPTIC_DURATION;
  THRESHOLD_XR(
      xrApplyHapticFeedback(session_, &info, reinterpret_cast<const XrHapticBaseHeader*>(&vibration)));
}

std::size_t InputActions::play(Side side, const PcmStretch& stretch) const {
  const XrHapticActionInfo info{XR_TYPE_HAPTIC_ACTION_INFO, nullptr, action(Deed::haptic), users_[side]};
  std::uint32_t taken = static_cast<std::uint32_t>(stretch.samples.size());
  XrHapticPcmVibrationFB vibration{XR_TYPE_HAPTIC_PCM_VIBRATION_FB};
  vibration.bufferSize = taken;
  vibration.buffer = stretch.samples.data();
  vibration.sampleRate = pcm_rates_[side];
  vibration.append = stretch.append;
  vibration.samplesConsumed = &taken;
  THRESHOLD_XR(
      xrApplyHapticFeedback(session_, &info, reinterpret_cast<const XrHapticBaseHeader*>(&vibration)));
  return taken;
}

// A device that cannot tell its rate is given plain vibrations.
float InputActions::ask_pcm_rate(std::size_t side) const {
  if (sample_rate_ == nullptr || profiles_[side].empty()) return 0.0f;
  const XrHapticActionInfo info{XR_TYPE_HAPTIC_ACTION_INFO, nullptr, action(Deed::haptic), users_[side]};
  XrDevicePcmSampleRateGetInfoFB rate{XR_TYPE_DEVICE_PCM_SAMPLE_RATE_GET_INFO_FB};
  if (XR_FAILED(sample_rate_(session_, &info, &rate))) return 0.0f;
  return rate.sampleRate >= kLowestPcmRate_hz ? rate.sampleRate : 0.0f;
}

void InputActions::profiles_changed() {
  for (std::size_t side = 0; side < 2; ++side) {
    XrInteractionProfileState state{XR_TYPE_INTERACTION_PROFILE_STATE};
    THRESHOLD_XR(xrGetCurrentInteractionProfile(session_, users_[side], &state));
    profiles_[side] = instance_.path_name(state.interactionProfile);
    pcm_rates_[side] = ask_pcm_rate(side);
  }
}

}  // namespace threshold::xr
