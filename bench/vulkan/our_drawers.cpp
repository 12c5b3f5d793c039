#include "bench/vulkan/our_drawers.h"

#include <cmath>

#include "xr/models/model_view.h"
#include "xr/offscreen/png.h"
#include "xr/offscreen/still.h"
#include "xr/vulkan/place.h"

namespace threshold::bench {
namespace {

xr::Pose standing(const Diner& diner) {
  return {{diner.x, diner.y, diner.z}, glm::angleAxis(diner.yaw_rad, glm::vec3(0.0f, 1.0f, 0.0f))};
}

std::vector<xr::View> views_of(const Dinner& dinner, const Seeing& seeing) {
  const float half = 0.5f * seeing.fov_down_rad;
  const float across =
      std::atan(std::tan(half) * static_cast<float>(seeing.width) / static_cast<float>(seeing.height));
  std::vector<xr::View> views;
  for (unsigned v = 0; v < seeing.views; ++v) {
    xr::View view;
    const float side = seeing.views == 1 ? 0.0f : (v == 0 ? -0.5f : 0.5f) * seeing.eye_distance_m;
    view.eye.position = {side, dinner.eye_height_m, dinner.eye_z};
    view.eye.orientation = glm::angleAxis(-dinner.look_down_rad, glm::vec3(1.0f, 0.0f, 0.0f));
    view.angle_left = -across;
    view.angle_right = across;
    view.angle_up = half;
    view.angle_down = -half;
    views.push_back(view);
  }
  return views;
}

std::string counts_of(const xr::RenderStats& stats) {
  return std::to_string(stats.draws) + " draws, " + std::to_string(stats.triangles) + " triangles, " +
         std::to_string(stats.gpu_bytes >> 20) + " MiB";
}

class ModelDrawer final : public Drawer {
 public:
  ModelDrawer(const Dinner& dinner, const Seeing& seeing)
      : views_(views_of(dinner, seeing)),
        gpu_({}),
        view_(gpu_, {xr::Offscreen::kFormat, 1, true}),
        still_(gpu_, seeing.width, seeing.height, seeing.views) {
    view_.add({dinner.room, {}, "", false, 0.0f});
    for (const Diner& d : dinner.people) view_.add({d.file, standing(d), dinner.clip, true, d.offset_s});
  }
  std::string name() const override { return "threshold --model"; }
  void frame(float time_s) override {
    view_.draw(time_s, views_, still_.target());
    view_.finish();
  }
  std::string counts() const override { return counts_of(view_.stats()); }
  void write_picture(const std::filesystem::path& file) override { xr::write_image(file, still_.read()); }

 private:
  std::vector<xr::View> views_;
  xr::Gpu gpu_;
  xr::ModelView view_;
  xr::Still still_;
};

class PlaceDrawer final : public Drawer {
 public:
  PlaceDrawer(const Dinner& dinner, const Seeing& seeing)
      : views_(views_of(dinner, seeing)),
        gpu_({}),
        renderer_(gpu_, {dinner.assets, xr::Offscreen::kFormat, 1, true}),
        still_(gpu_, seeing.width, seeing.height, seeing.views) {
    picture_.place = "dining";
    for (const Diner& d : dinner.people) {
      xr::Figure figure;
      figure.name = figure.model = d.name;
      figure.root = standing(d);
      figure.from.clip = dinner.clip;
      picture_.figures.push_back(figure);
      offsets_.push_back(d.offset_s);
    }
  }
  std::string name() const override { return "threshold, baked place"; }
  void frame(float time_s) override {
    for (std::size_t i = 0; i < offsets_.size(); ++i) picture_.figures[i].from.time_s = time_s + offsets_[i];
    picture_.time_s = time_s;
    renderer_.draw(picture_, views_, still_.target());
    renderer_.finish();
  }
  std::string counts() const override { return counts_of(renderer_.stats()); }
  void write_picture(const std::filesystem::path& file) override { xr::write_image(file, still_.read()); }

 private:
  std::vector<xr::View> views_;
  xr::Picture picture_;
  std::vector<float> offsets_;
  xr::Gpu gpu_;
  xr::Renderer renderer_;
  xr::Still still_;
};

}  // namespace

std::unique_ptr<Drawer> make_model_drawer(const Dinner& dinner, const Seeing& seeing) {
  return std::make_unique<ModelDrawer>(dinner, seeing);
}

std::unique_ptr<Drawer> make_place_drawer(const Dinner& dinner, const Seeing& seeing) {
  return std::make_unique<PlaceDrawer>(dinner, seeing);
}

Dinner read_dinner(const std::filesystem::path& assets) {
  Dinner dinner;
  dinner.assets = assets;
  dinner.room = assets / "places/dining/place.glb";
  const xr::PlaceData place = xr::read_place(assets / "places/dining/place.json");
  dinner.eye_height_m = place.eye_height_m;
  for (const xr::SeatData& seat : place.seats) {
    dinner.people.push_back({seat.name, assets / "people" / (seat.name + ".glb"), seat.position.x,
                             seat.position.y, seat.position.z, seat.yaw_rad,
                             0.37f * static_cast<float>(dinner.people.size())});
  }
  return dinner;
}

}  // namespace threshold::bench
