#include "xr/mirror/words.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace threshold::xr {
namespace {

using Kind = Line::Kind;

struct CardWords {
  const char *runs, *held, *waits, *ended, *minutes, *minute;
};

const CardWords& card_words(const std::string& language) {
  static constexpr CardWords kEnglish{"Somebody is on the walk.",      "The walk is paused.",
                                      "Waiting for the next visitor.", "The walk is over.",
                                      "about %d minutes to go",        "less than a minute to go"};
  static constexpr CardWords kGerman{"Gerade ist jemand unterwegs.",
                                     "Der Rundgang ist angehalten.",
                                     "Wartet auf die n\xc3\xa4"
                                     "chste Person.",
                                     "Der Rundgang ist zu Ende.",
                                     "noch etwa %d Minuten",
                                     "noch weniger als eine Minute"};
  return language == "de" ? kGerman : kEnglish;
}

std::string with(const char* format, double value) {
  char text[96];
  std::snprintf(text, sizeof text, format, value);
  return text;
}

std::string short_profile(const std::string& path) {
  constexpr std::string_view kPrefix = "/interaction_profiles/";
  if (path.empty()) return "none";
  return path.starts_with(kPrefix) ? path.substr(kPrefix.size()) : path;
}

}  // namespace

Lines card_lines(const MirrorState& state, const std::string& language) {
  const CardWords& words = card_words(language);
  Lines lines{{Kind::title, "Threshold"}};
  if (state.running == Running::ended) {
    lines.push_back({Kind::text, words.ended});
    return lines;
  }
  const bool held = state.running == Running::held;
  lines.push_back({Kind::text, state.note.paused ? words.held : held ? words.waits : words.runs});
  if (held && !state.note.paused) return lines;
  char left[64];
  const int minutes = static_cast<int>(std::ceil(state.note.left_s / 60.0));
  std::snprintf(left, sizeof left, minutes > 1 ? words.minutes : words.minute, minutes);
  lines.push_back({Kind::small, left});
  return lines;
}

Lines held_lines(const MirrorState& state) {
  if (state.why_held.empty() && state.note.waits_for_sound)
    return {
        {Kind::text, "The sound device is gone; the story waits for it or another, half a minute at most."},
        {Kind::small, "Connect it again, or another one; the walk goes on by itself where it stands."}};
  const std::string& now = state.status.state;
  Lines lines{{Kind::text, state.why_held}};
  const char* advice = "";
  if (now == "no runtime")
    advice = "Start the headset's software again; the walk goes on by itself where it stands.";
  else if (now == "no headset")
    advice = "Connect the headset and switch it on; the walk goes on by itself where it stands.";
  else if (now == "visible" || now == "synchronized")
    advice = "Ask the visitor to close the headset's menu, or close it for them.";
  else if (now == "focused")
    advice = "Give the headset back, and the walk goes on. Backspace begins again, for somebody else.";
  else
    advice = "Put the headset on, or wake it up; the walk goes on by itself.";
  lines.push_back({Kind::small, advice});
  return lines;
}

Lines overlay_lines(const MirrorState& state) {
  const HeadsetStatus& s = state.status;
  const MirrorNote& note = state.note;
  Lines lines;
  const auto add = [&](std::string text) { lines.push_back({Kind::small, std::move(text)}); };
  add("session: " + s.state + (state.why_held.empty() ? "" : " (held: " + state.why_held + ")"));
  add("beat: " + (note.beat.empty() ? "none" : note.beat) + (note.paused ? ", paused" : "") + ", " +
      with("%.0f s to go", std::max(note.left_s, 0.0)));
  add(with("%.1f Hz, ", static_cast<double>(s.refresh_hz)) + with("%.2f ms of work a frame, ", note.work_ms) +
      std::to_string(s.missed) + " missed of " + std::to_string(s.frames));
  add("sound: " + (note.sound.empty() ? "none" : note.sound) + ", late " + std::to_string(note.sound_late));
  add("hands: left " + short_profile(s.profiles[left]) + ", right " + short_profile(s.profiles[right]));
  add("runtime: " + s.runtime + ", " + s.system + "; recovered " +
      std::to_string(std::max<std::int64_t>(s.sessions - 1, 0)) + " times");
  return lines;
}

Lines help_lines() {
  return {{Kind::small, "1 left eye   2 right eye   3 smoothed   4 private   O figures   H this help"},
          {Kind::small,
           "R recentre   P pause   N next part   T taken off, put on   "
           "Backspace begin again   Esc twice leave"}};
}

Lines leave_lines() {
  return {{Kind::text, "Press Esc once more to end the walk."}};
}

}  // namespace threshold::xr
