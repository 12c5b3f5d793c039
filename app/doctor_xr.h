// threshold doctor --xr: what the OpenXR runtime offers, as lines and as JSON.
#pragma once

#include <span>
#include <string>

#include <nlohmann/json.hpp>

#include "xr/openxr/report.h"

namespace threshold::app {

// `speakers`: the sound devices of this machine, as audio::speaker_names() lists them.
void print_xr(const xr::XrReport& report, std::span<const std::string> speakers);
nlohmann::json xr_as_json(const xr::XrReport& report, std::span<const std::string> speakers);

}  // namespace threshold::app
