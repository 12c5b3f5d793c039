// Implant maps: what an implant makes of sound depends on the surgery, the processor and the years. Several
// named ones; none is "the" sound of an implant.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace threshold::audio::hearing {

enum class Carrier {
  kTones,   // one tone an electrode
  kNoise,   // a band of noise an electrode
  kSpiral,  // many tones of random phase, each driven by all electrodes near it (Grange, Culling et al. 2017)
  kPulses,  // harmonics of a common pulse rate, all in phase: the harsh first minutes
};

struct ImplantMap {
  std::string_view name;
  Carrier carrier;
  int maxima;                // n of 22 electrodes stimulated in a frame
  double shift_mm;           // electrode place above (towards the base of) its channel's place
  double spread_db_octave;   // current spread, negative
  double dynamic_db;         // between the softest and the loudest stimulated channel level
  double saturation_db_spl;  // channel level that gives the loudest stimulus
  double fine_hz = 0.0;  // channels below follow the sound's fine structure, as fine-structure coding does
};

inline constexpr std::array<ImplantMap, 7> kImplantMaps{{
    {"switch_on", Carrier::kPulses, 8, 6.0, -8.0, 31.5, 72.0},
    {"three_months", Carrier::kSpiral, 8, 2.0, -16.0, 36.0, 72.0},
    {"one_year", Carrier::kSpiral, 10, 0.5, -27.0, 46.0, 72.0, 450.0},
    {"tones", Carrier::kTones, 22, 0.0, -60.0, 42.0, 72.0},
    {"noise", Carrier::kNoise, 22, 0.0, -60.0, 42.0, 72.0},
    {"spiral", Carrier::kSpiral, 22, 0.0, -8.0, 42.0, 72.0},
    {"pulses", Carrier::kPulses, 8, 0.0, -24.0, 36.0, 72.0},
}};
inline constexpr int kMapCount = static_cast<int>(kImplantMaps.size());

std::optional<int> find_implant_map(std::string_view name);

}  // namespace threshold::audio::hearing
