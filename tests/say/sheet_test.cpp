// Pictures of words: nothing is cut off, nothing overlaps, either direction.
#include "xr/say/sheet.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace threshold::xr {
namespace {

bool lit(const TextPicture& p, int x, int y) {
  return p.bgra[(static_cast<std::size_t>(y) * static_cast<std::size_t>(p.width) +
                 static_cast<std::size_t>(x)) *
                4] > kGround + 40;
}

struct Ink {
  int left = 1 << 20, right = -1, top = 1 << 20, bottom = -1, pixels = 0;
};
Ink ink(const TextPicture& p) {
  Ink found;
  for (int y = 0; y < p.height; ++y)
    for (int x = 0; x < p.width; ++x)
      if (lit(p, x, y)) {
        found.left = std::min(found.left, x), found.right = std::max(found.right, x);
        found.top = std::min(found.top, y), found.bottom = std::max(found.bottom, y);
        ++found.pixels;
      }
  return found;
}

Sheet rows(int count, const std::string& key = "Key", const std::string& text = "what it does") {
  Sheet sheet;
  sheet.title = "Title";
  sheet.foot = "Foot";
  for (int i = 0; i < count; ++i) sheet.rows.push_back({SheetRow::Kind::pair, key, text});
  return sheet;
}

TEST(sheet, few_rows_are_one_page_and_many_are_more_and_each_is_as_large_as_asked_for) {
  const SheetSize size{24, 1280, 720};
  EXPECT_EQ(draw_sheet(rows(10), size).size(), 1u);
  const auto pages = draw_sheet(rows(120), size);
  EXPECT_GE(pages.size(), 3u);
  for (const TextPicture& page : pages) {
    EXPECT_EQ(page.width, 1280);
    EXPECT_EQ(page.height, 720);
    const Ink found = ink(page);
    EXPECT_GT(found.left, 8);
    EXPECT_LT(found.right, 1280 - 8);
    EXPECT_GT(found.top, 8);
    EXPECT_LT(found.bottom, 720 - 8);
  }
}

TEST(sheet, wide_windows_have_columns_and_large_type_has_one) {
  // Ten rows in two columns stand no lower than five.
  const auto lowest = [](const Sheet& sheet, const SheetSize& size) {
    return ink(draw_sheet(sheet, size).front()).bottom;
  };
  Sheet without = rows(10), with = rows(40);
  without.foot = with.foot = "";
  EXPECT_LT(lowest(with, {24, 1280, 720}), 720 - 8);
  EXPECT_EQ(draw_sheet(with, {24, 1280, 720}).size() * 2, draw_sheet(with, {24, 640, 720}).size() + 1);
  EXPECT_GT(draw_sheet(with, {48, 1280, 720}).size(), draw_sheet(with, {24, 1280, 720}).size());
}

TEST(sheet, a_turn_begins_another_page) {
  Sheet sheet = rows(3);
  sheet.rows.push_back({SheetRow::Kind::turn, "", ""});
  sheet.rows.push_back({SheetRow::Kind::pair, "Key", "text"});
  EXPECT_EQ(draw_sheet(sheet, {24, 1280, 720}).size(), 2u);
}

TEST(sheet, a_row_that_no_page_could_hold_is_written_smaller) {
  const std::string much(600, 'm');
  const auto pages = draw_sheet(rows(1, "Key", much), {48, 640, 360});
  ASSERT_EQ(pages.size(), 1u);
  EXPECT_LT(ink(pages.front()).bottom, 360 - 4);
}

TEST(sheet, a_narrow_window_or_an_empty_sheet_does_no_harm) {
  for (const int width : {1, 20, 64})
    for (const int height : {1, 20, 64}) {
      const auto pages = draw_sheet(rows(5), {24, width, height});
      ASSERT_FALSE(pages.empty());
      EXPECT_EQ(pages.front().width, width);
      EXPECT_EQ(pages.front().height, height);
    }
  EXPECT_EQ(draw_sheet({}, {24, 100, 100}).size(), 1u);
}

TEST(sheet, a_column_beside_a_picture_is_as_high_as_it_needs) {
  const auto three = draw_sheet(rows(3), {24, 500, 0, true}), nine = draw_sheet(rows(9), {24, 500, 0, true});
  EXPECT_EQ(three.size(), 1u);
  EXPECT_EQ(nine.size(), 1u);
  EXPECT_GT(nine.front().height, 2 * three.front().height * 3 / 4);
  EXPECT_LT(ink(nine.front()).bottom, nine.front().height);
}

// Mirrored: the keys stand at the right edge.
TEST(sheet, in_writing_from_the_right_keys_stand_on_the_right) {
  const std::string hebrew = "\u05d4\u05e7\u05d1\u05e8\u05d4";
  Sheet sheet = rows(6, hebrew, hebrew + " " + hebrew);
  sheet.title = sheet.foot = "";
  const Ink right = ink(draw_sheet(sheet, {24, 620, 400}).front());
  Sheet latin = rows(6, "Abcde", "abcde abcde");
  latin.title = latin.foot = "";
  const Ink left = ink(draw_sheet(latin, {24, 620, 400}).front());
  EXPECT_LT(620 - right.right, 30);
  EXPECT_LT(left.left, 30);
  EXPECT_GT(620 - left.right, 100);
  EXPECT_GT(right.left, 100);
}

TEST(text_picture, lines_break_within_their_width_and_start_on_their_side) {
  const std::string arabic = "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u0645";
  const TextPicture two = draw_lines(
      {{Line::Kind::text, "a long line of English words"}, {Line::Kind::text, arabic}}, 20, 2000, false);
  // The second line is shorter and ends at the right edge.
  const auto second = [&] {
    Ink found;
    for (int y = two.height * 55 / 100; y < two.height; ++y)
      for (int x = 0; x < two.width; ++x)
        if (lit(two, x, y)) found.left = std::min(found.left, x), found.right = std::max(found.right, x);
    return found;
  }();
  EXPECT_GT(second.left, two.width / 3);
  EXPECT_GT(second.right, two.width - 24);
  const TextPicture wrapped =
      draw_lines({{Line::Kind::text, "a long line of English words"}}, 20, 150, false);
  EXPECT_LE(wrapped.width, 150);
  EXPECT_GT(wrapped.height, 100);
}

TEST(text_picture, an_alarm_is_a_bar_of_a_colour_of_its_own) {
  const TextPicture calm = draw_lines({{Line::Kind::text, "words"}}, 20, 400, true);
  const TextPicture alarm = draw_lines({{Line::Kind::alarm, ""}, {Line::Kind::text, "words"}}, 20, 400, true);
  const auto amber = [](const TextPicture& p) {
    int count = 0;
    for (std::size_t i = 0; i < p.bgra.size(); i += 4) count += p.bgra[i + 2] > p.bgra[i] + 100;
    return count;
  };
  EXPECT_EQ(amber(calm), 0);
  EXPECT_GT(amber(alarm), 400);
}

}  // namespace
}  // namespace threshold::xr
