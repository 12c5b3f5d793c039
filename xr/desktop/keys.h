// Keys: which key or gamepad button means what, as data, so that a visitor can change it (--keys FILE).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace threshold::xr {

enum class Action : std::uint8_t {
  forward,
  back,
  step_left,
  step_right,
  strike_left,
  strike_right,
  confirm,
  pause,
  skip,
  captions,
  recentre,
  help,
  fullscreen,
  exit,
  slot_1,
  slot_2,
  slot_3,
  slot_4,
  slot_5,
  slot_6,
  slot_7,
  slot_8,
  count
};
inline constexpr int kActions = static_cast<int>(Action::count);

// "strike_left" and so on: the words of a keys file.
std::string_view name_of(Action action);
// What it does, for a keys file.
std::string_view meaning_of(Action action);

class Keys {
 public:
  Keys();  // the defaults
  // Lines `action = Key, Key`; key names are SDL's ("Left Shift", "F", "Space"); '#' begins a comment.
  // Throws std::runtime_error: file:line, what, what to do.
  static Keys from_file(const std::filesystem::path& file);
  static Keys from_text(std::string_view text, const std::string& name);

  std::optional<Action> action_of(int scancode) const;
  // "W / Up" for the help card and --print-keys.
  std::string keys_of(Action action) const;
  std::string as_file() const;

 private:
  std::array<std::vector<int>, kActions> scancodes_;
};

}  // namespace threshold::xr
