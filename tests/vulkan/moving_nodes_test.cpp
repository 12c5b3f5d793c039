// Which nodes of a place move by themselves: those that place.json names, and no other.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/vulkan/studio.h"
#include "xr/vulkan/model.h"
#include "xr/vulkan/place.h"

namespace threshold::xr::test {
namespace {

class NamedNodes : public Studio {};

TEST_F(NamedNodes, move_when_the_place_names_them_and_stand_still_otherwise) {
  write_text(place_folder("room") / "place.json", place_json(R"("moving":["cup","leaves_1"])"));
  const PlaceData place = read_place(place_folder("room") / "place.json");
  EXPECT_TRUE(node_moves(place, "cup"));
  EXPECT_TRUE(node_moves(place, "leaves_1"));
  EXPECT_FALSE(node_moves(place, "leaves_2"));
  EXPECT_FALSE(node_moves(place, "lamp"));
  EXPECT_FALSE(node_moves(place, ""));
}

TEST_F(NamedNodes, of_the_wrong_kind_are_refused_with_the_file) {
  write_text(place_folder("room") / "place.json", place_json(R"("moving":[3])"));
  try {
    read_place(place_folder("room") / "place.json");
    FAIL() << "a number was taken for a node";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("room/place.json"), std::string::npos) << error.what();
  }
}

class MovingNodes : public ::testing::TestWithParam<const char*> {};

TEST_P(MovingNodes, of_a_built_place_are_each_drawn_by_itself) {
  const std::filesystem::path folder =
      std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets" / "places" / GetParam();
  if (!std::filesystem::exists(folder / "place.glb")) GTEST_SKIP() << folder << " is not built";
  const PlaceData place = read_place(folder / "place.json");
  const ModelData model = read_gltf({.path = folder / "place.glb", .moves = [&](std::string_view node) {
                                       return node_moves(place, node);
                                     }});
  std::vector<std::string> said = place.moving_nodes, found;
  for (const MovingNode& node : model.moving) found.push_back(node.name);
  std::sort(said.begin(), said.end());
  std::sort(found.begin(), found.end());
  EXPECT_EQ(found, said);
  EXPECT_FALSE(found.empty());
}

INSTANTIATE_TEST_SUITE_P(all, MovingNodes,
                         ::testing::Values("stage", "van", "clinic", "dining", "study", "garden", "square"),
                         [](const auto& built) { return std::string(built.param); });

}  // namespace
}  // namespace threshold::xr::test
