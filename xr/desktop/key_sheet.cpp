#include "xr/desktop/key_sheet.h"

#include <initializer_list>

namespace threshold::xr {
namespace {

using Kind = SheetRow::Kind;

// An arrow is told faster than its name.
std::string drawn(const std::string& key) {
  if (key == "Up") return "\xe2\x86\x91";
  if (key == "Down") return "\xe2\x86\x93";
  if (key == "Left") return "\xe2\x86\x90";
  return key == "Right" ? "\xe2\x86\x92" : key;
}

// "W A S D" and, where each has a second key, those behind.
std::string keys_together(const Keys& keys, std::initializer_list<Action> actions) {
  std::string first, second;
  for (const Action action : actions) {
    const std::string all = keys.keys_of(action);
    const auto comma = all.find(", ");
    first += (first.empty() ? "" : " ") + drawn(all.substr(0, comma));
    if (comma != std::string::npos) second += " " + drawn(all.substr(comma + 2));
  }
  return first + second;
}

void add_keys(Sheet& sheet, const Keys& keys, const Texts& texts) {
  const auto heading = [&](const char* key) { sheet.rows.push_back({Kind::heading, "", texts.say(key)}); };
  const auto pair = [&](std::string key, const char* does) {
    sheet.rows.push_back({Kind::pair, std::move(key), texts.say(does)});
  };
  const auto action = [&](Action one) {
    const std::string key = keys.keys_of(one);
    if (!key.empty()) pair(key, ("desk_" + std::string(name_of(one))).c_str());
  };
  heading("desk_hands");
  pair(texts.say("mouse_move"), "does_aim");
  pair(texts.say("mouse_click"), "does_strike");
  pair(texts.say("mouse_left_hand"), "does_left_hand");
  pair(texts.say("mouse_wheel"), "does_reach");
  pair(keys_together(keys, {Action::strike_left, Action::strike_right}), "desk_strikes");
  pair(texts.say("mouse_look"), "does_look");
  pair(keys_together(keys, {Action::forward, Action::step_left, Action::back, Action::step_right}),
       "desk_lean");
  heading("desk_walk");
  for (const Action one : {Action::confirm, Action::pause, Action::skip, Action::captions, Action::recentre,
                           Action::fullscreen, Action::help, Action::exit})
    action(one);
  heading("desk_parts");
  for (int slot = static_cast<int>(Action::slot_1); slot <= static_cast<int>(Action::slot_7); ++slot)
    action(static_cast<Action>(slot));
  pair("Shift", "desk_harder");
}

void add_pad(Sheet& sheet, const Texts& texts) {
  sheet.rows.push_back({Kind::heading, "", texts.say("desk_pad")});
  const auto pair = [&](std::string key, const char* does) {
    sheet.rows.push_back({Kind::pair, std::move(key), texts.say(does)});
  };
  pair(texts.say("pad_left_stick"), "does_lean");
  pair(texts.say("pad_right_stick"), "does_look");
  pair(texts.say("pad_press"), "desk_recentre");
  pair(texts.say("pad_triggers"), "does_triggers");
  pair(texts.say("pad_bumpers"), "does_bumpers");
  pair("A", "does_a");
  pair("B", "desk_slot_3");
  pair("X", "desk_slot_4");
  pair("Y", "desk_slot_6");
  pair(texts.say("pad_start"), "desk_pause");
  pair(texts.say("pad_right"), "desk_skip");
  pair(texts.say("pad_up"), "desk_captions");
  pair(texts.say("pad_back"), "desk_help");
}

}  // namespace

Sheet key_sheet(const Keys& keys, const Texts& texts, bool pad_first) {
  Sheet sheet;
  sheet.title = texts.say("desk_keys_title");
  const std::string turns = pad_first ? texts.say("pad_back") : keys.keys_of(Action::help);
  sheet.foot =
      texts.say("desk_turns", {turns}) + "   " + texts.say("desk_closes", {keys.keys_of(Action::exit)});
  if (pad_first) add_pad(sheet, texts);
  if (pad_first) sheet.rows.push_back({Kind::turn, "", ""});
  add_keys(sheet, keys, texts);
  if (!pad_first) sheet.rows.push_back({Kind::turn, "", ""});
  if (!pad_first) add_pad(sheet, texts);
  return sheet;
}

}  // namespace threshold::xr
