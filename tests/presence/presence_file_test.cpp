#include "xr/presence_file.h"

#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>

#include <gtest/gtest.h>

namespace threshold::xr {
namespace {

namespace fs = std::filesystem;

struct TemporaryFolder {
  fs::path path = fs::temp_directory_path() / ("threshold_presence_" + std::to_string(::getpid()));
  TemporaryFolder() { fs::create_directories(path); }
  ~TemporaryFolder() { fs::remove_all(path); }
};

// A lively visitor: most fields change in most ticks.
std::vector<Presence> lively(int ticks, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> any(-2.0f, 2.0f);
  auto pose = [&] {
    return Pose{{any(random), any(random), any(random)},
                {any(random), any(random), any(random), any(random)}};
  };
  std::vector<Presence> walk;
  Presence p;
  for (int i = 0; i < ticks; ++i) {
    if (random() % 3) p.head = pose();
    for (HandPresence& hand : p.hands) {
      if (random() % 2) continue;
      hand.tracked = random() % 2;
      hand.joints_tracked = random() % 2;
      hand.grip = pose(), hand.aim = pose();
      hand.velocity_m_s = {any(random), any(random), any(random)};
      hand.trigger = any(random);
      hand.joints = {};
      if (hand.joints_tracked)
        for (Pose& joint : hand.joints) joint = pose();
    }
    p.worn = random() % 10 != 0;
    p.key_blows = {};
    if (random() % 5 == 0) p.key_blows[1] = {static_cast<std::uint8_t>(random() % kKeySlots), 3.5f};
    p.wishes = {};
    if (random() % 7 == 0) p.wishes.skip = true, p.wishes.confirm = true;
    p.by_gaze = random() % 4 == 0;
    p.gaze = p.by_gaze ? pose() : Pose{};
    walk.push_back(p);
  }
  return walk;
}

std::vector<std::uint8_t> bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(presence_file, a_recorded_walk_reads_back_equal_in_every_field) {
  TemporaryFolder folder;
  const auto walk = lively(400, 1);
  PresenceWriter writer(folder.path / "walk.presence");
  for (const Presence& p : walk) writer.add(p);
  writer.finish();
  PresenceReader reader(folder.path / "walk.presence");
  for (const Presence& p : walk) {
    const auto read = reader.next();
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, p);
  }
  EXPECT_FALSE(reader.next());
}

TEST(presence_file, a_still_visitor_costs_one_byte_a_tick) {
  TemporaryFolder folder;
  PresenceWriter writer(folder.path / "still.presence");
  for (int i = 0; i < 1000; ++i) writer.add(Presence{});
  writer.finish();
  EXPECT_LT(fs::file_size(folder.path / "still.presence"), 1000u + 400u);
}

TEST(presence_file, an_unfinished_recording_never_bears_the_name) {
  TemporaryFolder folder;
  {
    PresenceWriter writer(folder.path / "walk.presence");
    writer.add(Presence{});
  }
  EXPECT_TRUE(fs::is_empty(folder.path));
}

TEST(presence_file, a_file_cut_anywhere_gives_whole_ticks_then_one_sentence) {
  TemporaryFolder folder;
  PresenceWriter writer(folder.path / "walk.presence");
  for (const Presence& p : lively(20, 2)) writer.add(p);
  writer.finish();
  const auto whole = bytes_of(folder.path / "walk.presence");
  int sentences = 0;
  for (std::size_t cut = 30; cut < whole.size(); cut += 7) {
    PresenceReader reader(std::vector<std::uint8_t>(whole.begin(), whole.begin() + static_cast<long>(cut)),
                          "cut");
    try {
      while (reader.next()) {
      }
    } catch (const std::runtime_error& error) {
      ++sentences;
      EXPECT_NE(std::string(error.what()).find("damaged at tick"), std::string::npos);
    }
  }
  EXPECT_GT(sentences, 10);
}

TEST(presence_file, noise_never_yields_a_number_that_is_not_finite) {
  std::mt19937 random(3);
  for (int i = 0; i < 300; ++i) {
    std::vector<std::uint8_t> bytes;
    for (char c : std::string("threshold presence 1\n")) bytes.push_back(static_cast<std::uint8_t>(c));
    for (int k = 0; k < 3000; ++k) bytes.push_back(static_cast<std::uint8_t>(random()));
    PresenceReader reader(bytes, "noise");
    try {
      while (auto p = reader.next()) {
        ASSERT_TRUE(std::isfinite(p->head.position.x));
        for (const KeyBlow& blow : p->key_blows) ASSERT_LT(blow.slot, kKeySlots);
      }
    } catch (const std::runtime_error&) {
    }
  }
}

TEST(presence_file, what_is_no_recording_is_named_with_what_to_do) {
  try {
    PresenceReader reader(fs::path("/nowhere/walk.presence"));
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(),
                 "/nowhere/walk.presence: there is no such recording: make one with --record FILE");
  }
  EXPECT_THROW(PresenceReader(std::vector<std::uint8_t>{1, 2, 3}, "x"), std::runtime_error);
}

}  // namespace
}  // namespace threshold::xr
