#include "app/contact_sheet.h"

#include <gtest/gtest.h>

#include "tests/app/program.h"

namespace threshold::app {
namespace {

xr::PictureImage plain(int w, int h, std::uint8_t v) {
  xr::PictureImage image{w, h, std::vector<std::uint8_t>(static_cast<std::size_t>(w * h * 4), v)};
  for (std::size_t i = 3; i < image.rgba.size(); i += 4) image.rgba[i] = 255;
  return image;
}

TEST(contact_sheet, shrinking_averages_light_not_code_values) {
  xr::PictureImage image = plain(8, 8, 0);
  for (int y = 0; y < 8; ++y)
    for (int x = 0; x < 8; ++x)
      if ((x + y) % 2)
        for (std::size_t c = 0; c < 3; ++c) image.rgba[static_cast<std::size_t>((y * 8 + x) * 4) + c] = 255;
  const xr::PictureImage small = shrunk(image, 4);
  EXPECT_EQ(small.width, 4);
  EXPECT_EQ(small.height, 4);
  EXPECT_NEAR(small.rgba[0], 188, 1);  // half the light is sRGB 188, not 128
}

TEST(contact_sheet, a_plain_picture_keeps_its_value) {
  EXPECT_EQ(shrunk(plain(64, 36, 90), 16).rgba[5], 90);
}

TEST(contact_sheet, a_sheet_is_written_whole_and_an_empty_one_not_at_all) {
  Scratch s;
  ContactSheet sheet(16);
  sheet.write(s.path / "none.png");
  EXPECT_FALSE(fs::exists(s.path / "none.png"));
  sheet.add("a", plain(64, 36, 90));
  sheet.add("a", plain(64, 36, 20));
  sheet.add("b", plain(64, 36, 200));
  sheet.write(s.path / "sheet.png");
  EXPECT_EQ(text_of(s.path / "sheet.png").substr(1, 3), "PNG");
}

}  // namespace
}  // namespace threshold::app
