// Captions of the world's scripts from the real renderer on quad layers, as the compositor shows them: the
// text that Pango laid out, where and as large as it was placed.
#include "tests/openxr/painted_fixture.h"

#include "xr/vulkan/panel_text.h"

namespace threshold::xr {
namespace {

struct Line {
  const char *script, *speaker, *text;
};
constexpr Line kLines[] = {{"arabic", "Nell", "[ضجيج المكبّر، يعلو]\nNell قالت 42 مرة"},
                           {"hebrew", "Ansel", "ברוכים הבאים. שבו.\nNell אמרה 42"},
                           {"japanese", "イマニ", "あなたの名前は？\n静かな夜、直した骨"},
                           {"chinese", "安塞尔", "欢迎，请坐。\n鼓手听不见了"},
                           {"korean", "테오", "같이 해요.\n조용한 밤, 북소리 42"}};

class PaintedPanels : public PaintedTest, public testing::WithParamInterface<Line> {};
INSTANTIATE_TEST_SUITE_P(Scripts, PaintedPanels, testing::ValuesIn(kLines),
                         [](const auto& made) { return std::string(made.param.script); });

TEST_P(PaintedPanels, reach_the_eye_as_they_were_laid_out) {
  test::TinyGlb glb;
  const int white = glb.unlit({1.0f, 1.0f, 1.0f, 1.0f});
  glb.mesh_node("wall", test::quad({0.0f, 1.6f, -3.0f}, {9.0f, 0.0f, 0.0f}, {0.0f, 9.0f, 0.0f}, white));
  write_room(glb);
  runtime.tell("views 960 960");
  for (const char* side : {"left", "right"}) {
    runtime.tell(std::string("field ") + side + " -0.3 0.3 0.05 -0.5");
    runtime.tell(std::string("mask ") + side);
  }
  Panel panel;
  panel.kind = PanelKind::caption;
  panel.id = "line";
  panel.speaker = GetParam().speaker;
  panel.text = GetParam().text;
  picture.panels = {panel};
  connect(painted_options());
  const Frame frame = settle();
  turns(3);
  const char* const keep = std::getenv("THRESHOLD_KEEP_PICTURES");  // a folder, to look at them
  compose(keep != nullptr ? std::string(keep) + "/" + GetParam().script : "");
  const PanelBitmap laid_out = draw_panel_text(panel, Arrow::none);
  EXPECT_EQ(laid_out.boxes, 0);
  // Every texel's place in the left eye's picture. What is inked there must be light, the box dark.
  const Renderer::Placement place = painter_->place_panel(panel, frame.presence.head);
  EXPECT_FLOAT_EQ(place.width_m, laid_out.width_m);
  const glm::vec3 eye = frame.presence.head.position + glm::vec3(-0.032f, 0.0f, 0.0f);
  int agree = 0, all = 0;
  for (int y = 2; y < laid_out.height - 2; ++y) {
    for (int x = 2; x < laid_out.width - 2; ++x) {
      const auto texel = [&](int dx, int dy) {
        const auto at = static_cast<std::size_t>((y + dy) * laid_out.width + x + dx);
        return static_cast<int>(laid_out.rgba[4 * at + 1]);
      };
      int low = 255, high = 0;
      for (int dy = -2; dy <= 2; ++dy) {
        for (int dx = -2; dx <= 2; ++dx)
          low = std::min(low, texel(dx, dy)), high = std::max(high, texel(dx, dy));
      }
      if (high - low > 40) continue;  // an edge of a letter: resampled, neither
      const glm::vec3 off((static_cast<float>(x) + 0.5f) / static_cast<float>(laid_out.width) - 0.5f,
                          0.5f - (static_cast<float>(y) + 0.5f) / static_cast<float>(laid_out.height), 0.0f);
      const glm::vec3 p = place.pose.position +
                          place.pose.orientation * (off * glm::vec3(place.width_m, place.height_m, 1.0f)) -
                          eye;
      const float u = (p.x / -p.z + std::tan(0.3f)) / (2.0f * std::tan(0.3f));
      const float v = (std::tan(0.05f) - p.y / -p.z) / (std::tan(0.05f) + std::tan(0.5f));
      const auto shown =
          runtime.pixel(0, static_cast<std::uint32_t>(u * 960.0f), static_cast<std::uint32_t>(v * 960.0f));
      ++all;
      agree += (shown[1] > 128) == (low > 128) ? 1 : 0;
    }
  }
  EXPECT_GT(all, 10'000);
  EXPECT_GT(agree, all * 99 / 100);
}

}  // namespace
}  // namespace threshold::xr
