// The ten standard audiograms of Bisgaard, Vlaming & Dahlquist 2010 (Trends Amplif. 14), and the story's own
// hearing states under their names.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace threshold::audio::hearing {

struct StandardAudiogram {
  std::string_view name;
  std::array<double, 10> loss_db_hl;  // at kStandardHz
};
inline constexpr std::array<double, 10> kStandardHz{250, 375, 500, 750, 1000, 1500, 2000, 3000, 4000, 6000};

// N1 .. N7 flat and moderately sloping, S1 .. S3 steeply sloping.
std::span<const StandardAudiogram> standard_audiograms();
std::optional<StandardAudiogram> find_standard_audiogram(std::string_view name);

// A named state of hearing: what the story's beats use, for trying them on any recording.
struct HearingPreset {
  std::string_view name, what;
  std::array<double, 10> loss_db_hl;  // at kStandardHz
  double tinnitus_db_sl = 0.0;
  std::string_view implant;  // map, or empty
  double silence = 0.0;
};
std::span<const HearingPreset> hearing_presets();
std::optional<HearingPreset> find_hearing_preset(std::string_view name);

}  // namespace threshold::audio::hearing
