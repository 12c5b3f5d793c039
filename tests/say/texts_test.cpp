// The program's own words: complete in every language of the story, in English where a word is missing.
#include "xr/say/texts.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/say/story_texts.h"

namespace threshold::xr {
namespace {

std::multiset<char> holes(std::string_view text) {
  std::multiset<char> found;
  for (std::size_t i = 0; i + 2 < text.size(); ++i)
    if (text[i] == '{' && text[i + 2] == '}') found.insert(text[i + 1]);
  return found;
}

TEST(texts, every_language_of_the_story_has_every_word_of_the_program) {
  const auto all = story_texts();
  EXPECT_GE(all.size(), 2u);
  for (const auto& [code, texts] : all) {
    if (code == "en") continue;
    for (const EnglishText& one : english_texts()) {
      const auto found = texts.find(std::string(one.key));
      if (found == texts.end()) {
        ADD_FAILURE() << code << " lacks " << one.key << " = \"" << one.text << '"';
        continue;
      }
      EXPECT_EQ(holes(found->second), holes(one.text)) << code << " " << one.key;
    }
  }
}

TEST(texts, no_key_stands_twice_and_no_sentence_of_the_headset_has_two_meanings) {
  std::set<std::string_view> keys, held;
  for (const EnglishText& one : english_texts()) {
    EXPECT_TRUE(keys.insert(one.key).second) << one.key;
    EXPECT_FALSE(one.text.empty()) << one.key;
    if (one.key.starts_with("held_")) {
      EXPECT_TRUE(held.insert(one.text).second) << one.text;
      EXPECT_EQ(key_of(one.text), one.key);
    }
  }
}

// What xr/openxr and the mirror say in English when the story is held is known here, word for word.
TEST(texts, every_sentence_that_holds_the_story_can_be_translated) {
  int sentences = 0;
  const auto look_at = [&](const std::filesystem::path& file) {
    std::stringstream text;
    text << std::ifstream(file).rdbuf();
    const std::string source = text.str();
    static const std::regex said(
        "(?:why_held =|return state\\.input \\? \"\" :|return)\\s+\"([A-Z][^\"]*\\.)\";");
    for (std::sregex_iterator one(source.begin(), source.end(), said), end; one != end; ++one) {
      ++sentences;
      EXPECT_FALSE(key_of((*one)[1].str()).empty())
          << file << ": \"" << (*one)[1] << "\" is not in xr/say/english.cpp";
    }
  };
  const std::filesystem::path xr = std::filesystem::path(THRESHOLD_SOURCE_DIR) / "xr";
  for (const auto& entry : std::filesystem::directory_iterator(xr / "openxr"))
    if (entry.path().extension() == ".cpp") look_at(entry.path());
  look_at(xr / "mirror/mirrored_headset.cpp");
  EXPECT_GE(sentences, 10);
}

TEST(texts, what_a_language_lacks_is_said_in_english) {
  const Texts half({{"leave_again", "Pulsa Esc otra vez."}, {"keys_hint", ""}});
  EXPECT_EQ(half.say("leave_again"), "Pulsa Esc otra vez.");
  EXPECT_EQ(half.say("keys_hint"), "H: keys") << "an empty one is a missing one";
  EXPECT_EQ(half.say("attendant_minutes", {"3"}), "About 3 minutes to go.");
  EXPECT_EQ(half.sentence("The headset was taken off."), "The headset was taken off.");
  EXPECT_EQ(half.sentence("Something new."), "Something new.");
  EXPECT_EQ(half.say("no_such_key"), "no_such_key");
  EXPECT_EQ(Texts().say("leave_again"), "Press Esc once more to end the walk.");
}

TEST(texts, what_is_put_in_goes_where_the_translation_wants_it) {
  EXPECT_EQ(put_in("{1} of {0}", {"a", "b"}), "b of a");
  EXPECT_EQ(put_in("{0}{0}", {"x"}), "xx");
  EXPECT_EQ(put_in("{2} {a} {", {"x"}), "{2} {a} {") << "what is no hole stays";
  EXPECT_EQ(put_in("", {"x"}), "");
}

TEST(texts, in_writing_from_the_right_what_is_put_in_is_isolated) {
  EXPECT_EQ(put_in("\u05e2\u05d5\u05d3 {0} \u05d3\u05e7\u05d5\u05ea", {"3"}),
            "\u05e2\u05d5\u05d3 \u2068"
            "3\u2069 \u05d3\u05e7\u05d5\u05ea");
  EXPECT_EQ(put_in("plays: {0}", {"\u0633\u0645\u0627\u0639\u0629"}),
            "plays: \u2068\u0633\u0645\u0627\u0639\u0629\u2069");
  EXPECT_EQ(put_in("plays: {0}", {"caf\u00e9 \u20ac"}), "plays: caf\u00e9 \u20ac");
}

}  // namespace
}  // namespace threshold::xr
