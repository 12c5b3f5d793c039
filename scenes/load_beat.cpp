// beats/<id>.toml -> Beat.
#include <algorithm>

#include "scenes/loading.h"
#include "scenes/steady_math.h"

namespace threshold::scenes {
namespace {

constexpr double kRadian = 0.0174532925199432958;

float gain_at(const Node& entry, std::string_view key, double otherwise_db) {
  return gain_of_db(entry.number_at(key, otherwise_db));
}

float bone_at(const Node& entry) {
  return entry.find("bone_db") ? gain_at(entry, "bone_db", -120.0) : 0.0f;
}

// A time of the beat: complains when it lies outside.
double time_at(const Node& entry, std::string_view key, double otherwise, double duration_s,
               const Desk& desk) {
  const Node* node = entry.find(key);
  if (!node) return otherwise;
  if (node->number < 0.0 || node->number > duration_s + 1e-9) {
    desk.complain(*node, "'" + std::string(key) + "' lies outside the beat",
                  "keep it between 0 and its duration_s");
  }
  return node->number;
}

int part_at(const Node& entry, std::string_view key, const Desk& desk, const Place& place) {
  const Node* node = entry.find(key);
  if (!node) return -1;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < place.parts.size(); ++i) {
    if (place.parts[i].name == node->text) return static_cast<int>(i);
    names.push_back(place.parts[i].name);
  }
  desk.complain(*node, "there is no part '" + node->text + "' in place '" + place.id + "'",
                "use one of: " + one_of(names));
  return -1;
}

EarCurve read_ear(const Node& keys, const Desk& desk, const Story& story, double duration_s) {
  std::vector<HearingKey> found;
  for (const Node& entry : keys.items) {
    HearingKey key{time_at(entry, "at_s", 0.0, duration_s, desk), entry.text_at("state"), {}};
    if (!found.empty() && key.at_s <= found.back().at_s) {
      desk.complain(entry, "this hearing keyframe is not later than the one before",
                    "put keyframes in order of time");
      continue;
    }
    const auto state = story.hearing_states.find(key.state);
    if (state == story.hearing_states.end()) {
      std::vector<std::string> names;
      for (const auto& [name, ear] : story.hearing_states) names.push_back(name);
      desk.complain(*entry.find("state"), "there is no hearing state '" + key.state + "'",
                    "use one of hearing.toml: " + one_of(names));
      continue;
    }
    key.ear = state->second;
    found.push_back(std::move(key));
  }
  return EarCurve(std::move(found));
}

VoiceCue read_voice(const Node& entry, const Desk& desk, const Place& place, const Beat& beat) {
  VoiceCue cue;
  cue.sound_name = entry.text_at("sound");
  cue.id = entry.text_at("id", cue.sound_name);
  cue.sound = desk.sound(entry, "sound");
  cue.looping = entry.flag_at("loop", desk.catalogue.loops.count(cue.sound_name) > 0);
  cue.from_s = time_at(entry, "at_s", 0.0, beat.duration_s, desk);
  cue.until_s = time_at(entry, "until_s", beat.duration_s, beat.duration_s, desk);
  cue.fade_in_s = entry.number_at("fade_in_s", cue.looping ? 0.5 : 0.0);
  cue.fade_out_s = entry.number_at("fade_out_s", cue.looping ? 0.5 : 0.05);
  cue.where = read_where(entry, "from", desk, place, beat);
  cue.gain = gain_at(entry, "gain_db", 0.0);
  cue.level_db = read_curve(entry.list_at("levels"), "db", desk);
  cue.reverb = gain_at(entry, "reverb_db", cue.where.kind == Where::Kind::head ? -120.0 : 0.0);
  cue.occlusion = static_cast<float>(entry.number_at("occlusion", 0.0));
  cue.bone = bone_at(entry);
  cue.through_part = part_at(entry, "through", desk, place);
  return cue;
}

void read_shots(const Node& entry, const Desk& desk, const Place& place, Beat& beat) {
  ShotCue cue;
  cue.sound_name = entry.text_at("sound");
  cue.id = entry.text_at("id", cue.sound_name);
  cue.sound = desk.sound(entry, "sound");
  cue.where = read_where(entry, "from", desk, place, beat);
  cue.gain = gain_at(entry, "gain_db", 0.0);
  cue.pitch = static_cast<float>(entry.number_at("pitch", 1.0));
  cue.reverb = gain_at(entry, "reverb_db", 0.0);
  cue.bone = bone_at(entry);
  cue.through_part = part_at(entry, "through", desk, place);
  cue.shakes = entry.texts_at("shakes");
  cue.shake_extent_m = static_cast<float>(entry.number_at("shake_mm", 0.0) * 1e-3);
  for (const Node& time : entry.list_at("times_s")) {
    if (time.number < 0.0 || time.number > beat.duration_s) {
      desk.complain(time, "this time lies outside the beat", "keep it between 0 and its duration_s");
    }
    cue.at_s = time.number;
    beat.shots.push_back(cue);
  }
}

void read_spots(const Node& entry, const Desk& desk, const Place& place, Beat& beat) {
  SpotCue cue;
  if (const Node* colour = entry.find("colour")) cue.colour = point_of(*colour);
  cue.intensity = read_curve(entry.list_at("keys"), "intensity", desk);
  cue.pan_rad = static_cast<float>(entry.number_at("pan_deg", 0.0) * kRadian);
  cue.tilt_rad = static_cast<float>(entry.number_at("tilt_deg", 0.0) * kRadian);
  cue.period_s = entry.number_at("period_s", 6.0);
  cue.pulse_beats = entry.number_at("pulse_beats", 0.0);
  cue.pulse_depth = static_cast<float>(entry.number_at("pulse_depth", 0.0));
  double phase = entry.number_at("phase", 0.0);
  for (const Node& name : entry.list_at("names")) {
    cue.name = name.text;
    cue.phase = phase;
    phase += entry.number_at("phase_step", 0.0);
    if (std::find(place.spots.begin(), place.spots.end(), cue.name) == place.spots.end()) {
      desk.complain(name, "there is no spot '" + cue.name + "' in place '" + place.id + "'",
                    "use one of: " + one_of(place.spots));
    }
    beat.spots.push_back(cue);
  }
}

MoveCue read_move(const Node& entry, const Desk& desk) {
  MoveCue cue;
  cue.node = entry.text_at("node");
  const auto& keys = entry.list_at("keys");
  std::array<std::vector<Key>, 3> shift, tilt;
  for (const Node& key : keys) {
    const glm::vec3 by = key.find("shift_m") ? point_of(*key.find("shift_m")) : glm::vec3(0.0f);
    const glm::vec3 turn = key.find("tilt_deg") ? point_of(*key.find("tilt_deg")) : glm::vec3(0.0f);
    for (int i = 0; i < 3; ++i) {
      shift[i].push_back({key.number_at("at_s", 0.0), by[i]});
      tilt[i].push_back({key.number_at("at_s", 0.0), turn[i] * kRadian});
    }
  }
  cue.glow = read_curve(keys, "glow", desk);
  for (int i = 0; i < 3; ++i) {
    cue.shift_m[i] = Curve(shift[i]);
    cue.tilt_rad[i] = Curve(tilt[i]);
  }
  return cue;
}

CardCue read_card(const Node& entry, const Desk& desk, const Place& place, const Beat& beat) {
  CardCue cue;
  cue.text_key = entry.text_at("text");
  cue.id = entry.text_at("id", cue.text_key);
  const std::string kind = entry.text_at("kind", "card");
  cue.kind = kind == "notice"  ? xr::PanelKind::notice
             : kind == "label" ? xr::PanelKind::label
                               : xr::PanelKind::card;
  cue.from_s = time_at(entry, "at_s", 0.0, beat.duration_s, desk);
  cue.until_s = time_at(entry, "until_s", beat.duration_s, beat.duration_s, desk);
  if (entry.find("where")) cue.where = read_where(entry, "where", desk, place, beat);
  return cue;
}

CaptionCue read_caption(const Node& entry, const Desk& desk, const Place& place, const Beat& beat) {
  CaptionCue cue;
  cue.id = entry.text_at("id");
  const std::string kind = entry.text_at("kind");
  cue.kind = kind == "sound"     ? CaptionKind::sound
             : kind == "music"   ? CaptionKind::music
             : kind == "signing" ? CaptionKind::signing
                                 : CaptionKind::speech;
  cue.speaker_key = entry.text_at("speaker");
  if (entry.find("where")) cue.where = read_where(entry, "where", desk, place, beat);
  const double usual = cue.kind == CaptionKind::music ? 75.0 : cue.kind == CaptionKind::sound ? 60.0 : 50.0;
  cue.level_db_hl = static_cast<float>(entry.number_at("level_db_hl", usual));
  cue.felt = entry.flag_at("felt", false);
  if (entry.find("ears")) {
    cue.ears = {false, false};
    for (const std::string& ear : entry.texts_at("ears")) cue.ears[ear == "left" ? 0 : 1] = true;
  }
  return cue;
}

LightCurves read_light(const Node& keys, const Desk& desk) {
  LightCurves light;
  light.blend = read_curve(keys.items, "blend", desk);
  light.exposure_ev = read_curve(keys.items, "exposure_ev", desk);
  light.haze = read_curve(keys.items, "haze", desk);
  light.wind = read_curve(keys.items, "wind", desk);
  return light;
}

void read_head(const Node& document, const Desk& desk, const Story& story, Beat& beat) {
  beat.id = document.text_at("id");
  beat.duration_s = document.number_at("duration_s", 1.0);
  beat.fade_in_s = document.number_at("fade_in_s", 0.0);
  beat.fade_out_s = document.number_at("fade_out_s", 0.0);
  beat.beats_per_minute = document.number_at("beats_per_minute", 0.0);
  beat.dims = document.flag_at("card_only", false);
  const std::string place = document.text_at("place");
  for (std::size_t i = 0; i < story.places.size(); ++i) {
    if (story.places[i].id == place) {
      beat.place = static_cast<int>(i);
      return;
    }
  }
  desk.complain(*document.find("place"), "there is no place '" + place + "'", "use one of places/*.toml");
}

void read_own_blows(const Node& document, const Desk& desk, Beat& beat) {
  const Node* own = document.find("own_blows");
  if (!own) return;
  beat.holding = own->text_at("holding") == "sticks" ? Holding::sticks : Holding::nothing;
  beat.own_bone = bone_at(*own);
  if (const Node* sound = own->find("bone_sound")) {
    beat.bone_sounds = desk.layers_named(*sound, sound->text);
    beat.has_bone_sounds = true;
  }
}

}  // namespace

Where read_where(const Node& holder, std::string_view key, const Desk& desk, const Place& place,
                 const Beat& beat) {
  Where where;
  const Node* node = holder.find(key);
  if (!node) return where;
  const std::string& name = node->text;
  if (name == "head") {
    where.kind = Where::Kind::head;
    return where;
  }
  for (std::size_t i = 0; i < beat.figures.size(); ++i) {
    if (beat.figures[i].name != name) continue;
    where.kind = Where::Kind::figure;
    where.figure = static_cast<int>(i);
    where.point = {0.0f, beat.figures[i].head_m, 0.0f};
    return where;
  }
  if (const Mark* mark = place.mark(name))
    where.point = mark->position;
  else if (const Part* part = place.part(name))
    where.point = part->centre;
  else if (const Seat* seat = place.seat(name))
    where.point = seat->pose.position + glm::vec3(0.0f, 1.2f, 0.0f);
  else {
    std::vector<std::string> names{"head"};
    for (const FigureCue& figure : beat.figures) names.push_back(figure.name);
    for (const Mark& one : place.marks) names.push_back(one.name);
    for (const Part& one : place.parts) names.push_back(one.name);
    desk.complain(*node, "there is nothing called '" + name + "' in place '" + place.id + "'",
                  "use one of: " + one_of(names));
  }
  return where;
}

Curve read_curve(const std::vector<Node>& keys, std::string_view field, const Desk& desk, double otherwise) {
  std::vector<Key> points;
  for (const Node& key : keys) {
    if (!key.find(field)) continue;  // this key says nothing of it
    const Key point{key.number_at("at_s", 0.0), key.number_at(field, otherwise)};
    if (!points.empty() && point.at_s <= points.back().at_s) {
      desk.complain(key, "this keyframe is not later than the one before", "put keyframes in order of time");
      continue;
    }
    points.push_back(point);
  }
  return Curve(std::move(points));
}

Beat read_beat(const Node& document, const Desk& desk, const Story& story) {
  Beat beat;
  read_head(document, desk, story, beat);
  if (story.places.empty()) return beat;
  const Place& place = story.places[static_cast<std::size_t>(beat.place)];
  read_own_blows(document, desk, beat);
  if (const Node* hearing = document.find("hearing")) {
    if (const Node* left = hearing->find("left"))
      beat.hearing.ears[0] = read_ear(*left, desk, story, beat.duration_s);
    if (const Node* right = hearing->find("right"))
      beat.hearing.ears[1] = read_ear(*right, desk, story, beat.duration_s);
  }
  for (const Node& entry : document.list_at("figures")) read_figure(entry, desk, place, beat);
  std::size_t figure = 0;
  for (const Node& entry : document.list_at("figures")) {  // once all have names, they can look at each other
    read_looks(entry, desk, place, beat, beat.figures[figure++]);
  }
  for (const Node& entry : document.list_at("crowd")) read_crowd(entry, desk, place, beat);
  for (const Node& entry : document.list_at("voices"))
    beat.voices.push_back(read_voice(entry, desk, place, beat));
  for (const Node& entry : document.list_at("shots")) read_shots(entry, desk, place, beat);
  std::sort(beat.shots.begin(), beat.shots.end(),
            [](const ShotCue& a, const ShotCue& b) { return a.at_s < b.at_s; });
  if (const Node* light = document.find("light")) beat.light = read_light(*light, desk);
  for (const Node& entry : document.list_at("spots")) read_spots(entry, desk, place, beat);
  for (const Node& entry : document.list_at("moves")) beat.moves.push_back(read_move(entry, desk));
  for (const Node& entry : document.list_at("cards"))
    beat.cards.push_back(read_card(entry, desk, place, beat));
  for (const Node& entry : document.list_at("captions")) {
    beat.captions.push_back(read_caption(entry, desk, place, beat));
  }
  for (const Node& entry : document.list_at("hints")) {
    beat.hints.push_back(
        {entry.number_at("after_s", 8.0), entry.number_at("for_s", 6.0), entry.text_at("text")});
  }
  for (const Node& entry : document.list_at("trembles")) {
    for (const std::string& node : entry.texts_at("nodes")) {
      beat.trembles.push_back({node, static_cast<float>(entry.number_at("strength", 0.5)),
                               entry.number_at("at_s", 0.0), entry.number_at("until_s", beat.duration_s)});
    }
  }
  if (const Node* call = document.find("call_and_answer")) read_call(*call, desk, place, beat);
  beat.something_to_do = !beat.dims && !place.parts.empty();
  return beat;
}

}  // namespace threshold::scenes
