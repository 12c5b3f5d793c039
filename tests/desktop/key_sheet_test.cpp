// The card of keys: all of them, as they are now, in type that can be read.
#include "xr/desktop/key_sheet.h"

#include <gtest/gtest.h>

namespace threshold::xr {
namespace {

std::string text_of(const Sheet& sheet, const std::string& key) {
  for (const SheetRow& row : sheet.rows)
    if (row.key == key) return row.text;
  return "no " + key;
}

TEST(key_sheet, tells_every_key_of_a_file_and_what_it_does_in_words) {
  const Sheet sheet =
      key_sheet(Keys::from_text("skip = Tab\npause = Space\nslot_1 = B\n", "my.keys"), {}, false);
  EXPECT_EQ(text_of(sheet, "Tab"), "next part");
  EXPECT_EQ(text_of(sheet, "Space"), "pause, go on");
  EXPECT_EQ(text_of(sheet, "B"), "kick, table, slide");
  EXPECT_EQ(text_of(sheet, "F, 1"), "snare");
  EXPECT_EQ(text_of(sheet, "Triggers"), "left, right hand strikes");
  for (const SheetRow& row : sheet.rows) {
    EXPECT_EQ(row.text.find("desk_"), std::string::npos) << row.text << " is a key, not words";
    EXPECT_EQ(row.text.find("does_"), std::string::npos) << row.text;
  }
}

TEST(key_sheet, shows_the_gamepad_first_where_that_was_used_last) {
  const auto first_heading = [](bool pad) { return key_sheet({}, {}, pad).rows.front().text; };
  EXPECT_EQ(first_heading(false), "Your hands");
  EXPECT_EQ(first_heading(true), "Gamepad");
}

TEST(key_sheet, is_two_pages_at_common_sizes_and_a_few_more_in_twice_the_type) {
  struct Size {
    int width, height;
  };
  for (const Size size : {Size{1280, 720}, {1920, 1080}, {2560, 1440}}) {
    const int em = size.height / 28;
    EXPECT_EQ(draw_sheet(key_sheet({}, {}, false), {em, size.width, size.height}).size(), 2u) << size.height;
    const auto twice = draw_sheet(key_sheet({}, {}, false), {2 * em, size.width, size.height}).size();
    EXPECT_GT(twice, 3u);
    EXPECT_LT(twice, 10u);
  }
}

}  // namespace
}  // namespace threshold::xr
