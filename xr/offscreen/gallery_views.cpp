#include "xr/offscreen/gallery_views.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <glm/trigonometric.hpp>

#include "xr/vulkan/model.h"
#include "xr/vulkan/place.h"
#include "xr/vulkan/skeleton.h"

namespace threshold::xr {
namespace {

namespace fs = std::filesystem;

constexpr float kPi = 3.14159265f;
constexpr float kFilm_s = 2.0f;    // the moment at which wind, haze and clips are shown
constexpr float kApart_s = 10.0f;  // between pictures of one person: nothing of the one fades into the next

glm::quat turned(float yaw_rad) {
  return glm::angleAxis(yaw_rad, glm::vec3(0.0f, 1.0f, 0.0f));
}

ModelData person_of(const fs::path& assets, const std::string& person) {
  GltfRequest request;
  request.path = assets / "people" / (person + ".glb");
  if (!fs::exists(request.path)) {
    throw std::runtime_error(request.path.string() +
                             ": no such person. Build the assets (assets/build) or check "
                             "the name.");
  }
  request.skinned = true;
  return read_gltf(request);
}

// The first of these clips that the person has; with a star any that begins so. Empty: the rest pose.
std::string clip_of(const ModelData& model, std::initializer_list<std::string_view> wanted) {
  for (const std::string_view want : wanted) {
    for (const Clip& clip : model.clips) {
      const bool begins = want.ends_with('*') && clip.name.starts_with(want.substr(0, want.size() - 1));
      if (begins || clip.name == want) return clip.name;
    }
  }
  return {};
}

Figure standing(const ModelData& model, const std::string& person, float distance_m, float yaw_rad) {
  Figure figure;
  figure.name = figure.model = person;
  figure.from = {clip_of(model, {"stand", "walk", "still"}), kFilm_s, true};
  figure.root = {{0.0f, 0.0f, -distance_m}, turned(kPi + yaw_rad)};
  return figure;
}

// A node's place in the world, or `otherwise` for a skeleton without it.
glm::vec3 node_at(const ModelData& model, const Figure& figure, std::string_view name,
                  const glm::vec3& otherwise) {
  const int node = model.node(name);
  if (node < 0) return otherwise;
  Poser poser;
  poser.pose(model, figure, std::nullopt, {});
  return figure.root.position + figure.root.orientation * glm::vec3(poser.world(node)[3]);
}

GalleryView studio(const std::string& person, const std::string& view, const Figure& figure) {
  GalleryView shown;
  shown.subject = person;
  shown.name = person + "_" + view;
  shown.title = person + ", " + view;
  shown.picture.time_s = kFilm_s;
  shown.picture.figures = {figure};
  return shown;
}

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return names;
}

void seat_people(const fs::path& assets, const PlaceData& place, bool show, Picture& picture) {
  int in_crowd = 0;
  for (const SeatData& seat : place.seats) {
    const bool crowd = seat.name.starts_with("crowd_");
    if (crowd && !show) continue;
    Figure figure;
    figure.name = seat.name;
    figure.model = crowd ? std::string("crowd_") + static_cast<char>('a' + in_crowd % 3) : seat.name;
    if (!fs::exists(assets / "people" / (figure.model + ".glb"))) continue;
    const auto taken = [&](const Figure& other) {  // a seat that several use at other times
      return glm::distance(other.root.position, seat.position) < 0.3f;
    };
    if (std::any_of(picture.figures.begin(), picture.figures.end(), taken)) continue;
    const ModelData model = person_of(assets, figure.model);
    figure.from = {crowd ? clip_of(model, {in_crowd % 4 == 3 ? "cheer" : "bounce", "stand"})
                         : clip_of(model, {show ? "play" : "listen", "listen", "sit", "walk", "stand"}),
                   kFilm_s + 0.37f * static_cast<float>(picture.figures.size()), true};
    figure.root = {seat.position, turned(seat.yaw_rad)};
    in_crowd += crowd ? 1 : 0;
    picture.figures.push_back(figure);
  }
}

}  // namespace

std::vector<std::string> gallery_places(const fs::path& assets) {
  std::vector<std::string> names;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(assets / "places", none)) {
    if (fs::exists(entry.path() / "place.glb") && fs::exists(entry.path() / "place.json"))
      names.push_back(entry.path().filename().string());
  }
  return sorted(names);
}

std::vector<std::string> gallery_people(const fs::path& assets) {
  std::vector<std::string> names;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(assets / "people", none)) {
    const std::string name = entry.path().stem().string();
    // Own hands and what they hold are no people.
    if (entry.path().extension() == ".glb" && name != "hands" && name != "stick") names.push_back(name);
  }
  return sorted(names);
}

std::vector<GalleryView> views_of_place(const fs::path& assets, const std::string& name, bool people) {
  const PlaceData place = read_place(assets / "places" / name / "place.json");
  std::vector<GalleryView> views;
  for (int light = 0; light < 2; ++light) {
    GalleryView view;
    view.subject = name;
    view.name = name + (light == 0 ? "_a" : "_b");
    view.title = name + (light == 0 ? ", first light" : ", second light");
    view.head.position = {0.0f, place.eye_height_m, 0.0f};
    view.picture.place = name;
    view.picture.light_blend = static_cast<float>(light);
    view.picture.time_s = kFilm_s;
    view.picture.wind = 0.3f;
    const LightData& state = place.lights[static_cast<std::size_t>(light)];
    const bool show = state.haze > 0.0f;
    view.picture.haze = state.haze;
    for (const LampData& lamp : place.lamps) {
      if (lamp.light == state.name) view.picture.spots.push_back({lamp.name, glm::vec3(1.0f), 1.0f, 0, 0});
    }
    if (people) seat_people(assets, place, show, view.picture);
    views.push_back(std::move(view));
  }
  return views;
}

std::vector<GalleryView> views_of_person(const fs::path& assets, const std::string& person) {
  const ModelData model = person_of(assets, person);
  std::vector<GalleryView> views;
  const Figure front = standing(model, person, 2.6f, 0.0f);
  const glm::vec3 head = node_at(model, front, "head", {0.0f, 1.5f, -2.6f});

  views.push_back(studio(person, "front", front));
  views.back().head.position = {0.0f, 0.55f * head.y, 0.0f};
  views.back().fov_down_rad = 2.0f * std::atan(0.66f * head.y / 2.6f);

  Figure side = standing(model, person, 0.95f, 0.6f);
  views.push_back(studio(person, "three_quarter", side));
  views.back().head.position = {0.0f, head.y + 0.02f, 0.0f};
  views.back().fov_down_rad = 0.55f;
  views.back().picture.time_s += kApart_s;

  Figure signing = standing(model, person, 1.0f, 0.0f);
  const std::string clip = clip_of(model, {"sign_*", "drum_*", "wave_*", "play", "cheer"});
  if (!clip.empty()) signing.from = {clip, 0.45f * model.clip(clip)->duration_s, false};
  const glm::vec3 otherwise(0.0f, 1.0f, -1.0f);
  const glm::vec3 hands =
      0.5f * (node_at(model, signing, "hand_l", otherwise) + node_at(model, signing, "hand_r", otherwise));
  views.push_back(studio(person, "hands", signing));
  views.back().head.position = hands + glm::vec3(0.0f, 0.04f, 0.62f);
  views.back().fov_down_rad = 0.8f;
  views.back().picture.time_s += 2.0f * kApart_s;
  return views;
}

std::vector<GalleryView> turntable_of(const fs::path& assets, const std::string& person, int count) {
  GalleryView view = views_of_person(assets, person).front();
  view.name = person + "_turn";
  std::vector<GalleryView> steps;
  for (int step = 0; step < count; ++step) {
    const float turn = 2.0f * kPi * static_cast<float>(step) / static_cast<float>(count);
    view.picture.figures[0].root.orientation = turned(kPi + turn);
    steps.push_back(view);
  }
  return steps;
}

}  // namespace threshold::xr
