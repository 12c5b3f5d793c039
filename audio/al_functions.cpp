#include "audio/al_functions.h"

#include <stdexcept>
#include <string>

namespace threshold::audio {
namespace {

template <typename F>
void look_up(F& function, const char* name) {
  function = reinterpret_cast<F>(alcGetProcAddress(nullptr, name));
  if (!function) {
    throw std::runtime_error(std::string("sound: this OpenAL library has no ") + name +
                             ": install OpenAL Soft 1.19 or newer (Debian: libopenal1)");
  }
}

AlFunctions look_up_all() {
  AlFunctions f;
  look_up(f.open_loopback, "alcLoopbackOpenDeviceSOFT");
  look_up(f.render_samples, "alcRenderSamplesSOFT");
  look_up(f.string_at, "alcGetStringiSOFT");
  look_up(f.set_thread_context, "alcSetThreadContext");
  look_up(f.defer_updates, "alDeferUpdatesSOFT");
  look_up(f.process_updates, "alProcessUpdatesSOFT");
  look_up(f.gen_effects, "alGenEffects");
  look_up(f.delete_effects, "alDeleteEffects");
  look_up(f.effect_i, "alEffecti");
  look_up(f.effect_f, "alEffectf");
  look_up(f.gen_filters, "alGenFilters");
  look_up(f.delete_filters, "alDeleteFilters");
  look_up(f.filter_i, "alFilteri");
  look_up(f.filter_f, "alFilterf");
  look_up(f.gen_slots, "alGenAuxiliaryEffectSlots");
  look_up(f.delete_slots, "alDeleteAuxiliaryEffectSlots");
  look_up(f.slot_i, "alAuxiliaryEffectSloti");
  look_up(f.slot_f, "alAuxiliaryEffectSlotf");
  return f;
}

}  // namespace

const AlFunctions& al_functions() {
  static const AlFunctions functions = look_up_all();
  return functions;
}

}  // namespace threshold::audio
