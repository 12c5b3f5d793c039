// Rain on glass, water in a glass, plates in lamps, dust in a window's light.
#include <algorithm>
#include <cmath>

#include "tests/vulkan/studio.h"
#include "xr/vulkan/place.h"

namespace threshold::xr::test {
namespace {

using Surfaces = Studio;
const Pose kEye{{0.0f, 1.2f, 0.0f}, {1.0f, 0.0f, 0.0f, 0.0f}};

// How much two pictures differ: mean of the absolute difference, of 255.
double difference(const PictureImage& a, const PictureImage& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.rgba.size(); ++i) sum += std::abs(int(a.rgba[i]) - int(b.rgba[i]));
  return sum / static_cast<double>(a.rgba.size());
}

TinyGlb pane(const std::string& material) {
  TinyGlb glb;
  const int glass =
      glb.material(R"({"name":")" + material +
                   R"(","alphaMode":"BLEND","pbrMetallicRoughness":{"baseColorFactor":[1,1,1,0.2]}})");
  glb.mesh_node("pane", quad({0.0f, 1.2f, -0.2f}, {0.4f, 0.0f, 0.0f}, {0.0f, 0.4f, 0.0f}, glass));
  return glb;
}

// place_json with a sky, so that drops have something to bend.
void give_sky(const std::filesystem::path& folder) {
  const std::string light = R"("lightmap":"light_a.exr","sky":[0.5,0.6,0.7],"ambient_up":[0.2,0.2,0.2],)"
                            R"("ambient_down":[0.1,0.1,0.1],"key_toward":[0,1,0],"key":[0,0,0])";
  write_text(folder / "place.json", R"({"id":"test","light":[{)" + light + "}]}");
}

TEST_F(Surfaces, drops_run_down_panes_of_that_material_and_down_no_other) {
  for (const char* material : {"glass_rain", "glass"}) {
    write_place(material, pane(material));
    give_sky(place_folder(material));
  }
  Picture picture;
  const auto over_time = [&](const char* place) {
    picture.place = place;
    picture.time_s = 2.0f;
    const PictureImage before = draw(picture, kEye);
    picture.time_s = 2.5f;
    return difference(before, draw(picture, kEye));
  };
  EXPECT_GT(over_time("glass_rain"), 0.3);
  EXPECT_EQ(over_time("glass"), 0.0);
}

TEST_F(Surfaces, water_rings_while_its_glass_shakes_and_lies_still_otherwise) {
  TinyGlb glb;
  const int water =
      glb.material(R"({"name":"water_glass","pbrMetallicRoughness":{"baseColorFactor":[0.6,0.7,0.7,1]}})");
  glb.mesh_node("glass_water", quad({0.0f, 0.0f, 0.0f}, {0.05f, 0.0f, 0.0f}, {0.0f, 0.0f, -0.05f}, water),
                {0.0f, 1.1f, -0.2f});
  write_place("room", glb, R"("moving":["glass_water"])");
  Picture picture;
  picture.place = "room";
  picture.time_s = 1.0f;
  const PictureImage still = draw(picture, kEye);
  picture.time_s = 1.04f;
  EXPECT_EQ(difference(still, draw(picture, kEye)), 0.0);
  PartMotion shake;
  shake.node = "glass_water";
  shake.tilt_rad = {0.0f, 0.03f, 0.0f};  // about the vertical: the surface itself does not move out of place
  picture.parts = {shake};
  const PictureImage shaken = draw(picture, kEye);
  EXPECT_GT(difference(still, shaken), 0.05);
  picture.time_s = 1.1f;
  EXPECT_GT(difference(shaken, draw(picture, kEye)), 0.05);  // rings run
}

TEST_F(Surfaces, a_plate_in_a_lamp_breaks_its_light_into_a_pattern) {
  TinyGlb glb;
  TinyMesh mesh =
      quad({0.0f, 1.2f, -3.0f}, {4.0f, 0.0f, 0.0f}, {0.0f, 4.0f, 0.0f}, glb.lit({0.5f, 0.5f, 0.5f, 1.0f}));
  mesh.light_uvs.assign(4, {0.5f, 0.5f});
  glb.mesh_node("wall", mesh);
  const auto spots = [](const std::string& more) {
    return R"("spots":[{"name":"lamp","position":[0,1.2,0.5],"target":[0,1.2,-3],"colour":[1,1,1],)" +
           std::string(R"("intensity":60,"inner_deg":18,"outer_deg":24)") + more + "}]";
  };
  write_place("plain", glb, spots(""), glm::vec3(0.01f));
  write_place("bars", glb, spots(R"(,"cookie":"bars")"), glm::vec3(0.01f));
  Picture picture;
  picture.spots = {{"lamp", glm::vec3(1.0f), 1.0f, 0.0f, 0.0f}};
  const auto swing = [&](const char* place) {  // of the light along a row in the middle of the beam
    picture.place = place;
    const PictureImage image = draw(picture, kEye);
    float low = 1.0f, high = 0.0f;
    for (int x = 52; x < 76; ++x) {
      low = std::min(low, luminance(image, x, 64));
      high = std::max(high, luminance(image, x, 64));
    }
    return high - low;
  };
  EXPECT_LT(swing("plain"), 0.05f);
  EXPECT_GT(swing("bars"), 0.3f);
  write_text(place_folder("bars") / "place.json", place_json(spots(R"(,"cookie":"stars")")));
  try {
    read_place(place_folder("bars") / "place.json");
    FAIL() << "an unknown cookie was read";
  } catch (const std::runtime_error& e) {
    EXPECT_NE(std::string(e.what()).find("leaves, bars, rings or none"), std::string::npos) << e.what();
  }
}

TEST_F(Surfaces, dust_hangs_where_the_sun_comes_through_a_window_or_where_the_file_says) {
  const auto motes_of = [&](const std::string& key_toward, const std::string& more) {
    write_text(place_folder("room") / "place.json",
               R"({"id":"room","marks":[{"name":"window","position":[-3,1.6,0]}],)" + more +
                   R"("light":[{"lightmap":"a.exr","key_toward":)" + key_toward + "}]}");
    return read_place(place_folder("room") / "place.json").motes;
  };
  const auto sun = motes_of("[-0.8,0.6,0]", "");
  ASSERT_EQ(sun.size(), 1u);
  EXPECT_NEAR(sun[0].centre.x, -3.0f + 0.8f * 1.3f, 1e-4f);  // inward and down, against the light's way
  EXPECT_NEAR(sun[0].centre.y, 1.6f - 0.6f * 1.3f, 1e-4f);
  EXPECT_TRUE(motes_of("[0.8,0.6,0]", "").empty());  // the sun stands on the other side
  const auto said =
      motes_of("[-0.8,0.6,0]", R"("motes":[{"centre":[1,2,3],"radius_m":0.4,"lit_by":"lamps"}],)");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_TRUE(said[0].lamps);
  EXPECT_FLOAT_EQ(said[0].radius_m, 0.4f);
}

}  // namespace
}  // namespace threshold::xr::test
