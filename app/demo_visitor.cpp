#include "app/demo_visitor.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include <toml++/toml.h>
#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>

#include "scenes/blows.h"
#include "xr/grip.h"

namespace threshold::app {
namespace {

constexpr double kTick_s = static_cast<double>(xr::kTickSamples) / xr::kSampleRateHz;
constexpr float kLift_m = 0.16f;      // how high a stick waits over what it will strike
constexpr float kThrough_m = 0.012f;  // a stroke aims a little below the surface
constexpr double kRise_s = 0.14;      // back up after a stroke
constexpr double kTravel_s = 0.35;    // from part to part, at leisure
constexpr double kLookTurn_s = 0.9;   // a head turns this slowly in a demo: it is somebody's picture

float smooth(double x) {
  const float t = static_cast<float>(std::clamp(x, 0.0, 1.0));
  return t * t * (3.0f - 2.0f * t);
}

// Where on a part a hand comes down, and from where.
struct Contact {
  glm::vec3 point, normal;
};

Contact contact_of(const scenes::Part& part, int side) {
  const float toward = side == xr::left ? -1.0f : 1.0f;
  if (part.shape == scenes::Shape::disc) {
    // A little off the middle, on this hand's side: two sticks do not meet in one point.
    glm::vec3 across = glm::vec3(1, 0, 0) - part.normal * part.normal.x;
    across = glm::length(across) > 0.1f ? glm::normalize(across) : glm::vec3(0, 0, 1);
    return {part.centre + across * (toward * 0.25f * part.radius_m), part.normal};
  }
  // The top face of a box, as near to the hand's own place as it reaches.
  const glm::quat back = glm::conjugate(part.orientation);
  glm::vec3 local = back * (glm::vec3(0.2f * toward, 0.0f, -0.42f) - part.centre);
  local = glm::clamp(local, -0.92f * part.half_m, 0.92f * part.half_m);
  const glm::vec3 up_local = back * glm::vec3(0, 1, 0);
  int axis = 1;
  for (int i = 0; i < 3; ++i)
    if (std::abs(up_local[i]) > std::abs(up_local[axis])) axis = i;
  const float sign = up_local[axis] > 0 ? 1.0f : -1.0f;
  local[axis] = sign * part.half_m[axis];
  glm::vec3 normal(0.0f);
  normal[axis] = sign;
  return {part.centre + part.orientation * local, part.orientation * normal};
}

glm::vec3 home(int side, bool sticks) {
  const float x = side == xr::left ? -0.2f : 0.2f;
  return sticks ? glm::vec3(x * 0.7f, 0.95f, -0.52f) : glm::vec3(x, 0.86f, -0.34f);
}

glm::quat looking(const glm::vec3& from, const glm::vec3& to) {
  const glm::vec3 d = to - from;
  const float yaw = std::atan2(-d.x, -d.z);
  const float pitch = std::atan2(d.y, std::hypot(d.x, d.z));
  return glm::angleAxis(yaw, glm::vec3(0, 1, 0)) * glm::angleAxis(pitch, glm::vec3(1, 0, 0));
}

[[noreturn]] void refuse(const std::string& file, const toml::node& node, const std::string& what) {
  throw std::runtime_error(file + ":" + std::to_string(node.source().begin.line) + ": " + what);
}

std::optional<glm::vec3> point_named(const scenes::Place& place, const std::string& name) {
  if (const scenes::Part* part = place.part(name)) return part->centre;
  if (const scenes::Mark* mark = place.mark(name)) return mark->position;
  if (const scenes::Seat* seat = place.seat(name)) return seat->pose.position + glm::vec3(0.0f, 1.3f, 0.0f);
  return std::nullopt;
}

}  // namespace

DemoVisitor::DemoVisitor(const scenes::Story& story) {
  for (const scenes::Beat& beat : story.beats) {
    Plan plan{};
    plan.place = &story.places[static_cast<std::size_t>(beat.place)];
    plan.sticks = beat.holding == scenes::Holding::sticks;
    plans_.emplace(beat.id, std::move(plan));
  }
  const std::string file = (story.folder / "demo.toml").string();
  if (!std::filesystem::is_regular_file(file)) return;
  toml::table root;
  try {
    root = toml::parse_file(file);
  } catch (const toml::parse_error& error) {
    throw std::runtime_error(file + ":" + std::to_string(error.source().begin.line) + ": " +
                             std::string(error.description()) + ": mend this line");
  }

  for (const auto& [key, value] : root) {
    const auto found = plans_.find(std::string(key.str()));
    if (found == plans_.end() || !value.is_table())
      refuse(file, value,
             "[" + std::string(key.str()) + "] is no beat of this story: name one of story.toml's");
    Plan& plan = found->second;
    const toml::table& beat = *value.as_table();
    const auto add = [&](const toml::node& node, double at, const std::string& hand, const std::string& part,
                         double speed, double rest) {
      const scenes::Part* known = plan.place->part(part);
      if (!known)
        refuse(file, node, "'" + part + "' is no part of " + plan.place->id + ": see its place.json");
      const Stroke stroke{at, static_cast<int>(known - plan.place->parts.data()), static_cast<float>(speed),
                          rest};
      if (hand == "left")
        plan.hands[xr::left].push_back(stroke);
      else if (hand == "right")
        plan.hands[xr::right].push_back(stroke);
      else if (hand == "foot")
        plan.foot.push_back(stroke);
      else
        refuse(file, node, "'" + hand + "' is no limb: write left, right or foot");
    };
    for (const auto& [list_key, list] : beat) {
      const std::string kind(list_key.str());
      if (!list.is_array_of_tables() && !list.is_array()) refuse(file, list, "'" + kind + "' must be a list");
      for (const toml::node& node : *list.as_array()) {
        if (kind == "grooves" && node.is_table()) {  // one bar of sixteenths, again and again
          const toml::table& groove = *node.as_table();
          const double from = groove["from_s"].value_or(0.0), to = groove["to_s"].value_or(0.0);
          const double step = 60.0 / groove["beats_per_minute"].value_or(140.0) / 4.0;
          const std::string pattern = groove["pattern"].value_or(std::string{});
          if (pattern.empty()) refuse(file, node, "a groove needs a pattern such as \"x...x...\"");
          for (std::size_t i = 0; from + static_cast<double>(i) * step < to; ++i)
            if (const char c = pattern[i % pattern.size()]; c != '.')
              add(node, from + static_cast<double>(i) * step, groove["hand"].value_or(std::string("right")),
                  groove["part"].value_or(std::string{}),
                  groove["speed_m_s"].value_or(4.0) * (c == 'X' ? 1.6 : 1.0), 0.0);
        } else if (kind == "strokes" && node.is_table()) {
          const toml::table& stroke = *node.as_table();
          add(node, stroke["at_s"].value_or(0.0), stroke["hand"].value_or(std::string("right")),
              stroke["part"].value_or(std::string{}), stroke["speed_m_s"].value_or(4.0),
              stroke["rest_s"].value_or(0.0));
        } else if (kind == "looks" && node.is_table()) {
          const toml::table& look = *node.as_table();
          const std::string name = look["at"].value_or(std::string{});
          const auto point = point_named(*plan.place, name);
          if (!point) refuse(file, node, "'" + name + "' is no part, mark or seat of " + plan.place->id);
          plan.looks.push_back(
              {look["at_s"].value_or(0.0),
               *point + glm::vec3(0.0f, static_cast<float>(look["up_m"].value_or(0.0)), 0.0f)});
        } else {
          refuse(file, node, "'" + kind + "' is not known here: write grooves, strokes or looks");
        }
      }
    }
    const auto by_time = [](const auto& a, const auto& b) { return a.at_s < b.at_s; };
    for (auto& hand : plan.hands) std::stable_sort(hand.begin(), hand.end(), by_time);
    std::stable_sort(plan.foot.begin(), plan.foot.end(), by_time);
    std::stable_sort(plan.looks.begin(), plan.looks.end(), by_time);
  }
}

xr::Pose DemoVisitor::tip_at(const Plan& plan, int side, double time_s) const {
  const auto& strokes = plan.hands[static_cast<std::size_t>(side)];
  const auto next = std::upper_bound(strokes.begin(), strokes.end(), time_s,
                                     [](double t, const Stroke& s) { return t < s.at_s; });
  const auto part_of = [&](const Stroke& s) -> const scenes::Part& {
    return plan.place->parts[static_cast<std::size_t>(s.part)];
  };
  const float skin = plan.sticks ? 0.007f : 0.04f;  // as scenes/blows.h takes a tip and a palm
  const auto over = [&](const Stroke& s, float height) {
    const Contact c = contact_of(part_of(s), side);
    return c.point + c.normal * (height + skin);
  };

  glm::vec3 from = home(side, plan.sticks);
  double since = 1e9;
  if (next != strokes.begin()) {
    const Stroke& done = *std::prev(next);
    since = time_s - done.at_s;
    if (since < done.rest_s) return {over(done, -0.004f), {}};
    since -= done.rest_s;
    if (since < kRise_s)
      return {over(done, -kThrough_m + (kLift_m + kThrough_m) * smooth(since / kRise_s)), {}};
    from = over(done, kLift_m);
    since -= kRise_s;
  }
  glm::vec3 to = home(side, plan.sticks);
  double until = 1e9;
  if (next != strokes.end()) {
    until = next->at_s - time_s;
    // Down at the stroke's own speed, straight onto the surface, arriving at at_s.
    const double down_s = (kLift_m + kThrough_m) / static_cast<double>(next->speed_m_s);
    if (until < down_s) return {over(*next, -kThrough_m + next->speed_m_s * static_cast<float>(until)), {}};
    until -= down_s;
    if (until < 2.5) to = over(*next, kLift_m);  // wait for it there; before that, at home
  }
  // Between two strokes: a little arc from one waiting point to the other, there in time.
  const double gap = since + until;
  const double travel = std::min(kTravel_s, gap);
  const float way = until < 2.5 && next != strokes.end()
                        ? smooth(1.0 - (until - std::min(0.05, until)) / std::max(travel, 1e-3))
                        : smooth(since / 0.8);
  return {glm::mix(from, to, way) +
              glm::vec3(0.0f, 0.08f * way * (1.0f - way) * 4.0f * glm::distance(from, to), 0.0f),
          {}};
}

glm::vec3 DemoVisitor::look_at(const Plan& plan, double time_s) const {
  const glm::vec3 ahead = plan.place->eye + glm::vec3(0.0f, -0.3f, -2.0f);
  const auto next = std::upper_bound(plan.looks.begin(), plan.looks.end(), time_s,
                                     [](double t, const Look& l) { return t < l.at_s; });
  if (next == plan.looks.begin()) return ahead;
  const Look& now = *std::prev(next);
  const glm::vec3 before = std::prev(next) == plan.looks.begin() ? ahead : std::prev(next, 2)->point;
  return glm::mix(before, now.point, smooth((time_s - now.at_s) / kLookTurn_s));
}

xr::Presence DemoVisitor::at(const scenes::Moment& last) const {
  xr::Presence p;
  const auto found = plans_.find(last.beat);
  if (found == plans_.end()) return p;
  const Plan& plan = found->second;
  const double now = last.beat_s + kTick_s;

  // Breathing and the small sway of somebody who sits: a still camera looks dead.
  const double t = static_cast<double>(last.sample) / xr::kSampleRateHz;
  p.head.position = plan.place->eye + glm::vec3(0.006f * static_cast<float>(std::sin(t * 0.9)),
                                                0.004f * static_cast<float>(std::sin(t * 1.7)), 0.0f);
  glm::vec3 point = look_at(plan, now);
  // Nobody throws the head back to see a lamp or a spire: the eyes do the rest.
  const float away = std::hypot(point.x - p.head.position.x, point.z - p.head.position.z);
  point.y = std::min(point.y, p.head.position.y + 0.12f * away);
  p.head.orientation = looking(p.head.position, point);

  for (int side = xr::left; side <= xr::right; ++side) {
    xr::HandPresence& hand = p.hands[static_cast<std::size_t>(side)];
    const xr::Pose tip = tip_at(plan, side, now), before = tip_at(plan, side, now - kTick_s);
    const glm::vec3 elbow =
        p.head.position + glm::vec3(side == xr::left ? -0.3f : 0.3f, plan.sticks ? -0.62f : -0.3f, 0.06f);
    hand.tracked = true;
    hand.squeeze = plan.sticks ? 1.0f : 0.0f;
    const auto grip_of = [&](const glm::vec3& touched) {
      xr::Pose grip;
      grip.orientation = xr::grip_toward(looking(elbow, touched), static_cast<xr::Side>(side), plan.sticks);
      const xr::Pose stick = scenes::stick_of({{0, 0, 0}, grip.orientation});
      const glm::vec3 tip_offset =
          plan.sticks ? stick.position + stick.orientation * glm::vec3(0, 0, -scenes::kStickLength_m)
                      : glm::vec3(0.0f);
      grip.position = touched - tip_offset;
      return grip;
    };
    hand.grip = grip_of(tip.position);
    hand.aim = hand.grip;
    hand.velocity_m_s =
        (hand.grip.position - grip_of(before.position).position) / static_cast<float>(kTick_s);
  }
  std::size_t blows = 0;
  for (const Stroke& s : plan.foot)
    if (s.at_s > now - kTick_s && s.at_s <= now && blows < p.key_blows.size())
      for (std::size_t slot = 0; slot < plan.place->key_parts.size() && slot < xr::kKeySlots; ++slot)
        if (plan.place->key_parts[slot] == s.part) {
          p.key_blows[blows++] = {static_cast<std::uint8_t>(slot), s.speed_m_s};
          break;
        }
  return p;
}

}  // namespace threshold::app
