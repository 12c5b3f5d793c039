#include <algorithm>
#include <fstream>
#include <stdexcept>

#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>
#include <nlohmann/json.hpp>

#include "xr/vulkan/place.h"

namespace threshold::xr {
namespace {

using nlohmann::json;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw std::runtime_error(file.string() + ": " + what + ". Its layout is in docs/walk.md.");
}

glm::vec3 vec3_of(const json& from, const char* key, const glm::vec3& otherwise) {
  if (!from.contains(key)) return otherwise;
  const json& v = from.at(key);
  if (!v.is_array() || v.size() != 3)
    throw std::runtime_error(std::string("'") + key + "' must be three numbers");
  return {v[0].get<float>(), v[1].get<float>(), v[2].get<float>()};
}

LampData lamp_of(const json& from) {
  LampData lamp;
  lamp.name = from.at("name").get<std::string>();
  lamp.position = vec3_of(from, "position", lamp.position);
  lamp.target = vec3_of(from, "target", lamp.position - glm::vec3(0.0f, 1.0f, 0.0f));
  lamp.colour = vec3_of(from, "colour", lamp.colour);
  lamp.intensity = from.value("intensity", 20.0f);
  lamp.inner_rad = glm::radians(from.value("inner_deg", 8.0f));
  lamp.outer_rad = glm::radians(from.value("outer_deg", 14.0f));
  const std::string cookie = from.value("cookie", std::string("none"));
  static constexpr std::array<std::string_view, 4> kCookies = {"none", "leaves", "bars", "rings"};
  const auto known = std::find(kCookies.begin(), kCookies.end(), cookie);
  if (known == kCookies.end())
    throw std::runtime_error("'cookie' of spot '" + lamp.name + "' must be leaves, bars, rings or none");
  lamp.cookie = static_cast<int>(known - kCookies.begin());
  lamp.light = from.value("light", std::string());
  if (!(lamp.outer_rad > lamp.inner_rad)) throw std::runtime_error("'outer_deg' must exceed 'inner_deg'");
  return lamp;
}

LightData light_of(const json& from) {
  LightData light;
  light.name = from.value("name", std::string());
  light.lightmap = from.at("lightmap").get<std::string>();
  light.sky = vec3_of(from, "sky", light.sky);
  light.ambient_up = vec3_of(from, "ambient_up", light.ambient_up);
  light.ambient_down = vec3_of(from, "ambient_down", light.ambient_down);
  light.key = vec3_of(from, "key", light.key);
  light.haze = from.value("haze", light.haze);
  light.key_toward = vec3_of(from, "key_toward", light.key_toward);
  if (from.contains("sun")) {
    const json& sun = from.at("sun");
    const glm::vec3 toward = vec3_of(sun, "toward", light.sun_toward);
    const float way = glm::length(toward);
    if (way > 1e-6f) light.sun_toward = toward / way;
    light.sun_angle_rad =
        way > 1e-6f ? glm::radians(std::clamp(sun.value("angle_deg", 0.5f), 0.1f, 20.0f)) : 0.0f;
  }
  const float length = glm::length(light.key_toward);
  light.key_toward = length > 1e-6f ? light.key_toward / length : glm::vec3(0.0f, 1.0f, 0.0f);
  return light;
}

SurfaceData surface_of(const json& from) {
  SurfaceData surface;
  surface.name = from.at("name").get<std::string>();
  surface.centre = vec3_of(from, "centre", surface.centre);
  if (from.value("shape", std::string("disc")) == "box") {
    const glm::vec3 half = vec3_of(from, "half_m", glm::vec3(0.1f));
    glm::quat turn(1.0f, 0.0f, 0.0f, 0.0f);
    if (from.contains("orientation")) {
      const json& q = from.at("orientation");
      if (!q.is_array() || q.size() != 4) throw std::runtime_error("'orientation' must be four numbers");
      turn = glm::quat(q[3].get<float>(), q[0].get<float>(), q[1].get<float>(), q[2].get<float>());
    }
    surface.normal = turn * glm::vec3(0.0f, 1.0f, 0.0f);
    surface.centre += surface.normal * half.y;
    surface.axis_u = turn * glm::vec3(1.0f, 0.0f, 0.0f);
    surface.half_u_m = half.x;
    surface.half_v_m = half.z;
    return surface;
  }
  surface.normal = glm::normalize(vec3_of(from, "normal", surface.normal));
  surface.axis_u = glm::normalize(glm::cross(surface.normal, std::abs(surface.normal.y) > 0.9f
                                                                 ? glm::vec3(0.0f, 0.0f, 1.0f)
                                                                 : glm::vec3(0.0f, 1.0f, 0.0f)));
  surface.half_u_m = surface.half_v_m = from.value("radius_m", 0.2f);
  surface.round = true;
  return surface;
}

// Dust in what falls through a window, where the first light's key does: it must come from beyond the window.
void window_motes(const glm::vec3& window, PlaceData& place) {
  const glm::vec3& toward = place.lights[0].key_toward;
  const glm::vec3 level(window.x, 0.0f, window.z);
  if (glm::length(level) < 0.1f || glm::dot(glm::normalize(level), toward) < 0.2f) return;
  place.motes.push_back({window - toward * 1.3f, 1.0f, false});
}

PlaceData place_of(const json& root) {
  PlaceData place;
  place.id = root.value("id", std::string());
  if (root.contains("visitor")) place.eye_height_m = root.at("visitor").value("eye_height_m", 1.2f);
  const json none = json::array();
  for (const json& part : root.contains("parts") ? root.at("parts") : none) {
    place.surfaces.push_back(surface_of(part));
  }
  for (const json& node : root.contains("moving") ? root.at("moving") : none)
    place.moving_nodes.push_back(node.get<std::string>());
  for (const json& spot : root.contains("spots") ? root.at("spots") : none)
    place.lamps.push_back(lamp_of(spot));
  for (const json& seat : root.contains("seats") ? root.at("seats") : none) {
    place.seats.push_back({seat.at("name").get<std::string>(), vec3_of(seat, "position", glm::vec3(0.0f)),
                           glm::radians(seat.value("yaw_deg", 0.0f))});
  }
  for (const json& cloud : root.contains("motes") ? root.at("motes") : none) {
    MotesData motes;
    motes.centre = vec3_of(cloud, "centre", motes.centre);
    motes.radius_m = cloud.value("radius_m", motes.radius_m);
    motes.lamps = cloud.value("lit_by", std::string("key")) == "lamps";
    place.motes.push_back(motes);
  }
  const json& marks = root.contains("marks") ? root.at("marks") : none;
  const json& lights = root.at("light");
  if (!lights.is_array() || lights.empty()) throw std::runtime_error("'light' must list one or two lights");
  place.lights[0] = light_of(lights[0]);
  place.lights[1] = lights.size() > 1 ? light_of(lights[1]) : place.lights[0];
  if (place.motes.empty()) {
    for (const json& mark : marks) {
      if (mark.value("name", std::string()) == "window") window_motes(vec3_of(mark, "position", {}), place);
    }
    if (!place.lamps.empty()) place.motes.push_back({{0.0f, place.eye_height_m + 0.3f, -1.5f}, 1.6f, true});
  }
  return place;
}

}  // namespace

PlaceData read_place(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) {
    throw std::runtime_error(file.string() +
                             ": no such file. Build the assets (assets/build) or check the name.");
  }
  try {
    return place_of(json::parse(in));
  } catch (const json::exception& e) {
    fail(file, e.what());
  } catch (const std::runtime_error& e) {
    fail(file, e.what());
  }
}

bool node_moves(const PlaceData& place, std::string_view node) {
  return std::find(place.moving_nodes.begin(), place.moving_nodes.end(), node) != place.moving_nodes.end();
}

}  // namespace threshold::xr
