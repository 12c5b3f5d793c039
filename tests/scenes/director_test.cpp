#include "scenes/director.h"

#include <gtest/gtest.h>

#include "scenes/blows.h"
#include "tests/scenes/visits.h"

namespace threshold::scenes {
namespace {

using namespace visits;

TEST(director, begins_at_sample_nought) {
  Director director(testing::story());
  const Moment first = director.advance(nobody());
  EXPECT_EQ(first.tick, 0);
  EXPECT_EQ(first.sample, 0);
  EXPECT_EQ(first.beat, "soundcheck");
  EXPECT_EQ(first.beat_s, 0.0);
  const Moment second = director.advance(nobody());
  EXPECT_EQ(second.sample, 384);
  EXPECT_DOUBLE_EQ(second.beat_s, 0.008);
}

TEST(director, a_later_start_is_the_same_instant_of_the_story) {
  Director whole(testing::story(), at("drop"));
  Moment there = after(whole, 10.0);
  there = whole.advance(nobody());
  Director sought(testing::story(), at("drop", 10.0));
  Moment begun = sought.advance(nobody());
  EXPECT_EQ(begun.sample, 0);
  EXPECT_DOUBLE_EQ(begun.beat_s, there.beat_s);
  EXPECT_EQ(begun.ears.hearing, there.ears.hearing);
  EXPECT_EQ(begun.eyes.figures, there.eyes.figures);
  EXPECT_EQ(begun.eyes.parts, there.eyes.parts);
  ASSERT_GT(begun.ears.voice_count, 0);
  EXPECT_EQ(begun.ears.voices[0].start_sample, -480000);  // joined in mid-sound
}

TEST(director, unknown_names_are_refused_in_one_sentence) {
  const auto refused = [](const DirectorOptions& options) {
    try {
      Director director(testing::story(), options);
    } catch (const std::runtime_error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_NE(refused(at("dorp")).find("drop"), std::string::npos);
  EXPECT_NE(refused(at("drop", 99.0)).find("99"), std::string::npos);
  DirectorOptions options;
  options.cut = "long";
  EXPECT_NE(refused(options).find("walk, trailer"), std::string::npos);
  options = {};
  options.language = "fr";
  EXPECT_NE(refused(options).find("en, de"), std::string::npos);
  options = {};
  options.sounds = {"kick_1"};
  EXPECT_NE(refused(options).find("sound bank"), std::string::npos);
  options = {};
  options.from_s = std::nan("");
  EXPECT_FALSE(refused(options).empty());
}

TEST(director, sounds_are_numbered_as_the_bank_numbers_them) {
  DirectorOptions options = at("soundcheck");
  options.sounds = {testing::story()->sounds.rbegin(), testing::story()->sounds.rend()};
  Director plain(testing::story(), at("soundcheck")), turned(testing::story(), options);
  const auto a = plain.advance(key(1)).ears.blows[0].sound, b = turned.advance(key(1)).ears.blows[0].sound;
  EXPECT_EQ(testing::story()->sounds[a], options.sounds[b]);
  EXPECT_EQ(testing::story()->sounds[a], "snare_2");
}

TEST(director, a_key_strikes_its_part_in_this_very_tick) {
  Director director(testing::story(), at("soundcheck", 6.5));
  const char* parts[] = {"kick", "snare", "hihat", "tom_high", "tom_floor", "crash", "ride"};
  for (int slot = 0; slot < 7; ++slot) {
    for (const auto& [speed, layer] : {std::pair{0.8f, "_1"}, {2.5f, "_2"}, {6.0f, "_3"}}) {
      const Moment moment = director.advance(key(slot, speed));
      ASSERT_GE(moment.ears.blow_count, 1);
      const int last = moment.ears.blow_count - 1;
      EXPECT_EQ(sound_of(moment, last), std::string(parts[slot]) + layer);
      EXPECT_EQ(moment.ears.blows[static_cast<std::size_t>(last)].start_sample, moment.sample);
      EXPECT_GT(moment.hands.hands[0].pulse.amplitude + moment.hands.hands[1].pulse.amplitude, 0.0f);
      const Moment next = director.advance(nobody());
      EXPECT_EQ(next.hands, xr::Touch{}) << "a pulse is an edge";
      EXPECT_FALSE(next.eyes.parts.empty()) << "the head moves";
    }
  }
}

TEST(director, a_harder_blow_is_louder_within_its_layer) {
  Director director(testing::story(), at("soundcheck"));
  const float soft = director.advance(key(1, 4.0f)).ears.blows[0].gain;
  EXPECT_GT(director.advance(key(1, 7.0f)).ears.blows[0].gain, soft);
}

// The right fist over the snare, the stick level; lowered by `down_m`, moving at `v`.
xr::Presence stick_over_snare(float down_m, float v_m_s) {
  const auto story = testing::story();
  const Part& snare = *story->places[0].part("snare");
  xr::Presence presence = nobody();
  xr::HandPresence& hand = presence.hands[xr::right];
  hand.tracked = true;
  hand.grip.position = snare.centre + glm::vec3(0.0f, 0.2f - down_m, kStickLength_m - kStickBehindGrip_m);
  hand.velocity_m_s = {0.0f, -v_m_s, 0.0f};
  return presence;
}

TEST(director, a_stick_swung_through_the_snare_sounds_and_is_felt_in_that_hand) {
  Director director(testing::story(), at("soundcheck"));
  int blows = 0, pulses = 0;
  for (int tick = 0; tick < 40; ++tick) {
    const float down = 0.008f * static_cast<float>(tick);  // 1 m/s
    const Moment moment = director.advance(stick_over_snare(down, 1.0f));
    for (int i = 0; i < moment.ears.blow_count; ++i)
      blows += sound_of(moment, i).rfind("snare", 0) == 0 ? 1 : 0;
    pulses += moment.hands.hands[xr::right].pulse.amplitude > 0.0f ? 1 : 0;
    EXPECT_EQ(moment.hands.hands[xr::left].pulse.amplitude, 0.0f);
    EXPECT_EQ(moment.eyes.hands[xr::right].holds, xr::HoldKind::stick);
  }
  EXPECT_EQ(blows, 1);
  EXPECT_EQ(pulses, 1);
}

TEST(director, the_trigger_plays_the_kick_once_a_pull) {
  Director director(testing::story(), at("soundcheck"));
  xr::Presence pulled = nobody();
  pulled.hands[0].trigger = 1.0f;
  int kicks = 0;
  for (const auto& presence : {nobody(), pulled, pulled, nobody(), pulled}) {
    const Moment moment = director.advance(presence);
    for (int i = 0; i < moment.ears.blow_count; ++i)
      kicks += sound_of(moment, i).rfind("kick", 0) == 0 ? 1 : 0;
  }
  EXPECT_EQ(kicks, 2);
}

TEST(director, own_blows_reach_the_bones_only_when_the_ears_fail) {
  Director before(testing::story(), at("drop", 1.0)), later(testing::story(), at("drop", 20.0));
  const Moment well = before.advance(key(1)), failed = later.advance(key(1));
  float well_bone = 0.0f, failed_bone = 0.0f;
  for (const auto& blow : well.ears.blows) well_bone += blow.bone;
  for (const auto& blow : failed.ears.blows) failed_bone += blow.bone;
  EXPECT_EQ(well_bone, 0.0f);
  EXPECT_GT(failed_bone, 0.3f);
  EXPECT_EQ(sound_of(failed, failed.ears.blow_count - 1).rfind("blow_bone", 0), 0u);
  for (const auto& voice : well.ears.voices) EXPECT_EQ(voice.bone, 0.0f);
}

TEST(director, a_hand_on_the_table_feels_it_and_opens_the_way_to_the_bones) {
  const Part& table = *testing::story()->places[1].part("table");
  xr::Presence resting = nobody();
  resting.hands[0].tracked = true;
  resting.hands[0].grip.position = table.centre + glm::vec3(-0.2f, table.half_m.y + 0.045f, 0.2f);
  Director touching(testing::story(), at("arrival", 1.0)), away(testing::story(), at("arrival", 1.0));
  float touched_bone = 0.0f, away_bone = 0.0f, gain = 0.0f;
  for (int i = 0; i < 125 * 3; ++i) {
    const Moment a = touching.advance(resting), b = away.advance(nobody());
    for (const auto& blow : a.ears.blows) touched_bone += blow.bone;
    for (const auto& blow : b.ears.blows) away_bone += blow.bone;
    gain = a.hands.hands[0].resting_gain;
    EXPECT_EQ(b.hands.hands[0].resting_gain, 0.0f);
  }
  EXPECT_FLOAT_EQ(gain, 0.9f);  // places/dining.toml
  EXPECT_GT(touched_bone, 0.1f);
  EXPECT_GT(touched_bone, 2.0f * away_bone);  // floor and chair carry a little without a hand
}

}  // namespace
}  // namespace threshold::scenes
