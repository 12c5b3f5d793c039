// Story: a whole experience as data, loaded once (scenes/load_story.h), immutable after. Every name in it is
// resolved: sounds are ids, places are points, hearing states are curves.
// Times are seconds since the beat began.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <glm/vec3.hpp>

#include "audio/engine.h"
#include "scenes/curve.h"
#include "scenes/hearing_curve.h"
#include "scenes/place.h"

namespace threshold::scenes {

// Where something is: a point of the place, the visitor's own head, or a figure that may move.
struct Where {
  enum class Kind : std::uint8_t { point, head, figure };
  Kind kind = Kind::point;
  glm::vec3 point{0.0f};  // of a figure: relative to its feet
  int figure = -1;        // into Beat::figures
};

struct VoiceCue {
  std::string id, sound_name;
  audio::SoundId sound = 0;
  bool looping = false;
  double from_s = 0.0, until_s = 0.0;
  double fade_in_s = 0.0, fade_out_s = 0.05;
  Where where;
  float gain = 1.0f;
  Curve level_db;  // on top of `gain`; empty: 0
  float reverb = 1.0f;
  float occlusion = 0.0f;  // at least; walls may add to it
  float bone = 0.0f;       // once the ears fail
  int through_part = -1;   // `bone` only while a hand lies on this part; -1: always
};

struct ShotCue {  // a sound struck at a time, not by the visitor
  std::string id, sound_name;
  audio::SoundId sound = 0;
  double at_s = 0.0;
  Where where;
  float gain = 1.0f, pitch = 1.0f, reverb = 1.0f, bone = 0.0f;
  int through_part = -1;
  std::vector<std::string> shakes;  // nodes of the place that tremble
  float shake_extent_m = 0.0f;
};

struct ClipCue {
  double at_s = 0.0;
  std::string clip;
  double duration_s = 1.0;  // of the clip itself
  bool looping = true;
  bool holds = false;    // what plays once stays at its end
  double phase_s = 0.0;  // starts inside the clip
  double rate = 1.0;     // seconds of the clip a second
};

struct LookCue {
  double at_s = 0.0;
  bool free = false;  // looks nowhere in particular
  bool visitor = false;
  Where where;
};

struct StepCue {  // on the way: there at that time
  double at_s = 0.0;
  xr::Pose pose;
};

struct FigureCue {
  std::string name, model;
  float head_m = 1.5f;  // height of the head over the feet
  double from_s = 0.0, until_s = 0.0;
  std::vector<StepCue> way;    // at least one
  std::vector<ClipCue> clips;  // by time, each seen until the next
  std::vector<LookCue> looks;
};

struct SpotCue {
  std::string name;
  glm::vec3 colour{1.0f};
  Curve intensity;
  float pan_rad = 0.0f, tilt_rad = 0.0f;  // swing about the rest direction
  double period_s = 4.0, phase = 0.0;     // of that swing; phase 0..1
  double pulse_beats = 0.0;               // 0: steady; else one soft pulse every so many beats of the music
  float pulse_depth = 0.0f;               // 0..1
};

struct LightCurves {
  Curve blend, exposure_ev, haze, wind;
};

struct MoveCue {  // a node moved by the story
  std::string node;
  std::array<Curve, 3> shift_m, tilt_rad;
  Curve glow;
};

struct CardCue {
  std::string id, text_key;
  xr::PanelKind kind = xr::PanelKind::card;
  double from_s = 0.0, until_s = 0.0;
  std::optional<Where> where;
};

enum class CaptionKind : std::uint8_t { speech, sound, music, signing };

struct CaptionCue {  // what WebVTT lacks
  std::string id;    // "<beat>.<id>" in the caption files
  CaptionKind kind = CaptionKind::speech;
  std::string speaker_key;  // into the texts; empty: whom the caption file names
  std::optional<Where> where;
  float level_db_hl = 50.0f;  // how loud it is at the visitor's ears, for who can still understand it
  bool felt = false;          // through wood, metal or skin: known to these ears whatever the loss
  std::array<bool, 2> ears{true, true};  // which of the visitor's ears it reaches
};

struct HintCue {
  double after_s = 8.0;  // without a blow
  double for_s = 6.0;
  std::string text_key;  // "<key>_keys", "_sticks", "_hands", "_gaze" by what the visitor holds
};

// Call and answer with somebody who drums: they play, wait for the visitor, play again; at last together.
struct CallRound {
  std::string clip;
  double duration_s = 2.0;
  std::vector<double> hits_s;  // in the clip
  double answer_s = 5.0;       // how long an answer is awaited
  bool together = false;       // played on until the beat ends, nobody waits
};

struct CallAndAnswer {
  int figure = -1;
  double first_s = 3.0;  // when the first call begins
  std::array<audio::SoundId, 3> sounds{};
  Where where;  // of those sounds
  float gain = 1.0f, bone = 0.0f;
  int part = -1;  // what the visitor answers on; its node trembles with the calls
  std::string wait_clip, nod_clip;
  double nod_s = 1.5;
  double last_s = 0.0;  // the playing together ends here
  std::vector<CallRound> rounds;
};

struct TrembleCue {  // drum heads and cymbals that move with the music
  std::string node;
  float strength = 0.0f;  // as a blow of so many m/s, once a beat
  double from_s = 0.0, until_s = 0.0;
};

enum class Holding : std::uint8_t { nothing, sticks };

struct Beat {
  std::string id;
  int place = 0;  // into Story::places
  double duration_s = 0.0;
  double fade_in_s = 0.0, fade_out_s = 0.0;
  double beats_per_minute = 0.0;
  bool dims = false;  // nobody can play here (a card)
  Holding holding = Holding::nothing;
  float own_bone = 0.0f;  // the visitor's own blows through bones and sticks once the ears fail
  std::array<audio::SoundId, 3> bone_sounds{};
  bool has_bone_sounds = false;
  bool something_to_do = false;  // interactions, for the rule on beats of loss
  HearingCurve hearing;
  std::vector<VoiceCue> voices;
  std::vector<ShotCue> shots;
  std::vector<FigureCue> figures;
  LightCurves light;
  std::vector<SpotCue> spots;
  std::vector<MoveCue> moves;
  std::vector<CardCue> cards;
  std::vector<CaptionCue> captions;
  std::vector<HintCue> hints;
  std::vector<TrembleCue> trembles;
  std::optional<CallAndAnswer> call;
};

// One caption in one language, on its beat's clock.
struct CaptionText {
  int beat = 0, cue = 0;  // into Story::beats, Beat::captions
  double from_s = 0.0, to_s = 0.0;
  std::string speaker, text;
};

struct Language {
  std::string code;                          // "en"
  std::map<std::string, std::string> texts;  // cards, hints, words of the captions themselves
  std::vector<CaptionText> captions;         // by beat and time
};

struct CutPart {
  int beat = 0;
  double from_s = 0.0, to_s = 0.0;
};

struct Cut {
  std::string id;
  std::vector<CutPart> parts;
  std::string closing_key;  // a card after the last part; empty: none
  double closing_s = 0.0;   // not part of the length
  double length_s() const;
};

struct Story {
  std::string title;
  std::filesystem::path folder;
  std::vector<std::string> sounds;  // by the SoundId used above
  std::vector<Place> places;        // at most audio::kRooms; index = SoundMoment::room
  std::vector<Beat> beats;
  std::vector<Cut> cuts;
  std::vector<Language> languages;  // the first is the default
  std::map<std::string, audio::hearing::EarState> hearing_states;

  const Cut* cut(std::string_view id) const;
  const Language* language(std::string_view code) const;
  std::optional<int> beat_index(std::string_view id) const;
  // The engine's rooms, by SoundMoment::room.
  std::array<audio::Room, audio::kRooms> rooms() const;
  // Models and places that a cut needs, for loading ahead.
  std::vector<std::string> people_in(const Beat& beat) const;
};

}  // namespace threshold::scenes
