// OpenAL's extension functions, looked up once. Internal to al_world*.cpp.
#pragma once

#include <AL/al.h>
#include <AL/alc.h>
#include <AL/alext.h>
#include <AL/efx.h>

namespace threshold::audio {

struct AlFunctions {
  LPALCLOOPBACKOPENDEVICESOFT open_loopback = nullptr;
  LPALCRENDERSAMPLESSOFT render_samples = nullptr;
  LPALCGETSTRINGISOFT string_at = nullptr;
  PFNALCSETTHREADCONTEXTPROC set_thread_context = nullptr;
  LPALDEFERUPDATESSOFT defer_updates = nullptr;
  LPALPROCESSUPDATESSOFT process_updates = nullptr;
  LPALGENEFFECTS gen_effects = nullptr;
  LPALDELETEEFFECTS delete_effects = nullptr;
  LPALEFFECTI effect_i = nullptr;
  LPALEFFECTF effect_f = nullptr;
  LPALGENFILTERS gen_filters = nullptr;
  LPALDELETEFILTERS delete_filters = nullptr;
  LPALFILTERI filter_i = nullptr;
  LPALFILTERF filter_f = nullptr;
  LPALGENAUXILIARYEFFECTSLOTS gen_slots = nullptr;
  LPALDELETEAUXILIARYEFFECTSLOTS delete_slots = nullptr;
  LPALAUXILIARYEFFECTSLOTI slot_i = nullptr;
  LPALAUXILIARYEFFECTSLOTF slot_f = nullptr;
};

// Throws std::runtime_error when this OpenAL is not OpenAL Soft with loopback, thread contexts and EFX.
const AlFunctions& al_functions();

}  // namespace threshold::audio
