// place.json and places/<id>.toml -> Place.
#include <algorithm>

#include <glm/geometric.hpp>

#include "scenes/loading.h"
#include "scenes/steady_math.h"

namespace threshold::scenes {
namespace {

xr::Pose pose_of(const Node& seat) {
  xr::Pose pose;
  if (const Node* position = seat.find("position")) pose.position = point_of(*position);
  const double half = seat.number_at("yaw_deg", 0.0) * 0.00872664625997164788;
  pose.orientation =
      glm::quat(static_cast<float>(steady_cos(half)), 0.0f, static_cast<float>(steady_sin(half)), 0.0f);
  return pose;
}

Part part_of(const Node& entry, const Desk& desk) {
  Part part;
  part.name = entry.text_at("name");
  part.node = entry.text_at("node");
  part.kind = entry.text_at("kind");
  part.shape = entry.text_at("shape") == "box" ? Shape::box : Shape::disc;
  if (const Node* centre = entry.find("centre")) part.centre = point_of(*centre);
  if (part.shape == Shape::disc) {
    if (const Node* normal = entry.find("normal")) part.normal = point_of(*normal);
    const float length = glm::length(part.normal);
    if (!(length > 1e-3f)) {
      desk.complain(entry, "part '" + part.name + "' has a normal of no length", "build the place again");
      part.normal = {0.0f, 1.0f, 0.0f};
    } else {
      part.normal /= length;
    }
    part.radius_m = static_cast<float>(entry.number_at("radius_m", 0.0));
    if (!(part.radius_m > 0.0f)) {
      desk.complain(entry, "disc '" + part.name + "' has no radius_m", "build the place again");
    }
  } else {
    if (const Node* half = entry.find("half_m")) part.half_m = point_of(*half);
    if (const Node* q = entry.find("orientation"); q && q->items.size() == 4) {
      const auto at = [q](std::size_t i) { return static_cast<float>(q->items[i].number); };
      part.orientation = glm::quat(at(3), at(0), at(1), at(2));
      const float length = glm::length(part.orientation);
      part.orientation = length > 1e-3f ? part.orientation / length : glm::quat(1.0f, 0.0f, 0.0f, 0.0f);
    }
    if (!(part.half_m.x > 0.0f && part.half_m.y > 0.0f && part.half_m.z > 0.0f)) {
      desk.complain(entry, "box '" + part.name + "' has no half_m above 0", "build the place again");
    }
  }
  return part;
}

std::optional<xr::DustKind> puff_of(const std::string& name) {
  if (name == "dust") return xr::DustKind::dust;
  if (name == "leaves") return xr::DustKind::leaves;
  if (name == "sparks") return xr::DustKind::sparks;
  return std::nullopt;
}

PartKind kind_of(const std::string& name, const Node& entry, const Desk& desk) {
  PartKind kind;
  kind.name = name;
  const std::string stem = entry.text_at("sound");
  kind.sounds_by_part = stem == "{part}";
  if (!kind.sounds_by_part) kind.layers = desk.layers_named(*entry.find("sound"), stem);
  kind.gain = gain_of_db(entry.number_at("gain_db", 0.0));
  kind.bone = entry.find("bone_db") ? gain_of_db(entry.number_at("bone_db", -120.0)) : 0.0f;
  const std::string movement = entry.text_at("movement", "none");
  kind.movement = movement == "head"    ? Movement::head
                  : movement == "swing" ? Movement::swing
                  : movement == "shake" ? Movement::shake
                                        : Movement::none;
  kind.frequency_hz = static_cast<float>(entry.number_at("frequency_hz", 0.0));
  kind.decay_s = static_cast<float>(entry.number_at("decay_s", 0.3));
  kind.extent = static_cast<float>(kind.movement == Movement::swing
                                       ? entry.number_at("extent_deg", 0.0) * 0.0174532925199
                                       : entry.number_at("extent_mm", 0.0) * 1e-3);
  kind.pulse = {static_cast<float>(entry.number_at("touch", 0.0)),
                static_cast<float>(entry.number_at("touch_hz", 0.0)),
                static_cast<float>(entry.number_at("touch_s", 0.05))};
  kind.resting = static_cast<float>(entry.number_at("resting", 0.0));
  kind.puff = puff_of(entry.text_at("puff"));
  kind.shakes = entry.texts_at("shakes");
  kind.shake_extent_m = static_cast<float>(entry.number_at("shake_mm", 0.0) * 1e-3);
  return kind;
}

}  // namespace

Place read_place_asset(const Node& document, const Desk& desk) {
  Place place;
  place.id = document.text_at("id");
  if (const Node* visitor = document.find("visitor")) {
    place.eye = {0.0f, static_cast<float>(visitor->number_at("eye_height_m", 1.6)), 0.0f};
  }
  for (const Node& entry : document.list_at("parts")) place.parts.push_back(part_of(entry, desk));
  if (place.parts.size() > kMaxParts) {
    desk.complain(document, "has " + std::to_string(place.parts.size()) + " parts that can be struck",
                  "keep them to " + std::to_string(kMaxParts));
    place.parts.resize(kMaxParts);
  }
  for (const Node& entry : document.list_at("marks")) {
    place.marks.push_back({entry.text_at("name"), point_of(*entry.find("position"))});
  }
  for (const Node& entry : document.list_at("seats"))
    place.seats.push_back({entry.text_at("name"), pose_of(entry)});
  for (const Node& entry : document.list_at("spots")) place.spots.push_back(entry.text_at("name"));
  for (const Node& entry : document.list_at("walls")) {
    Wall wall{entry.text_at("name"), {}};
    const auto& corners = entry.list_at("corners");
    for (std::size_t i = 0; i < 4 && i < corners.size(); ++i) wall.corners[i] = point_of(corners[i]);
    place.walls.push_back(wall);
  }
  place.lights = static_cast<int>(document.list_at("light").size());
  return place;
}

void read_place_story(const Node& document, const Desk& desk, Place& place) {
  place.what = document.text_at("what");
  if (const Node* room = document.find("room")) {
    place.room.name = place.id;
    place.room.decay_s = static_cast<float>(room->number_at("decay_s", place.room.decay_s));
    place.room.decay_hf_ratio =
        static_cast<float>(room->number_at("decay_hf_ratio", place.room.decay_hf_ratio));
    place.room.size_m = static_cast<float>(room->number_at("size_m", place.room.size_m));
    place.room.wet_db = static_cast<float>(room->number_at("wet_db", place.room.wet_db));
    place.room.pre_delay_s = static_cast<float>(room->number_at("pre_delay_s", place.room.pre_delay_s));
  }
  if (const Node* kinds = document.find("kinds")) {
    for (const auto& [name, entry] : kinds->fields) place.kinds.push_back(kind_of(name, entry, desk));
  }
  std::vector<std::string> names;
  for (Part& part : place.parts) {
    names.push_back(part.name);
    for (std::size_t i = 0; i < place.kinds.size(); ++i) {
      if (place.kinds[i].name == part.kind) part.kind_index = static_cast<int>(i);
    }
    if (part.kind_index < 0) {
      desk.complain(document, "says nothing of '" + part.kind + "', the kind of part '" + part.name + "'",
                    "add a table [kinds." + part.kind + "]");
      continue;
    }
    const PartKind& kind = place.kinds[static_cast<std::size_t>(part.kind_index)];
    part.layers = kind.sounds_by_part ? desk.layers_named(document, part.name) : kind.layers;
  }
  const auto part_index = [&](const Node& node) {
    const auto found = std::find(names.begin(), names.end(), node.text);
    if (found == names.end()) {
      desk.complain(node, "there is no part '" + node.text + "' in place '" + place.id + "'",
                    "use one of: " + one_of(names));
      return -1;
    }
    return static_cast<int>(found - names.begin());
  };
  for (const Node& entry : document.list_at("key_parts")) {
    if (const int index = part_index(entry); index >= 0) place.key_parts.push_back(index);
  }
  if (const Node* trigger = document.find("trigger_part")) place.trigger_part = part_index(*trigger);
}

}  // namespace threshold::scenes
