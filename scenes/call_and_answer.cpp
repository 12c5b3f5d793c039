// Call and answer: somebody drums a figure, waits for the visitor, nods, drums the next; at last both
// together. Whoever does nothing is not stranded: each wait has an end, and the playing goes on.
#include <algorithm>
#include <cmath>

#include "scenes/steady_math.h"
#include "scenes/tick.h"

namespace threshold::scenes {
namespace {

constexpr double kQuietAfterFull_s = 0.6;  // as many blows as were called, then this long none: an answer
constexpr double kQuietAfterSome_s = 1.6;  // fewer: give them time
constexpr int kMoreThanEnough = 4;         // so many blows more than called are an answer without a pause
constexpr double kCrossFade_s = 0.25;

double seconds_of(std::int64_t ticks) {
  return static_cast<double>(ticks) * kTick_s;
}

void go(CallState& call, CallPhase phase, std::int64_t tick) {
  call.phase = phase;
  call.since_tick = tick;
  call.answers = 0;
  call.last_answer_tick = kLongAgo;
}

void begin_round(const CallAndAnswer& cue, CallState& call, int round, std::int64_t tick) {
  if (round >= static_cast<int>(cue.rounds.size())) {
    go(call, CallPhase::over, tick);
    return;
  }
  call.round = round;
  go(call, cue.rounds[static_cast<std::size_t>(round)].together ? CallPhase::together : CallPhase::calling,
     tick);
}

bool answered(const CallState& call, const CallRound& round, std::int64_t tick) {
  if (call.answers == 0) return false;
  const double quiet = seconds_of(tick - call.last_answer_tick);
  const int called = static_cast<int>(round.hits_s.size());
  if (call.answers >= called + kMoreThanEnough) return true;
  const bool full = call.answers >= called;
  return quiet >= (full ? kQuietAfterFull_s : kQuietAfterSome_s);
}

void strike(Tick& tick, const CallAndAnswer& cue, double at_s, int count) {
  const int layer = count % 4 == 0 ? 2 : 1;  // the first of four is the strong one
  audio::Blow blow;
  blow.sound = tick.bank[cue.sounds[layer]];
  blow.start_sample = tick.sample_of(at_s);
  blow.position = position_of(cue.where, tick);
  blow.gain = cue.gain;
  float contact = 0.0f;
  for (const HandState& hand : tick.state.hands) {
    if (hand.rests_on >= 0) contact = std::max(contact, hand.resting);
  }
  blow.bone = cue.bone * std::max(0.25f, contact) * tick.loss_share;  // a little comes through the ground
  add_blow(tick, blow);
  if (cue.part < 0) return;
  const int mover = mover_index(tick.movers, tick.place.parts[static_cast<std::size_t>(cue.part)].node);
  if (mover >= 0)
    strike_mover(tick.movers[mover], tick.state.movers[mover], blow.position, 2.5f, tick.chance());
}

// Hits of a clip begun at `since_s`, once or over and over.
void play_hits(Tick& tick, const CallAndAnswer& cue, const CallRound& round, double since_s, bool again,
               double end_s) {
  int count = 0;
  for (const double hit : round.hits_s) {
    double at = since_s + hit;
    if (again && tick.beat_s > at)
      at += std::floor((tick.beat_s - at) / round.duration_s + 0.5) * round.duration_s;
    if (tick.now(at) && at < end_s) strike(tick, cue, at, count);
    ++count;
  }
}

}  // namespace

void play_call(Tick& tick) {
  if (!tick.beat.call || tick.beat.call->rounds.empty()) return;
  const CallAndAnswer& cue = *tick.beat.call;
  CallState& call = tick.state.call;
  const std::int64_t now = tick.state.beat_tick;
  if (call.phase == CallPhase::before && tick.beat_s >= cue.first_s) begin_round(cue, call, 0, now);
  if (call.phase == CallPhase::before || call.phase == CallPhase::over) return;
  const double elapsed = seconds_of(now - call.since_tick), since_s = seconds_of(call.since_tick);
  const CallRound& round = cue.rounds[static_cast<std::size_t>(call.round)];
  if (tick.beat_s >= cue.last_s) {
    go(call, CallPhase::over, now);
    return;
  }
  switch (call.phase) {
    case CallPhase::calling:
      play_hits(tick, cue, round, since_s, false, cue.last_s);
      if (elapsed >= round.duration_s) go(call, CallPhase::listening, now);
      break;
    case CallPhase::listening:
      if (answered(call, round, now))
        go(call, CallPhase::nodding, now);
      else if (elapsed >= round.answer_s * tick.options.patience)
        begin_round(cue, call, call.round + 1, now);
      break;
    case CallPhase::nodding:
      if (elapsed >= cue.nod_s) begin_round(cue, call, call.round + 1, now);
      break;
    case CallPhase::together:
      play_hits(tick, cue, round, since_s, true, cue.last_s);
      break;
    case CallPhase::before:
    case CallPhase::over:
      break;
  }
}

std::optional<CallClips> call_clips(const Tick& tick) {
  const CallState& call = tick.state.call;
  if (!tick.beat.call || call.phase == CallPhase::before) return std::nullopt;
  const CallAndAnswer& cue = *tick.beat.call;
  const CallRound& round = cue.rounds[static_cast<std::size_t>(call.round)];
  const double elapsed = seconds_of(tick.state.beat_tick - call.since_tick);
  const auto time = static_cast<float>(elapsed);
  const xr::ClipTime waiting{cue.wait_clip, static_cast<float>(tick.beat_s), true};
  CallClips clips{waiting, waiting, static_cast<float>(smooth_step(elapsed / kCrossFade_s))};
  switch (call.phase) {
    case CallPhase::calling:
      clips.to = {round.clip, std::min(time, static_cast<float>(round.duration_s)), false};
      break;
    case CallPhase::together:
      clips.to = {round.clip, time, true};
      break;
    case CallPhase::nodding:
      clips.to = {cue.nod_clip, std::min(time, static_cast<float>(cue.nod_s)), false};
      break;
    case CallPhase::listening:
      clips.from = {round.clip, static_cast<float>(round.duration_s), false};
      break;
    case CallPhase::over:
      clips.from = {round.clip, time, round.together};
      break;
    case CallPhase::before:
      break;
  }
  return clips;
}

}  // namespace threshold::scenes
