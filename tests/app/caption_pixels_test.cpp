// Captions in the picture that the visitor gets, pixel by pixel: what a caption changes is no pixel of a face
// nor of a hand that signs. Those are found apart from the caption rules: each person is drawn alone, and of
// their pixels those count that lie at the joints of the face and the fingers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

#include "app/walk.h"
#include "xr/offscreen/offscreen.h"
#include "xr/vulkan/skeleton.h"

namespace threshold::app {
namespace {

constexpr int kWide = 320, kHigh = 240;
constexpr float kDown_rad = 1.05f;     // 60 degrees; 75 across
constexpr float kNearFace_m = 0.035f;  // about each of eyes, brows, cheeks, mouth
constexpr float kNearHand_m = 0.025f;  // about each joint of a finger

using Pixels = std::vector<bool>;

struct Spot {
  glm::vec3 at;
  float radius_m;
};

class Painted {
 public:
  Painted() : gpu_({}), renderer_(gpu_, renderer_options()), offscreen_(gpu_, renderer_, size()) {}
  xr::PictureImage draw(const xr::Picture& picture, const xr::Pose& head) {
    return offscreen_.draw(picture, head);
  }

  // Pixels that are another colour in the one than in the other.
  static Pixels between(const xr::PictureImage& a, const xr::PictureImage& b) {
    Pixels other(a.rgba.size() / 4);
    for (std::size_t i = 0; i < other.size(); ++i)
      for (std::size_t c = 0; c < 3; ++c)
        other[i] = other[i] || std::abs(int{a.rgba[4 * i + c]} - int{b.rgba[4 * i + c]}) > 12;
    return other;
  }

  // Which pixels are of these people, drawn with nothing else.
  Pixels bodies(const std::vector<xr::Figure>& figures, const xr::Pose& head) {
    xr::Picture alone;
    alone.figures = figures;
    return between(draw(alone, head), draw({}, head));
  }
  // Those of them that lie at one of the spots.
  static Pixels at(const std::vector<Spot>& spots, const Pixels& body, const xr::Pose& head) {
    const float focal = 0.5f * static_cast<float>(kHigh) / std::tan(0.5f * kDown_rad);
    Pixels found(body.size());
    for (const Spot& spot : spots) {
      const glm::vec3 p = glm::conjugate(head.orientation) * (spot.at - head.position);
      if (p.z > -0.2f) continue;
      const float x = 0.5f * kWide + focal * p.x / -p.z, y = 0.5f * kHigh - focal * p.y / -p.z;
      const float radius = focal * spot.radius_m / -p.z;
      for (int v = static_cast<int>(y - radius); v <= static_cast<int>(y + radius); ++v)
        for (int u = static_cast<int>(x - radius); u <= static_cast<int>(x + radius); ++u)
          if (u >= 0 && v >= 0 && u < kWide && v < kHigh) {
            const auto i = static_cast<std::size_t>(v * kWide + u);
            found[i] = found[i] || body[i];
          }
    }
    return found;
  }

  std::vector<Spot> spots(const xr::Figure& figure, bool face, bool hands) {
    auto& model = models_[figure.model];
    if (!model) {
      xr::GltfRequest request;
      request.path = find_paths("", "").assets / "people" / (figure.model + ".glb");
      request.skinned = true;
      model = std::make_unique<xr::ModelData>(xr::read_gltf(request));
    }
    std::optional<glm::vec3> look_at;
    if (figure.look_at)
      look_at = glm::conjugate(figure.root.orientation) * (*figure.look_at - figure.root.position);
    std::vector<xr::JointRows> rows(model->joints.size());
    poser_.pose(*model, figure, look_at, rows);
    std::vector<Spot> found;
    const auto add = [&](const std::string& name, float radius_m) {
      const int node = model->node(name);
      ASSERT_GE(node, 0) << figure.model << " has no " << name;
      found.push_back(
          {figure.root.position + figure.root.orientation * glm::vec3(poser_.world(node)[3]), radius_m});
    };
    for (const std::string side : {"_l", "_r"}) {
      for (const char* part : {"eye", "brow_in", "brow_out", "mouth", "cheek"})
        if (face) add(part + side, kNearFace_m);
      for (const char* finger : {"thumb", "index", "middle", "ring", "little"})
        for (const char* joint : {"_1", "_2", "_3"})
          if (hands) add(finger + (joint + side), kNearHand_m);
    }
    return found;
  }

 private:
  static xr::RendererOptions renderer_options() {
    xr::RendererOptions options;
    options.assets = find_paths("", "").assets;
    options.colour_format = xr::Offscreen::kFormat;
    return options;
  }
  static xr::OffscreenOptions size() {
    xr::OffscreenOptions options;
    options.width = kWide, options.height = kHigh;
    options.fov_down_rad = kDown_rad;
    return options;
  }
  xr::Gpu gpu_;
  xr::Renderer renderer_;
  xr::Offscreen offscreen_;
  std::map<std::string, std::unique_ptr<xr::ModelData>> models_;
  xr::Poser poser_;
};

bool signs(const xr::Figure& figure) {
  return figure.to.clip.rfind("sign_", 0) == 0;
}
bool is_crowd(const xr::Figure& figure) {
  return figure.name.rfind("crowd", 0) == 0;
}

int count(const Pixels& pixels) {
  return static_cast<int>(std::count(pixels.begin(), pixels.end(), true));
}
int shared(const Pixels& a, const Pixels& b) {
  int both = 0;
  for (std::size_t i = 0; i < a.size(); ++i) both += a[i] && b[i];
  return both;
}

TEST(CaptionPixels, no_caption_changes_a_pixel_of_a_face_or_of_a_hand_that_signs) {
  WalkOptions options;
  options.paths = find_paths("", "");
  options.director.captions = scenes::CaptionPolicy::all_signing;
  options.demo = true;
  Walk walk(options);
  Painted painted;
  constexpr int kEvery = 125;  // ticks: a second
  constexpr double kApart_s = 5.0;
  int looks = 0, with_hands = 0;
  double looked_s = -1e9;
  std::set<std::string> beats;
  for (int tick = 0; tick < 30'000 && !walk.over(); ++tick) {
    const scenes::Moment& moment = walk.step({});
    if (tick % kEvery != 0 || tick * 0.008 < looked_s + kApart_s) continue;
    xr::Picture with = moment.eyes;
    std::erase_if(with.panels, [](const xr::Panel& panel) { return panel.kind != xr::PanelKind::caption; });
    if (with.panels.empty() || with.fade > 0.5f) continue;
    // Everything bright, so that a dark box is seen over it.
    with.exposure_ev += 3.0f;
    for (xr::Panel& panel : with.panels) panel.age_s = std::max(panel.age_s, 1.0f);
    xr::Picture without = with;
    without.panels.clear();
    const xr::Pose head = walk.presence().head;
    std::vector<xr::Figure> people;
    for (const xr::Figure& figure : with.figures)
      if (!is_crowd(figure) && figure.opacity >= 0.5f) people.push_back(figure);
    if (people.empty()) continue;
    const Pixels body = painted.bodies(people, head);
    Pixels captions;
    for (const xr::Figure& figure : people) {
      const Pixels kept = Painted::at(painted.spots(figure, true, signs(figure)), body, head);
      if (count(kept) < 4) continue;
      if (captions.empty())
        captions = Painted::between(painted.draw(with, head), painted.draw(without, head));
      ASSERT_GT(count(captions), 100) << "no caption is to be seen";
      looked_s = tick * 0.008;
      ++looks;
      with_hands += signs(figure);
      beats.insert(moment.beat);
      EXPECT_EQ(shared(captions, kept), 0) << "pixels at " << looked_s << " s, in " << moment.beat << ": \""
                                           << with.panels.front().text << "\" over " << figure.name;
    }
  }
  std::printf("%d people with a caption in view, %d of them signing, in %zu beats\n", looks, with_hands,
              beats.size());
  EXPECT_GE(looks, 20);
  EXPECT_GE(with_hands, 3);
  EXPECT_GE(beats.size(), 3u);
}

}  // namespace
}  // namespace threshold::app
