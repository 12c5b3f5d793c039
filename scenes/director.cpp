#include "scenes/director.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "scenes/director_state.h"
#include "scenes/lights.h"
#include "scenes/steady_math.h"
#include "scenes/tick.h"

namespace threshold::scenes {
namespace {

constexpr double kSkipFade_s = 0.6, kExitFade_s = 0.5, kSoundFade_s = 0.5, kCutFade_s = 0.4;
constexpr double kConfirmAfter_s = 2.0;  // a card is not skipped by the blow that was still under way
constexpr float kGazeBlow_m_s = 3.0f;
constexpr float kClosingDim = 0.75f;
constexpr float kPuffFor_s = 1.2f;

bool sane(const glm::vec3& v) {
  const auto fine = [](float x) { return std::isfinite(x) && std::abs(x) < 1000.0f; };
  return fine(v.x) && fine(v.y) && fine(v.z);
}

bool sane(const xr::Pose& pose) {
  const glm::quat& q = pose.orientation;
  const float length = q.w * q.w + q.x * q.x + q.y * q.y + q.z * q.z;
  return sane(pose.position) && length > 0.9f && length < 1.1f;
}

float within(float value, float low, float high) {
  return std::isfinite(value) ? std::clamp(value, low, high) : low;
}

// A backend may be wrong; what it says wrongly is treated as not said.
xr::Presence cleaned(const xr::Presence& presence, const Place& place) {
  xr::Presence clean = presence;
  if (!sane(clean.head)) clean.head = {place.eye, {1.0f, 0.0f, 0.0f, 0.0f}};
  for (xr::HandPresence& hand : clean.hands) {
    if (!sane(hand.grip)) hand.tracked = false;
    if (!sane(hand.velocity_m_s) || !sane(hand.angular_velocity_rad_s)) {
      hand.velocity_m_s = hand.angular_velocity_rad_s = glm::vec3(0.0f);
    }
    hand.trigger = within(hand.trigger, 0.0f, 1.0f);
    hand.squeeze = within(hand.squeeze, 0.0f, 1.0f);
    const auto wrong = [](const xr::Pose& joint) { return !sane(joint); };
    if (hand.joints_tracked && std::any_of(hand.joints.begin(), hand.joints.end(), wrong))
      hand.joints_tracked = false;
  }
  if (!sane(clean.gaze)) clean.gaze = clean.head;
  for (xr::KeyBlow& key : clean.key_blows) key.speed_m_s = within(key.speed_m_s, 0.0f, 20.0f);
  return clean;
}

// Longer waits make a longer beat; what lasts until its end lasts longer too.
Beat stretched(Beat beat, double patience) {
  if (!beat.call || patience <= 1.0) return beat;
  double extra = 0.0;
  for (const CallRound& round : beat.call->rounds)
    extra += round.together ? 0.0 : round.answer_s * (patience - 1.0);
  extra = static_cast<double>(ticks_of(extra)) * kTick_s;
  const double end = beat.duration_s;
  const auto longer = [&](double& until_s) { until_s += until_s >= end - 1e-9 ? extra : 0.0; };
  for (VoiceCue& voice : beat.voices) longer(voice.until_s);
  for (FigureCue& figure : beat.figures) longer(figure.until_s);
  for (CardCue& card : beat.cards) longer(card.until_s);
  beat.call->last_s += extra;
  beat.duration_s += extra;
  return beat;
}

}  // namespace

struct Director::Plan {
  std::shared_ptr<const Story> story;
  DirectorOptions options;
  const Cut* cut = nullptr;
  const Language* language = nullptr;
  std::vector<Beat> beats;                 // the story's, stretched
  std::vector<std::vector<Mover>> movers;  // by beat
  std::vector<audio::SoundId> bank;        // the bank's id by the story's
  std::vector<CutPart> parts;

  Plan(std::shared_ptr<const Story> from, const DirectorOptions& chosen);
  const Beat& beat_of(const DirectorState& state) const { return beats[index_of(state)]; }
  std::size_t index_of(const DirectorState& state) const {
    return static_cast<std::size_t>(parts[static_cast<std::size_t>(state.part)].beat);
  }
  std::int64_t end_tick(const DirectorState& state) const {
    return ticks_of(parts[static_cast<std::size_t>(state.part)].to_s);
  }
  Moment compose(DirectorState& state, const xr::Presence& presence) const;
  void enter(DirectorState& state, int part, bool by_skip) const;
  void run(DirectorState& state, std::int64_t until_beat_tick) const;
  void fade(const DirectorState& state, double beat_s, Moment& moment) const;
  void step_clock(DirectorState& state) const;
  void heed(DirectorState& state, const xr::Presence& presence) const;
  xr::Presence by_gaze(DirectorState& state, const xr::Presence& presence) const;
  void start(DirectorState& state) const;
};

Director::Plan::Plan(std::shared_ptr<const Story> from, const DirectorOptions& chosen)
    : story(std::move(from)), options(chosen) {
  options.patience = std::isfinite(chosen.patience) ? std::clamp(chosen.patience, 1.0, 4.0) : 1.0;
  cut = options.cut.empty() ? &story->cuts.front() : story->cut(options.cut);
  if (!cut) {
    std::string known;
    for (const Cut& one : story->cuts) known += (known.empty() ? "" : ", ") + one.id;
    throw std::runtime_error("the story has no cut '" + options.cut + "'; use one of: " + known + ".");
  }
  language = options.language.empty() ? &story->languages.front() : story->language(options.language);
  if (!language) {
    std::string known;
    for (const Language& one : story->languages) known += (known.empty() ? "" : ", ") + one.code;
    throw std::runtime_error("the story has no language '" + options.language + "'; use one of: " + known +
                             ".");
  }
  for (std::size_t i = 0; i < story->sounds.size(); ++i) {
    if (options.sounds.empty()) {
      bank.push_back(static_cast<audio::SoundId>(i));
      continue;
    }
    const auto found = std::find(options.sounds.begin(), options.sounds.end(), story->sounds[i]);
    if (found == options.sounds.end()) {
      throw std::runtime_error("the sound bank lacks '" + story->sounds[i] +
                               "' of sounds.toml; build the sounds again.");
    }
    bank.push_back(static_cast<audio::SoundId>(found - options.sounds.begin()));
  }
  if (bank.empty()) bank.push_back(0);
  parts = cut->parts;
  for (const Beat& beat : story->beats) {
    beats.push_back(stretched(beat, options.patience));
    movers.push_back(movers_of(beat, story->places[static_cast<std::size_t>(beat.place)]));
  }
  for (CutPart& part : parts) {
    const auto i = static_cast<std::size_t>(part.beat);
    if (part.to_s >= story->beats[i].duration_s - 1e-9) part.to_s = beats[i].duration_s;
  }
}

Moment Director::Plan::compose(DirectorState& state, const xr::Presence& given) const {
  const Beat& beat = beat_of(state);
  const Place& place = story->places[static_cast<std::size_t>(beat.place)];
  const xr::Presence presence = cleaned(given, place);
  Moment moment;
  const double beat_s = static_cast<double>(state.beat_tick) * kTick_s;
  moment.tick = state.tick - state.origin_tick;
  moment.sample = moment.tick * xr::kTickSamples;
  moment.beat = beat.id;
  moment.beat_s = beat_s;
  moment.recentres = state.recentres;
  auto& ears = moment.ears;
  ears.sample = moment.sample;
  ears.head_position = presence.head.position;
  ears.head_orientation = presence.head.orientation;
  ears.room = static_cast<std::uint8_t>(beat.place);
  ears.hearing = beat.hearing.at(beat_s);
  const float loss_share = static_cast<float>(smooth_step((speech_loss_db(ears.hearing) - 30.0) / 40.0));
  Tick tick{*story,    *cut,
            beat,      static_cast<int>(index_of(state)),
            place,     movers[index_of(state)],
            *language, options,
            bank,      presence,
            state,     moment,
            beat_s,    loss_share};
  for (int i = 0; i < state.puff_count; ++i) state.puffs[i].age_s += static_cast<float>(kTick_s);
  while (state.puff_count > 0 && state.puffs[0].age_s > kPuffFor_s) {
    std::move(state.puffs.begin() + 1, state.puffs.begin() + state.puff_count, state.puffs.begin());
    state.puffs[--state.puff_count] = {};
  }
  for (std::size_t i = 0; i < tick.movers.size(); ++i) step_mover(tick.movers[i], state.movers[i]);
  if (!state.closing) {
    play_hands(tick);
    play_call(tick);
    play_sounds(tick);
    tremble(tick);
  }
  moment.eyes.place = place.id;
  moment.eyes.time_s = static_cast<float>(beat_s);
  light_picture(beat, beat_s, moment.eyes);
  show_cast(tick);
  show_hands(tick);
  show_panels(tick);
  move_parts(beat, beat_s, tick.movers, state.movers, moment.eyes);
  moment.eyes.puffs.assign(state.puffs.begin(), state.puffs.begin() + state.puff_count);
  fade(state, beat_s, moment);
  return moment;
}

void Director::Plan::fade(const DirectorState& state, double beat_s, Moment& moment) const {
  const Beat& beat = beat_of(state);
  const CutPart& part = parts[static_cast<std::size_t>(state.part)];
  const double since = static_cast<double>(state.tick - state.enter_tick) * kTick_s;
  const bool cuts_in = part.from_s > 0.0, cuts_out = part.to_s < beat.duration_s - 1e-9;
  double seen = 1.0, heard = 1.0;
  const double in_s = state.entered_by_skip ? kSkipFade_s : cuts_in ? kCutFade_s : beat.fade_in_s;
  if (in_s > 0.0) seen *= smooth_step(since / in_s);
  if (state.entered_by_skip || cuts_in || state.part == 0) heard *= smooth_step(since / kSoundFade_s);
  const double out_s = cuts_out ? kCutFade_s : beat.fade_out_s;
  if (out_s > 0.0 && !state.closing) seen *= smooth_step((part.to_s - beat_s) / out_s);
  if (cuts_out) heard *= smooth_step((part.to_s - beat_s) / kCutFade_s);
  if (state.leaving != Leaving::no) {
    const double gone = static_cast<double>(state.tick - state.leave_tick) * kTick_s;
    seen *= 1.0 - smooth_step(gone / (state.leaving == Leaving::exit ? kExitFade_s : kSkipFade_s));
    heard *= 1.0 - smooth_step(gone / kSoundFade_s);
  }
  moment.eyes.fade = static_cast<float>(1.0 - seen);
  if (state.closing) moment.eyes.fade = std::max(moment.eyes.fade, kClosingDim);
  moment.ears.master_gain = static_cast<float>(heard);
}

void Director::Plan::enter(DirectorState& state, int part, bool by_skip) const {
  state.part = part;
  state.beat_tick = 0;
  state.enter_tick = state.tick;
  state.entered_by_skip = by_skip;
  state.leaving = Leaving::no;
  state.closing = false;
  state.blow_tick = 0;
  state.has_hit = false;
  state.movers = {};
  state.puff_count = 0;
  state.puffs = {};
  state.call = {};
  for (HandState& hand : state.hands) {
    hand = {};
    hand.hit_tick.fill(kLongAgo);
  }
  run(state, ticks_of(parts[static_cast<std::size_t>(part)].from_s));
}

void Director::Plan::run(DirectorState& state, std::int64_t until_beat_tick) const {
  const Place& place = story->places[static_cast<std::size_t>(beat_of(state).place)];
  xr::Presence nobody;
  nobody.head.position = place.eye;
  while (state.beat_tick < until_beat_tick) {
    compose(state, nobody);
    ++state.beat_tick;
  }
}

// After a moment: to the next tick, the next part, the closing card, the end.
void Director::Plan::step_clock(DirectorState& state) const {
  ++state.tick;
  ++state.beat_tick;
  const bool last = state.part + 1 >= static_cast<int>(parts.size());
  if (state.leaving == Leaving::exit && state.tick - state.leave_tick > ticks_of(kExitFade_s)) {
    state.ended = true;
  } else if (state.leaving == Leaving::skip && state.tick - state.leave_tick > ticks_of(kSkipFade_s)) {
    if (!last)
      enter(state, state.part + 1, true);
    else if (state.closing || cut->closing_key.empty())
      state.ended = true;
    else {
      state.leaving = Leaving::no;
      state.beat_tick = end_tick(state);
      state.closing = true;
    }
  } else if (state.closing) {
    state.ended = state.beat_tick >= end_tick(state) + ticks_of(cut->closing_s);
  } else if (state.beat_tick >= end_tick(state)) {
    if (!last)
      enter(state, state.part + 1, false);
    else if (cut->closing_key.empty())
      state.ended = true;
    else
      state.closing = true;
  }
}

void Director::Plan::heed(DirectorState& state, const xr::Presence& presence) const {
  const xr::Wishes& wishes = presence.wishes;
  if (wishes.captions) {
    state.captions = next(state.captions);
    state.captions_tick = state.tick;
  }
  if (wishes.pause && state.leaving != Leaving::exit) state.paused = !state.paused;
  const Beat& beat = beat_of(state);
  const double beat_s = static_cast<double>(state.beat_tick) * kTick_s;
  const bool reads = (beat.dims && beat_s >= kConfirmAfter_s) || state.closing;
  const bool skip = wishes.skip || (wishes.confirm && reads && !state.paused);
  if (skip && state.leaving == Leaving::no) {
    state.paused = false;
    state.leaving = Leaving::skip;
    state.leave_tick = state.tick;
  }
  if (!wishes.exit) return;
  if (state.paused || !presence.worn)
    state.ended = true;  // already silent: nothing to fade
  else if (state.leaving != Leaving::exit) {
    state.leaving = Leaving::exit;
    state.leave_tick = state.tick;
  }
}

// What was brought about by looking, as if it had been pressed.
xr::Presence Director::Plan::by_gaze(DirectorState& state, const xr::Presence& given) const {
  const Beat& beat = beat_of(state);
  const Place& place = story->places[static_cast<std::size_t>(beat.place)];
  xr::Presence presence = cleaned(given, place);
  const bool may_play = !beat.dims && !state.paused && !state.closing && state.leaving == Leaving::no;
  const GazeWill will = look(state.gaze, presence, place, may_play);
  if (will.slot) presence.key_blows[0] = {*will.slot, kGazeBlow_m_s};
  if (!will.chosen) return presence;
  xr::Wishes& wishes = presence.wishes;
  wishes.pause |= *will.chosen == GazeItem::pause;
  wishes.skip |= *will.chosen == GazeItem::next;
  wishes.captions |= *will.chosen == GazeItem::captions;
  wishes.exit |= *will.chosen == GazeItem::leave;
  if (*will.chosen == GazeItem::centre) ++state.recentres;
  return presence;
}

void Director::Plan::start(DirectorState& state) const {
  state.captions = options.captions;
  int part = -1;
  double from_s = options.from_s;
  if (options.beat.empty()) {
    for (std::size_t i = 0; i < parts.size() && part < 0; ++i) {
      const double length = parts[i].to_s - parts[i].from_s;
      if (from_s < length)
        part = static_cast<int>(i);
      else
        from_s -= length;
    }
    if (part >= 0) from_s += parts[static_cast<std::size_t>(part)].from_s;
  } else {
    bool known = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (beats[static_cast<std::size_t>(parts[i].beat)].id != options.beat) continue;
      if (!known) from_s = std::max(from_s, parts[i].from_s);
      known = true;
      if (part < 0 && from_s >= parts[i].from_s && from_s < parts[i].to_s) part = static_cast<int>(i);
    }
    if (!known) {
      std::string names;
      for (const CutPart& one : parts)
        names += (names.empty() ? "" : ", ") + beats[static_cast<std::size_t>(one.beat)].id;
      throw std::runtime_error("cut '" + cut->id + "' has no beat '" + options.beat +
                               "'; use one of: " + names + ".");
    }
  }
  if (part < 0 || !(options.from_s >= 0.0)) {
    std::string at = std::to_string(options.from_s);
    at.erase(at.find_last_not_of('0') + 1);
    if (at.ends_with('.')) at.pop_back();
    throw std::runtime_error(
        "there is nothing at " + at + " s of " +
        (options.beat.empty() ? "cut '" + cut->id + "'" : "beat '" + options.beat + "'") +
        "; choose an earlier time.");
  }
  enter(state, part, false);
  run(state, ticks_of(from_s));
  state.origin_tick = state.tick;
}

Director::Director(std::shared_ptr<const Story> story, const DirectorOptions& options)
    : plan_(std::make_shared<const Plan>(std::move(story), options)),
      state_(std::make_unique<DirectorState>()) {
  plan_->start(*state_);
}

Director::~Director() = default;
Director::Director(Director&&) noexcept = default;
Director& Director::operator=(Director&&) noexcept = default;
Director::Director(const Director& other)
    : plan_(other.plan_), state_(std::make_unique<DirectorState>(*other.state_)) {}
Director& Director::operator=(const Director& other) {
  if (this != &other) *this = Director(other);
  return *this;
}

Moment Director::advance(const xr::Presence& given) {
  DirectorState& state = *state_;
  const xr::Presence presence = given.by_gaze && !state.ended ? plan_->by_gaze(state, given) : given;
  if (!given.by_gaze) state.gaze = {};
  if (!state.ended) plan_->heed(state, presence);
  if (state.ended) {
    Moment moment;
    moment.tick = state.tick - state.origin_tick;
    moment.sample = moment.tick * xr::kTickSamples;
    moment.ended = true;
    moment.recentres = state.recentres;
    moment.eyes.place = plan_->story->places[static_cast<std::size_t>(plan_->beat_of(state).place)].id;
    moment.eyes.fade = 1.0f;
    moment.ears.sample = moment.sample;
    moment.ears.master_gain = 0.0f;
    return moment;
  }
  if (state.paused || !presence.worn) {
    DirectorState aside = state;  // the instant is shown again and leaves no trace
    Moment moment = plan_->compose(aside, presence);
    moment.held = moment.ears.held = true;
    moment.ears.blow_count = 0;
    moment.ears.blows = {};
    moment.hands = {};
    for (HandState& hand : state.hands) hand.strikers = {};  // nothing is struck by coming back
    return moment;
  }
  Moment moment = plan_->compose(state, presence);
  plan_->step_clock(state);
  return moment;
}

const Story& Director::story() const {
  return *plan_->story;
}

double Director::remaining_s() const {
  const DirectorState& state = *state_;
  if (state.ended || state.closing) return 0.0;
  double sum = plan_->parts[static_cast<std::size_t>(state.part)].to_s -
               static_cast<double>(state.beat_tick) * kTick_s;
  for (std::size_t i = static_cast<std::size_t>(state.part) + 1; i < plan_->parts.size(); ++i) {
    sum += plan_->parts[i].to_s - plan_->parts[i].from_s;
  }
  return sum;
}

}  // namespace threshold::scenes
