#include "xr/say/texts.h"

#include <algorithm>

namespace threshold::xr {
namespace {

constexpr std::string_view kIsolate = "\xe2\x81\xa8", kPopIsolate = "\xe2\x81\xa9";

const EnglishText* english(std::string_view key) {
  const auto all = english_texts();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const EnglishText& one) { return one.key == key; });
  return found == all.end() ? nullptr : &*found;
}

// Hebrew to Arabic Extended-A and their presentation forms: U+0590 to U+08FF, U+FB1D to U+FDFF, U+FE70 to
// U+FEFE.
bool has_letters_from_the_right(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto a = static_cast<unsigned char>(text[i]), b = static_cast<unsigned char>(text[i + 1]);
    if ((a == 0xd6 && b >= 0x90) || (a >= 0xd7 && a <= 0xdf)) return true;
    if (a == 0xe0 && b >= 0xa0 && b <= 0xa3) return true;
    if (a == 0xef && ((b >= 0xac && b <= 0xb7) || b == 0xb9 || b == 0xba || b == 0xbb)) return true;
  }
  return false;
}

}  // namespace

bool Texts::knows(std::string_view key) const {
  return translated_.count(std::string(key)) > 0 || english(key) != nullptr;
}

std::string Texts::say(std::string_view key) const {
  const auto found = translated_.find(std::string(key));
  if (found != translated_.end() && !found->second.empty()) return found->second;
  const EnglishText* text = english(key);
  return std::string(text ? text->text : key);
}

std::string Texts::say(std::string_view key, std::initializer_list<std::string_view> values) const {
  return put_in(say(key), values);
}

std::string_view key_of(std::string_view english) {
  for (const EnglishText& one : english_texts())
    if (one.text == english) return one.key;
  return {};
}

std::string Texts::sentence(std::string_view english) const {
  const std::string_view key = key_of(english);
  return key.empty() ? std::string(english) : say(key);
}

std::string put_in(std::string_view text, std::initializer_list<std::string_view> values) {
  const bool isolates = has_letters_from_the_right(text) ||
                        std::any_of(values.begin(), values.end(),
                                    [](std::string_view v) { return has_letters_from_the_right(v); });
  std::string made;
  for (std::size_t i = 0; i < text.size();) {
    const bool hole = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}' && text[i + 1] >= '0' &&
                      static_cast<std::size_t>(text[i + 1] - '0') < values.size();
    if (!hole) {
      made += text[i++];
      continue;
    }
    const std::string_view value = *(values.begin() + (text[i + 1] - '0'));
    if (isolates) made += kIsolate;
    made += value;
    if (isolates) made += kPopIsolate;
    i += 3;
  }
  return made;
}

}  // namespace threshold::xr
