// Pictures hold still. When the head moves by parts of a pixel, the picture changes as one of many samples a
// pixel does, and no pixel shows what that has nowhere near: no sparkle, no black sliver, no surfaces that
// fight. When the light goes from one bake to the other nothing jumps. Every built place, with its people, as
// a headset draws it.
#include <algorithm>
#include <cmath>

#include "tests/vulkan/studio.h"
#include "xr/offscreen/gallery_views.h"

namespace threshold::xr::test {
namespace {

constexpr int kWidth = 240, kHeight = 136, kLarger = 3;  // 3 x 3 pixels of 4 samples are the truth of one
constexpr float kWide_rad = 1.05f;    // down: all that lies ahead, coarser than anybody sees it
constexpr float kFine_rad = 0.1187f;  // down: 20 pixels a degree, as a headset has
constexpr float kSpark = 24.0f;       // of 255

using Pixels = std::vector<glm::vec3>;  // display values, 0..255

// Of a larger picture the mean of the light that each block gives; light is the square of what is displayed,
// near enough.
Pixels pixels_of(const PictureImage& image, int larger) {
  Pixels out;
  for (int y = 0; y < kHeight; ++y)
    for (int x = 0; x < kWidth; ++x) {
      glm::vec3 sum(0.0f);
      for (int v = 0; v < larger; ++v)
        for (int u = 0; u < larger; ++u) {
          const glm::vec3 p = pixel(image, x * larger + u, y * larger + v);
          sum += p * p;
        }
      out.push_back(glm::sqrt(sum / static_cast<float>(larger * larger)));
    }
  return out;
}

float most(const glm::vec3& v) {
  return std::max({v.x, v.y, v.z});
}

// How far a value lies outside of what the truth has in the nine pixels around. An edge that is drawn a
// little off lies within.
float outside(const Pixels& drawn, const Pixels& truth, int x, int y) {
  glm::vec3 low(255.0f), high(0.0f);
  for (int v = std::max(y - 1, 0); v <= std::min(y + 1, kHeight - 1); ++v)
    for (int u = std::max(x - 1, 0); u <= std::min(x + 1, kWidth - 1); ++u) {
      const glm::vec3& near = truth[static_cast<std::size_t>(v * kWidth + u)];
      low = glm::min(low, near);
      high = glm::max(high, near);
    }
  const glm::vec3& here = drawn[static_cast<std::size_t>(y * kWidth + x)];
  return most(glm::max(low - here, here - high));
}

struct Looks {
  double change = 0.0;  // mean over all looks
  int sparks = 0;       // of all of them together
  std::string worst;
};

struct Unsteady {
  double change = 0.0;  // beyond the truth's, mean over all pixels, of 255
  int sparks = 0;       // pixels more than kSpark outside of the truth
  float worst = 0.0f;
  int x = 0, y = 0;  // of the worst
};

// What the built places may show; measured, with a fifth to spare. What is left are edges thinner than a
// pixel.
struct Limits {
  const char* place;
  double change;
  int sparks;
  double fine_change;  // mean and sum over all fine looks
  int fine_sparks;
};

// The same look, once with the samples of a frame and once with those of the truth.
struct Lens {
  float view_rad = 0.0f;
  std::unique_ptr<Offscreen> small, large;
};

class Steady : public ::testing::TestWithParam<Limits> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(options_.assets / "places" / GetParam().place / "place.glb"))
      GTEST_SKIP() << GetParam().place << " is not built";
    gpu_ = std::make_unique<Gpu>(GpuRequest{});
    renderer_ = std::make_unique<Renderer>(*gpu_, options_);
  }
  Lens lens(float view_rad) {
    return {view_rad, std::make_unique<Offscreen>(*gpu_, *renderer_, size(1, view_rad)),
            std::make_unique<Offscreen>(*gpu_, *renderer_, size(kLarger, view_rad))};
  }
  static OffscreenOptions size(int larger, float view_rad) {
    OffscreenOptions options;
    options.width = static_cast<std::uint32_t>(kWidth * larger);
    options.height = static_cast<std::uint32_t>(kHeight * larger);
    options.fov_down_rad = view_rad;
    return options;
  }
  static Pixels drawn(const Lens& lens, const Picture& picture, const Pose& head) {
    return pixels_of(lens.small->draw(picture, head), 1);
  }
  // In it everybody goes by another name: how tall somebody stood in pixels is remembered by name, and
  // chooses their version.
  static Pixels truth(const Lens& lens, Picture picture, const Pose& head) {
    for (Figure& figure : picture.figures) figure.name += "_large";
    return pixels_of(lens.large->draw(picture, head), kLarger);
  }
  static Unsteady measure(const Lens& lens, const Picture& picture, const Pose& head) {
    const float pixel_rad = lens.view_rad / kHeight;
    Pose moved = head;
    moved.orientation = head.orientation * glm::angleAxis(0.37f * pixel_rad, glm::vec3(0, 1, 0)) *
                        glm::angleAxis(0.29f * pixel_rad, glm::vec3(1, 0, 0));
    const Pixels a = drawn(lens, picture, head), b = drawn(lens, picture, moved);
    const Pixels true_a = truth(lens, picture, head), true_b = truth(lens, picture, moved);
    Unsteady found;
    for (int y = 0; y < kHeight; ++y)
      for (int x = 0; x < kWidth; ++x) {
        const auto i = static_cast<std::size_t>(y * kWidth + x);
        found.change += most(glm::abs((b[i] - a[i]) - (true_b[i] - true_a[i]))) / (kWidth * kHeight);
        const float off = std::max(outside(a, true_a, x, y), outside(b, true_b, x, y));
        found.sparks += off > kSpark;
        if (off <= found.worst) continue;
        found.worst = off;
        found.x = x;
        found.y = y;
      }
    return found;
  }
  // Where a headset's wearer looks: each look is small, so there are many.
  static Looks look_about(const Lens& lens, const std::vector<GalleryView>& views) {
    Looks all;
    int count = 0;
    float worst = 0.0f;
    for (const GalleryView& view : views)
      for (const float yaw : {-0.5f, 0.0f, 0.5f})
        for (const float pitch : {0.25f, 0.05f, -0.15f, -0.45f}) {
          Pose head = view.head;
          head.orientation =
              glm::angleAxis(yaw, glm::vec3(0, 1, 0)) * glm::angleAxis(pitch, glm::vec3(1, 0, 0));
          const Unsteady found = measure(lens, view.picture, head);
          all.change += found.change;
          all.sparks += found.sparks;
          ++count;
          if (found.worst <= worst) continue;
          worst = found.worst;
          all.worst = view.title + ": worst by " + std::to_string(static_cast<int>(worst)) + " at yaw " +
                      std::to_string(yaw) + ", pitch " + std::to_string(pitch);
        }
    all.change /= count;
    return all;
  }
  // Ahead in the first light, down at what hands touch in the second.
  std::vector<GalleryView> views() {
    std::vector<GalleryView> both = views_of_place(options_.assets, GetParam().place, true);
    both[1].head.orientation = glm::angleAxis(-0.5f, glm::vec3(1.0f, 0.0f, 0.0f));
    return both;
  }

  RendererOptions options_{std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets",
                           Offscreen::kFormat,
                           4,
                           true,
                           false,
                           512ll << 20};
  std::unique_ptr<Gpu> gpu_;
  std::unique_ptr<Renderer> renderer_;
};

// Both of a place in one test: most of the time goes into loading it.
TEST_P(Steady, no_pixel_jumps_when_the_head_or_the_light_moves_a_little) {
  std::vector<GalleryView> both = views();
  const Lens wide = lens(kWide_rad);
  for (const GalleryView& view : both) {
    const Unsteady found = measure(wide, view.picture, view.head);
    const std::string said = view.title + ": worst by " + std::to_string(static_cast<int>(found.worst)) +
                             " at " + std::to_string(found.x) + ", " + std::to_string(found.y) +
                             " of 240 x 136";
    RecordProperty(view.name + "_change", std::to_string(found.change));
    RecordProperty(view.name + "_sparks", found.sparks);
    EXPECT_LE(found.change, GetParam().change) << said;
    EXPECT_LE(found.sparks, GetParam().sparks) << said;
  }
  // Either end is drawn from one lightmap, all between from two; a lamp is a thousand times as bright as what
  // it lights, so the step is small.
  Picture picture = both.front().picture;
  for (const float end : {0.0f, 1.0f}) {
    picture.light_blend = end;
    const Pixels at = drawn(wide, picture, both.front().head);
    picture.light_blend = std::abs(end - 1e-5f);
    const Pixels beside = drawn(wide, picture, both.front().head);
    float jump = 0.0f;
    for (std::size_t i = 0; i < at.size(); ++i) jump = std::max(jump, most(glm::abs(at[i] - beside[i])));
    EXPECT_LE(jump, 8.0f) << "the light beside " << end;
  }
  // People come by other names, for who comes nearer at one blow fades from one version into another.
  for (GalleryView& view : both)
    for (Figure& figure : view.picture.figures) figure.name += "_fine";
  const Looks fine = look_about(lens(kFine_rad), both);
  RecordProperty("fine_change", std::to_string(fine.change));
  RecordProperty("fine_sparks", fine.sparks);
  EXPECT_LE(fine.change, GetParam().fine_change) << fine.worst;
  EXPECT_LE(fine.sparks, GetParam().fine_sparks) << fine.worst;
}

INSTANTIATE_TEST_SUITE_P(
    all, Steady,
    ::testing::Values(Limits{"stage", 6.0, 320, 1.4, 260}, Limits{"van", 5.6, 440, 1.5, 90},
                      Limits{"dining", 4.8, 270, 0.95, 235}, Limits{"study", 3.7, 280, 0.8, 60},
                      Limits{"garden", 5.6, 250, 1.3, 150}, Limits{"clinic", 7.1, 350, 1.0, 115},
                      Limits{"square", 7.4, 380, 2.2, 95}),
    [](const auto& built) { return std::string(built.param.place); });

}  // namespace
}  // namespace threshold::xr::test
