#include "audio/hearing/standard_audiograms.h"

namespace threshold::audio::hearing {
namespace {

constexpr std::array<StandardAudiogram, 10> kStandard{{
    {"N1", {10, 10, 10, 10, 10, 10, 15, 20, 30, 40}},
    {"N2", {20, 20, 20, 22.5, 25, 30, 35, 40, 45, 50}},
    {"N3", {35, 35, 35, 35, 40, 45, 50, 55, 60, 65}},
    {"N4", {55, 55, 55, 55, 55, 60, 65, 70, 75, 80}},
    {"N5", {65, 67.5, 70, 72.5, 75, 80, 80, 80, 80, 80}},
    {"N6", {75, 77.5, 80, 82.5, 85, 90, 90, 95, 100, 100}},
    {"N7", {90, 92.5, 95, 100, 105, 105, 105, 105, 105, 105}},
    {"S1", {10, 10, 10, 10, 10, 10, 15, 30, 55, 70}},
    {"S2", {20, 20, 20, 22.5, 25, 35, 55, 75, 95, 95}},
    {"S3", {30, 30, 35, 47.5, 60, 70, 75, 80, 80, 85}},
}};

constexpr std::array<double, 10> kNone{};
constexpr std::array<double, 10> kDeaf{110, 115, 120, 120, 120, 120, 120, 120, 120, 120};
constexpr std::array<HearingPreset, 9> kPresets{{
    {"none", "normal hearing", kNone, 0, "", 0},
    {"temporary-shift",
     "after a loud set: dull treble and a ring",
     {0, 2, 5, 7, 10, 15, 20, 30, 25, 18},
     12,
     "",
     0},
    {"drop", "sudden loss, treble first", {20, 20, 20, 22.5, 25, 35, 55, 75, 95, 95}, 12, "", 0},
    {"severe", "voices are shape without words", {75, 77.5, 80, 82.5, 85, 90, 90, 95, 100, 100}, 8, "", 0},
    {"profound", "little but body and touch", {90, 92.5, 95, 100, 105, 105, 105, 105, 105, 105}, 6, "", 0},
    {"switch-on", "implant, first minutes", kDeaf, 0, "switch_on", 0},
    {"three-months", "implant after three months", kDeaf, 0, "three_months", 0},
    {"one-year", "implant after a year", kDeaf, 0, "one_year", 0},
    {"silence", "nothing", kDeaf, 0, "", 1},
}};

}  // namespace

std::span<const StandardAudiogram> standard_audiograms() {
  return kStandard;
}

std::optional<StandardAudiogram> find_standard_audiogram(std::string_view name) {
  for (const StandardAudiogram& a : kStandard)
    if (a.name == name) return a;
  return std::nullopt;
}

std::span<const HearingPreset> hearing_presets() {
  return kPresets;
}

std::optional<HearingPreset> find_hearing_preset(std::string_view name) {
  for (const HearingPreset& p : kPresets)
    if (p.name == name) return p;
  return std::nullopt;
}

}  // namespace threshold::audio::hearing
