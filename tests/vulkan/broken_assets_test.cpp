// Broken or missing files are named, with what is wrong and what to do.
#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>

#include "tests/vulkan/studio.h"
#include "xr/vulkan/lightmap.h"
#include "xr/vulkan/model.h"
#include "xr/vulkan/place.h"

namespace threshold::xr::test {
namespace {

class BrokenAssets : public Studio {
 protected:
  std::string complaint_of(const std::function<void()>& load) {
    try {
      load();
    } catch (const std::runtime_error& e) {
      return e.what();
    }
    return "no complaint";
  }
  std::string gltf_complaint(const std::vector<std::uint8_t>& bytes) {
    const std::filesystem::path file = assets_ / "x.glb";
    std::filesystem::create_directories(assets_);
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return complaint_of([&] {
      GltfRequest request;
      request.path = file;
      read_gltf(request);
    });
  }
};

TinyGlb triangle() {
  TinyGlb glb;
  glb.mesh_node("t", quad({}, {1.0f, 0.0f, 0.0f}, {0.0f, 1.0f, 0.0f}, glb.unlit(glm::vec4(1.0f))));
  return glb;
}

// The file with a piece of its JSON exchanged, lengths put right.
std::vector<std::uint8_t> replaced(const std::vector<std::uint8_t>& bytes, const std::string& from,
                                   const std::string& to) {
  std::uint32_t length = 0;
  std::memcpy(&length, bytes.data() + 12, 4);
  std::string json(bytes.begin() + 20, bytes.begin() + 20 + length);
  const std::size_t at = json.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  if (at != std::string::npos) json.replace(at, from.size(), to);
  while (json.size() % 4 != 0) json += ' ';
  std::vector<std::uint8_t> out;
  out.reserve(bytes.size() + json.size());
  std::copy_n(bytes.begin(), 20, std::back_inserter(out));
  std::copy(json.begin(), json.end(), std::back_inserter(out));
  std::copy(bytes.begin() + 20 + length, bytes.end(), std::back_inserter(out));
  const auto total = static_cast<std::uint32_t>(out.size());
  const auto chunk = static_cast<std::uint32_t>(json.size());
  std::memcpy(out.data() + 8, &total, 4);
  std::memcpy(out.data() + 12, &chunk, 4);
  return out;
}

TEST_F(BrokenAssets, every_cut_of_a_glb_is_refused_with_its_name) {
  const std::vector<std::uint8_t> whole = triangle().bytes();
  EXPECT_EQ(gltf_complaint(whole), "no complaint");
  for (std::size_t size = 0; size < whole.size(); size += 61) {
    const std::string said =
        gltf_complaint({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)});
    EXPECT_NE(said.find("x.glb"), std::string::npos) << size << ": " << said;
    EXPECT_NE(said.find("again"), std::string::npos) << said;
  }
}

TEST_F(BrokenAssets, indices_and_accessors_past_their_end_are_refused) {
  TinyGlb glb;
  TinyMesh mesh = quad({}, {1.0f, 0.0f, 0.0f}, {0.0f, 1.0f, 0.0f}, glb.unlit(glm::vec4(1.0f)));
  mesh.indices[5] = 4;
  glb.mesh_node("t", mesh);
  EXPECT_NE(gltf_complaint(glb.bytes()).find("index past its vertices"), std::string::npos);
  EXPECT_NE(gltf_complaint(replaced(triangle().bytes(), R"("count":6)", R"("count":9)")).find("past the end"),
            std::string::npos);
  EXPECT_NE(
      gltf_complaint(replaced(triangle().bytes(), R"("bufferView":0)", R"("bufferView":77)")).find("x.glb"),
      std::string::npos);
}

TEST_F(BrokenAssets, an_oversized_mesh_is_refused_before_it_is_read) {
  EXPECT_NE(gltf_complaint(replaced(triangle().bytes(), R"("count":4)", R"("count":9000000)"))
                .find("oversized mesh"),
            std::string::npos);
}

TEST_F(BrokenAssets, a_place_without_its_files_names_the_one_that_is_missing) {
  EXPECT_NE(complaint_of([&] { renderer().preload("nowhere", {}); }).find("nowhere/place.json: no such file"),
            std::string::npos);
  write_text(place_folder("room") / "place.json", place_json());
  EXPECT_NE(complaint_of([&] { renderer().preload("room", {}); }).find("place.glb: no such file"),
            std::string::npos);
  triangle().write(place_folder("room") / "place.glb");
  EXPECT_NE(complaint_of([&] { renderer().preload("room", {}); }).find("light_a.exr: no such file"),
            std::string::npos);
  write_exr(place_folder("room") / "light_a.exr", 4, 4, glm::vec3(0.5f));
  EXPECT_EQ(complaint_of([&] { renderer().preload("room", {}); }), "no complaint");  // tried again, and there
  EXPECT_NE(complaint_of([&] { renderer().preload("", {"nobody"}); }).find("nobody.glb: no such file"),
            std::string::npos);
}

TEST_F(BrokenAssets, a_draw_that_fails_to_load_leaves_the_renderer_able_to_draw) {
  Picture picture;
  picture.place = "nowhere";
  EXPECT_THROW(draw(picture), std::runtime_error);
  picture.place = "";
  EXPECT_EQ(draw(picture).width, 128);
}

TEST_F(BrokenAssets, a_cut_lightmap_is_refused) {
  write_exr(assets_ / "whole.exr", 32, 32, glm::vec3(0.5f));
  std::ifstream in(assets_ / "whole.exr", std::ios::binary);
  const std::string whole((std::istreambuf_iterator<char>(in)), {});
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, whole.size() / 2}) {
    std::ofstream(assets_ / "cut.exr", std::ios::binary)
        .write(whole.data(), static_cast<std::streamsize>(size));
    const std::string said = complaint_of([&] { read_lightmap(assets_ / "cut.exr"); });
    EXPECT_NE(said.find("cut.exr: not a complete OpenEXR image"), std::string::npos) << size << ": " << said;
  }
}

TEST_F(BrokenAssets, a_wrong_place_json_says_what_is_wrong) {
  const auto said = [&](const std::string& text) {
    write_text(assets_ / "place.json", text);
    return complaint_of([&] { read_place(assets_ / "place.json"); });
  };
  EXPECT_EQ(said(place_json()), "no complaint");
  EXPECT_NE(said("{").find("place.json: "), std::string::npos);
  EXPECT_NE(said(R"({"light":[]})").find("one or two lights"), std::string::npos);
  EXPECT_NE(said(R"({"id":"x"})").find("light"), std::string::npos);
  EXPECT_NE(
      said(place_json(R"("spots":[{"name":"s","position":[1,2]}])")).find("'position' must be three numbers"),
      std::string::npos);
  EXPECT_NE(said(place_json(R"("spots":[{"name":"s","inner_deg":20,"outer_deg":10}])")).find("outer_deg"),
            std::string::npos);
}

TEST(Lightmaps, small_floats_keep_light_within_two_percent) {
  for (const float v : {0.001f, 0.03f, 0.18f, 0.5f, 1.0f, 7.3f, 250.0f}) {
    const std::uint32_t packed = pack_light({v, v, v});
    const auto unpacked = [](std::uint32_t bits, int mantissa) {
      const auto exponent = static_cast<int>(bits >> mantissa);
      const float part =
          static_cast<float>(bits & ((1u << mantissa) - 1)) / static_cast<float>(1 << mantissa);
      return exponent == 0 ? std::ldexp(part, -14) : std::ldexp(1.0f + part, exponent - 15);
    };
    EXPECT_NEAR(unpacked(packed & 0x7ff, 6), v, 0.01f * v);
    EXPECT_NEAR(unpacked((packed >> 11) & 0x7ff, 6), v, 0.01f * v);
    EXPECT_NEAR(unpacked(packed >> 22, 5), v, 0.02f * v);
  }
  EXPECT_EQ(pack_light({-1.0f, std::nanf(""), 0.0f}), 0u);
}

}  // namespace
}  // namespace threshold::xr::test
