// Actions: sets, bindings, synchronisation, states, and the log of what the hands were made to feel.
#include <algorithm>
#include <cmath>

#include "tests/openxr_runtime/guard.h"
#include "tests/openxr_runtime/profiles.h"
#include "xr/openxr/newer_extensions.h"

namespace threshold::test_runtime {
namespace {

const char* const kHands[] = {"/user/hand/left", "/user/hand/right"};

bool extension_enabled(const char* name) {
  return runtime().enabled(name);
}

Action& action(XrAction handle) {
  Action* found = runtime().actions.find(handle);
  if (found == nullptr) runtime().mistake(XR_ERROR_HANDLE_INVALID, "an action that does not exist is used");
  return *found;
}

XrResult create_set(XrInstance handle, const XrActionSetCreateInfo* info, XrActionSet* out) {
  Runtime& rt = runtime();
  rt.instance(handle);
  rt.expect_type(info, XR_TYPE_ACTION_SET_CREATE_INFO, "xrCreateActionSet");
  auto one = std::make_unique<ActionSet>();
  one->instance = handle;
  one->name = info->actionSetName;
  *out = rt.action_sets.add(std::move(one));
  return XR_SUCCESS;
}

XrResult destroy_set(XrActionSet handle) {
  Runtime& rt = runtime();
  if (!rt.action_sets.remove(handle)) rt.mistake(XR_ERROR_HANDLE_INVALID, "xrDestroyActionSet: no such set");
  return XR_SUCCESS;
}

XrResult create_action(XrActionSet handle, const XrActionCreateInfo* info, XrAction* out) {
  Runtime& rt = runtime();
  const ActionSet* set = rt.action_sets.find(handle);
  if (set == nullptr) rt.mistake(XR_ERROR_HANDLE_INVALID, "xrCreateAction: no such action set");
  rt.expect_type(info, XR_TYPE_ACTION_CREATE_INFO, "xrCreateAction");
  if (set->attached) {
    rt.mistake(XR_ERROR_ACTIONSETS_ALREADY_ATTACHED, "xrCreateAction: the set is attached already");
  }
  for (const auto& [other, existing] : rt.actions) {
    if (existing->set == handle && existing->name == info->actionName) {
      rt.mistake(XR_ERROR_NAME_DUPLICATED, "xrCreateAction: " + existing->name + " exists already");
    }
  }
  auto one = std::make_unique<Action>();
  one->set = handle;
  one->name = info->actionName;
  one->type = info->actionType;
  one->subactions.assign(info->subactionPaths, info->subactionPaths + info->countSubactionPaths);
  *out = rt.actions.add(std::move(one));
  return XR_SUCCESS;
}

XrResult destroy_action(XrAction handle) {
  Runtime& rt = runtime();
  if (!rt.actions.remove(handle)) rt.mistake(XR_ERROR_HANDLE_INVALID, "xrDestroyAction: no such action");
  return XR_SUCCESS;
}

XrResult suggest(XrInstance handle, const XrInteractionProfileSuggestedBinding* info) {
  Runtime& rt = runtime();
  rt.instance(handle);
  rt.expect_type(info, XR_TYPE_INTERACTION_PROFILE_SUGGESTED_BINDING, "xrSuggestInteractionProfileBindings");
  const std::string profile = rt.path_name(info->interactionProfile);
  for (std::uint32_t i = 0; i < info->countSuggestedBindings; ++i) {
    Action& one = action(info->suggestedBindings[i].action);
    if (rt.action_sets.find(one.set)->attached) {
      rt.mistake(XR_ERROR_ACTIONSETS_ALREADY_ATTACHED, "xrSuggestInteractionProfileBindings: too late");
    }
    const std::string path = rt.path_name(info->suggestedBindings[i].binding);
    const ProfileFault fault = check_binding(profile, path, &extension_enabled);
    if (!fault.sentence.empty()) {
      rt.mistake(XR_ERROR_PATH_UNSUPPORTED, "xrSuggestInteractionProfileBindings: " + fault.sentence);
    }
    one.bindings.push_back({profile, path});
  }
  return XR_SUCCESS;
}

XrResult attach(XrSession handle, const XrSessionActionSetsAttachInfo* info) {
  Runtime& rt = runtime();
  Session& session = rt.session(handle);
  rt.expect_type(info, XR_TYPE_SESSION_ACTION_SETS_ATTACH_INFO, "xrAttachSessionActionSets");
  if (!session.attached.empty()) {
    rt.mistake(XR_ERROR_ACTIONSETS_ALREADY_ATTACHED, "xrAttachSessionActionSets: called twice");
  }
  for (std::uint32_t i = 0; i < info->countActionSets; ++i) {
    ActionSet* set = rt.action_sets.find(info->actionSets[i]);
    if (set == nullptr) rt.mistake(XR_ERROR_HANDLE_INVALID, "xrAttachSessionActionSets: no such set");
    set->attached = true;
    session.attached.push_back(info->actionSets[i]);
  }
  const XrEventDataInteractionProfileChanged event{XR_TYPE_EVENT_DATA_INTERACTION_PROFILE_CHANGED, nullptr,
                                                   handle};
  rt.send(&event, sizeof event);
  return XR_SUCCESS;
}

XrResult current_profile(XrSession handle, XrPath user, XrInteractionProfileState* out) {
  Runtime& rt = runtime();
  const Session& session = rt.session(handle);
  rt.expect_type(out, XR_TYPE_INTERACTION_PROFILE_STATE, "xrGetCurrentInteractionProfile");
  if (session.attached.empty()) {
    rt.mistake(XR_ERROR_ACTIONSET_NOT_ATTACHED, "xrGetCurrentInteractionProfile: no action set is attached");
  }
  out->interactionProfile = XR_NULL_PATH;
  for (std::size_t side = 0; side < 2; ++side) {
    const Hand& hand = rt.world.hands[side];
    if (rt.path_name(user) == kHands[side] && hand.active) out->interactionProfile = rt.path(hand.profile);
  }
  return XR_SUCCESS;
}

bool bound_now(const Binding& binding, const std::string& user) {
  const Runtime& rt = runtime();
  if (binding.path.rfind("/user/eyes_ext/", 0) == 0) return rt.world.eyes.has_value();
  for (std::size_t side = 0; side < 2; ++side) {
    const Hand& hand = rt.world.hands[side];
    const bool this_hand = binding.path.rfind(kHands[side], 0) == 0;
    if (this_hand && hand.active && hand.profile == binding.profile &&
        (user.empty() || user == kHands[side])) {
      return true;
    }
  }
  return false;
}

// Largest of the bound inputs, as the specification asks for several sources of one action.
ActionValue read(const Action& one, XrPath subaction) {
  Runtime& rt = runtime();
  ActionValue value;
  const std::string user = rt.path_name(subaction);
  for (const Binding& binding : one.bindings) {
    if (!bound_now(binding, user)) continue;
    value.active = true;
    const auto input = rt.world.inputs.find(binding.path);
    if (input == rt.world.inputs.end()) continue;
    for (std::size_t axis = 0; axis < 2; ++axis) {
      if (std::abs(input->second[axis]) > std::abs(value.value[axis]))
        value.value[axis] = input->second[axis];
    }
  }
  return value;
}

XrResult sync(XrSession handle, const XrActionsSyncInfo* info) {
  Runtime& rt = runtime();
  Session& session = rt.session(handle);
  rt.expect_type(info, XR_TYPE_ACTIONS_SYNC_INFO, "xrSyncActions");
  for (std::uint32_t i = 0; i < info->countActiveActionSets; ++i) {
    const XrActionSet set = info->activeActionSets[i].actionSet;
    if (std::find(session.attached.begin(), session.attached.end(), set) == session.attached.end()) {
      rt.mistake(XR_ERROR_ACTIONSET_NOT_ATTACHED, "xrSyncActions: the action set is not attached");
    }
  }
  const bool focused = session.state == XR_SESSION_STATE_FOCUSED;
  for (const auto& [other, one] : rt.actions) {
    one->before = one->now;
    one->now.clear();
    one->now[XR_NULL_PATH] = focused ? read(*one, XR_NULL_PATH) : ActionValue{};
    for (const XrPath subaction : one->subactions) {
      one->now[subaction] = focused ? read(*one, subaction) : ActionValue{};
    }
  }
  return focused ? XR_SUCCESS : XR_SESSION_NOT_FOCUSED;
}

struct Change {
  ActionValue now, before;
};

Change state_of(XrSession handle, const XrActionStateGetInfo* info, XrActionType type, const char* call) {
  Runtime& rt = runtime();
  Session& session = rt.session(handle);
  rt.expect_type(info, XR_TYPE_ACTION_STATE_GET_INFO, call);
  Action& one = action(info->action);
  if (one.type != type) rt.mistake(XR_ERROR_ACTION_TYPE_MISMATCH, std::string(call) + ": " + one.name);
  if (std::find(session.attached.begin(), session.attached.end(), one.set) == session.attached.end()) {
    rt.mistake(XR_ERROR_ACTIONSET_NOT_ATTACHED, std::string(call) + ": " + one.name + " is not attached");
  }
  const bool declared =
      info->subactionPath == XR_NULL_PATH ||
      std::find(one.subactions.begin(), one.subactions.end(), info->subactionPath) != one.subactions.end();
  if (!declared) rt.mistake(XR_ERROR_PATH_UNSUPPORTED, std::string(call) + ": undeclared subaction path");
  return {one.now[info->subactionPath], one.before[info->subactionPath]};
}

XrResult get_boolean(XrSession handle, const XrActionStateGetInfo* info, XrActionStateBoolean* out) {
  const auto [now, before] = state_of(handle, info, XR_ACTION_TYPE_BOOLEAN_INPUT, "xrGetActionStateBoolean");
  out->currentState = now.value[0] > 0.5f;
  out->changedSinceLastSync = (now.value[0] > 0.5f) != (before.value[0] > 0.5f);
  out->lastChangeTime = now.active ? runtime().now() : 0;
  out->isActive = now.active;
  return XR_SUCCESS;
}

XrResult get_float(XrSession handle, const XrActionStateGetInfo* info, XrActionStateFloat* out) {
  const auto [now, before] = state_of(handle, info, XR_ACTION_TYPE_FLOAT_INPUT, "xrGetActionStateFloat");
  out->currentState = now.value[0];
  out->changedSinceLastSync = now.value[0] != before.value[0];
  out->lastChangeTime = now.active ? runtime().now() : 0;
  out->isActive = now.active;
  return XR_SUCCESS;
}

XrResult get_vector(XrSession handle, const XrActionStateGetInfo* info, XrActionStateVector2f* out) {
  const auto [now, before] =
      state_of(handle, info, XR_ACTION_TYPE_VECTOR2F_INPUT, "xrGetActionStateVector2f");
  out->currentState = {now.value[0], now.value[1]};
  out->changedSinceLastSync = now.value != before.value;
  out->lastChangeTime = now.active ? runtime().now() : 0;
  out->isActive = now.active;
  return XR_SUCCESS;
}

XrResult get_pose(XrSession handle, const XrActionStateGetInfo* info, XrActionStatePose* out) {
  out->isActive = state_of(handle, info, XR_ACTION_TYPE_POSE_INPUT, "xrGetActionStatePose").now.active;
  return XR_SUCCESS;
}

XrResult bound_sources(XrSession handle, const XrBoundSourcesForActionEnumerateInfo* info,
                       std::uint32_t capacity, std::uint32_t* count, XrPath* out) {
  Runtime& rt = runtime();
  rt.session(handle);
  std::vector<XrPath> paths;
  for (const Binding& binding : action(info->action).bindings) {
    if (bound_now(binding, {})) paths.push_back(rt.path(binding.path));
  }
  return enumerate(capacity, count, out, paths);
}

XrResult source_name(XrSession handle, const XrInputSourceLocalizedNameGetInfo* info, std::uint32_t capacity,
                     std::uint32_t* count, char* out) {
  runtime().session(handle);
  return copy_text(runtime().path_name(info->sourcePath), capacity, count, out);
}

int expect_haptic(XrSession handle, const XrHapticActionInfo* info, const char* call) {
  Runtime& rt = runtime();
  rt.session(handle);
  rt.expect_type(info, XR_TYPE_HAPTIC_ACTION_INFO, call);
  if (action(info->action).type != XR_ACTION_TYPE_VIBRATION_OUTPUT) {
    rt.mistake(XR_ERROR_ACTION_TYPE_MISMATCH, std::string(call) + ": not an output action");
  }
  return rt.path_name(info->subactionPath) == kHands[1] ? 1 : 0;
}

XrResult sample_rate(XrSession handle, const XrHapticActionInfo* info, XrDevicePcmSampleRateGetInfoFB* out) {
  Runtime& rt = runtime();
  if (!rt.enabled(XR_FB_HAPTIC_PCM_EXTENSION_NAME)) {
    rt.mistake(XR_ERROR_FUNCTION_UNSUPPORTED, "xrGetDeviceSampleRateFB: XR_FB_haptic_pcm is not enabled");
  }
  rt.expect_type(out, XR_TYPE_DEVICE_PCM_SAMPLE_RATE_GET_INFO_FB, "xrGetDeviceSampleRateFB");
  const int hand = expect_haptic(handle, info, "xrGetDeviceSampleRateFB");
  out->sampleRate = rt.world.hands[static_cast<std::size_t>(hand)].pcm_rate_hz;
  return XR_SUCCESS;
}

XrResult apply_pcm(XrSession handle, int hand, const XrHapticPcmVibrationFB& given) {
  Runtime& rt = runtime();
  if (!rt.enabled(XR_FB_HAPTIC_PCM_EXTENSION_NAME)) {
    rt.mistake(XR_ERROR_VALIDATION_FAILURE, "xrApplyHapticFeedback: XR_FB_haptic_pcm is not enabled");
  }
  const Hand& device = rt.world.hands[static_cast<std::size_t>(hand)];
  if (given.bufferSize == 0 || given.bufferSize > XR_MAX_HAPTIC_PCM_BUFFER_SIZE_FB ||
      given.buffer == nullptr || given.samplesConsumed == nullptr || given.sampleRate <= 0.0f) {
    rt.mistake(XR_ERROR_VALIDATION_FAILURE,
               "xrApplyHapticFeedback: samples missing, too many, or of no rate");
  }
  if (device.pcm_rate_hz <= 0.0f) return XR_ERROR_FEATURE_UNSUPPORTED;
  std::vector<float> samples(given.buffer, given.buffer + given.bufferSize);
  if (std::any_of(samples.begin(), samples.end(), [](float v) { return !(std::abs(v) <= 1.0f); })) {
    rt.mistake(XR_ERROR_VALIDATION_FAILURE, "xrApplyHapticFeedback: a sample beyond 1");
  }
  if (rt.session(handle).state != XR_SESSION_STATE_FOCUSED) return XR_SESSION_NOT_FOCUSED;
  *given.samplesConsumed = std::min(given.bufferSize, device.pcm_takes);
  samples.resize(*given.samplesConsumed);
  const double seconds = static_cast<double>(samples.size()) / static_cast<double>(given.sampleRate);
  rt.haptics.push_back({rt.counts.frames, rt.now(), hand, false, 0.0f, 0.0f,
                        static_cast<std::int64_t>(seconds * 1e9), given.append == XR_TRUE, given.sampleRate,
                        std::move(samples)});
  return XR_SUCCESS;
}

XrResult apply_haptic(XrSession handle, const XrHapticActionInfo* info, const XrHapticBaseHeader* feedback) {
  Runtime& rt = runtime();
  const int hand = expect_haptic(handle, info, "xrApplyHapticFeedback");
  if (feedback != nullptr && feedback->type == XR_TYPE_HAPTIC_PCM_VIBRATION_FB)
    return apply_pcm(handle, hand, *reinterpret_cast<const XrHapticPcmVibrationFB*>(feedback));
  const auto* vibration = reinterpret_cast<const XrHapticVibration*>(feedback);
  rt.expect_type(vibration, XR_TYPE_HAPTIC_VIBRATION, "xrApplyHapticFeedback");
  if (!(vibration->amplitude >= 0.0f && vibration->amplitude <= 1.0f) || vibration->frequency < 0.0f ||
      (vibration->duration <= 0 && vibration->duration != XR_MIN_HAPTIC_DURATION)) {
    rt.mistake(XR_ERROR_VALIDATION_FAILURE,
               "xrApplyHapticFeedback: amplitude, duration or frequency out of range");
  }
  if (rt.session(handle).state != XR_SESSION_STATE_FOCUSED) return XR_SESSION_NOT_FOCUSED;
  rt.haptics.push_back({rt.counts.frames,
                        rt.now(),
                        hand,
                        false,
                        vibration->amplitude,
                        vibration->frequency,
                        vibration->duration,
                        false,
                        0.0f,
                        {}});
  return XR_SUCCESS;
}

XrResult stop_haptic(XrSession handle, const XrHapticActionInfo* info) {
  Runtime& rt = runtime();
  const int hand = expect_haptic(handle, info, "xrStopHapticFeedback");
  if (rt.session(handle).state != XR_SESSION_STATE_FOCUSED) return XR_SESSION_NOT_FOCUSED;
  rt.haptics.push_back({rt.counts.frames, rt.now(), hand, true, 0.0f, 0.0f, 0, false, 0.0f, {}});
  return XR_SUCCESS;
}

}  // namespace

std::vector<Entry> input_entries() {
  return {entry<"xrCreateActionSet", &create_set>(),
          entry<"xrDestroyActionSet", &destroy_set>(),
          entry<"xrCreateAction", &create_action>(),
          entry<"xrDestroyAction", &destroy_action>(),
          entry<"xrSuggestInteractionProfileBindings", &suggest>(),
          entry<"xrAttachSessionActionSets", &attach>(),
          entry<"xrGetCurrentInteractionProfile", &current_profile>(),
          entry<"xrSyncActions", &sync>(),
          entry<"xrGetActionStateBoolean", &get_boolean>(),
          entry<"xrGetActionStateFloat", &get_float>(),
          entry<"xrGetActionStateVector2f", &get_vector>(),
          entry<"xrGetActionStatePose", &get_pose>(),
          entry<"xrEnumerateBoundSourcesForAction", &bound_sources>(),
          entry<"xrGetInputSourceLocalizedName", &source_name>(),
          entry<"xrApplyHapticFeedback", &apply_haptic>(),
          entry<"xrGetDeviceSampleRateFB", &sample_rate>(),
          entry<"xrStopHapticFeedback", &stop_haptic>()};
}

}  // namespace threshold::test_runtime
