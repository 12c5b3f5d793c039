// Any glTF file, read: what pictures cannot show as sharply as numbers do, and what is refused.
#include <unistd.h>

#include <array>
#include <cmath>

#include "tests/vulkan/raw_glb.h"
#include "tests/vulkan/studio.h"
#include "xr/models/model_file.h"
#include "xr/vulkan/clip_sample.h"

namespace threshold::xr::test {
namespace {

const std::string kTriangle = R"("meshes":[{"primitives":[{"attributes":{"POSITION":0}}]}])";

class AnyGltf : public ::testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  // Accessor 0 is a triangle; `rest` the members of the file.
  std::filesystem::path glb(const std::string& rest) {
    const std::filesystem::path file = folder_ / "x.glb";
    RawGlb made;
    made.put(std::vector<float>{0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3");
    made.write(file, rest);
    return file;
  }
  // Text with its numbers in a file beside it: a triangle whose vertices are 16 bytes apart.
  std::filesystem::path beside(const std::string& uri, const std::string& more = "") {
    const std::filesystem::path file = folder_ / "x.gltf";
    write_text(
        file,
        R"({"asset":{"version":"2.0"},"nodes":[{"mesh":0}],)" + kTriangle +
            R"(,"accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"}],)"
            R"("bufferViews":[{"buffer":0,"byteLength":48,"byteStride":16}],"buffers":[{"byteLength":48,)"
            R"("uri":")" +
            uri + "\"}]" + more + "}");
    return file;
  }
  void write_numbers(const std::filesystem::path& file) {
    const std::vector<float> numbers = {0, 0, 0, 9, 1, 0, 0, 9, 0, 1, 0, 9};  // each fourth is no position
    write_text(file, std::string(reinterpret_cast<const char*>(numbers.data()), 48));
  }
  static std::string complaint(const std::filesystem::path& file) {
    try {
      read_model_file(file);
    } catch (const std::runtime_error& e) {
      return e.what();
    }
    return "no complaint";
  }
  static void expect(const std::string& said, const std::string& part) {
    EXPECT_NE(said.find(part), std::string::npos) << said;
    EXPECT_NE(said.find("again."), std::string::npos) << said;
  }

  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("threshold any gltf " + std::to_string(getpid()));
};

TEST_F(AnyGltf, what_it_requires_is_understood_or_named) {
  const std::string body = R"("nodes":[{"mesh":0}],)" + kTriangle + R"(,"extensionsRequired":)";
  EXPECT_EQ(complaint(glb(body + R"(["KHR_materials_unlit","KHR_mesh_quantization"])")), "no complaint");
  expect(complaint(glb(body + R"(["KHR_draco_mesh_compression"])")),
         "x.glb: it requires the extension KHR_draco_mesh_compression, which is not supported");
}

TEST_F(AnyGltf, numbers_lie_beside_it_under_a_name_with_a_space_and_far_apart) {
  write_numbers(folder_ / "the numbers.bin");
  const ModelFile model = read_model_file(beside("the%20numbers.bin"));
  ASSERT_EQ(model.data.vertices.size(), 3u);
  EXPECT_EQ(model.data.vertices[1].position, glm::vec3(1, 0, 0));
  EXPECT_EQ(model.data.vertices[2].position, glm::vec3(0, 1, 0));
}

TEST_F(AnyGltf, files_outside_its_folder_and_files_that_are_not_there_are_refused) {
  const std::filesystem::path outside = folder_.parent_path() / (folder_.filename().string() + ".bin");
  write_numbers(outside);
  expect(complaint(beside("../" + outside.filename().string())), "which is not in its folder");
  expect(complaint(beside("gone.bin")), "it needs 'gone.bin', which is not in its folder");
  std::filesystem::create_symlink(outside, folder_ / "link.bin");
  expect(complaint(beside("link.bin")), "which is not in its folder");
  std::filesystem::remove(outside);
  write_numbers(folder_ / "n.bin");
  EXPECT_EQ(complaint(beside("n.bin")), "no complaint");
  expect(complaint(beside("n.bin", R"(,"images":[{"uri":"no%20such.png"}])")), "it needs 'no%20such.png'");
}

TEST_F(AnyGltf, copies_of_the_files_own_bytes_are_refused_before_they_are_made) {
  const std::filesystem::path file = folder_ / "x.gltf";
  std::string buffers;
  for (int i = 0; i < 1000; ++i) buffers += std::string(i > 0 ? "," : "") + R"({"byteLength":48})";
  write_text(file, R"({"asset":{"version":"2.0"},"buffers":[)" + buffers + "]}");
  expect(complaint(file), "more than one of its buffers is the file's own");
}

TEST_F(AnyGltf, text_of_millions_of_values_is_refused_before_it_is_parsed) {
  std::string zeros = "0";
  for (int i = 0; i < 2'200'000; ++i) zeros += ",0";
  expect(complaint(glb(R"("extras":[)" + zeros + "]")), "oversized: what its text lists would take more than");
}

TEST_F(AnyGltf, a_matrix_in_millimetres_and_one_that_mirrors_are_taken_apart_rightly) {
  for (const glm::vec3 scale : {glm::vec3(0.001f), glm::vec3(-2, 3, 4), glm::vec3(0, 1, 2)}) {
    // A quarter turn about z: x becomes y, y becomes -x.
    const glm::mat4 wanted(0, scale.x, 0, 0, -scale.y, 0, 0, 0, 0, 0, scale.z, 0, 5, 6, 7, 1);
    std::string list;
    for (int i = 0; i < 16; ++i) list += (i > 0 ? "," : "") + std::to_string(wanted[i / 4][i % 4]);
    const ModelFile model =
        read_model_file(glb(R"("nodes":[{"mesh":0,"matrix":[)" + list + "]}]," + kTriangle));
    const NodeRest& rest = model.data.nodes[0];
    const glm::mat4 made = matrix_of({rest.shift, rest.turn, rest.scale});
    for (int i = 0; i < 16; ++i) EXPECT_NEAR(made[i / 4][i % 4], wanted[i / 4][i % 4], 1e-5f) << i;
  }
}

TEST_F(AnyGltf, of_eight_joints_the_four_heaviest_hold_a_vertex_by_their_shares) {
  RawGlb made;
  made.put(std::vector<float>{0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3");
  std::vector<std::uint8_t> first, second;
  std::vector<float> light, heavy;
  for (int v = 0; v < 3; ++v) {
    first.insert(first.end(), {0, 1, 2, 3});
    second.insert(second.end(), {4, 5, 6, 7});
    light.insert(light.end(), {0.3f, 0.02f, 0.03f, 0.05f});
    heavy.insert(heavy.end(), {0.2f, 0.25f, 0.1f, 0.05f});
  }
  const int j0 = made.put(first, "VEC4"), j1 = made.put(second, "VEC4");
  const int w0 = made.put(light, "VEC4"), w1 = made.put(heavy, "VEC4");
  const auto n = [](int i) { return std::to_string(i); };
  made.write(
      folder_ / "x.glb",
      R"("nodes":[{"mesh":0,"skin":0}],"skins":[{"joints":[0,0,0,0,0,0,0,0]}],"meshes":[{"primitives":)"
      R"([{"attributes":{"POSITION":0,"JOINTS_0":)" +
          n(j0) + R"(,"JOINTS_1":)" + n(j1) + R"(,"WEIGHTS_0":)" + n(w0) + R"(,"WEIGHTS_1":)" + n(w1) +
          "}}]}]");
  const ModelFile model = read_model_file(folder_ / "x.glb");
  std::array<float, 8> share{};
  for (std::size_t k = 0; k < 4; ++k)
    share[model.data.skin[0].joints[k]] += static_cast<float>(model.data.skin[0].weights[k]) / 65535.0f;
  const std::array<float, 8> wanted = {0.3f, 0, 0, 0, 0.2f, 0.25f, 0.1f, 0};
  for (std::size_t j = 0; j < 8; ++j) EXPECT_NEAR(share[j], wanted[j] / 0.85f, 1e-4f) << j;
}

TEST_F(AnyGltf, of_several_scenes_the_default_one_is_shown_and_cameras_are_no_matter) {
  const ModelFile model = read_model_file(glb(
      R"("scene":1,"scenes":[{"nodes":[0]},{"nodes":[1,2]}],"cameras":[{"type":"perspective","perspective":)"
      R"({"yfov":1,"znear":0.1}}],"nodes":[{"mesh":0},{"mesh":0,"name":"me"},{"camera":0}],)" +
      kTriangle));
  ASSERT_EQ(model.draws.size(), 1u);
  EXPECT_EQ(model.data.nodes[static_cast<std::size_t>(model.draws[0].node)].name, "me");
}

TEST_F(AnyGltf, a_turn_between_far_keys_goes_the_shorter_way_at_an_even_pace) {
  Clip clip;
  clip.duration_s = 1.0f;
  const float half = 1.2f;  // of 2.4 rad, and the far key written the other way round
  clip.channels.emplace_back();
  clip.channels[0].times = {0, 1};
  clip.channels[0].values = {{0, 0, 0, 1}, {0, -std::sin(half), 0, -std::cos(half)}};
  for (const float t : {0.25f, 0.5f, 0.8f}) {
    std::vector<LocalPose> pose(1);
    sample_clip(clip, t, false, pose);
    EXPECT_NEAR(pose[0].turn.w, std::cos(half * t), 1e-5f) << t;
    EXPECT_NEAR(pose[0].turn.y, std::sin(half * t), 1e-5f) << t;
  }
}

TEST_F(AnyGltf, light_of_its_own_is_factor_times_strength_and_a_third_set_of_coordinates_is_refused) {
  const std::string body = R"("nodes":[{"mesh":0}],)" + kTriangle + R"(,"materials":[{)";
  const ModelFile model = read_model_file(
      glb(body + R"("emissiveFactor":[0.5,0.25,0],"extensions":{"KHR_materials_emissive_strength":)"
                 R"({"emissiveStrength":4}}}])"));
  EXPECT_EQ(model.materials[0].emissive, glm::vec3(2, 1, 0));
  const std::vector<std::uint8_t> png = tiny_png(1, 1, {255, 255, 255, 255});
  RawGlb made;
  made.put(std::vector<float>{0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3");
  made.write(
      folder_ / "x.glb",
      body +
          R"("pbrMetallicRoughness":{"baseColorTexture":{"index":0,"texCoord":2}}}],"textures":[{"source":0}],)"
          R"("images":[{"mimeType":"image/png","bufferView":)" +
          std::to_string(made.view_of(png.data(), png.size())) + "}]");
  expect(complaint(folder_ / "x.glb"), "texture coordinates other than sets 0 and 1");
}

}  // namespace
}  // namespace threshold::xr::test
