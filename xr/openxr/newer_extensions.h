// OpenXR extensions that the 1.0.20 headers (Debian 12) do not declare, from the Khronos registry. Each
// block stands aside where a newer header has it.
#pragma once

#include <openxr/openxr.h>

#include <cstdint>

#ifndef XR_EXT_user_presence  // registry number 471, version 1
#define XR_EXT_user_presence 1
#define XR_EXT_USER_PRESENCE_EXTENSION_NAME "XR_EXT_user_presence"
#define XR_TYPE_EVENT_DATA_USER_PRESENCE_CHANGED_EXT static_cast<XrStructureType>(1000470000)
#define XR_TYPE_SYSTEM_USER_PRESENCE_PROPERTIES_EXT static_cast<XrStructureType>(1000470001)
struct XrEventDataUserPresenceChangedEXT {
  XrStructureType type;
  const void* next;
  XrSession session;
  XrBool32 isUserPresent;
};
struct XrSystemUserPresencePropertiesEXT {
  XrStructureType type;
  void* next;
  XrBool32 supportsUserPresence;
};
#endif

#ifndef XR_EXT_local_floor  // registry number 427, version 1; core in 1.1
#define XR_EXT_local_floor 1
#define XR_EXT_LOCAL_FLOOR_EXTENSION_NAME "XR_EXT_local_floor"
#define XR_REFERENCE_SPACE_TYPE_LOCAL_FLOOR_EXT static_cast<XrReferenceSpaceType>(1000426000)
#endif

#ifndef XR_EXT_hand_interaction  // registry number 303, version 1: a profile, no new calls
#define XR_EXT_hand_interaction 1
#define XR_EXT_HAND_INTERACTION_EXTENSION_NAME "XR_EXT_hand_interaction"
#endif

#ifndef XR_EXT_palm_pose  // registry number 177, version 2: an input path, no new calls
#define XR_EXT_palm_pose 1
#define XR_EXT_PALM_POSE_EXTENSION_NAME "XR_EXT_palm_pose"
#endif

#ifndef XR_FB_touch_controller_pro  // registry number 168, version 1: a profile, no new calls
#define XR_FB_touch_controller_pro 1
#define XR_FB_TOUCH_CONTROLLER_PRO_EXTENSION_NAME "XR_FB_touch_controller_pro"
#endif

#ifndef XR_META_touch_controller_plus  // registry number 280, version 1: a profile, no new calls
#define XR_META_touch_controller_plus 1
#define XR_META_TOUCH_CONTROLLER_PLUS_EXTENSION_NAME "XR_META_touch_controller_plus"
#endif

#ifndef XR_BD_controller_interaction  // registry number 386, version 2: profiles, no new calls
#define XR_BD_controller_interaction 1
#define XR_BD_CONTROLLER_INTERACTION_EXTENSION_NAME "XR_BD_controller_interaction"
#endif

#ifndef XR_FB_haptic_pcm  // registry number 210, version 1
#define XR_FB_haptic_pcm 1
#define XR_FB_HAPTIC_PCM_EXTENSION_NAME "XR_FB_haptic_pcm"
#define XR_MAX_HAPTIC_PCM_BUFFER_SIZE_FB 4000
#define XR_TYPE_HAPTIC_PCM_VIBRATION_FB static_cast<XrStructureType>(1000209001)
#define XR_TYPE_DEVICE_PCM_SAMPLE_RATE_GET_INFO_FB static_cast<XrStructureType>(1000209002)
struct XrHapticPcmVibrationFB {
  XrStructureType type;
  const void* next;
  std::uint32_t bufferSize;
  const float* buffer;
  float sampleRate;
  XrBool32 append;
  std::uint32_t* samplesConsumed;
};
struct XrDevicePcmSampleRateGetInfoFB {
  XrStructureType type;
  const void* next;
  float sampleRate;
};
using PFN_xrGetDeviceSampleRateFB = XrResult(XRAPI_PTR*)(XrSession session,
                                                         const XrHapticActionInfo* hapticActionInfo,
                                                         XrDevicePcmSampleRateGetInfoFB* deviceSampleRate);
#endif

#ifndef XR_OCULUS_audio_device_guid  // registry number 160, version 1; headers declare it on Windows only
#define XR_OCULUS_audio_device_guid 1
#define XR_OCULUS_AUDIO_DEVICE_GUID_EXTENSION_NAME "XR_OCULUS_audio_device_guid"
#define XR_MAX_AUDIO_DEVICE_STR_SIZE_OCULUS 128
using PFN_xrGetAudioOutputDeviceGuidOculus =
    XrResult(XRAPI_PTR*)(XrInstance instance, wchar_t buffer[XR_MAX_AUDIO_DEVICE_STR_SIZE_OCULUS]);
#endif
