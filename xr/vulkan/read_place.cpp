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
  if (!(lamp.outer_rad > lamp.inner_rad)) throw std::runtime_error("'outer_deg' must exceed 'inner_deg'");
  return lamp;
}

LightData light_of(const json& from) {
  LightData light;
  light.lightmap = from.at("lightmap").get<std::string>();
  light.sky = vec3_of(from, "sky", light.sky);
  light.ambient_up = vec3_of(from, "ambient_up", light.ambient_up);
  light.ambient_down = vec3_of(from, "ambient_down", light.ambient_down);
  light.key = vec3_of(from, "key", light.key);
  light.key_toward = vec3_of(from, "key_toward", light.key_toward);
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
  surface.axis_u = glm::normalize(glm::cross(
      surface.normal, std::abs(surface.normal.y) > 0.9f ? glm::vec3(0.0f, 0.0f, 1.0f) : glm::vec3(0.0f, 1.0f, 0.0f)));
  surface.half_u_m = surface.half_v_m = from.value("radius_m", 0.2f);
  surface.round = true;
  return surface;
}

PlaceData place_of(const json& root) {
  PlaceData place;
  place.id = root.value("id", std::string());
  if (root.contains("visitor")) place.eye_height_m = root.at("visitor").value("eye_height_m", 1.2f);
  const json none = json::array();
  for (const json& part : root.contains("parts") ? root.at("parts") : none) {
    place.surfaces.push_back(surface_of(part));
    if (part.contains("moves") && part.at("moves").get<bool>()) {
      place.moving_nodes.push_back(part.value("node", std::string()));
    }
  }
  for (const json& spot : root.contains("spots") ? root.at("spots") : none)
    place.lamps.push_back(lamp_of(spot));
  for (const json& seat : root.contains("seats") ? root.at("seats") : none) {
    place.seats.push_back({seat.at("name").get<std::string>(), vec3_of(seat, "position", glm::vec3(0.0f)),
                           glm::radians(seat.value("yaw_deg", 0.0f))});
  }
  const json& lights = root.at("light");
  if (!lights.is_array() || lights.empty()) throw std::runtime_error("'light' must list one or two lights");
  place.lights[0] = light_of(lights[0]);
  place.lights[1] = lights.size() > 1 ? light_of(lights[1]) : place.lights[0];
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
  static constexpr std::array<std::string_view, 13> kMoving = {
      "snare_head", "kick_head",   "tom_high_head", "tom_floor_head", "hihat_top",
      "crash_disc", "ride_disc",   "lamp",          "plate_own",      "bread",
      "pen",        "glass_water", "swing"};
  return node.rfind("leaves_", 0) == 0 || std::find(kMoving.begin(), kMoving.end(), node) != kMoving.end() ||
         std::find(place.moving_nodes.begin(), place.moving_nodes.end(), node) != place.moving_nodes.end();
}

}  // namespace threshold::xr
