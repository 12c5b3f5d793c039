// PlaceData: what the picture needs of a place.json (names and layout in docs/walk.md).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <glm/gtc/quaternion.hpp>
#include <glm/vec3.hpp>

namespace threshold::xr {

struct LampData {
  std::string name;
  glm::vec3 position{0.0f}, target{0.0f, -1.0f, 0.0f};
  glm::vec3 colour{1.0f};
  float intensity = 0.0f;
  float inner_rad = 0.14f, outer_rad = 0.24f;
  int cookie = 0;     // pattern in the beam: 0 none, 1 leaves, 2 bars, 3 rings
  std::string light;  // the baked light it belongs to, by name; empty: none in particular
};

// One of the two baked lights, and what stands in for it on things that are not baked.
struct LightData {
  std::string name, lightmap;
  glm::vec3 sky{0.0f}, ambient_up{0.2f}, ambient_down{0.1f};
  glm::vec3 key_toward{0.3f, 0.9f, 0.3f};  // unit
  glm::vec3 key{0.5f};
  // The sun of the bake: people throw a shadow in it.
  glm::vec3 sun_toward{0.0f, 1.0f, 0.0f};  // unit
  float sun_angle_rad = 0.0f;              // how wide it is seen; 0: no sun
  float haze = 0.0f;  // 0..1, where a picture of the place alone is wanted; a story says its own
};

// A surface that hands cast their contact shadow on: the upper side of a part, a rectangle or a disc.
struct SurfaceData {
  std::string name;
  glm::vec3 centre{0.0f}, normal{0.0f, 1.0f, 0.0f};
  glm::vec3 axis_u{1.0f, 0.0f, 0.0f};  // unit, in the surface; the other is cross(normal, axis_u)
  float half_u_m = 0.2f, half_v_m = 0.2f;
  bool round = false;  // radius half_u_m
};

// Dust that hangs in a beam of light: in a ball, lit by the key light (a window's sun) or by lamps.
struct MotesData {
  glm::vec3 centre{0.0f};
  float radius_m = 0.5f;
  bool lamps = false;
};

struct SeatData {
  std::string name;
  glm::vec3 position{0.0f};
  float yaw_rad = 0.0f;
};

struct PlaceData {
  std::string id;
  float eye_height_m = 1.2f;
  std::vector<LampData> lamps;
  std::vector<SurfaceData> surfaces;
  std::vector<SeatData> seats;
  std::vector<MotesData> motes;
  std::vector<std::string>
      moving_nodes;                 // nodes of place.glb with a pivot of their own; all else stands still
  std::array<LightData, 2> lights;  // equal when the file has one
};

// Throws std::runtime_error (file, what, what to do).
PlaceData read_place(const std::filesystem::path& file);

// Whether a node of this name moves by itself (PartMotion, wind).
bool node_moves(const PlaceData& place, std::string_view node);

}  // namespace threshold::xr
