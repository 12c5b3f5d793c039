// Words for the visitor in one tick: captions by policy, cards, hints, notices.
#include <cmath>

#include "scenes/tick.h"

namespace threshold::scenes {
namespace {

constexpr double kNoticeFor_s = 2.5;
constexpr double kGazeHintFor_s = 8.0;
constexpr float kGazeMenu_m = 2.0f;
constexpr double kLabelAbove_rad = 0.079;  // 4.5 degrees from a label's anchor to its middle, two lines high

std::string text_of(const Language& language, const std::string& key) {
  const auto found = language.texts.find(key);
  return found == language.texts.end() ? key : found->second;
}

xr::Panel panel(xr::PanelKind kind, std::string id, std::string text, double age_s) {
  xr::Panel made;
  made.kind = kind;
  made.id = std::move(id);
  made.text = std::move(text);
  made.age_s = static_cast<float>(age_s);
  return made;
}

const char* word_for(CaptionKind kind) {
  switch (kind) {
    case CaptionKind::speech:
      return "voice";
    case CaptionKind::sound:
      return "sound";
    case CaptionKind::music:
      return "music";
    case CaptionKind::signing:
      break;
  }
  return "signing";
}

void show_captions(Tick& tick) {
  for (const CaptionText& caption : tick.language.captions) {
    if (caption.beat != tick.beat_index || tick.beat_s < caption.from_s || tick.beat_s >= caption.to_s)
      continue;
    const CaptionCue& cue = tick.beat.captions[static_cast<std::size_t>(caption.cue)];
    const CaptionForm form = form_of(cue, tick.moment.ears.hearing, tick.state.captions);
    if (form == CaptionForm::none) continue;
    xr::Panel shown = panel(xr::PanelKind::caption, "caption." + tick.beat.id + "." + cue.id, caption.text,
                            tick.beat_s - caption.from_s);
    if (form == CaptionForm::words) {
      shown.speaker = cue.speaker_key.empty() ? caption.speaker : text_of(tick.language, cue.speaker_key);
      if (cue.kind == CaptionKind::signing && !shown.speaker.empty()) {
        shown.speaker += " " + text_of(tick.language, "in_asl");
      }
    } else {
      shown.text = text_of(tick.language, word_for(cue.kind));
    }
    shown.anchor = anchor_of(cue.where, tick);
    tick.moment.eyes.panels.push_back(std::move(shown));
  }
}

void show_cards(Tick& tick) {
  for (const CardCue& card : tick.beat.cards) {
    if (tick.beat_s < card.from_s || tick.beat_s >= card.until_s) continue;
    xr::Panel shown = panel(card.kind, "card." + tick.beat.id + "." + card.id,
                            text_of(tick.language, card.text_key), tick.beat_s - card.from_s);
    shown.anchor = anchor_of(card.where, tick);
    tick.moment.eyes.panels.push_back(std::move(shown));
  }
}

const char* by_input(const Tick& tick) {
  if (tick.state.gaze.active) return "_gaze";
  switch (tick.options.input) {
    case InputKind::keyboard:
      return "_keys";
    case InputKind::controllers:
      return "_sticks";
    case InputKind::hands:
      return "_hands";
    case InputKind::gaze:
      break;
  }
  return "_gaze";
}

// Shown when nothing was struck for a while, for a while, and again later: never before the visitor had time.
void show_hints(Tick& tick) {
  const double idle_s = static_cast<double>(tick.state.beat_tick - tick.state.blow_tick) * kTick_s;
  for (const HintCue& hint : tick.beat.hints) {
    const double round_s = hint.after_s + hint.for_s;
    const double in_round = idle_s - std::floor(idle_s / round_s) * round_s;
    if (in_round < hint.after_s) continue;
    tick.moment.eyes.panels.push_back(panel(xr::PanelKind::notice, "hint." + hint.text_key,
                                            text_of(tick.language, hint.text_key + by_input(tick)),
                                            in_round - hint.after_s));
  }
}

const char* word_for(GazeItem item, bool paused) {
  switch (item) {
    case GazeItem::pause:
      return paused ? "gaze_go_on" : "gaze_pause";
    case GazeItem::next:
      return "gaze_next";
    case GazeItem::captions:
      return "gaze_captions";
    case GazeItem::centre:
      return "gaze_centre";
    case GazeItem::leave:
      break;
  }
  return "gaze_leave";
}

// How to play without hands, once; and the menu, while it is looked at.
void show_gaze(Tick& tick) {
  const GazeState& gaze = tick.state.gaze;
  if (!gaze.active) return;
  const double since_s = static_cast<double>(gaze.since_ticks) * kTick_s;
  if (since_s < kGazeHintFor_s && !gaze.open) {
    tick.moment.eyes.panels.push_back(
        panel(xr::PanelKind::notice, "gaze_hint", text_of(tick.language, "gaze_hint"), since_s));
  }
  for (int i = 0; i < kGazeItems && gaze.open; ++i) {
    const auto item = static_cast<GazeItem>(i);
    std::string text = text_of(tick.language, word_for(item, tick.state.paused)) + "\n";
    for (int dot = 0; dot < kGazeDots; ++dot) text += dot < dots_of(gaze, item) ? "●" : "○";
    xr::Panel shown = panel(xr::PanelKind::label, "gaze." + std::to_string(i), std::move(text), since_s);
    shown.anchor = gaze.from + direction_of(item, gaze, kLabelAbove_rad) * kGazeMenu_m;
    tick.moment.eyes.panels.push_back(std::move(shown));
  }
}

void show_policy(Tick& tick) {
  const double since = static_cast<double>(tick.state.tick - tick.state.captions_tick) * kTick_s;
  if (since < 0.0 || since >= kNoticeFor_s) return;
  tick.moment.eyes.panels.push_back(panel(xr::PanelKind::notice, "captions_policy",
                                          text_of(tick.language, std::string(text_key(tick.state.captions))),
                                          since));
}

}  // namespace

void show_panels(Tick& tick) {
  if (tick.state.closing) {
    show_gaze(tick);
    tick.moment.eyes.panels.push_back(panel(xr::PanelKind::card, "closing",
                                            text_of(tick.language, tick.cut.closing_key),
                                            tick.beat_s - tick.beat.duration_s));
    return;
  }
  if (tick.state.paused) {
    tick.moment.eyes.panels.push_back(
        panel(xr::PanelKind::notice, "paused", text_of(tick.language, "paused"), 0.0));
  }
  show_gaze(tick);
  show_cards(tick);
  show_policy(tick);
  if (tick.state.leaving != Leaving::no) return;
  show_captions(tick);
  if (!tick.state.paused) show_hints(tick);
}

}  // namespace threshold::scenes
