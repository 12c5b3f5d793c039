// Picture: everything the eyes are to show at one instant, as plain data. The director fills it once a
// tick; the renderer (xr/vulkan) is its only reader and knows nothing of the story.
// Units: metres, seconds, linear light. Same space as xr/presence.h.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <glm/vec3.hpp>

#include "xr/presence.h"

namespace threshold::xr {

// A stage lamp. `name` is a spot of the place's place.json; position and target come from there.
struct Spot {
  std::string name;
  glm::vec3 colour{1.0f};                 // linear, 1 = full
  float intensity = 0.0f;                 // 0..1 of the lamp's own intensity
  float pan_rad = 0.0f, tilt_rad = 0.0f;  // offset from its rest direction
  friend bool operator==(const Spot&, const Spot&) = default;
};

struct ClipTime {
  std::string clip;  // animation name inside the model's glTF; empty: rest pose
  float time_s = 0.0f;
  bool looping = true;
  friend bool operator==(const ClipTime&, const ClipTime&) = default;
};

// One person. Two clips and a blend, a gaze point for head and eyes.
struct Figure {
  std::string name;   // instance, e.g. "imani"
  std::string model;  // assets/people/<model>.glb
  Pose root;
  ClipTime from, to;
  float blend = 0.0f;  // 0 = from .. 1 = to
  std::optional<glm::vec3> look_at;
  float opacity = 1.0f;
  friend bool operator==(const Figure&, const Figure&) = default;
};

// A moving node of the place (drum head, cymbal, plate, leaf branch): offset from its rest transform.
struct PartMotion {
  std::string node;  // glTF node name
  glm::vec3 shift{0.0f};
  glm::vec3 tilt_rad{0.0f};  // rotation vector about the node's origin, place axes
  float glow = 0.0f;         // 0..1 added light, for "this was hit" where touch and sound are missing
  friend bool operator==(const PartMotion&, const PartMotion&) = default;
};

enum class HoldKind : std::uint8_t { nothing, stick };

struct HandFigure {
  bool visible = false;
  Pose grip;  // where the fist is
  bool joints_valid = false;
  std::array<Pose, kHandJoints> joints{};
  HoldKind holds = HoldKind::nothing;
  Pose stick;         // butt of the stick at the origin, tip at -z * 0.406 m
  float curl = 0.0f;  // 0 open .. 1 fist, used when joints are not valid
  friend bool operator==(const HandFigure&, const HandFigure&) = default;
};

enum class DustKind : std::uint8_t { dust, leaves, sparks };

// A short puff of particles; the renderer evolves it as a pure function of `age_s` and `seed`.
struct Puff {
  DustKind kind = DustKind::dust;
  glm::vec3 position{0.0f};
  float age_s = 0.0f;
  float strength = 0.0f;  // 0..1
  std::uint32_t seed = 0;
  friend bool operator==(const Puff&, const Puff&) = default;
};

enum class PanelKind : std::uint8_t { caption, card, notice, label };

// Text for the visitor. Captions are placed by the backend under the rules of docs/access.md: near
// `anchor` when it is in view, else on a lagging panel with an arrow toward it.
struct Panel {
  PanelKind kind = PanelKind::caption;
  std::string id;       // stable identity over ticks
  std::string speaker;  // may be empty
  std::string text;     // UTF-8, at most two lines for captions; '\n' separates lines
  std::optional<glm::vec3> anchor;
  float age_s = 0.0f;
  int text_percent =
      100;  // the visitor's choice: of the type's usual size, as far as it may go (panel_text.h)
  friend bool operator==(const Panel&, const Panel&) = default;
};

struct Picture {
  std::string place;         // assets/places/<place>/
  float light_blend = 0.0f;  // 0 = first baked light .. 1 = second
  float exposure_ev = 0.0f;
  float haze = 0.0f;    // 0..1
  float fade = 0.0f;    // 0 = seen .. 1 = black
  float wind = 0.0f;    // 0..1, sways what the place marks as leaves
  float time_s = 0.0f;  // seconds since the beat began, for ambient motion
  std::vector<Spot> spots;
  std::vector<Figure> figures;
  std::vector<PartMotion> parts;
  std::array<HandFigure, 2> hands{};
  std::vector<Puff> puffs;
  std::vector<Panel> panels;
  friend bool operator==(const Picture&, const Picture&) = default;
};

}  // namespace threshold::xr
