// Any glTF file: each feature by a small picture that is compared with what its formula says.
#include <cmath>

#include "tests/vulkan/raw_glb.h"
#include "tests/vulkan/studio.h"
#include "xr/models/model_view.h"
#include "xr/offscreen/still.h"

namespace threshold::xr::test {
namespace {

constexpr int kSide = 64;
constexpr float kStep = 2.0f;  // dither and rounding, of 255
constexpr const char* kUnlit =
    R"({"extensions":{"KHR_materials_unlit":{}},"pbrMetallicRoughness":{"baseColorFactor":[1,1,1,1]}})";

// Corners of a square of half side 0.5 about (x, y, z), facing +z, and its two triangles.
std::vector<float> square(float x, float y, float z, float half = 0.5f) {
  return {x - half, y - half, z, x + half, y - half, z, x + half, y + half, z, x - half, y + half, z};
}
const std::vector<std::uint8_t> kTwoTriangles = {0, 1, 2, 0, 2, 3};

class Models : public Studio {
 protected:
  // The camera stands at the origin, looks along -z, 90 degrees: at z = -2 the picture is 4 m wide.
  PictureImage show(float time_s = 0.0f, const ModelInstance& more = {}, std::uint32_t views = 1) {
    ModelView view(gpu(), {Offscreen::kFormat, 1, true});
    ModelInstance instance = more;
    instance.file = file();
    view.add(instance);
    ModelLight light;
    light.background = glm::vec3(0.0f);
    light.sky = light.ground = glm::vec3(0.0f);
    light.key_toward = {0.0f, 0.0f, 1.0f};
    light.key = glm::vec3(1.0f);
    view.set_light(light);
    Still still(gpu(), kSide, kSide, views);
    std::vector<View> eyes(views);
    for (View& eye : eyes) {
      eye.angle_left = eye.angle_down = -0.785398163f;
      eye.angle_right = eye.angle_up = 0.785398163f;
    }
    view.draw(time_s, eyes, still.target());
    view.finish();
    draws_ = view.stats().draws;
    return still.read();
  }
  std::filesystem::path file() const { return assets_ / "model.glb"; }
  // One mesh with this primitive JSON (its attributes and so on) at the origin.
  void write(const RawGlb& glb, const std::string& primitive, const std::string& material = kUnlit,
             const std::string& node = "", const std::string& more = "") {
    glb.write(file(), R"("scene":0,"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0)" +
                          (node.empty() ? "" : "," + node) + R"(}],"meshes":[{"primitives":[{)" + primitive +
                          R"(,"material":0}]}],"materials":[)" + material + "]" +
                          (more.empty() ? "" : "," + more));
  }
  int draws_ = 0;
};

// Mean position of what is bright, in metres at z = -2.
glm::vec2 centre_m(const PictureImage& image) {
  glm::vec2 sum(0.0f);
  float count = 0.0f;
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      if (luminance(image, x, y) < 0.3f) continue;
      sum += glm::vec2((static_cast<float>(x) + 0.5f) / 16.0f - 2.0f,
                       2.0f - (static_cast<float>(y) + 0.5f) / 16.0f);
      ++count;
    }
  }
  return count > 0.0f ? sum / count : glm::vec2(-99.0f);
}

std::string attributes(const std::string& list, int indices) {
  return R"("attributes":{)" + list + R"(},"indices":)" + std::to_string(indices);
}
std::string at(const char* name, int accessor) {
  return std::string("\"") + name + "\":" + std::to_string(accessor);
}

TEST_F(Models, colour_is_factor_times_vertex_colour_in_every_component_type) {
  for (int kind = 0; kind < 3; ++kind) {
    RawGlb glb;
    const int p = glb.put(square(0, 0, -2, 3), "VEC3");
    std::vector<float> floats;
    std::vector<std::uint8_t> bytes;
    std::vector<std::uint16_t> shorts;
    for (int v = 0; v < 4; ++v) {
      floats.insert(floats.end(), {0.2f, 0.6f, 1.0f});
      bytes.insert(bytes.end(), {51, 153, 255, 255});
      shorts.insert(shorts.end(), {13107, 39321, 65535});
    }
    const int c = kind == 0   ? glb.put(floats, "VEC3")
                  : kind == 1 ? glb.put(bytes, "VEC4", R"("normalized":true)")
                              : glb.put(shorts, "VEC3", R"("normalized":true)");
    const int i = kind == 0   ? glb.put(kTwoTriangles, "SCALAR")
                  : kind == 1 ? glb.put(std::vector<std::uint16_t>{0, 1, 2, 0, 2, 3}, "SCALAR")
                              : glb.put(std::vector<std::uint32_t>{0, 1, 2, 0, 2, 3}, "SCALAR");
    write(
        glb, attributes(at("POSITION", p) + "," + at("COLOR_0", c), i),
        R"({"extensions":{"KHR_materials_unlit":{}},"pbrMetallicRoughness":{"baseColorFactor":[0.5,1,0.25,1]}})");
    const glm::vec3 seen = pixel(show(), 32, 32);
    EXPECT_NEAR(seen.x, 255.0f * displayed(0.1f), kStep) << kind;
    EXPECT_NEAR(seen.y, 255.0f * displayed(0.6f), kStep) << kind;
    EXPECT_NEAR(seen.z, 255.0f * displayed(0.25f), kStep) << kind;
  }
}

TEST_F(Models, a_morph_weight_moves_vertices_by_exactly_that_share_of_the_target) {
  RawGlb glb;
  const int p = glb.put(square(-0.5f, 0, -2, 0.25f), "VEC3"), i = glb.put(kTwoTriangles, "SCALAR");
  const int right = glb.put(std::vector<float>{1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0}, "VEC3");
  const int up = glb.put(std::vector<float>{0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0}, "VEC3");
  const int times = glb.put(std::vector<float>{0, 1}, "SCALAR");
  const int weights = glb.put(std::vector<float>{0, 0.5f, 1, 0.5f}, "SCALAR");
  write(glb,
        attributes(at("POSITION", p), i) + R"(,"targets":[{)" + at("POSITION", right) + "},{" +
            at("POSITION", up) + "}]",
        kUnlit, "",
        R"("animations":[{"samplers":[{"input":)" + std::to_string(times) + R"(,"output":)" +
            std::to_string(weights) +
            R"(}],"channels":[{"sampler":0,"target":{"node":0,"path":"weights"}}]}])");
  for (const float t : {0.0f, 0.25f, 0.75f}) {
    const glm::vec2 seen = centre_m(show(t));
    EXPECT_NEAR(seen.x, -0.5f + t, 0.035f) << t;
    EXPECT_NEAR(seen.y, 0.5f, 0.035f) << t;
  }
}

TEST_F(Models, a_cubic_spline_passes_where_hermite_says) {
  RawGlb glb;
  const int p = glb.put(square(0, 0, -2, 0.25f), "VEC3"), i = glb.put(kTwoTriangles, "SCALAR");
  const int times = glb.put(std::vector<float>{0, 2}, "SCALAR");
  // Arriving tangent, value, leaving tangent of each key.
  const int values =
      glb.put(std::vector<float>{0, 0, 0, -1, 0, 0, 1, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0}, "VEC3");
  write(glb, attributes(at("POSITION", p), i), kUnlit, "",
        R"("animations":[{"samplers":[{"interpolation":"CUBICSPLINE","input":)" + std::to_string(times) +
            R"(,"output":)" + std::to_string(values) +
            R"(}],"channels":[{"sampler":0,"target":{"node":0,"path":"translation"}}]}])");
  for (const float part : {0.25f, 0.5f, 0.75f}) {
    const float p2 = part * part, p3 = p2 * part;
    const float x = -(2 * p3 - 3 * p2 + 1) + (p3 - 2 * p2 + part) * 2.0f * 1.0f + (-2 * p3 + 3 * p2);
    const float y = (p3 - 2 * p2 + part) * 2.0f * 2.0f;
    const glm::vec2 seen = centre_m(show(2.0f * part));
    EXPECT_NEAR(seen.x, x, 0.04f) << part;
    EXPECT_NEAR(seen.y, y, 0.04f) << part;
  }
}

TEST_F(Models, a_step_holds_its_key_until_the_next) {
  RawGlb glb;
  const int p = glb.put(square(0, 0, -2, 0.25f), "VEC3"), i = glb.put(kTwoTriangles, "SCALAR");
  const int times = glb.put(std::vector<float>{0, 1, 2}, "SCALAR");
  const int values = glb.put(std::vector<float>{-1, 0, 0, 0.5f, 0, 0, 1, 0, 0}, "VEC3");
  write(glb, attributes(at("POSITION", p), i), kUnlit, "",
        R"("animations":[{"samplers":[{"interpolation":"STEP","input":)" + std::to_string(times) +
            R"(,"output":)" + std::to_string(values) +
            R"(}],"channels":[{"sampler":0,"target":{"node":0,"path":"translation"}}]}])");
  EXPECT_NEAR(centre_m(show(0.9f)).x, -1.0f, 0.035f);
  EXPECT_NEAR(centre_m(show(1.1f)).x, 0.5f, 0.035f);
  EXPECT_NEAR(centre_m(show(1.9f)).x, 0.5f, 0.035f);
}

TEST_F(Models, without_normals_every_triangle_is_flat_though_corners_are_shared) {
  // A ridge of two slopes at 45 and 30 degrees; its corners are shared, or given twice with the slopes'
  // normals.
  const float low = 1.0f / std::sqrt(3.0f);
  const std::vector<float> ridge = {-1, -1, -3, 0, -1, -2,       0, 1, -2,
                                    -1, 1,  -3, 1, -1, -2 - low, 1, 1, -2 - low};
  RawGlb shared;
  const int p = shared.put(ridge, "VEC3");
  const int i = shared.put(std::vector<std::uint8_t>{0, 1, 2, 0, 2, 3, 1, 4, 5, 1, 5, 2}, "SCALAR");
  const std::string rough = R"({"pbrMetallicRoughness":{"metallicFactor":0}})";
  write(shared, attributes(at("POSITION", p), i), rough);
  const PictureImage flat = show();
  RawGlb apart;
  std::vector<float> corners, normals;
  for (const int v : {0, 1, 2, 3, 1, 4, 5, 2}) {
    for (int k = 0; k < 3; ++k) corners.push_back(ridge[static_cast<std::size_t>(3 * v + k)]);
    const bool left = corners.size() <= 12;
    const float across = left ? -std::sqrt(0.5f) : 0.5f;
    normals.insert(normals.end(), {across, 0.0f, std::sqrt(1.0f - across * across)});
  }
  const int q = apart.put(corners, "VEC3"), n = apart.put(normals, "VEC3");
  const int j = apart.put(std::vector<std::uint8_t>{0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7}, "SCALAR");
  write(apart, attributes(at("POSITION", q) + "," + at("NORMAL", n), j), rough);
  const PictureImage told = show();
  for (const int x : {26, 30, 34, 38}) {
    EXPECT_GT(pixel(told, x, 32).y, 20.0f) << x;
    EXPECT_NEAR(pixel(flat, x, 32).y, pixel(told, x, 32).y, kStep) << x;
  }
  EXPECT_GT(std::abs(pixel(told, 26, 32).y - pixel(told, 38, 32).y), 4.0f);
}

TEST_F(Models, a_version_for_afar_is_not_drawn_over_the_near_one) {
  const auto nodes = [&](const std::string& first, const std::string& second) {
    RawGlb glb;
    const int p = glb.put(square(-0.5f, 0, -2, 0.25f), "VEC3"),
              far = glb.put(square(0.5f, 0, -2, 0.25f), "VEC3"), i = glb.put(kTwoTriangles, "SCALAR");
    glb.write(file(), R"("nodes":[{"mesh":0,)" + first + R"(},{"mesh":1,)" + second +
                          R"(}],"meshes":[{"primitives":[{)" + attributes(at("POSITION", p), i) +
                          R"(,"material":0}]},{"primitives":[{)" + attributes(at("POSITION", far), i) +
                          R"(,"material":0}]}],"materials":[)" + std::string(kUnlit) + "]");
    return centre_m(show()).x;
  };
  EXPECT_NEAR(nodes(R"("name":"nell_mesh")", R"("name":"nell_far")"), -0.5f, 0.035f);
  EXPECT_NEAR(nodes(R"("name":"tree")", R"("name":"tree_far")"), -0.5f, 0.035f);
  EXPECT_NEAR(nodes(R"("extensions":{"MSFT_lod":{"ids":[1]}})", R"("name":"second")"), -0.5f, 0.035f);
  EXPECT_NEAR(nodes(R"("name":"hill")", R"("name":"tree_far")"), 0.0f, 0.035f);  // of nothing that is near
}

TEST_F(Models, a_mask_cuts_at_its_threshold_and_a_blend_mixes_by_alpha) {
  RawGlb glb;
  const int p = glb.put(square(0, 0, -2, 2), "VEC3"), i = glb.put(kTwoTriangles, "SCALAR");
  const int c = glb.put(std::vector<float>{1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0}, "VEC4");
  const std::string part = attributes(at("POSITION", p) + "," + at("COLOR_0", c), i);
  write(glb, part, R"({"extensions":{"KHR_materials_unlit":{}},"alphaMode":"MASK","alphaCutoff":0.75})");
  const PictureImage cut = show();
  EXPECT_LT(luminance(cut, 46, 32), 0.01f);  // alpha rises to the right: 0.75 at pixel 48
  EXPECT_NEAR(pixel(cut, 49, 32).x, 255.0f * displayed(1.0f), kStep);
  write(glb, part, R"({"extensions":{"KHR_materials_unlit":{}},"alphaMode":"BLEND"})");
  const PictureImage mixed = show();
  const float full = 0.55f + 0.45f * 0.45f / 0.9f, film = full * full * 1.06f / (full + 0.02f);
  for (const int x : {8, 32, 56}) {
    const float alpha = (static_cast<float>(x) + 0.5f) / 64.0f;
    EXPECT_NEAR(pixel(mixed, x, 32).x, 255.0f * srgb_encoded(alpha * film), kStep + 1.0f) << x;
  }
}

// Red, green over blue, white.
std::string four_colours(RawGlb& glb) {
  const std::vector<std::uint8_t> png =
      tiny_png(2, 2, {255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255});
  const int view = glb.view_of(png.data(), png.size());
  return R"("images":[{"mimeType":"image/png","bufferView":)" + std::to_string(view) +
         R"(}],"samplers":[{"magFilter":9728,"minFilter":9728}],"textures":[{"source":0,"sampler":0}])";
}

TEST_F(Models, a_texture_lies_as_its_coordinates_and_transform_say) {
  RawGlb glb;
  const int p = glb.put(square(0, 0, -2, 2), "VEC3"), i = glb.put(kTwoTriangles, "SCALAR");
  const int uv =
      glb.put(std::vector<std::uint8_t>{0, 255, 255, 255, 255, 0, 0, 0}, "VEC2", R"("normalized":true)");
  const std::string part = attributes(at("POSITION", p) + "," + at("TEXCOORD_0", uv), i);
  const std::string images = four_colours(glb);
  const auto material = [](const std::string& more) {
    return R"({"extensions":{"KHR_materials_unlit":{}},"pbrMetallicRoughness":{"baseColorTexture":{"index":0)" +
           more + "}}}";
  };
  const auto dominant = [](const glm::vec3& c) {
    return std::string(c.x > 100 ? "r" : "") + (c.y > 100 ? "g" : "") + (c.z > 100 ? "b" : "");
  };
  const auto corners = [&](const PictureImage& image) {
    return dominant(pixel(image, 10, 10)) + " " + dominant(pixel(image, 54, 10)) + " " +
           dominant(pixel(image, 10, 54)) + " " + dominant(pixel(image, 54, 54));
  };
  write(glb, part, material(""), "", images);
  EXPECT_EQ(corners(show()), "r g b rgb");
  const auto with = [&](const std::string& transform) {
    write(glb, part, material(R"(,"extensions":{"KHR_texture_transform":{)" + transform + "}}"), "", images);
    return corners(show());
  };
  EXPECT_EQ(with(R"("offset":[0.5,0])"), "g r rgb b");
  EXPECT_EQ(with(R"("scale":[0.5,1])"), "r r b b");
  // A quarter turn counter-clockwise of the coordinates: what was u now runs up the picture.
  EXPECT_EQ(with(R"("rotation":1.5707963,"offset":[0,1])"), "b r rgb g");
}

TEST_F(Models, a_normal_map_shades_as_the_tilted_surface_would) {
  // A map that leans every normal 40 degrees toward +x.
  const float lean = 0.6981317f;
  const auto code = [](float v) {
    return static_cast<std::uint8_t>(std::lround((v * 0.5f + 0.5f) * 255.0f));
  };
  const std::vector<std::uint8_t> texel = {code(std::sin(lean)), 128, code(std::cos(lean)), 255};
  const std::string rough = R"("pbrMetallicRoughness":{"metallicFactor":0,"roughnessFactor":1})";
  const auto seen = [&](bool map, bool tangents, float normal_x, float normal_z) {
    RawGlb glb;
    const std::vector<std::uint8_t> png = tiny_png(1, 1, texel);
    const int view = glb.view_of(png.data(), png.size());
    const int p = glb.put(square(0, 0, -2, 2), "VEC3"), i = glb.put(kTwoTriangles, "SCALAR");
    const int uv = glb.put(std::vector<float>{0, 1, 1, 1, 1, 0, 0, 0}, "VEC2");
    std::vector<float> normals, along;
    for (int v = 0; v < 4; ++v) {
      normals.insert(normals.end(), {normal_x, 0, normal_z});
      along.insert(along.end(), {1, 0, 0, 1});
    }
    std::string list =
        at("POSITION", p) + "," + at("TEXCOORD_0", uv) + "," + at("NORMAL", glb.put(normals, "VEC3"));
    if (tangents) list += "," + at("TANGENT", glb.put(along, "VEC4"));
    write(glb, attributes(list, i), "{" + rough + (map ? R"(,"normalTexture":{"index":0}})" : "}"), "",
          R"("images":[{"mimeType":"image/png","bufferView":)" + std::to_string(view) +
              R"(}],"textures":[{"source":0}])");
    return pixel(show(), 32, 32).x;
  };
  const float flat = seen(false, false, 0.0f, 1.0f),
              tilted = seen(false, false, std::sin(lean), std::cos(lean));
  EXPECT_LT(tilted, flat - 8.0f);
  EXPECT_NEAR(seen(true, true, 0.0f, 1.0f), tilted, 3.0f);
  EXPECT_NEAR(seen(true, false, 0.0f, 1.0f), tilted, 3.0f);  // tangents from the picture
}

TEST_F(Models, a_rough_white_wall_that_faces_the_light_sends_back_what_it_gets) {
  RawGlb glb;
  const int p = glb.put(square(0, 0, -2, 2), "VEC3"), i = glb.put(kTwoTriangles, "SCALAR");
  write(
      glb, attributes(at("POSITION", p), i),
      R"({"pbrMetallicRoughness":{"metallicFactor":0,"roughnessFactor":1,"baseColorFactor":[0.5,0.5,0.5,1]},)"
      R"("emissiveFactor":[0.1,0,0]})");
  const glm::vec3 seen = pixel(show(), 32, 32);
  // Diffuse 0.96 x 0.5, and straight back a rough surface of 4 % reflects 0.04 x D V = 0.04 x 1 x 0.25.
  EXPECT_NEAR(seen.y, 255.0f * displayed(0.48f + 0.01f), kStep);
  EXPECT_NEAR(seen.x, 255.0f * displayed(0.48f + 0.01f + 0.1f), kStep);
}

TEST_F(Models, a_sparse_accessor_replaces_what_it_names) {
  RawGlb glb;
  std::vector<float> there = square(0, 0, -2, 0.25f);
  for (std::size_t v = 0; v < 4; ++v) there[3 * v] -= 1.0f;
  const std::vector<float> moved = {0.75f, -0.25f, -2, 1.25f, -0.25f, -2, 1.25f, 0.25f, -2, 0.75f, 0.25f, -2};
  const std::vector<std::uint16_t> which = {0, 1, 2, 3};
  const int base = glb.view_of(there.data(), there.size() * 4);
  const int at_view = glb.view_of(which.data(), 8), value_view = glb.view_of(moved.data(), moved.size() * 4);
  const int p = glb.accessor(
      R"("bufferView":)" + std::to_string(base) +
      R"(,"componentType":5126,"count":4,"type":"VEC3","sparse":{"count":4,"indices":{"bufferView":)" +
      std::to_string(at_view) + R"(,"componentType":5123},"values":{"bufferView":)" +
      std::to_string(value_view) + "}}");
  write(glb, attributes(at("POSITION", p), glb.put(kTwoTriangles, "SCALAR")));
  EXPECT_NEAR(centre_m(show()).x, 1.0f, 0.035f);
}

TEST_F(Models, strips_and_fans_are_the_triangles_they_stand_for) {
  const auto shown = [&](int mode, const std::vector<std::uint8_t>& indices) {
    RawGlb glb;
    const int p = glb.put(square(0.3f, -0.2f, -2), "VEC3");
    write(glb,
          attributes(at("POSITION", p), glb.put(indices, "SCALAR")) + R"(,"mode":)" + std::to_string(mode));
    return show().rgba;
  };
  const std::vector<std::uint8_t> as_list = shown(4, kTwoTriangles);
  EXPECT_EQ(shown(5, {0, 1, 3, 2}), as_list);
  EXPECT_EQ(shown(6, {0, 1, 2, 3}), as_list);
}

TEST_F(Models, lines_and_points_are_seen) {
  RawGlb glb;
  const int p = glb.put(std::vector<float>{-1, 0.03f, -2, 1, 0.03f, -2}, "VEC3");
  const std::string part = R"("attributes":{)" + at("POSITION", p) + "}";
  write(glb, part + R"(,"mode":1)");
  const PictureImage line = show();
  EXPECT_GT(luminance(line, 20, 31) + luminance(line, 20, 32), 0.5f);
  EXPECT_LT(luminance(line, 8, 31) + luminance(line, 8, 32), 0.1f);
  write(glb, part + R"(,"mode":0)");
  EXPECT_NEAR(centre_m(show()).x, 0.0f, 0.05f);
}

TEST_F(Models, a_joint_carries_what_is_bound_to_it_and_the_node_of_a_skinned_mesh_does_not) {
  RawGlb glb;
  const int p = glb.put(square(0, 0, -2, 0.25f), "VEC3"), i = glb.put(kTwoTriangles, "SCALAR");
  const int joints =
      glb.put(std::vector<std::uint8_t>{1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}, "VEC4");
  const int weights =
      glb.put(std::vector<std::uint8_t>{255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0}, "VEC4",
              R"("normalized":true)");
  glb.write(
      file(),
      R"("nodes":[{"mesh":0,"skin":0,"translation":[9,9,9]},{"children":[2],"translation":[0.5,0,0]},)"
      R"({"translation":[0.25,-0.5,0]}],"skins":[{"joints":[1,2]}],"meshes":[{"primitives":[{)" +
          attributes(at("POSITION", p) + "," + at("JOINTS_0", joints) + "," + at("WEIGHTS_0", weights), i) +
          R"(,"material":0}]}],"materials":[)" + std::string(kUnlit) + "]");
  const glm::vec2 seen = centre_m(show());
  EXPECT_NEAR(seen.x, 0.75f, 0.035f);
  EXPECT_NEAR(seen.y, -0.5f, 0.035f);
}

TEST_F(Models, a_skin_whose_joints_mirror_keeps_its_front) {
  RawGlb glb;
  const int p = glb.put(square(0.5f, 0, -2, 0.25f), "VEC3"), i = glb.put(kTwoTriangles, "SCALAR");
  const int joints = glb.put(std::vector<std::uint8_t>(16, 0), "VEC4");
  const int weights =
      glb.put(std::vector<std::uint8_t>{255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0}, "VEC4",
              R"("normalized":true)");
  glb.write(
      file(),
      R"("nodes":[{"mesh":0,"skin":0},{"scale":[-1,1,1]}],"skins":[{"joints":[1]}],)"
      R"("meshes":[{"primitives":[{)" +
          attributes(at("POSITION", p) + "," + at("JOINTS_0", joints) + "," + at("WEIGHTS_0", weights), i) +
          R"(,"material":0}]}],"materials":[)" + std::string(kUnlit) + "]");
  const glm::vec2 seen = centre_m(show());
  EXPECT_NEAR(seen.x, -0.5f, 0.035f);
  EXPECT_NEAR(seen.y, 0.0f, 0.035f);
}

TEST_F(Models, backs_are_seen_only_of_two_sided_materials_and_mirrored_nodes_keep_their_front) {
  RawGlb glb;
  const int p = glb.put(square(0, 0, -2), "VEC3");
  const int turned = glb.put(std::vector<std::uint8_t>{0, 2, 1, 0, 3, 2}, "SCALAR");
  const std::string back = attributes(at("POSITION", p), turned);
  const std::string two_sided = R"({"extensions":{"KHR_materials_unlit":{}},"doubleSided":true})";
  write(glb, back);
  EXPECT_LT(luminance(show(), 32, 32), 0.01f);
  write(glb, back, two_sided);
  EXPECT_GT(luminance(show(), 32, 32), 0.7f);
  write(glb, attributes(at("POSITION", p), glb.put(kTwoTriangles, "SCALAR")), kUnlit, R"("scale":[-1,1,1])");
  EXPECT_GT(luminance(show(), 32, 32), 0.7f);
}

TEST_F(Models, an_instance_stands_where_it_is_put_and_two_views_are_two_views) {
  RawGlb glb;
  const int p = glb.put(square(0, 0, -2, 0.25f), "VEC3"), i = glb.put(kTwoTriangles, "SCALAR");
  write(glb, attributes(at("POSITION", p), i));
  ModelInstance moved;
  moved.root.position = {1.0f, 0.5f, 0.0f};
  const glm::vec2 seen = centre_m(show(0.0f, moved));
  EXPECT_NEAR(seen.x, 1.0f, 0.035f);
  EXPECT_NEAR(seen.y, 0.5f, 0.035f);
  const PictureImage both = show(0.0f, {}, 2);
  EXPECT_EQ(both.width, 2 * kSide);
  EXPECT_EQ(draws_, 2);
  EXPECT_EQ(pixel(both, 32, 32), pixel(both, 96, 32));
}

TEST_F(Models, an_animation_that_is_not_there_is_said_with_those_that_are) {
  RawGlb glb;
  const int p = glb.put(square(0, 0, -2), "VEC3"), i = glb.put(kTwoTriangles, "SCALAR");
  write(glb, attributes(at("POSITION", p), i), kUnlit, "",
        R"("animations":[{"name":"walk","samplers":[],"channels":[]}])");
  ModelInstance wrong;
  wrong.clip = "fly";
  try {
    show(0.0f, wrong);
    FAIL();
  } catch (const std::runtime_error& e) {
    EXPECT_NE(std::string(e.what()).find("no animation 'fly'. It has 'walk'."), std::string::npos)
        << e.what();
  }
}

}  // namespace
}  // namespace threshold::xr::test
