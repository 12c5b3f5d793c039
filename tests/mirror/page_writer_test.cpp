// What stands in the mirror's window, where, and what is behind it; and the shelf that pictures come over.
#include "xr/mirror/page_writer.h"

#include <gtest/gtest.h>

#include "tests/say/story_texts.h"
#include "xr/mirror/shelf.h"

namespace threshold::xr {
namespace {

class MirrorPage : public testing::Test {
 protected:
  MirrorPage() {
    state.running = Running::running;
    state.status.state = "focused";
    state.note.caption = "Nell: Snare when you are ready.";
  }
  Page write(int width, int height, bool drawn = true) {
    return writer.write({state, attendant, width, height, drawn, now_s});
  }
  void hold(const char* why) {
    state.running = Running::held;
    state.why_held = why;
  }
  MirrorState state;
  Attendant attendant{MirrorView::left_eye};
  PageWriter writer{Texts(story_texts().at("de")), 100, 0.0};
  double now_s = 100.0;
};

TEST_F(MirrorPage, words_are_made_smaller_rather_than_cut_off) {
  for (const auto& [width, height] : {std::pair(320, 200), {200, 120}, {640, 360}, {1280, 720}}) {
    for (const bool card : {false, true}) {
      attendant.press(card ? AttendantKey::card : AttendantKey::left_eye, now_s);
      hold("The headset's software does not answer; trying again.");
      const Page page = write(width, height, false);
      ASSERT_EQ(page.texts.size(), 1u);
      EXPECT_LE(page.texts[0].y + page.texts[0].text->height, height) << width;
      EXPECT_LE(page.texts[0].x + page.texts[0].text->width, width) << width;
      EXPECT_GE(page.texts[0].y, 0);
    }
  }
}

TEST_F(MirrorPage, a_column_takes_its_room_from_the_picture_and_covers_none_of_it) {
  attendant.press(AttendantKey::overlay, now_s);
  attendant.press(AttendantKey::help, now_s);
  const Page page = write(1280, 720);
  ASSERT_EQ(page.texts.size(), 3u);  // figures, keys, the caption
  for (const std::size_t column : {0u, 1u}) EXPECT_GE(page.texts[column].x, page.part.left + page.part.width);
  EXPECT_GE(page.texts[1].y, page.texts[0].y + page.texts[0].text->height);
  EXPECT_LE(page.texts[1].y + page.texts[1].text->height, 720);
}

TEST_F(MirrorPage, a_few_frames_that_were_not_drawn_leave_the_picture) {
  EXPECT_TRUE(write(640, 360).picture);
  now_s += 0.1;
  EXPECT_TRUE(write(640, 360, false).picture);
  now_s += 1.0;
  EXPECT_FALSE(write(640, 360, false).picture);
}

TEST_F(MirrorPage, behind_the_card_there_is_no_picture_whatever_happens) {
  attendant.press(AttendantKey::card, now_s);
  EXPECT_FALSE(write(640, 360).picture);
  hold("The headset's runtime does not answer; waiting for it.");
  state.status.graphics_busy = true;
  EXPECT_FALSE(write(640, 360, false).picture);
  attendant.press(AttendantKey::left_eye, now_s);
  EXPECT_TRUE(write(640, 360, false).picture) << "the last one, under words";
  state.status.graphics_busy = false;
  EXPECT_FALSE(write(640, 360, false).picture);
}

TEST_F(MirrorPage, what_did_not_change_is_the_same_page) {
  const Page first = write(640, 360);
  EXPECT_EQ(first, write(640, 360));
  state.note.caption = "Nell: Now.";
  EXPECT_NE(first, write(640, 360));
}

TEST(MirrorShelf, gives_the_newest_picture_once) {
  Shelf shelf;
  const std::uint8_t one[4] = {1, 1, 1, 1}, two[4] = {2, 2, 2, 2};
  std::size_t a = 0, b = 0;
  ASSERT_TRUE(shelf.take_place(&a) && shelf.take_place(&b));
  shelf.offer(b, two, 1, 1, 1.0f, 2);
  shelf.offer(a, one, 1, 1, 1.0f, 1);
  EyePicture picture;
  ASSERT_TRUE(shelf.read(&picture));
  EXPECT_EQ(picture.rgba, (std::vector<std::uint8_t>{2, 2, 2, 2}));
  EXPECT_FALSE(shelf.read(&picture));
}

TEST(MirrorShelf, is_never_full_of_pictures_that_nobody_fetches) {
  Shelf shelf;
  const std::uint8_t pixel[4] = {};
  for (std::uint64_t number = 1; number < 20; ++number) {
    std::size_t place = 0;
    ASSERT_TRUE(shelf.take_place(&place));
    shelf.offer(place, pixel, 1, 1, 1.0f, number);
  }
  shelf.close();
  EyePicture picture;
  EXPECT_FALSE(shelf.read(&picture)) << "their memory is gone";
}

}  // namespace
}  // namespace threshold::xr
