#include "audio/hearing/audiogram_file.h"

#include <cmath>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "audio/hearing/gain_law.h"
#include "audio/hearing/pchip.h"

namespace threshold::audio::hearing {
namespace {

using nlohmann::json;
constexpr double kLowestDb = -10.0, kHighestDb = 120.0;
constexpr std::size_t kMostPoints = 64, kMostKeyframes = 10000;

std::string number(double value) {
  std::string text = json(value).dump();
  return text == "null" ? "not a number" : text;
}

class Reader {
 public:
  explicit Reader(std::string name) : name_(std::move(name)) {}

  [[noreturn]] void fail(const std::string& what) const { throw std::runtime_error(name_ + ": " + what); }

  double number_in(const json& at, const std::string& where, double low, double high) const {
    if (!at.is_number()) fail(where + " must be a number, not " + std::string(at.type_name()));
    const double value = at.get<double>();
    if (!std::isfinite(value)) fail(where + " must be a finite number");
    if (value < low || value > high)
      fail(where + " is " + number(value) + "; give " + number(low) + " to " + number(high));
    return value;
  }

  std::vector<double> numbers(const json& parent, const std::string& key, const std::string& where,
                              double low, double high) const {
    const auto found = parent.find(key);
    if (found == parent.end()) fail(where + " has no \"" + key + "\"");
    if (!found->is_array()) fail("\"" + key + "\" in " + where + " must be a list of numbers");
    std::vector<double> values;
    for (std::size_t i = 0; i < found->size(); ++i)
      values.push_back(
          number_in((*found)[i], "\"" + key + "\"[" + std::to_string(i) + "] in " + where, low, high));
    return values;
  }

  // A number for both ears, or one each: "tinnitus_db_sl": 10 or [10, 0].
  void each_ear(const json& parent, const std::string& key, const std::string& where, double low, double high,
                const std::function<void(std::size_t, double)>& set) const {
    const auto found = parent.find(key);
    if (found == parent.end()) return;
    const std::string what = "\"" + key + "\" in " + where;
    if (!found->is_array()) {
      const double value = number_in(*found, what, low, high);
      set(0, value), set(1, value);
      return;
    }
    if (found->size() != 2) fail(what + " must be a number, or two: left and right");
    for (std::size_t e = 0; e < 2; ++e) set(e, number_in((*found)[e], what, low, high));
  }

  AudiogramKeyframe keyframe(const json& at, const std::string& where, std::size_t points,
                             const std::array<EarLoss, 2>& before) const {
    AudiogramKeyframe frame;
    frame.ears = before;
    const std::array<std::string, 2> side{"left", "right"};
    for (std::size_t e = 0; e < 2; ++e) {
      EarLoss& ear = frame.ears[e];
      ear.loss_db_hl = numbers(at, side[e], where, kLowestDb, kHighestDb);
      check_length(ear.loss_db_hl.size(), points, "\"" + side[e] + "\" in " + where);
      const std::string passive = "passive_" + side[e];
      if (!at.contains(passive)) continue;
      ear.passive_db = numbers(at, passive, where, 0.0, kHighestDb);
      check_length(ear.passive_db.size(), points, "\"" + passive + "\" in " + where);
    }
    const auto take = [&](const char* key, double low, double high, double EarLoss::*field) {
      each_ear(at, key, where, low, high, [&](std::size_t e, double value) { frame.ears[e].*field = value; });
    };
    take("conductive_db", 0.0, 60.0, &EarLoss::conductive_db);
    take("smear", 0.0, 1.0, &EarLoss::smear);
    take("temporal_smear", 0.0, 1.0, &EarLoss::temporal_smear);
    take("tinnitus_db_sl", 0.0, 60.0, &EarLoss::tinnitus_db_sl);
    take("tinnitus_hz", 0.0, 16000.0, &EarLoss::tinnitus_hz);
    take("implant_mix", 0.0, 1.0, &EarLoss::implant_mix);
    take("silence", 0.0, 1.0, &EarLoss::silence);
    return frame;
  }

  void check_length(std::size_t have, std::size_t want, const std::string& what) const {
    if (have != want)
      fail(what + " has " + std::to_string(have) + " levels, but there are " + std::to_string(want) +
           " frequencies: give one level a frequency");
  }

 private:
  std::string name_;
};

}  // namespace

Audiogram parse_audiogram(std::string_view text, const std::string& name) {
  const Reader read(name);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
    read.fail("the file is empty; give an audiogram in JSON");
  json root;
  try {
    root = json::parse(text);
  } catch (const json::parse_error& error) {
    read.fail("not valid JSON near byte " + std::to_string(error.byte) +
              " (numbers like NaN are not JSON); see audio/hearing/audiogram.schema.json");
  } catch (const json::exception&) {
    read.fail("not valid JSON: a number is out of range");
  }
  if (!root.is_object()) read.fail("the file must hold one object { ... }");
  Audiogram audiogram;
  if (root.contains("spl_at_0dbfs_rms"))
    audiogram.spl_at_rms_1_db = read.number_in(root["spl_at_0dbfs_rms"], "\"spl_at_0dbfs_rms\"", 40.0, 180.0);
  if (root.contains("reference")) {
    const json& at = root["reference"];
    audiogram.reference = at.is_string() ? find_reference(at.get<std::string>()) : std::nullopt;
    if (!audiogram.reference) read.fail("\"reference\" must be flat, free-field, diffuse-field or headphone");
  }
  if (root.contains("split")) {
    const json& at = root["split"];
    if (at != "whole" && at != "outer-hair-cells") read.fail("\"split\" must be whole or outer-hair-cells");
    audiogram.outer_hair_cells_only = at == "outer-hair-cells";
  }
  audiogram.hz = read.numbers(root, "frequencies", "the audiogram", 20.0, 20000.0);
  if (audiogram.hz.empty()) read.fail("\"frequencies\" is empty; give at least one");
  if (audiogram.hz.size() > kMostPoints)
    read.fail("\"frequencies\" has " + std::to_string(audiogram.hz.size()) + " values; at most 64 are taken");
  for (std::size_t i = 1; i < audiogram.hz.size(); ++i)
    if (audiogram.hz[i] <= audiogram.hz[i - 1])
      read.fail("\"frequencies\" must rise: " + number(audiogram.hz[i]) + " follows " +
                number(audiogram.hz[i - 1]));
  const std::size_t points = audiogram.hz.size();
  const AudiogramKeyframe whole = read.keyframe(root, "the audiogram", points, {});
  if (!root.contains("keyframes")) {
    audiogram.keyframes.push_back(whole);
    return audiogram;
  }
  const json& frames = root["keyframes"];
  if (!frames.is_array() || frames.empty()) read.fail("\"keyframes\" must be a list of at least one");
  if (frames.size() > kMostKeyframes) read.fail("\"keyframes\" has more than 10000 entries");
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const std::string where = "keyframe " + std::to_string(i);
    if (!frames[i].is_object() || !frames[i].contains("t"))
      read.fail(where + " has no time \"t\" in seconds");
    AudiogramKeyframe frame = read.keyframe(frames[i], where, points, whole.ears);
    frame.t_s = read.number_in(frames[i]["t"], "\"t\" in " + where, 0.0, 1e6);
    if (i > 0 && frame.t_s <= audiogram.keyframes.back().t_s)
      read.fail("\"t\" in " + where + " must be later than in the one before");
    audiogram.keyframes.push_back(std::move(frame));
  }
  return audiogram;
}

Audiogram load_audiogram(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(path + ": cannot be read; give an audiogram in JSON");
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return parse_audiogram(text, path);
}

AudiogramTrack::AudiogramTrack(const Audiogram& audiogram) : audiogram_(audiogram) {
  for (const AudiogramKeyframe& frame : audiogram_.keyframes) time_.push_back(frame.t_s);
}

DetailedState AudiogramTrack::at(double t_s) const {
  std::vector<double> values(time_.size()), slopes(time_.size());
  const auto over_time = [&](const std::function<double(const EarLoss&)>& of, std::size_t e) {
    for (std::size_t k = 0; k < time_.size(); ++k) values[k] = of(audiogram_.keyframes[k].ears[e]);
    pchip_slopes(time_, values, slopes);
    return pchip_at(time_, values, slopes, t_s);
  };
  DetailedState state;
  const std::size_t points = audiogram_.hz.size();
  for (std::size_t e = 0; e < 2; ++e) {
    EarDetail& ear = state.ears[e];
    std::vector<double> loss(points), passive(points, 0.0);
    const auto field = [&](double EarLoss::*what) {
      return static_cast<float>(over_time([what](const EarLoss& ear_loss) { return ear_loss.*what; }, e));
    };
    ear.state.conductive_db = field(&EarLoss::conductive_db);
    for (std::size_t i = 0; i < points; ++i) {
      loss[i] = over_time([i](const EarLoss& l) { return l.loss_db_hl[i]; }, e);
      passive[i] =
          over_time([i](const EarLoss& l) { return l.passive_db.empty() ? 0.0 : l.passive_db[i]; }, e);
      if (!audiogram_.outer_hair_cells_only) continue;
      const LossParts parts = split_loss(static_cast<float>(loss[i]), ear.state.conductive_db, true);
      passive[i] += static_cast<double>(parts.passive_db - ear.state.conductive_db);
    }
    ear.loss_db_hl = make_curve(audiogram_.hz, loss);
    ear.passive_db = make_curve(audiogram_.hz, passive);
    ear.state.smear = field(&EarLoss::smear);
    ear.state.temporal_smear = field(&EarLoss::temporal_smear);
    ear.state.tinnitus_db_sl = field(&EarLoss::tinnitus_db_sl);
    ear.state.tinnitus_hz = field(&EarLoss::tinnitus_hz);
    ear.state.implant_mix = field(&EarLoss::implant_mix);
    ear.state.silence = field(&EarLoss::silence);
  }
  return state;
}

}  // namespace threshold::audio::hearing
