// The people of a beat: who stands where, moves how, looks at whom; and call and answer.
#include <algorithm>
#include <optional>

#include <glm/geometric.hpp>

#include "scenes/loading.h"
#include "scenes/steady_math.h"

namespace threshold::scenes {
namespace {

xr::Pose seat_named(const Node& node, const Desk& desk, const Place& place) {
  if (const Seat* seat = place.seat(node.text)) return seat->pose;
  std::vector<std::string> names;
  for (const Seat& seat : place.seats) names.push_back(seat.name);
  desk.complain(node, "there is no seat '" + node.text + "' in place '" + place.id + "'",
                "use one of: " + one_of(names));
  return {};
}

const ClipFacts* clip_facts(const Node& node, const std::string& model, const std::string& clip,
                            const Desk& desk) {
  const auto found_model = desk.catalogue.clips.find(model);
  if (found_model == desk.catalogue.clips.end()) return nullptr;  // said once, of the model
  const auto found = found_model->second.find(clip);
  if (found != found_model->second.end()) return &found->second;
  std::vector<std::string> names;
  for (const auto& [name, facts] : found_model->second) names.push_back(name);
  desk.complain(node, "'" + model + "' has no clip '" + clip + "'", "use one of: " + one_of(names));
  return nullptr;
}

void check_model(const Node& entry, const std::string& model, const Desk& desk) {
  if (desk.catalogue.clips.count(model) > 0 || desk.catalogue.clips.empty()) return;
  std::vector<std::string> names;
  for (const auto& [name, clips] : desk.catalogue.clips) names.push_back(name);
  desk.complain(entry, "there is no model '" + model + "'", "use one of: " + one_of(names));
}

// What plays once is followed by the loop before it, unless the next clip comes first or it holds its end.
std::vector<ClipCue> with_returns(std::vector<ClipCue> clips) {
  constexpr double kCrossFade_s = 0.25;
  std::vector<ClipCue> row;
  std::optional<ClipCue> loop;
  for (std::size_t i = 0; i < clips.size(); ++i) {
    row.push_back(clips[i]);
    if (clips[i].looping) {
      loop = clips[i];
      continue;
    }
    const double back_s =
        clips[i].at_s + std::max(0.05, (clips[i].duration_s - clips[i].phase_s) - kCrossFade_s);
    if (!loop || clips[i].holds || (i + 1 < clips.size() && clips[i + 1].at_s <= back_s)) continue;
    ClipCue again = *loop;
    again.phase_s += (back_s - again.at_s) * again.rate;  // the loop kept its time
    again.at_s = back_s;
    row.push_back(again);
  }
  return row;
}

// The rate at which a loop lasts a whole number of beats of the music, as near its own as can be.
double rate_on_beat(double duration_s, double beats_per_minute) {
  if (beats_per_minute <= 0.0 || duration_s <= 0.0) return 1.0;
  const double beat_s = 60.0 / beats_per_minute;
  const double beats = std::max(1.0, static_cast<double>(static_cast<long long>(duration_s / beat_s + 0.5)));
  return duration_s / (beats * beat_s);
}

std::vector<ClipCue> read_clips(const Node& entry, const std::string& model, const Desk& desk,
                                const Beat& beat) {
  std::vector<ClipCue> clips;
  for (const Node& node : entry.list_at("clips")) {
    ClipCue cue;
    cue.at_s = node.number_at("at_s", 0.0);
    cue.clip = node.text_at("clip");
    cue.phase_s = node.number_at("phase_s", 0.0);
    if (const ClipFacts* facts = clip_facts(*node.find("clip"), model, cue.clip, desk)) {
      cue.duration_s = facts->duration_s;
      cue.looping = facts->looping;
    }
    cue.looping = node.flag_at("loop", cue.looping);
    cue.holds = node.flag_at("hold", false);
    if (node.flag_at("on_beat", false)) cue.rate = rate_on_beat(cue.duration_s, beat.beats_per_minute);
    if (!clips.empty() && cue.at_s <= clips.back().at_s) {
      desk.complain(node, "this clip does not begin later than the one before", "put clips in order of time");
    }
    clips.push_back(std::move(cue));
  }
  return with_returns(std::move(clips));
}

// A turn about +y that faces -z along `direction`: half-angle formulas, so no arc functions.
glm::quat facing(const glm::vec3& direction) {
  const float length = glm::length(glm::vec3(direction.x, 0.0f, direction.z));
  if (!(length > 1e-6f)) return {1.0f, 0.0f, 0.0f, 0.0f};
  const float cosine = -direction.z / length;
  const float w = glm::sqrt(glm::max(0.0f, (1.0f + cosine) * 0.5f));
  const float y = glm::sqrt(glm::max(0.0f, (1.0f - cosine) * 0.5f));
  return {w, 0.0f, direction.x > 0.0f ? -y : y, 0.0f};
}

void read_way(const Node& entry, const Desk& desk, const Place& place, FigureCue& figure) {
  if (const Node* seat = entry.find("seat")) figure.way.push_back({0.0, seat_named(*seat, desk, place)});
  for (const Node& step : entry.list_at("way")) {
    figure.way.push_back({step.number_at("at_s", 0.0), seat_named(*step.find("seat"), desk, place)});
  }
  if (figure.way.empty()) {
    desk.complain(entry, "'" + figure.name + "' stands nowhere", "give a seat, or a way of seats at times");
    figure.way.push_back({});
  }
  for (std::size_t i = 0; i + 1 < figure.way.size(); ++i) {  // walk the way you look
    const glm::vec3 ahead = figure.way[i + 1].pose.position - figure.way[i].pose.position;
    if (glm::length(ahead) > 0.05f) figure.way[i].pose.orientation = facing(ahead);
    if (figure.way[i + 1].at_s <= figure.way[i].at_s) {
      desk.complain(entry, "the way of '" + figure.name + "' goes back in time",
                    "put its seats in order of time");
    }
  }
}

FigureCue read_one(const Node& entry, const Desk& desk, const Beat& beat, std::string name,
                   std::string model) {
  FigureCue figure;
  figure.name = std::move(name);
  figure.model = std::move(model);
  figure.head_m = static_cast<float>(entry.number_at("head_m", 1.5));
  figure.from_s = entry.number_at("from_s", 0.0);
  figure.until_s = entry.number_at("until_s", beat.duration_s);
  check_model(entry, figure.model, desk);
  figure.clips = read_clips(entry, figure.model, desk, beat);
  return figure;
}

}  // namespace

void read_figure(const Node& entry, const Desk& desk, const Place& place, Beat& beat) {
  const std::string name = entry.text_at("name");
  FigureCue figure = read_one(entry, desk, beat, name, entry.text_at("model", name));
  read_way(entry, desk, place, figure);
  beat.figures.push_back(std::move(figure));
}

void read_looks(const Node& entry, const Desk& desk, const Place& place, const Beat& beat,
                FigureCue& figure) {
  for (const Node& node : entry.list_at("looks")) {
    LookCue look;
    look.at_s = node.number_at("at_s", 0.0);
    const std::string at = node.text_at("at");
    look.free = at == "nothing";
    look.visitor = at == "visitor";
    if (!look.free && !look.visitor) look.where = read_where(node, "at", desk, place, beat);
    figure.looks.push_back(look);
  }
}

void read_crowd(const Node& entry, const Desk& desk, const Place& place, Beat& beat) {
  const std::string prefix = entry.text_at("seats");
  const auto models = entry.texts_at("models");
  int count = 0;
  for (const Seat& seat : place.seats) {
    if (seat.name.rfind(prefix, 0) != 0 || models.empty()) continue;
    const std::string& model = models[static_cast<std::size_t>(count) % models.size()];
    FigureCue figure = read_one(entry, desk, beat, seat.name, model);
    figure.way.push_back({0.0, seat.pose});
    // Nobody jumps quite as their neighbour does.
    for (ClipCue& clip : figure.clips) clip.phase_s += 0.037 * ((count * 7) % 5);
    read_looks(entry, desk, place, beat, figure);
    beat.figures.push_back(std::move(figure));
    ++count;
  }
  if (count == 0) {
    desk.complain(entry, "no seat of place '" + place.id + "' begins with '" + prefix + "'",
                  "correct 'seats'");
  }
}

void read_call(const Node& entry, const Desk& desk, const Place& place, Beat& beat) {
  CallAndAnswer call;
  const std::string figure = entry.text_at("figure");
  for (std::size_t i = 0; i < beat.figures.size(); ++i) {
    if (beat.figures[i].name == figure) call.figure = static_cast<int>(i);
  }
  if (call.figure < 0) {
    desk.complain(*entry.find("figure"), "there is no figure '" + figure + "' in this beat",
                  "name one of its figures");
    return;
  }
  const std::string model = beat.figures[static_cast<std::size_t>(call.figure)].model;
  const Node& part = *entry.find("part");
  for (std::size_t i = 0; i < place.parts.size(); ++i) {
    if (place.parts[i].name == part.text) call.part = static_cast<int>(i);
  }
  if (call.part < 0)
    desk.complain(part, "there is no part '" + part.text + "' here", "name a part of the place");
  call.first_s = entry.number_at("first_s", 3.0);
  call.last_s = entry.number_at("last_s", beat.duration_s);
  call.sounds = desk.layers_named(*entry.find("sound"), entry.text_at("sound"));
  call.where = read_where(entry, "from", desk, place, beat);
  call.gain = gain_of_db(entry.number_at("gain_db", 0.0));
  call.bone = entry.find("bone_db") ? gain_of_db(entry.number_at("bone_db", -120.0)) : 0.0f;
  call.wait_clip = entry.text_at("wait");
  call.nod_clip = entry.text_at("nod");
  clip_facts(*entry.find("wait"), model, call.wait_clip, desk);
  if (const ClipFacts* nod = clip_facts(*entry.find("nod"), model, call.nod_clip, desk))
    call.nod_s = nod->duration_s;
  for (const Node& node : entry.list_at("rounds")) {
    CallRound round;
    round.clip = node.text_at("clip");
    round.answer_s = node.number_at("answer_s", 5.0);
    round.together = node.flag_at("together", false);
    if (const ClipFacts* facts = clip_facts(*node.find("clip"), model, round.clip, desk)) {
      round.duration_s = facts->duration_s;
      round.hits_s = facts->hits_s;
      if (round.hits_s.empty()) {
        desk.complain(node, "clip '" + round.clip + "' of '" + model + "' has no hit_s",
                      "build the people again");
      }
    }
    call.rounds.push_back(std::move(round));
  }
  beat.call = std::move(call);
}

}  // namespace threshold::scenes
