// Library: the ways in which a place or a person may be drawn. Their pipelines are made ahead, and each is
// drawn once where nothing is seen of it, so that no frame waits for a compiler.
#include <algorithm>
#include <utility>

#include "xr/vulkan/library.h"
#include "xr/vulkan/shader_data.h"

namespace threshold::xr {
namespace {

bool may_stand_in_sun(const Resident& r, const Variant& variant) {
  if (variant.way != Way::place || variant.light == 0 || variant.light == 3) return false;
  return r.place.lights[0].sun_angle_rad > 0.0f || r.place.lights[1].sun_angle_rad > 0.0f;
}

// Glass and water see their own light: neither lightmap nor lamps.
Variant wet(Way way) {
  Variant variant;
  variant.way = way;
  variant.transparent = variant.two_sided = true;
  return variant;
}

}  // namespace

Variant variant_of(const Resident& resident, const DrawData& draw, bool person) {
  const MaterialData& material = resident.model.materials[static_cast<std::size_t>(draw.material)];
  Variant variant;
  variant.way = person ? Way::person : Way::place;
  variant.light = material.unlit ? 3 : draw.lightmapped ? 1 : 0;
  variant.textured = material.texture >= 0;
  variant.gloss = !person && !material.unlit && resident.gloss[static_cast<std::size_t>(draw.material)];
  variant.two_sided = material.two_sided;
  variant.transparent = material.transparent;
  if (!person && material.name.starts_with("glass_rain")) variant = wet(Way::rain);
  if (!person && material.name == "water_glass") variant = wet(Way::water);
  return variant;
}

int lamps_of(const Variant& variant, std::size_t in_place) {
  if (variant.light == 3) return 0;
  return variant.way == Way::person ? 1 : static_cast<int>(std::min<std::size_t>(in_place, kMostSpots));
}

void Library::prepare(Resident& resident) {
  if (resident.prepared.exchange(true)) return;
  prepare_pipelines(resident, false);
  if (gpu_.multiview_trusted) prepare_pipelines(resident, true);
}

void Library::prepare_pipelines(const Resident& r, bool multiview) {
  const bool person = !r.model.joints.empty();
  const bool lamps = person || !r.place.lamps.empty();
  const bool cookies = std::any_of(r.place.lamps.begin(), r.place.lamps.end(),
                                   [](const LampData& lamp) { return lamp.cookie != 0; });
  for (const Way way : {Way::sky, Way::contact, Way::puff, Way::panel}) {
    Variant variant;
    variant.way = way;
    variant.multiview = multiview;
    pipelines_.get(variant);
    variant.haze = true;
    if (way == Way::sky && lamps) pipelines_.get(variant);
  }
  if (lamps) pipelines_.haze();
  // The visitor's own hands are drawn in two ways, as Scene::add_hands() does, and in no other.
  const auto make = [&](Variant variant) {
    const bool own = !r.hand_bones[0].empty();
    variant.fade |= own;
    const bool as_it_is = std::exchange(variant.two_sided, variant.two_sided || own);
    pipelines_.get(variant);
    if (!own) return;
    variant.two_sided = as_it_is;
    variant.transparent = true;
    pipelines_.get(variant);
  };
  for (const DrawData& draw : r.model.draws) {
    Variant variant = variant_of(r, draw, person);
    variant.multiview = multiview;
    if (variant.way == Way::rain || variant.way == Way::water) {
      pipelines_.get(variant);
      continue;
    }
    const int lights = variant.light == 1 ? 2 : 1;
    for (int light = 0; light < lights; ++light) {
      variant.light += light;
      for (int way = 0; way < 4; ++way) {  // in lamps' light or out of their reach, in haze or not
        const bool lit = (way & 1) != 0;
        if (way > 0 && !lamps) continue;
        variant.spots = lit ? lamps_of(variant, r.place.lamps.size()) : 0;
        variant.haze = (way & 2) != 0;
        for (const bool more : {false, true}) {
          variant.shade = more && !person && variant.spots > 0;
          variant.fade = more && r.has_far;
          for (const bool patterns : {false, true}) {
            variant.cookie = patterns;
            if (patterns && (!cookies || variant.spots == 0)) continue;
            variant.sun = false;
            make(variant);
            variant.sun = may_stand_in_sun(r, variant);
            if (variant.sun) make(variant);
          }
          variant.cookie = variant.sun = false;
        }
      }
    }
  }
}

std::optional<Library::Rehearsal> Library::next_rehearsal(bool multiview) {
  while (!rehearsals_.empty()) {
    Rehearsal& next = rehearsals_.front();
    const Resident& r = *next.resident;
    const bool person = !r.model.joints.empty();
    const bool lamps = person || !r.place.lamps.empty();
    for (; next.draw < r.model.draws.size(); ++next.draw) {
      Variant variant = variant_of(r, r.model.draws[next.draw], person);
      variant.multiview = multiview;
      const bool wet = variant.way == Way::rain || variant.way == Way::water;
      const int sides = may_stand_in_sun(r, variant) ? 2 : 1;
      for (int way = 0; way < (lamps && !wet ? 4 : 1) * sides; ++way) {
        const bool all = lamps && !wet;
        variant.sun = sides == 2 && way >= (all ? 4 : 1);
        variant.spots = all && (way & 1) != 0 ? lamps_of(variant, r.place.lamps.size()) : 0;
        variant.haze = all && (way & 2) != 0;
        if (!rehearsed_.insert(variant).second) continue;
        next.variant = variant;
        return next;
      }
    }
    rehearsals_.pop_front();
  }
  return std::nullopt;
}

}  // namespace threshold::xr
