#include "xr/desktop/keys.h"

#include <stdexcept>

#include <SDL2/SDL_scancode.h>
#include <gtest/gtest.h>

namespace threshold::xr {
namespace {

std::string sentence_of(const char* text) {
  try {
    Keys::from_text(text, "my.keys");
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST(keys, every_action_has_a_key_and_a_meaning_by_default) {
  const Keys keys;
  for (int a = 0; a < kActions; ++a) {
    EXPECT_FALSE(keys.keys_of(static_cast<Action>(a)).empty()) << name_of(static_cast<Action>(a));
    EXPECT_FALSE(meaning_of(static_cast<Action>(a)).empty());
  }
}

TEST(keys, what_is_printed_reads_back_as_the_same_keys) {
  const Keys keys;
  EXPECT_EQ(Keys::from_text(keys.as_file(), "printed").as_file(), keys.as_file());
}

TEST(keys, a_file_moves_an_action_to_another_key) {
  const Keys keys = Keys::from_text("skip = Tab, Right Shift  # easier\n", "my.keys");
  EXPECT_EQ(keys.action_of(SDL_SCANCODE_TAB), Action::skip);
  EXPECT_EQ(keys.action_of(SDL_SCANCODE_RSHIFT), Action::skip);
  EXPECT_EQ(keys.action_of(SDL_SCANCODE_N), std::nullopt);
}

TEST(keys, a_broken_file_is_named_by_line_with_what_to_do) {
  EXPECT_EQ(sentence_of("\nskip N\n"), "my.keys:2: no '=' in this line: write `action = Key, Key`");
  EXPECT_NE(sentence_of("dance = D\n").find("my.keys:1: there is no action 'dance'"), std::string::npos);
  EXPECT_NE(sentence_of("skip = Ctrll\n").find("no key is called 'Ctrll'"), std::string::npos);
  EXPECT_NE(sentence_of("skip = P\n").find("key 'P' means both pause and skip"), std::string::npos);
}

}  // namespace
}  // namespace threshold::xr
