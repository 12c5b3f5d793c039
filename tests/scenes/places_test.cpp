// Every place of the story's folder is ready for a beat, also those that the walk does not visit.
#include <gtest/gtest.h>

#include "tests/scenes/story_for_tests.h"

namespace threshold::scenes {
namespace {

TEST(places, each_one_has_acoustics_and_answers_for_every_part_of_its_built_half) {
  const auto assets = std::filesystem::path(THRESHOLD_SOURCE_DIR) / "assets";
  const testing::Copy copy;
  std::vector<std::string> ids;
  for (const auto& file : std::filesystem::directory_iterator(copy.story_dir() / "places")) {
    ids.push_back(file.path().stem().string());
    if (!std::filesystem::exists(assets / "places" / ids.back() / "place.json") ||
        !std::filesystem::exists(assets / "sounds" / "sounds.toml"))
      GTEST_SKIP() << "assets/ is not built";
  }
  std::string list;
  for (const std::string& id : ids) list += (list.empty() ? "\"" : "\", \"") + id;
  copy.change(copy.story_dir() / "story.toml", R"(places = ["stage", "dining", "garden", "square"])",
              "places = [" + list + "\"]");
  const Reading reading = read_story(copy.story_dir(), assets);
  for (const Complaint& complaint : reading.complaints) ADD_FAILURE() << sentence(complaint);
  ASSERT_TRUE(reading.story);
  EXPECT_EQ(reading.story->places.size(), ids.size());
  EXPECT_GE(ids.size(), 7u);
  for (const Place& place : reading.story->places) {
    EXPECT_FALSE(place.what.empty()) << place.id;
    EXPECT_GT(place.room.decay_s, 0.0f) << place.id;
    EXPECT_FALSE(place.seats.empty()) << place.id;
    EXPECT_EQ(place.lights, 2) << place.id;
    EXPECT_FALSE(place.key_parts.empty()) << place.id;
    for (const Part& part : place.parts) {
      ASSERT_GE(part.kind_index, 0) << place.id << ' ' << part.name;
      EXPECT_GT(place.kinds[static_cast<std::size_t>(part.kind_index)].pulse.amplitude, 0.0f)
          << place.id << ": a hand that strikes '" << part.name << "' feels nothing";
    }
  }
}

}  // namespace
}  // namespace threshold::scenes
