// The measure that golden pictures are held to, against its published formulas and against differences whose
// worth is known.
#include "xr/offscreen/likeness.h"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "xr/offscreen/golden.h"

namespace threshold::xr::test {
namespace {

// A painted wall with shelves: soft shade, straight edges, a highlight of some pixels.
PictureImage picture(int highlight_x = 150, float brighter = 0.0f) {
  PictureImage image;
  image.width = kGoldenWidth;
  image.height = kGoldenHeight;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      float light = 0.35f + 0.25f * std::sin(0.02f * static_cast<float>(x)) - 0.001f * static_cast<float>(y);
      if (y % 40 > 33) light *= 0.4f;
      const int dx = x - highlight_x, dy = y - 60;
      if (dx * dx + dy * dy < 16) light = 0.98f;
      const auto v = static_cast<std::uint8_t>(std::clamp(255.0f * (light + brighter), 0.0f, 255.0f));
      image.rgba.insert(image.rgba.end(),
                        {v, static_cast<std::uint8_t>(v * 4 / 5), static_cast<std::uint8_t>(v / 2), 255});
    }
  }
  return image;
}

TEST(Likeness, oklab_has_its_published_values) {
  const auto white = oklab_of(255, 255, 255), red = oklab_of(255, 0, 0), blue = oklab_of(0, 0, 255);
  EXPECT_NEAR(white[0], 1.0f, 1e-4f);
  EXPECT_NEAR(white[1], 0.0f, 1e-4f);
  EXPECT_NEAR(white[2], 0.0f, 1e-4f);
  EXPECT_NEAR(red[0], 0.62796f, 1e-4f);
  EXPECT_NEAR(red[1], 0.22486f, 1e-4f);
  EXPECT_NEAR(red[2], 0.12585f, 1e-4f);
  EXPECT_NEAR(blue[0], 0.45201f, 1e-4f);
  EXPECT_NEAR(blue[2], -0.31153f, 1e-4f);
}

TEST(Likeness, structure_is_as_in_equation_13) {
  EXPECT_DOUBLE_EQ(structural_similarity(0.4, 0.4, 0.02, 0.02, 0.02), 1.0);
  // Flat windows: the means alone decide.
  EXPECT_NEAR(structural_similarity(0.2, 0.6, 0.0, 0.0, 0.0), (2 * 0.12 + 1e-4) / (0.04 + 0.36 + 1e-4),
              1e-12);
  // Opposite signals of the same mean are unlike.
  EXPECT_NEAR(structural_similarity(0.5, 0.5, 0.04, 0.04, -0.04), (-0.08 + 9e-4) / (0.08 + 9e-4), 1e-12);
}

TEST(Likeness, a_picture_is_like_itself) {
  const Likeness found = likeness(picture(), picture());
  EXPECT_NEAR(found.structure, 1.0, 1e-6);
  EXPECT_NEAR(found.least_structure, 1.0, 1e-6);
  EXPECT_EQ(found.colour, 0.0);
  EXPECT_TRUE(found.alike());
}

TEST(Likeness, dither_and_rounding_pass) {
  PictureImage noisy = picture();
  std::mt19937 random(3);
  for (std::size_t i = 0; i < noisy.rgba.size(); ++i) {
    if (i % 4 == 3) continue;
    noisy.rgba[i] =
        static_cast<std::uint8_t>(std::clamp(noisy.rgba[i] + static_cast<int>(random() % 5) - 2, 0, 255));
  }
  const Likeness found = likeness(picture(), noisy);
  EXPECT_TRUE(found.alike()) << found.say();
}

TEST(Likeness, a_highlight_that_moved_fails_and_is_found) {
  const Likeness found = likeness(picture(150), picture(162));
  EXPECT_FALSE(found.alike()) << found.say();
  EXPECT_NEAR(found.x, 150, 24);
  EXPECT_NEAR(found.y, 54, 24);
}

TEST(Likeness, an_exposure_that_is_a_quarter_stop_off_fails) {
  PictureImage brighter = picture();
  for (std::size_t i = 0; i < brighter.rgba.size(); ++i) {
    if (i % 4 != 3) brighter.rgba[i] = static_cast<std::uint8_t>(std::min(255, brighter.rgba[i] * 109 / 100));
  }
  EXPECT_FALSE(likeness(picture(), brighter).alike());
}

TEST(Likeness, a_changed_hue_of_the_same_lightness_fails) {
  PictureImage cooler = picture();
  for (std::size_t i = 0; i < cooler.rgba.size(); i += 4) std::swap(cooler.rgba[i], cooler.rgba[i + 2]);
  EXPECT_FALSE(likeness(picture(), cooler).alike());
}

TEST(Likeness, pictures_of_two_sizes_are_refused) {
  PictureImage small = picture();
  small.height = 100;
  EXPECT_THROW(likeness(picture(), small), std::runtime_error);
}

}  // namespace
}  // namespace threshold::xr::test
