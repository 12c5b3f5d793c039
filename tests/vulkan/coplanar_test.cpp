// No two surfaces of a built place lie in one another where the visitor sees both: they would fight for each
// pixel, anew with each movement of the head.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>
#include <glm/exponential.hpp>
#include <glm/geometric.hpp>
#include <glm/gtc/packing.hpp>

#include "xr/vulkan/lightmap.h"
#include "xr/vulkan/model.h"
#include "xr/vulkan/place.h"

namespace threshold::xr::test {
namespace {

struct Triangle {
  std::array<glm::vec3, 3> at;
  std::array<std::uint32_t, 3> corners;
  glm::vec3 normal;  // unit
  float offset;      // of its plane
  Box box;
  int draw;
};

constexpr float kSameFacing = 0.9995f;
constexpr float kLeast_m2 = 4e-6f;     // of overlap
constexpr float kLeast_sr = 2e-6f;     // as seen: a pixel of a headset is about 1e-6
constexpr float kLeastUnlike = 0.04f;  // of displayed values, 0..1: less than that nobody sees

struct Fight {
  float seen_sr = 0.0f;
  std::string what;
};
using Lights = std::array<Lightmap, 2>;

// Closer than this two surfaces may change places in a depth of 32 bits: positions are rounded, too.
float too_close_m(float distance_m) {
  return 5e-5f + 1e-5f * distance_m;
}

// Corners of a convex polygon clipped to a triangle, in the plane of `normal`.
std::vector<glm::vec3> clipped(std::vector<glm::vec3> polygon, const Triangle& to) {
  for (int k = 0; k < 3 && !polygon.empty(); ++k) {
    const glm::vec3& p = to.at[static_cast<std::size_t>(k)];
    const glm::vec3 inward = glm::cross(to.normal, to.at[static_cast<std::size_t>((k + 1) % 3)] - p);
    std::vector<glm::vec3> rest;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
      const glm::vec3 &s = polygon[i], &t = polygon[(i + 1) % polygon.size()];
      const float ds = glm::dot(inward, s - p), dt = glm::dot(inward, t - p);
      if (ds >= 0.0f) rest.push_back(s);
      if ((ds >= 0.0f) != (dt >= 0.0f)) rest.push_back(s + (t - s) * (ds / (ds - dt)));
    }
    polygon = std::move(rest);
  }
  return polygon;
}

float area(const std::vector<glm::vec3>& polygon) {
  glm::vec3 sum(0.0f);
  for (std::size_t i = 2; i < polygon.size(); ++i)
    sum += glm::cross(polygon[i - 1] - polygon[0], polygon[i] - polygon[0]);
  return 0.5f * glm::length(sum);
}

bool hides(const Triangle& triangle, const glm::vec3& eye, const glm::vec3& seen) {
  const glm::vec3 along = seen - eye;
  const float down = glm::dot(triangle.normal, along);
  if (down > -1e-9f) return false;
  const float t = (triangle.offset - glm::dot(triangle.normal, eye)) / down;
  if (t < 0.0f || t > 1.0f - 2e-3f / glm::length(along)) return false;
  const glm::vec3 hit = eye + t * along;
  for (std::size_t k = 0; k < 3; ++k) {
    const glm::vec3& p = triangle.at[k];
    if (glm::dot(glm::cross(triangle.normal, triangle.at[(k + 1) % 3] - p), hit - p) < 0.0f) return false;
  }
  return true;
}

std::vector<Triangle> triangles_of(const ModelData& model, const glm::vec3& eye) {
  std::vector<Triangle> found;
  for (std::size_t d = 0; d < model.draws.size(); ++d) {
    const DrawData& draw = model.draws[d];
    for (std::uint32_t i = draw.first_index; i < draw.first_index + draw.index_count; i += 3) {
      Triangle t;
      for (std::uint32_t k = 0; k < 3; ++k) {
        t.corners[k] = model.indices[i + k];
        t.at[k] = model.vertices[t.corners[k]].position;
        if (draw.moving >= 0) t.at[k] += model.moving[static_cast<std::size_t>(draw.moving)].pivot;
        t.box.add(t.at[k]);
      }
      t.normal = glm::cross(t.at[1] - t.at[0], t.at[2] - t.at[0]);
      if (glm::length(t.normal) < 1e-8f) continue;
      t.normal = glm::normalize(t.normal);
      if (glm::dot(t.normal, eye - t.at[0]) < 0.0f) {
        if (!model.materials[static_cast<std::size_t>(draw.material)].two_sided) continue;
        std::swap(t.at[1], t.at[2]);
        std::swap(t.corners[1], t.corners[2]);
        t.normal = -t.normal;
      }
      t.offset = glm::dot(t.normal, t.at[0]);
      t.draw = static_cast<int>(d);
      found.push_back(t);
    }
  }
  return found;
}

bool apart(const Box& a, const Box& b) {
  for (int k = 0; k < 3; ++k)
    if (a.low[k] > b.high[k] + 1e-3f || b.low[k] > a.high[k] + 1e-3f) return true;
  return false;
}

// Roughly as displayed, 0..1, without lamps and gloss, which both surfaces get alike.
glm::vec3 shown(const ModelData& model, const Lightmap& light, const Triangle& t, const glm::vec3& at) {
  const DrawData& draw = model.draws[static_cast<std::size_t>(t.draw)];
  const MaterialData& material = model.materials[static_cast<std::size_t>(draw.material)];
  std::array<float, 3> share{};
  const float whole = glm::dot(t.normal, glm::cross(t.at[1] - t.at[0], t.at[2] - t.at[0]));
  for (std::size_t k = 0; k < 3; ++k)
    share[k] = glm::dot(t.normal, glm::cross(t.at[(k + 1) % 3] - at, t.at[(k + 2) % 3] - at)) / whole;
  glm::vec3 colour(0.0f);
  glm::vec2 uv(0.0f);
  for (std::size_t k = 0; k < 3; ++k) {
    const Vertex& v = model.vertices[t.corners[k]];
    colour += share[k] / 65535.0f * glm::vec3(v.colour[0], v.colour[1], v.colour[2]);
    uv += share[k] * v.light_uv;
  }
  colour *= glm::vec3(material.base);
  if (!material.unlit && draw.lightmapped) {
    const auto texel = [](float part, std::uint32_t size) {
      return static_cast<std::uint32_t>(std::clamp(part, 0.0f, 0.9999f) * static_cast<float>(size));
    };
    colour *= glm::unpackF2x11_1x10(
        light.texels[texel(uv.y, light.height) * light.width + texel(uv.x, light.width)]);
  }
  return glm::sqrt(glm::clamp(colour + material.emissive, 0.0f, 1.0f));
}

// Corners of what both triangles cover; none: nothing that counts.
std::vector<glm::vec3> common_part(const Triangle& a, const Triangle& b) {
  if (apart(a.box, b.box) || glm::dot(a.normal, b.normal) < kSameFacing) return {};
  std::vector<glm::vec3> common = clipped({b.at.begin(), b.at.end()}, a);
  if (common.size() < 3 || area(common) < kLeast_m2) common.clear();
  return common;
}

float unlike(const ModelData& model, const Lights& lights, const Triangle& a, const Triangle& b,
             const glm::vec3& at) {
  float most = 0.0f;
  for (const Lightmap& light : lights) {
    const glm::vec3 off = glm::abs(shown(model, light, a, at) - shown(model, light, b, at));
    most = std::max({most, off.x, off.y, off.z});
  }
  return most;
}

std::string name_of(const ModelData& model, const Triangle& t) {
  const DrawData& draw = model.draws[static_cast<std::size_t>(t.draw)];
  return (draw.moving >= 0 ? model.moving[static_cast<std::size_t>(draw.moving)].name : "still") + "/" +
         model.materials[static_cast<std::size_t>(draw.material)].name;
}

// All that two triangles fight for in sight of the eye, the largest first.
std::vector<Fight> fights(const ModelData& model, const Lights& lights, const glm::vec3& eye) {
  const std::vector<Triangle> all = triangles_of(model, eye);
  std::map<std::tuple<int, int, int>, std::vector<const Triangle*>> facing;
  for (const Triangle& t : all) {
    const glm::ivec3 n(glm::round(t.normal * 20.0f + 0.137f));
    facing[{n.x, n.y, n.z}].push_back(&t);
  }
  std::vector<Fight> found;
  const auto compare = [&](const Triangle& a, const Triangle& b) {
    const std::vector<glm::vec3> common = common_part(a, b);
    if (common.empty()) return;
    glm::vec3 middle(0.0f);
    float gap = 0.0f;
    for (const glm::vec3& p : common) {
      middle += p / static_cast<float>(common.size());
      gap = std::max(gap, std::abs(glm::dot(a.normal, p) - a.offset));
    }
    const float distance = glm::length(middle - eye);
    const float seen = area(common) * glm::dot(a.normal, eye - middle) / (distance * distance * distance);
    if (gap > too_close_m(distance) || seen < kLeast_sr) return;
    const float differ = unlike(model, lights, a, b, middle);
    if (differ < kLeastUnlike) return;
    if (std::any_of(all.begin(), all.end(), [&](const Triangle& t) { return hides(t, eye, middle); })) return;
    std::array<char, 240> text{};
    std::snprintf(
        text.data(), text.size(),
        "%s and %s at %.3f %.3f %.3f, facing %.2f %.2f %.2f: %.2f cm2, %.3f mm apart, unlike by %.2f",
        name_of(model, a).c_str(), name_of(model, b).c_str(), middle.x, middle.y, middle.z, a.normal.x,
        a.normal.y, a.normal.z, 1e4f * area(common), 1e3f * gap, differ);
    found.push_back({seen, text.data()});
  };
  for (auto& [_, group] : facing) {
    std::sort(group.begin(), group.end(),
              [](const Triangle* a, const Triangle* b) { return a->box.low.x < b->box.low.x; });
    for (std::size_t i = 0; i < group.size(); ++i)
      for (std::size_t j = i + 1; j < group.size() && group[j]->box.low.x <= group[i]->box.high.x + 1e-4f;
           ++j)
        compare(*group[i], *group[j]);
  }
  std::sort(found.begin(), found.end(), [](const Fight& a, const Fight& b) { return a.seen_sr > b.seen_sr; });
  return found;
}

// An upright square of 10 cm, seen from +z.
void add_square(ModelData& model, float z, std::uint16_t red) {
  const auto first = static_cast<std::uint32_t>(model.vertices.size());
  for (const auto& [x, y] : {std::pair{-0.05f, -0.05f}, {0.05f, -0.05f}, {0.05f, 0.05f}, {-0.05f, 0.05f}}) {
    Vertex v;
    v.position = {x, y, z};
    v.colour[0] = red;
    model.vertices.push_back(v);
  }
  for (const std::uint32_t k : {0u, 1u, 2u, 0u, 2u, 3u}) model.indices.push_back(first + k);
  model.draws[0].index_count = static_cast<std::uint32_t>(model.indices.size());
}

// Two of them 1 m ahead, the second so far behind the first.
ModelData two_squares(float behind_m, std::uint16_t second_red) {
  ModelData model;
  model.materials.resize(1);
  model.materials[0].unlit = true;
  model.draws.resize(1);
  add_square(model, -1.0f, 65535);
  add_square(model, -1.0f - behind_m, second_red);
  return model;
}

TEST(CoplanarFinder, finds_two_squares_in_one_plane_unless_nobody_could_tell) {
  const Lights dark{};
  const glm::vec3 eye(0.0f), beyond(0.0f, 0.0f, -2.0f);
  EXPECT_FALSE(fights(two_squares(0.0f, 0), dark, eye).empty());
  EXPECT_FALSE(fights(two_squares(2e-5f, 0), dark, eye).empty());
  EXPECT_TRUE(fights(two_squares(3e-4f, 0), dark, eye).empty()) << "far enough apart";
  EXPECT_TRUE(fights(two_squares(0.0f, 65535), dark, eye).empty()) << "of one colour";
  EXPECT_TRUE(fights(two_squares(0.0f, 0), dark, beyond).empty()) << "seen from behind";
  ModelData hidden = two_squares(0.0f, 0);
  add_square(hidden, -0.5f, 65535);
  EXPECT_TRUE(fights(hidden, dark, eye).empty()) << "behind a third";
}

class Coplanar : public ::testing::TestWithParam<const char*> {};

TEST_P(Coplanar, no_two_surfaces_in_sight_lie_in_one_another) {
  const std::filesystem::path folder =
      std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets" / "places" / GetParam();
  if (!std::filesystem::exists(folder / "place.glb")) GTEST_SKIP() << folder << " is not built";
  const PlaceData place = read_place(folder / "place.json");
  GltfRequest request;
  request.path = folder / "place.glb";
  request.moves = [&](std::string_view node) { return node_moves(place, node); };
  const Lights lights{read_lightmap(folder / place.lights[0].lightmap),
                      read_lightmap(folder / place.lights[1].lightmap)};
  const std::vector<Fight> found = fights(read_gltf(request), lights, {0.0f, place.eye_height_m, 0.0f});
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 10); ++i) ADD_FAILURE() << found[i].what;
  EXPECT_EQ(found.size(), 0u) << "see assets/build/common/coplanar.py";
}

INSTANTIATE_TEST_SUITE_P(all, Coplanar,
                         ::testing::Values("stage", "van", "dining", "study", "garden", "clinic", "square"),
                         [](const auto& built) { return std::string(built.param); });

}  // namespace
}  // namespace threshold::xr::test
