#include "xr/vulkan/panel_script.h"

#include <glib.h>

namespace threshold::xr {
namespace {

// Inter first everywhere: names and numbers look the same in every language. fonts-noto-core has most scripts
// of the world but not Chinese, Japanese and Korean; the Noto families for these are taken where somebody
// installed them, else those of .ci/packages.
constexpr const char* kTypefaces = "Inter, Noto Sans, DejaVu Sans, Sans";
constexpr const char* kJapanese = "Inter, BIZ UDGothic, Noto Sans CJK JP, Noto Sans, DejaVu Sans, Sans";
constexpr const char* kKorean = "Inter, Noto Sans CJK KR, WenQuanYi Micro Hei, Noto Sans, DejaVu Sans, Sans";
constexpr const char* kChinese = "Inter, Noto Sans CJK SC, WenQuanYi Micro Hei, Noto Sans, DejaVu Sans, Sans";

struct Letters {
  int from_right = 0, from_left = 0, kana = 0, hangul = 0, han = 0;
};

void count(gunichar c, Letters* letters) {
  if (!g_unichar_isalpha(c)) return;
  switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
      ++letters->from_right;
      return;
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      ++letters->kana;
      break;
    case G_UNICODE_SCRIPT_HANGUL:
      ++letters->hangul;
      break;
    case G_UNICODE_SCRIPT_HAN:
      ++letters->han;
      break;
    default:
      break;
  }
  ++letters->from_left;
}

}  // namespace

Writing writing_of(std::string_view text) {
  Letters letters;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    const gunichar c = g_utf8_get_char_validated(at, end - at);
    if (c >= 0xfffffffe) break;  // (gunichar)-1 and -2: not UTF-8
    count(c, &letters);
    at = g_utf8_next_char(at);
  }
  Writing writing{false, "", kTypefaces};
  writing.right_to_left = letters.from_right > 0 && letters.from_right >= letters.from_left;
  if (letters.kana > 0)
    writing = {writing.right_to_left, "ja", kJapanese};
  else if (letters.hangul > 0)
    writing = {writing.right_to_left, "ko", kKorean};
  else if (letters.han > 0)
    writing = {writing.right_to_left, "zh", kChinese};
  return writing;
}

}  // namespace threshold::xr
