#include "xr/desktop/keys.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <SDL2/SDL_keyboard.h>

namespace threshold::xr {
namespace {

struct Line {
  Action action;
  const char* name;
  const char* meaning;
  std::vector<int> keys;
};

const std::array<Line, kActions>& lines() {
  static const std::array<Line, kActions> table{{
      {Action::forward, "forward", "lean forward", {SDL_SCANCODE_W, SDL_SCANCODE_UP}},
      {Action::back, "back", "lean back", {SDL_SCANCODE_S, SDL_SCANCODE_DOWN}},
      {Action::step_left, "step_left", "lean left", {SDL_SCANCODE_A, SDL_SCANCODE_LEFT}},
      {Action::step_right, "step_right", "lean right", {SDL_SCANCODE_D, SDL_SCANCODE_RIGHT}},
      {Action::strike_left, "strike_left", "left hand strikes where the pointer is", {SDL_SCANCODE_Q}},
      {Action::strike_right, "strike_right", "right hand strikes where the pointer is", {SDL_SCANCODE_E}},
      {Action::confirm, "confirm", "yes, go on", {SDL_SCANCODE_RETURN}},
      {Action::pause, "pause", "pause and go on", {SDL_SCANCODE_P}},
      {Action::skip, "skip", "skip to the next part", {SDL_SCANCODE_N}},
      {Action::captions, "captions", "captions: these ears, all, all signing, off", {SDL_SCANCODE_C}},
      {Action::recentre, "recentre", "back to your place", {SDL_SCANCODE_R}},
      {Action::help, "help", "this help", {SDL_SCANCODE_F1}},
      {Action::fullscreen, "fullscreen", "full screen", {SDL_SCANCODE_F11}},
      {Action::exit, "exit", "leave", {SDL_SCANCODE_ESCAPE}},
      {Action::slot_1, "slot_1", "play part 1 (kick, table, slide)", {SDL_SCANCODE_SPACE}},
      {Action::slot_2, "slot_2", "play part 2 (snare)", {SDL_SCANCODE_F, SDL_SCANCODE_1}},
      {Action::slot_3, "slot_3", "play part 3 (hi-hat)", {SDL_SCANCODE_G, SDL_SCANCODE_2}},
      {Action::slot_4, "slot_4", "play part 4 (high tom)", {SDL_SCANCODE_H, SDL_SCANCODE_3}},
      {Action::slot_5, "slot_5", "play part 5 (floor tom)", {SDL_SCANCODE_J, SDL_SCANCODE_4}},
      {Action::slot_6, "slot_6", "play part 6 (crash)", {SDL_SCANCODE_K, SDL_SCANCODE_5}},
      {Action::slot_7, "slot_7", "play part 7 (ride)", {SDL_SCANCODE_L, SDL_SCANCODE_6}},
      {Action::slot_8, "slot_8", "play part 8", {SDL_SCANCODE_SEMICOLON, SDL_SCANCODE_7}},
  }};
  return table;
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r") - first + 1));
}

}  // namespace

std::string_view name_of(Action action) {
  return lines()[static_cast<std::size_t>(action)].name;
}
std::string_view meaning_of(Action action) {
  return lines()[static_cast<std::size_t>(action)].meaning;
}

Keys::Keys() {
  for (const Line& line : lines()) scancodes_[static_cast<std::size_t>(line.action)] = line.keys;
}

Keys Keys::from_file(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in)
    throw std::runtime_error(file.string() +
                             ": cannot be read: write one with `threshold preview --print-keys`");
  std::stringstream text;
  text << in.rdbuf();
  return from_text(text.str(), file.string());
}

Keys Keys::from_text(std::string_view text, const std::string& name) {
  Keys keys;
  std::istringstream in{std::string(text)};
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const std::string where = name + ":" + std::to_string(number) + ": ";
    line = trimmed(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    const auto equals = line.find('=');
    if (equals == std::string::npos)
      throw std::runtime_error(where + "no '=' in this line: write `action = Key, Key`");
    const std::string word = trimmed(line.substr(0, equals));
    const Line* known = nullptr;
    for (const Line& each : lines())
      if (word == each.name) known = &each;
    if (!known)
      throw std::runtime_error(where + "there is no action '" + word +
                               "': see `threshold preview --print-keys`");
    std::vector<int>& codes = keys.scancodes_[static_cast<std::size_t>(known->action)];
    codes.clear();
    std::istringstream list(line.substr(equals + 1));
    for (std::string key; std::getline(list, key, ',');) {
      const SDL_Scancode code = SDL_GetScancodeFromName(trimmed(key).c_str());
      if (code == SDL_SCANCODE_UNKNOWN)
        throw std::runtime_error(where + "no key is called '" + trimmed(key) +
                                 "': use names like F, Space, Left Shift");
      codes.push_back(code);
    }
  }
  for (std::size_t a = 0; a < keys.scancodes_.size(); ++a)
    for (std::size_t b = 0; b < a; ++b)
      for (int code : keys.scancodes_[a])
        for (int other : keys.scancodes_[b])
          if (code == other)
            throw std::runtime_error(name + ": key '" + SDL_GetScancodeName(static_cast<SDL_Scancode>(code)) +
                                     "' means both " + std::string(lines()[b].name) + " and " +
                                     lines()[a].name + ": give each its own");
  return keys;
}

std::optional<Action> Keys::action_of(int scancode) const {
  for (std::size_t a = 0; a < scancodes_.size(); ++a)
    for (int code : scancodes_[a])
      if (code == scancode) return static_cast<Action>(a);
  return std::nullopt;
}

std::string Keys::keys_of(Action action) const {
  std::string all;
  for (int code : scancodes_[static_cast<std::size_t>(action)])
    all += (all.empty() ? "" : ", ") + std::string(SDL_GetScancodeName(static_cast<SDL_Scancode>(code)));
  return all;
}

std::string Keys::as_file() const {
  std::string text =
      "# Keys of the window. One line an action; several keys with commas. Use with --keys FILE.\n";
  for (const Line& line : lines())
    text += std::string(line.name) + " = " + keys_of(line.action) + "   # " + line.meaning + "\n";
  return text;
}

}  // namespace threshold::xr
