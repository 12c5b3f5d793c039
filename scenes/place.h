// Place: where a beat happens, as the director knows it: what can be struck and how it answers, where people
// stand, where sounds come from, what walls are in the way. Half of it is built with the place's picture
// (assets/places/<id>/place.json), half is the story's (places/<id>.toml).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <glm/gtc/quaternion.hpp>
#include <glm/vec3.hpp>

#include "audio/engine.h"
#include "audio/sound.h"
#include "xr/picture.h"
#include "xr/touch.h"

namespace threshold::scenes {

inline constexpr int kMaxParts = 16;  // that can be struck, a place

enum class Shape : std::uint8_t { disc, box };
enum class Movement : std::uint8_t { none, head, swing, shake };  // a drum head, a hung cymbal, a plate

// How all parts of one kind answer a blow.
struct PartKind {
  std::string name;
  std::array<audio::SoundId, 3> layers{};  // soft, medium, hard; all alike where there is one sound
  bool sounds_by_part = false;             // `layers` comes from the part's own name
  float gain = 1.0f;
  float bone = 0.0f;  // what of it reaches the bones
  Movement movement = Movement::none;
  float frequency_hz = 0.0f;  // of the movement
  float decay_s = 0.3f;       // its time constant
  float extent = 0.0f;        // of a blow of 5 m/s: metres (head, shake) or radians (swing)
  xr::TouchPulse pulse;       // of a blow of 5 m/s
  float resting = 0.0f;       // how strongly a hand lying on it feels what sounds there
  std::optional<xr::DustKind> puff;
  std::vector<std::string> shakes;  // nodes that tremble with it
  float shake_extent_m = 0.0f;
};

struct Part {
  std::string name, node;
  std::string kind;
  int kind_index = -1;  // into Place::kinds
  Shape shape = Shape::disc;
  glm::vec3 centre{0.0f};
  glm::vec3 normal{0.0f, 1.0f, 0.0f};  // of a disc, toward the visitor's side
  float radius_m = 0.0f;
  glm::vec3 half_m{0.0f};
  glm::quat orientation{1.0f, 0.0f, 0.0f, 0.0f};
  std::array<audio::SoundId, 3> layers{};
};

struct Mark {
  std::string name;
  glm::vec3 position{0.0f};
};

struct Seat {
  std::string name;
  xr::Pose pose;  // feet; turned about +y
};

struct Wall {
  std::string name;
  std::array<glm::vec3, 4> corners{};
};

struct Place {
  std::string id;
  std::string what;  // for people, from the story
  audio::Room room;
  glm::vec3 eye{0.0f, 1.6f, 0.0f};  // where a visitor's eyes are expected
  std::vector<Part> parts;
  std::vector<PartKind> kinds;
  std::vector<int> key_parts;  // parts by KeyBlow slot
  int trigger_part = -1;       // struck by pulling the trigger while holding sticks
  std::vector<Mark> marks;
  std::vector<Seat> seats;
  std::vector<std::string> spots;
  std::vector<Wall> walls;
  int lights = 1;

  const Part* part(std::string_view name) const;
  const Mark* mark(std::string_view name) const;
  const Seat* seat(std::string_view name) const;
};

// Whether the straight way from `a` to `b` goes through the wall's quadrilateral.
bool crosses(const Wall& wall, const glm::vec3& a, const glm::vec3& b);

}  // namespace threshold::scenes
