// What a text is written in, as far as laying it out has to know: which way its lines run, whose forms of the
// characters that Chinese, Japanese and Korean share, and which typefaces have them. Pure.
#pragma once

#include <string_view>

namespace threshold::xr {

struct Writing {
  bool right_to_left = false;
  const char* language = "";   // BCP 47; empty: nothing in the text tells
  const char* typefaces = "";  // for Pango, best first
};

// Of UTF-8; what is no UTF-8 ends the text. Lines run from the right when letters of a script that does make
// up at least half: a foreign name at the start, even a long one, turns nothing around, as it would by the
// Unicode rule (UAX 9, P2) of the first strong character. Kana tell Japanese, Hangul Korean; Han alone is
// read as Chinese.
Writing writing_of(std::string_view text);

}  // namespace threshold::xr
