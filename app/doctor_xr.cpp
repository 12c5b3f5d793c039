#include "app/doctor_xr.h"

#include <cstdio>

#include "xr/openxr/headset_sound.h"

namespace threshold::app {
namespace {

void line(const char* what, const std::string& text) {
  std::printf("  %-10s %s\n", what, text.c_str());
}

std::string hertz(float rate) {
  char text[32];
  std::snprintf(text, sizeof text, "%g Hz", static_cast<double>(rate));
  return text;
}

std::string rates(const xr::XrReport& r) {
  if (!r.refresh_rate_choice) return "the runtime's choice; it does not tell";
  if (r.rates_hz.empty()) return "not told";
  std::string all;
  for (const float rate : r.rates_hz) all += (all.empty() ? "" : ", ") + hertz(rate);
  return all + (r.rate_hz > 0.0f ? "; now " + hertz(r.rate_hz) : "");
}

const char* yes(bool it) {
  return it ? "yes" : "no";
}

void print_headset(const xr::XrReport& r, std::span<const std::string> speakers) {
  for (const auto& v : r.views)
    line("view", std::to_string(v.width) + " x " + std::to_string(v.height) + " (at most " +
                     std::to_string(v.most_width) + " x " + std::to_string(v.most_height) + ")");
  line("rates", rates(r));
  line("layers", std::to_string(r.most_layers) + " at most");
  line("tells", std::string("position ") + yes(r.position_tracking) + ", bare hands " + yes(r.hand_tracking) +
                    ", whether it is worn " + yes(r.user_presence));
  line("sound", xr::sound_sentence(r.sound_device, speakers));
}

}  // namespace

void print_xr(const xr::XrReport& r, std::span<const std::string> speakers) {
  std::printf("\nOpenXR\n");
  line("runtime", r.answers ? r.runtime : "none answers");
  line("system", r.headset ? r.system : "none connected");
  if (!r.manifest.empty()) line("manifest", r.manifest + " (XR_RUNTIME_JSON)");
  if (!r.problem.empty()) line("problem", r.problem);
  if (r.headset) print_headset(r, speakers);
  for (const auto& e : r.extensions)
    line(e.offered    ? "uses"
         : e.required ? "LACKS"
                      : "without",
         e.offered ? e.name : e.name + ": " + e.without);
  for (const std::string& p : r.profiles) line("binds", p);
  for (const std::string& p : r.missing_profiles) line("binds not", p + " (it acts as a plainer one)");
}

nlohmann::json xr_as_json(const xr::XrReport& r, std::span<const std::string> speakers) {
  nlohmann::json extensions = nlohmann::json::array(), views = nlohmann::json::array();
  for (const auto& e : r.extensions)
    extensions.push_back(
        {{"name", e.name}, {"offered", e.offered}, {"required", e.required}, {"without", e.without}});
  for (const auto& v : r.views)
    views.push_back({{"width", v.width},
                     {"height", v.height},
                     {"most_width", v.most_width},
                     {"most_height", v.most_height}});
  return {{"answers", r.answers},
          {"headset", r.headset},
          {"runtime", r.runtime},
          {"system", r.system},
          {"manifest", r.manifest},
          {"extensions", extensions},
          {"views", views},
          {"rates_hz", r.rates_hz},
          {"rate_hz", r.rate_hz},
          {"most_layers", r.most_layers},
          {"position_tracking", r.position_tracking},
          {"hand_tracking", r.hand_tracking},
          {"user_presence", r.user_presence},
          {"refresh_rate_choice", r.refresh_rate_choice},
          {"sound_device", r.sound_device},
          {"sound_plays_on", xr::sound_device_of(r.sound_device, speakers)},
          {"profiles", r.profiles},
          {"missing_profiles", r.missing_profiles},
          {"problem", r.problem}};
}

}  // namespace threshold::app
