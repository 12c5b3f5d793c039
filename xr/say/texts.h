// Texts: what the program itself says, in the attendant's window and on the card of keys, in the language of
// captions and cards. Translations are entries of a story's texts/<code>.toml; what is not there is said in
// English (english.cpp), so that no story and no language leaves anybody without a word.
#pragma once

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace threshold::xr {

struct EnglishText {
  std::string_view key, text;  // {0}, {1}: what is put in
};
std::span<const EnglishText> english_texts();
// The key of an English sentence; empty: it is none of these.
std::string_view key_of(std::string_view english);

class Texts {
 public:
  Texts() = default;  // English
  // By key; what is none of ours is left alone, what is empty counts as missing.
  explicit Texts(std::map<std::string, std::string> translated) : translated_(std::move(translated)) {}

  // A key that nobody knows is said as it is.
  std::string say(std::string_view key) const;
  std::string say(std::string_view key, std::initializer_list<std::string_view> put_in) const;
  // Of a sentence that other parts of xr/ say in English: its translation, else the sentence.
  std::string sentence(std::string_view english) const;
  // Whether there is such a text, in this language or in English.
  bool knows(std::string_view key) const;

 private:
  std::map<std::string, std::string> translated_;
};

// `text` with {0}, {1}... replaced. Where it runs from the right, what is put in keeps its own direction
// (Unicode's isolates, UAX 9): "90 Hz" stays "90 Hz".
std::string put_in(std::string_view text, std::initializer_list<std::string_view> values);

}  // namespace threshold::xr
