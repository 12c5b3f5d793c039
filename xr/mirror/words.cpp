#include "xr/mirror/words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace threshold::xr {
namespace {

using Kind = Line::Kind;

// To a tenth, as it is written in this language.
std::string tenths(double value, const Texts& texts) {
  const long all = std::lround(10.0 * value);
  return std::to_string(all / 10) + texts.say("decimal_point") + std::to_string(std::labs(all % 10));
}

// "1:18".
std::string minutes_of(double seconds) {
  const long whole = std::lround(std::max(seconds, 0.0));
  char text[48];
  std::snprintf(text, sizeof text, "%ld:%02ld", whole / 60, whole % 60);
  return text;
}

// A word of a path as a name: "oculus" -> "Oculus", "htc" -> "HTC".
std::string name_of(std::string word) {
  const bool short_form = word == "htc" || word == "hp" || word == "khr" || word == "ml";
  for (std::size_t i = 0; i < word.size() && (i == 0 || short_form); ++i)
    word[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[i])));
  return word;
}

// "/interaction_profiles/oculus/touch_controller" -> "Oculus Touch controller".
std::string controller(const std::string& path, const Texts& texts) {
  constexpr std::string_view kPrefix = "/interaction_profiles/";
  if (path.empty()) return texts.say("figure_none");
  if (path.find("hand_interaction") != std::string::npos) return texts.say("figure_bare_hand");
  std::string rest = path.starts_with(kPrefix) ? path.substr(kPrefix.size()) : path, name;
  for (std::size_t at = 0; at <= rest.size();) {
    const std::size_t end = std::min(rest.find_first_of("_/", at), rest.size());
    const std::string word = rest.substr(at, end - at);
    if (!word.empty()) name += (name.empty() ? "" : " ") + (word == "controller" ? word : name_of(word));
    at = end + 1;
  }
  return name;
}

// "loss pending" -> what a person says for it.
std::string state_word(const std::string& state, const Texts& texts) {
  std::string key = "state_" + state;
  std::replace(key.begin(), key.end(), ' ', '_');
  return texts.knows(key) ? texts.say(key) : state;
}

// A fault that does not go by itself: seen across a room.
bool alarming(std::string_view why) {
  return why == "held_no_runtime" || why == "held_no_headset" || why == "held_stuck" || why == "held_sound";
}

std::string_view reason(const MirrorState& state) {
  return state.why_held.empty() ? "held_sound" : key_of(state.why_held);
}

// What to do, by what is said; where that is new, by the session's state.
std::string_view advice(std::string_view why, const std::string& session) {
  struct Known {
    std::string_view why, what_to_do;
  };
  static constexpr std::array kKnown = {
      Known{"held_no_runtime", "do_no_runtime"},
      Known{"held_no_headset", "do_no_headset"},
      Known{"held_stuck", "do_stuck"},
      Known{"held_starting", "do_wait"},
      Known{"held_menu", "do_menu"},
      Known{"held_other", "do_menu"},
      Known{"held_idle", "do_put_on"},
      Known{"held_taken_off", "do_taken_off"},
      Known{"held_by_attendant", "do_by_attendant"},
      Known{"held_sound", "do_sound"},
  };
  for (const Known& one : kKnown)
    if (one.why == why) return one.what_to_do;
  if (session == "no runtime") return "do_no_runtime";
  if (session == "no headset") return "do_no_headset";
  if (session == "visible" || session == "synchronized") return "do_menu";
  return session == "focused" ? "do_taken_off" : "do_put_on";
}

std::string why(const MirrorState& state, const Texts& texts) {
  return state.why_held.empty() ? texts.say("held_sound") : texts.sentence(state.why_held);
}

std::string sound_words(const MirrorNote& note, const Texts& texts) {
  switch (note.sound_state) {
    case MirrorSound::plays:
      return note.sound.empty() ? texts.say("figure_none") : texts.say("sound_plays", {note.sound});
    case MirrorSound::plays_other:
      return texts.say("sound_plays_other", {note.sound});
    case MirrorSound::waits:
      return texts.say("sound_waits");
    case MirrorSound::silent:
      return texts.say("sound_silent");
    case MirrorSound::no_device:
      return texts.say("sound_no_device");
    case MirrorSound::off:
      break;
  }
  return texts.say("sound_off");
}

}  // namespace

Lines card_lines(const MirrorState& state, const Texts& texts) {
  Lines lines{{Kind::title, state.note.title.empty() ? "Threshold" : state.note.title}};
  if (state.running == Running::ended) {
    lines.push_back({Kind::text, texts.say("attendant_over")});
    return lines;
  }
  if (state.held() && alarming(reason(state))) {
    lines.push_back({Kind::alarm, ""});
    lines.push_back({Kind::text, why(state, texts)});
    lines.push_back({Kind::small, texts.say(advice(reason(state), state.status.state))});
    return lines;
  }
  const bool held = state.running == Running::held && !state.note.paused;
  lines.push_back({Kind::text, texts.say(state.note.paused ? "attendant_paused"
                                         : held            ? "attendant_waits"
                                                           : "attendant_runs")});
  if (held) return lines;
  const int minutes = static_cast<int>(std::ceil(state.note.left_s / 60.0));
  lines.push_back({Kind::text, minutes > 1 ? texts.say("attendant_minutes", {std::to_string(minutes)})
                                           : texts.say("attendant_minute")});
  return lines;
}

Lines held_lines(const MirrorState& state, const Texts& texts) {
  Lines lines;
  if (alarming(reason(state))) lines.push_back({Kind::alarm, ""});
  lines.push_back({Kind::title, why(state, texts)});
  lines.push_back({Kind::text, texts.say(advice(reason(state), state.status.state))});
  return lines;
}

Lines notice_lines(const MirrorState& state, const Texts& texts) {
  switch (state.note.sound_state) {
    case MirrorSound::silent:
      return {{Kind::alarm, ""}, {Kind::text, texts.say("sound_gone")}};
    case MirrorSound::no_device:
      return {{Kind::alarm, ""}, {Kind::text, texts.say("sound_none")}};
    case MirrorSound::plays_other:
      return {{Kind::small, texts.say("sound_other")}};
    default:
      break;
  }
  if (state.note.paused) return {{Kind::text, texts.say("paused_hint")}};
  return {};
}

Sheet figures(const MirrorState& state, const Texts& texts) {
  const HeadsetStatus& s = state.status;
  const MirrorNote& note = state.note;
  Sheet sheet;
  const auto add = [&](const char* key, std::string text) {
    sheet.rows.push_back({SheetRow::Kind::pair, texts.say(key), std::move(text)});
  };
  add("figure_headset", state_word(s.state, texts));
  const std::string named = "beat_" + note.beat;
  const std::string beat = note.beat.empty()    ? texts.say("figure_none")
                           : texts.knows(named) ? texts.say(named)
                                                : note.beat;
  add("figure_part", note.paused ? texts.say("figure_paused", {beat}) : beat);
  add("figure_to_go", minutes_of(note.left_s));
  add("figure_sound", sound_words(note, texts));
  const double rate = static_cast<double>(s.refresh_hz);
  add("figure_pictures",
      texts.say("figure_rate", {std::to_string(std::lround(rate))}) + "\n" +
          (s.missed == 0 ? texts.say("figure_no_late")
                         : texts.say("figure_missed", {std::to_string(s.missed), std::to_string(s.frames)})));
  add("figure_work", texts.say("figure_of_ms", {tenths(note.work_ms, texts),
                                                tenths(rate > 0.0 ? 1000.0 / rate : 0.0, texts)}));
  add("figure_left", controller(s.profiles[left], texts));
  add("figure_right", controller(s.profiles[right], texts));
  const std::int64_t recovered = std::max<std::int64_t>(s.sessions - 1, 0);
  add("figure_recovered", recovered == 0   ? texts.say("figure_never")
                          : recovered == 1 ? texts.say("figure_once")
                                           : texts.say("figure_times", {std::to_string(recovered)}));
  add("figure_runtime", s.runtime + "\n" + s.system);
  return sheet;
}

Sheet help_sheet(const Texts& texts) {
  Sheet sheet;
  sheet.title = texts.say("keys_title");
  const auto add = [&](std::string key, const char* does) {
    sheet.rows.push_back({SheetRow::Kind::pair, std::move(key), texts.say(does)});
  };
  add("1", "key_left_eye");
  add("2", "key_right_eye");
  add("3", "key_smoothed");
  add("4", "key_card");
  add("O", "key_overlay");
  add("P", "key_pause");
  add("N", "key_next");
  add("R", "key_recentre");
  add("T", "key_taken_off");
  add(texts.say("name_backspace"), "key_begin_again");
  add("F11", "key_fullscreen");
  add(texts.say("name_escape_twice"), "key_leave");
  add("H", "key_help");
  return sheet;
}

Lines leave_lines(const Texts& texts) {
  return {{Kind::text, texts.say("leave_again")}};
}

}  // namespace threshold::xr
