// Panels: legible, where the rules put them, and alone on a layer of their own.
#include <cmath>

#include "tests/vulkan/studio.h"
#include "xr/vulkan/panel_layout.h"
#include "xr/vulkan/panel_text.h"

namespace threshold::xr::test {
namespace {

using Panels = Studio;
constexpr float kDegree = 0.01745329f;

Panel caption(const std::string& text) {
  Panel panel;
  panel.id = "c";
  panel.text = text;
  panel.age_s = 1.0f;
  return panel;
}

struct Angles {
  float yaw = 0.0f, pitch = 0.0f;
};
Angles angles_of(const glm::vec3& point, const Pose& head) {
  const glm::vec3 d = point - head.position;
  return {std::atan2(-d.x, -d.z), std::atan2(d.y, std::hypot(d.x, d.z))};
}
const Pose kHead{{0.0f, 1.2f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};

float contrast(float a, float b) {
  return (std::max(a, b) + 0.05f) / (std::min(a, b) + 0.05f);
}
float linear(float c) {
  return c <= 0.04045f ? c / 12.92f : std::pow((c + 0.055f) / 1.055f, 2.4f);
}

TEST(PanelText, an_em_is_1_3_degrees_at_two_metres) {
  const PanelBitmap one = draw_panel_text(caption("x"), Arrow::none),
                    two = draw_panel_text(caption("x\nx"), Arrow::none);
  const float line_m = two.height_m - one.height_m;
  const float em_m = 2.0f * 2.0f * std::tan(0.65f * kDegree);
  EXPECT_GT(line_m, 1.0f * em_m);
  EXPECT_LT(line_m, 1.5f * em_m);
}

// Of the height from line to line: 1.3 degrees of sight at 100 per cent, at most 2.6, at least 1.
TEST(PanelText, captions_are_as_large_as_the_visitor_chose) {
  const auto line_m = [](PanelKind kind, int percent) {
    Panel one = caption("x"), two = caption("x\nx");
    one.kind = two.kind = kind;
    one.text_percent = two.text_percent = percent;
    return draw_panel_text(two, Arrow::none).height_m - draw_panel_text(one, Arrow::none).height_m;
  };
  const float usual = line_m(PanelKind::caption, 100);
  EXPECT_NEAR(line_m(PanelKind::caption, 150) / usual, 1.5f, 0.05f);
  EXPECT_NEAR(line_m(PanelKind::caption, 200) / usual, 2.0f, 0.05f);
  EXPECT_EQ(line_m(PanelKind::caption, 300), line_m(PanelKind::caption, 200));
  EXPECT_NEAR(line_m(PanelKind::caption, 50) / usual, 1.0f / 1.3f, 0.05f);
  EXPECT_NEAR(line_m(PanelKind::card, 300) / line_m(PanelKind::card, 100), 1.6f, 0.05f);
  EXPECT_EQ(line_m(PanelKind::label, 300), line_m(PanelKind::label, 100)) << "what gaze chooses stays";
  // In more lines, and no wider than 37 degrees.
  Panel two_lines = caption("the longest line of a caption, yes\nand another one of just that width");
  two_lines.speaker = "Nell";
  for (const int percent : {100, 150, 200}) {
    two_lines.text_percent = percent;
    const PanelBitmap drawn = draw_panel_text(two_lines, Arrow::left);
    EXPECT_LT(drawn.width_m, 2.0f * 2.0f * std::tan(18.5f * kDegree)) << percent;
    EXPECT_LT(drawn.height_m, 2.0f * 2.0f * std::tan(11.0f * kDegree)) << percent;
  }
}

TEST(PanelText, a_line_of_34_characters_stays_one_line) {
  const std::string line = "the longest line of a caption, yes";
  ASSERT_EQ(line.size(), 34u);
  EXPECT_EQ(draw_panel_text(caption(line), Arrow::none).height,
            draw_panel_text(caption("x"), Arrow::none).height);
  EXPECT_GT(draw_panel_text(caption(line + " " + line), Arrow::none).height,
            draw_panel_text(caption("x"), Arrow::none).height);
}

TEST(PanelText, other_scripts_and_overlong_texts_are_drawn_too) {
  const auto lit = [](const PanelBitmap& b) {
    int count = 0;
    for (std::size_t i = 0; i + 3 < b.rgba.size(); i += 4) count += b.rgba[i] > 200 ? 1 : 0;
    return count;
  };
  EXPECT_GT(lit(draw_panel_text(caption("שלום עולם"), Arrow::none)), 100);
  EXPECT_GT(lit(draw_panel_text(caption("Привет, мир"), Arrow::none)), 100);
  std::string endless;
  for (int i = 0; i < 2000; ++i) endless += "word ";
  const PanelBitmap big = draw_panel_text(caption(endless), Arrow::none);
  EXPECT_LE(big.width, kMostPanelWidth);
  EXPECT_LE(big.height, kMostPanelHeight);
  EXPECT_GT(lit(big), 1000);
}

TEST(PanelPlacing, a_caption_with_nobody_in_view_hangs_12_to_15_degrees_under_the_horizon) {
  PanelLayout layout;
  const Angles a = angles_of(layout.place(caption("x"), kHead, 0.5f, 0.1f).pose.position, kHead);
  EXPECT_NEAR(a.yaw, 0.0f, 1e-4f);
  EXPECT_LE(a.pitch, -12.0f * kDegree);
  EXPECT_GE(a.pitch, -15.0f * kDegree);
}

TEST(PanelPlacing, a_caption_never_covers_the_speakers_face_or_hands) {
  const float half_w = std::atan2(0.4f, 2.0f), half_h = std::atan2(0.1f, 2.0f);
  for (float distance = 0.8f; distance < 12.0f; distance *= 1.3f) {
    for (const float height : {0.9f, 1.2f, 1.7f}) {
      for (const float yaw : {-0.4f, 0.0f, 0.3f}) {
        PanelLayout layout;
        Panel panel = caption("x");
        panel.anchor = glm::vec3(-std::sin(yaw) * distance, height, -std::cos(yaw) * distance);
        const PanelPlace place = layout.place(panel, kHead, 0.8f, 0.2f);
        ASSERT_EQ(place.arrow, Arrow::none);
        const Angles at = angles_of(place.pose.position, kHead);
        for (const float below : {0.0f, 0.25f, 0.5f}) {  // face to signing hands
          const Angles body = angles_of(*panel.anchor - glm::vec3(0.0f, below, 0.0f), kHead);
          const bool covered =
              std::abs(at.yaw - body.yaw) < half_w && std::abs(at.pitch - body.pitch) < half_h;
          EXPECT_FALSE(covered) << distance << " m, " << height << " m high, yaw " << yaw << ", " << below
                                << " below";
        }
      }
    }
  }
}

TEST(PanelPlacing, an_unseen_speaker_gets_an_arrow_to_their_side) {
  Panel panel = caption("x");
  panel.anchor = glm::vec3(-3.0f, 1.2f, 0.5f);
  EXPECT_EQ(PanelLayout().place(panel, kHead, 0.5f, 0.1f).arrow, Arrow::left);
  panel.anchor = glm::vec3(3.0f, 1.2f, 0.5f);
  EXPECT_EQ(PanelLayout().place(panel, kHead, 0.5f, 0.1f).arrow, Arrow::right);
}

TEST(PanelPlacing, a_following_panel_rests_then_glides_after_the_head) {
  PanelLayout layout;
  Panel panel = caption("x");
  const auto yaw_after = [&](float head_yaw, float age) {
    panel.age_s = age;
    const Pose head{kHead.position, glm::angleAxis(head_yaw, glm::vec3(0.0f, 1.0f, 0.0f))};
    return angles_of(layout.place(panel, head, 0.5f, 0.1f).pose.position, head).yaw;
  };
  EXPECT_NEAR(yaw_after(0.0f, 0.0f), 0.0f, 1e-4f);
  EXPECT_NEAR(yaw_after(0.2f, 0.1f), 0.0f, 1e-4f);  // small turns leave it alone
  const float soon = yaw_after(1.0f, 0.12f);
  EXPECT_LT(soon, 0.2f);  // it does not jump
  float last = soon;
  for (int i = 0; i < 200; ++i) last = yaw_after(1.0f, 0.12f + 0.02f * static_cast<float>(i));
  EXPECT_NEAR(last, 1.0f, 0.05f);  // and it arrives
}

TEST_F(Panels, a_caption_over_white_keeps_7_to_1) {
  TinyGlb glb;
  glb.mesh_node("wall", quad({0.0f, 1.2f, -3.0f}, {9.0f, 0.0f, 0.0f}, {0.0f, 9.0f, 0.0f},
                             glb.unlit({9.0f, 9.0f, 9.0f, 1.0f})));
  write_place("room", glb);
  Picture picture;
  picture.place = "room";
  picture.panels = {caption("[music]")};
  const PictureImage image = offscreen(512, 512, 1, 0.6f).draw(picture, kHead);
  EXPECT_GT(luminance(image, 20, 20), 0.9f);
  // The caption lies 13.5 degrees down: inside the picture of 34 degrees, near its lower edge.
  float darkest = 1.0f, brightest = 0.0f;
  const int y = 256 + static_cast<int>(256.0f * std::tan(13.5f * kDegree) / std::tan(0.3f));
  for (int x = 226; x < 286; ++x) {
    for (int row = y - 8; row < y + 8; ++row) {
      darkest = std::min(darkest, linear(luminance(image, x, row)));
      brightest = std::max(brightest, linear(luminance(image, x, row)));
    }
  }
  EXPECT_GE(contrast(darkest, brightest), 7.0f);
  EXPECT_GE(brightest, 0.85f);
}

TEST_F(Panels, panels_left_to_layers_are_not_in_the_picture) {
  Picture picture;
  Panel card = caption("A card");
  card.kind = PanelKind::card;
  picture.panels = {card};
  const PictureImage with = draw(picture, kHead);
  renderer().set_panels_in_picture(false);
  EXPECT_NE(draw(picture, kHead).rgba, with.rgba);
}

TEST_F(Panels, a_panel_on_its_own_layer_has_straight_alpha) {
  Panel card = caption("II");
  card.kind = PanelKind::card;
  Offscreen& images = offscreen(256, 128);
  images.submit_panel(card);
  const PictureImage image = *images.take();
  const auto alpha = [&](int x, int y) { return image.rgba[4 * static_cast<std::size_t>(y * 256 + x) + 3]; };
  EXPECT_EQ(alpha(0, 0), 0);                    // outside the rounded corner
  EXPECT_NEAR(alpha(30, 64), 0.93 * 255, 2.0);  // the box
  int white = 0;
  for (int x = 0; x < 256; ++x) white += pixel(image, x, 64).x > 240.0f && alpha(x, 64) > 250 ? 1 : 0;
  EXPECT_GT(white, 3);
}

TEST_F(Panels, placement_gives_the_size_of_the_text_at_two_metres) {
  const Panel panel = caption("Nell: hello");
  const Renderer::Placement place = renderer().place_panel(panel, kHead);
  const PanelBitmap bitmap = draw_panel_text(panel, Arrow::none);
  EXPECT_FLOAT_EQ(place.width_m, bitmap.width_m);
  EXPECT_FLOAT_EQ(place.height_m, bitmap.height_m);
  EXPECT_NEAR(glm::distance(place.pose.position, kHead.position), 2.0f, 1e-3f);
}

}  // namespace
}  // namespace threshold::xr::test
