// The headset's own sound device, where its runtime tells.
#pragma once

#include <span>
#include <string>

namespace threshold::xr {

class Instance;

// What the runtime calls it (XR_OCULUS_audio_device_guid: the id of a Windows endpoint), as UTF-8; or the
// name of the device that a runtime is known to make. Empty: it does not tell.
std::string told_sound_device(const Instance& instance);
// The part of that which is in names only; for tests. `runtime` and `system` as instances name them.
std::string made_sound_device(const std::string& runtime, const std::string& system);

// The one of `devices` that is meant by `told`: called so, or with its id in its name, whatever the case of
// letters. Empty: none, or more than one.
std::string sound_device_of(const std::string& told, std::span<const std::string> devices);

// All of that as one sentence, for doctor.
std::string sound_sentence(const std::string& told, std::span<const std::string> devices);

}  // namespace threshold::xr
