// Captions in the world's scripts: every character has a glyph, lines run the way the language runs, letters
// join where they must. Read off the drawn pixels.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "xr/vulkan/panel_fonts.h"
#include "xr/vulkan/panel_script.h"
#include "xr/vulkan/panel_text.h"

namespace threshold::xr::test {
namespace {

PanelBitmap drawn(const std::string& text) {
  Panel panel;
  panel.text = text;
  return draw_panel_text(panel, Arrow::none);
}

bool inked(const PanelBitmap& b, int x, int y) {
  const auto at =
      4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(b.width) + static_cast<std::size_t>(x));
  return b.rgba[at] > 90;
}

// Stretches of columns with ink, from left to right: a letter each, or as many as join.
struct Stroke {
  int left = 0, width = 0, top = 0;
};
std::vector<Stroke> strokes(const PanelBitmap& b) {
  std::vector<Stroke> found;
  bool before = false;
  for (int x = 0; x < b.width; ++x) {
    int top = b.height;
    for (int y = b.height - 1; y >= 0; --y) top = inked(b, x, y) ? y : top;
    const bool ink = top < b.height;
    if (ink && !before) found.push_back({x, 0, top});
    if (ink) {
      ++found.back().width;
      found.back().top = std::min(found.back().top, top);
    }
    before = ink;
  }
  return found;
}
std::vector<Stroke> strokes(const std::string& text) {
  return strokes(drawn(text));
}

void expect_widths(const Stroke* some, const std::vector<Stroke>& wanted) {
  for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_NEAR(some[i].width, wanted[i].width, 1) << i;
}

TEST(PanelScript, every_script_we_promise_has_all_its_glyphs) {
  const std::vector<ScriptFont> all = script_fonts();
  EXPECT_EQ(all.size(), 10u);
  for (const ScriptFont& one : all) EXPECT_TRUE(one.there) << one.script << " needs " << one.package;
}

TEST(PanelScript, a_character_that_no_typeface_has_is_counted) {
  EXPECT_EQ(drawn("a\u0378b").boxes, 1);  // a place in Unicode that nothing was given
  EXPECT_EQ(drawn("ab").boxes, 0);
}

TEST(PanelScript, a_line_runs_the_way_most_of_its_letters_do) {
  EXPECT_TRUE(writing_of("שלום").right_to_left);
  EXPECT_TRUE(writing_of("Nell אמרה 42 פעמים").right_to_left);
  EXPECT_TRUE(writing_of("[ضجيج المكبر، يعلو]").right_to_left);
  EXPECT_FALSE(writing_of("She said שלום to everybody").right_to_left);
  EXPECT_FALSE(writing_of("42!").right_to_left);
  EXPECT_FALSE(writing_of("").right_to_left);
  EXPECT_FALSE(writing_of("\xff\xfe שלום").right_to_left) << "no UTF-8: nothing is read";
}

TEST(PanelScript, shared_characters_get_the_forms_of_the_language) {
  EXPECT_STREQ(writing_of("静かな夜").language, "ja");
  EXPECT_STREQ(writing_of("안녕 骨").language, "ko");
  EXPECT_STREQ(writing_of("直骨").language, "zh");
  EXPECT_STREQ(writing_of("Nell").language, "");
  // The same character, first in its line, drawn for Chinese and for Japanese readers.
  const PanelBitmap chinese = drawn("直"), japanese = drawn("直の");
  const Stroke a = strokes(chinese).front(), b = strokes(japanese).front();
  int differ = 0, ink = 0;
  for (int y = 0; y < std::min(chinese.height, japanese.height); ++y) {
    for (int x = 0; x < std::min(a.width, b.width); ++x) {
      const bool c = inked(chinese, a.left + x, y), j = inked(japanese, b.left + x, y);
      ink += c ? 1 : 0;
      differ += c != j ? 1 : 0;
    }
  }
  EXPECT_GT(differ, ink / 5);
}

TEST(PanelScript, hebrew_begins_at_the_right_and_ends_at_the_left) {
  const std::vector<Stroke> line = strokes("שלום.");
  ASSERT_EQ(line.size(), 5u);
  const Stroke stop = strokes("x.").back();
  EXPECT_NEAR(line.front().width, stop.width, 1) << "the full stop ends the line, at its left";
  EXPECT_GT(line.front().top, line[1].top + 10);
  EXPECT_NEAR(line.back().width, strokes("ש").front().width, 1);
}

TEST(PanelScript, a_latin_name_and_a_number_stand_in_a_hebrew_line_as_they_are_read) {
  // From the left: the number, its digits in their own order; four Hebrew letters; the name, first in the
  // text.
  const std::vector<Stroke> line = strokes("Nell אמרה 42"), name = strokes("Nell"), number = strokes("42"),
                            word = strokes("אמרה");
  ASSERT_EQ(name.size(), 4u);
  ASSERT_EQ(number.size(), 2u);
  ASSERT_EQ(line.size(), name.size() + number.size() + word.size());
  expect_widths(line.data(), number);
  expect_widths(line.data() + number.size(), word);
  expect_widths(line.data() + number.size() + word.size(), name);
  EXPECT_NE(number[0].width, number[1].width) << "else this test cannot tell";
}

TEST(PanelScript, brackets_of_a_line_from_the_right_open_to_the_left) {
  const std::vector<Stroke> line = strokes("[אמ]"), latin = strokes("[am]");
  ASSERT_GE(line.size(), 4u);
  EXPECT_NEAR(line.back().width, latin.front().width, 1);
  // What opens at the right is the mirrored bracket: its stroke lies on the right.
  const PanelBitmap b = drawn("[אמ]");
  int left_ink = 0, right_ink = 0;
  for (int y = 0; y < b.height; ++y) {
    left_ink += inked(b, line.back().left + 1, y) ? 1 : 0;
    right_ink += inked(b, line.back().left + line.back().width - 2, y) ? 1 : 0;
  }
  EXPECT_GT(right_ink, 2 * left_ink);
}

TEST(PanelScript, arabic_letters_join) {
  EXPECT_EQ(strokes("بيت").size(), 1u);
  EXPECT_EQ(strokes("ب\u200cي\u200cت").size(), 3u) << "kept apart by hand";
  // Lam and alef make one sign, narrower than the two.
  EXPECT_LT(strokes("لا").front().width, strokes("ل").front().width + strokes("ا").front().width);
}

TEST(PanelScript, chinese_and_japanese_break_where_there_is_no_space) {
  std::string line;
  for (int i = 0; i < 30; ++i) line += "静";
  const PanelBitmap one = drawn("静"), many = drawn(line);
  EXPECT_GT(many.height, one.height * 3 / 2);
  EXPECT_LE(many.width, kMostPanelWidth);
}

}  // namespace
}  // namespace threshold::xr::test
