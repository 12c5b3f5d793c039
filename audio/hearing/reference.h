// Normal thresholds: which sound pressure level a young normal ear just hears, by the way the sound is given.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace threshold::audio::hearing {

enum class Reference {
  kFlat,          // 0 dB SPL at every frequency: dB HL read as dB SPL, as research simulators do
  kFreeField,     // ISO 226:2003 / ISO 389-7, plane wave from the front, level at the place of the head
  kDiffuseField,  // ISO 389-7:2005, sound from everywhere: for diffuse-field equalised headphones
  kHeadphone,     // ISO 389-8:2004, circumaural audiometric earphones (HDA 200), level in the ear simulator
};

inline constexpr std::array<std::string_view, 4> kReferenceNames{"flat", "free-field", "diffuse-field",
                                                                 "headphone"};

std::optional<Reference> find_reference(std::string_view name);
std::string_view reference_name(Reference reference);

// Normal threshold in dB SPL at `hz`; straight lines over log frequency, held outside 125 Hz .. 8 kHz.
double normal_threshold_db_spl(Reference reference, double hz);

}  // namespace threshold::audio::hearing
